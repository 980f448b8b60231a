"""When the bot is unsure what was meant: the likeliest goals as buttons, in the plain words of `nlu_data/goals.yml`.

What cannot be undone is never offered: those goals have no title there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from actions.speech import Button
from actions.topics import TOPICS
from actions.visit import Visit

GOALS = Path(__file__).parent.parent / "nlu_data" / "goals.yml"
NEVER_GUESSED = frozenset({"despair"})
"""Answered where it is said; nobody is asked whether they meant it."""
NONE = "none_of_these"
"""Value of the button that says it is none of them."""


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(GOALS.read_text(encoding="utf-8"))
    return data


def _goals() -> Mapping[str, Mapping[str, str]]:
    goals: Mapping[str, Mapping[str, str]] = _data()["goals"]
    return goals


def _limit(name: str) -> float:
    return float(_data()["offer"][name])


@cache
def _topic_titles() -> Mapping[str, str]:
    tree: Any = yaml.safe_load(TOPICS.read_text(encoding="utf-8"))
    return {topic: entry["title"] for topic, entry in tree["topics"].items() if topic != "article"}


def title(goal: str) -> str | None:
    """What a goal is called on a button; None for one that is never offered."""
    intent, _, rest = goal.partition("/")
    if intent == "ask_rule":
        return _topic_titles().get(rest)
    return _goals().get(goal, {}).get("title")


def buttons(visit: Visit) -> tuple[Button, ...]:
    """The likeliest goals of this turn, for this side of the counter; empty when none is worth offering."""
    found = tuple(_likely(visit, _limit("plausible" if visit.turn.intent == "out_of_scope" else "likely")))
    return (*found[: int(_limit("choices"))], Button("都不是", f"choose:{NONE}")) if found else ()


def besides(visit: Visit, understood: str | None = None) -> tuple[Button, ...]:
    """What else could have been meant, when what was answered was not sure; empty when it was.

    `understood`: the goal that was taken, where it need not be the likeliest.
    """
    ranking = visit.turn.ranking
    if not ranking or ranking[0][1] >= _limit("sure"):
        return ()
    answered = (understood or ranking[0][0]).replace("/", ":", 1)
    return tuple(button for button in _likely(visit, _limit("beside")) if button.payload != answered)[
        : int(_limit("choices"))
    ]


def _likely(visit: Visit, likely: float) -> Iterator[Button]:
    side = "officer" if visit.way_in == "officer" else "public"
    for goal, share in visit.turn.ranking:
        name = title(goal)
        whose = _goals().get(goal, _goals().get(goal.partition("/")[0], {})).get("for", "all")
        if name and goal not in NEVER_GUESSED and share >= likely and whose in {"all", side}:
            yield Button(name, goal.replace("/", ":", 1))
