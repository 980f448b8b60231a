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
    """Topic → the provisions its answer rests on; each has a response `utter_ask_rule/<topic>`.

    A service topic (where to go, what a phone keeps) may rest on none.
    """
    return {topic: refs(*entry["refs"]) for topic, entry in _tree().items() if topic != "article"}


@cache
def offers() -> Mapping[str, tuple[str, ...]]:
    """Topic → the flows (intents) offered under its answer while none is open."""
    return {topic: tuple(entry.get("offers", ())) for topic, entry in _tree().items()}


def meant(topic: str, flow: str, *, officer: bool) -> str:
    """The topic that a question is about where `flow` is open, or, with none of those that differ, for an officer."""
    there: Mapping[str, str] = _tree().get(topic, {}).get("in_flow", {})
    return there.get(flow) or (there.get("officer", there.get("rights", topic)) if officer else topic)


@cache
def _tree() -> Mapping[str, Any]:
    tree: Any = yaml.safe_load(TOPICS.read_text(encoding="utf-8"))
    found: Mapping[str, Any] = tree["topics"]
    return found
