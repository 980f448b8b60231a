"""The common traditional characters and their simplified ones, as OpenCC has them (the engine knows all of these): one
table for gateway, engine and page (`traditional.json`).
"""

from __future__ import annotations

import json
from pathlib import Path

TABLE: dict[int, str] = {
    ord(traditional): simplified
    for traditional, simplified in zip(
        *json.loads(Path(__file__).with_suffix(".json").read_text("utf-8")).values(), strict=True
    )
}


def simplify(text: str) -> str:
    """`text` with common traditional characters simplified, one for one."""
    return text.translate(TABLE)
