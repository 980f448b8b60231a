"""Submits reports and prints each receipt number once it is durable: for tests to run beside others, and to kill.

python -m tests.store.submitter DATABASE_URL DATA_FOLDER COUNT
"""

from __future__ import annotations

import sys
from pathlib import Path

from store import cases, conversations, keys, receipts, sealing, vault
from store.clock import now
from store.database import Store


def main(url: str, data: str, count: int) -> None:
    store = Store(url, Path(data))
    with store.read() as s:
        key = keys.current(s)
    for i in range(count):
        with store.begin() as s:
            conversation = conversations.start(s, "web")
        envelope = sealing.seal_text(key, "report.facts", "text", "一段话", now())
        with store.begin() as s:
            vault.put(s, conversation, "report.facts", envelope)
        if i % 4 == 0:
            upload(store, key, conversation)
        with store.begin() as s:
            receipts.prepare(s, conversation, receipts.new_number(), "-")
        with store.begin() as s:
            made = cases.submit(s, conversation, "report", {"mode": "anonymous"})
        print(made.number, flush=True)
        if i % 3 == 0:
            with store.begin() as s:
                conversations.end(s, conversation)


def upload(store: Store, key: sealing.PublicKey, conversation: str) -> None:
    with store.begin() as s:
        begun = vault.begin_upload(s, conversation, "report.files", 1)
    with store.begin() as s:
        vault.put_part(s, begun, 0, sealing.seal_part(key, begun, 0, 1, b"x" * 5000))
    with store.begin() as s:
        vault.finish_upload(s, begun, sealing.seal_file(key, "a", "b", 5000, "c"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
