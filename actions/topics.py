"""The topics the bot can answer about the rules: those of `nlu_data/topics.yml`, less the article topic itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

TOPICS = Path(__file__).parent.parent / "nlu_data" / "topics.yml"


@cache
def topics() -> frozenset[str]:
    """Ids of the topics; each has a response `utter_ask_rule/<topic>`."""
    tree: Any = yaml.safe_load(TOPICS.read_text(encoding="utf-8"))
    listed = tree["topics"]
    return frozenset(listed if isinstance(listed, dict) else (topic["id"] for topic in listed)) - {"article"}
