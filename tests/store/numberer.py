"""Keeps documents with a 文号 and prints each number once it is durable: for tests to run beside others, and to kill.

python -m tests.store.numberer DATABASE_URL DATA_FOLDER CASE COUNT
"""

from __future__ import annotations

import sys
from pathlib import Path

from store import documents, keys, sealing
from store.database import Store

SERIES, YEAR = "示检举", 2026


def keep(store: Store, case_id: str, key: sealing.PublicKey) -> int:
    """One document with the next number, in one transaction."""
    with store.begin() as s:
        number = documents.next_number(s, SERIES, YEAR)
        envelope = sealing.seal(key, "document/receipt", documents.number_zh(SERIES, YEAR, number).encode())
        documents.add(s, case_id, "receipt", envelope, None, finished=True, series=SERIES, year=YEAR, number=number)
    return number


def main(url: str, data: str, case_id: str, count: int) -> None:
    store = Store(url, Path(data))
    with store.read() as s:
        key = keys.current(s)
    for _ in range(count):
        print(keep(store, case_id, key), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
