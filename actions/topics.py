"""The topics the bot can answer about the rules: those of `nlu_data/topics.yml`, less the article topic itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rules.reference import Ref, refs

TOPICS = Path(__file__).parent.parent / "nlu_data" / "topics.yml"


@cache
def topics() -> Mapping[str, tuple[Ref, ...]]:
    """Topic → the provisions its answer rests on; each has a response `utter_ask_rule/<topic>`."""
    tree: Any = yaml.safe_load(TOPICS.read_text(encoding="utf-8"))
    return {topic: refs(*entry["refs"]) for topic, entry in tree["topics"].items() if topic != "article"}
