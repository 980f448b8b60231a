"""What was asked last, and who is asked: both narrow what can be meant (`nlu_data/goals.yml`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import yaml

from bot.engine.nlu.kernel import Floats
from bot.engine.settings import ROOT

GOALS = ROOT / "nlu_data/goals.yml"
ITEMS = ROOT / "store/items.yaml"
WORDS = frozenset({"name", "text", "contact", "date", "files", "id_number", "address"})


@dataclass(frozen=True)
class Context:
    """Where a sentence is said.

    Attributes:
        asked: kind of the step that is open (a key of `asked` in goals.yml), `none` when no flow is; None: not known.
        way_in: web, plain, officer or hotline; None: not known.
    """

    asked: str | None = None
    way_in: str | None = None


UNKNOWN = Context()


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(GOALS.read_text(encoding="utf-8"))
    return data


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, str]:
    """Slot of each item of the catalogue → kind of step."""
    flows = yaml.safe_load(ITEMS.read_text(encoding="utf-8"))["flows"]
    kinds = {}
    for flow, about in flows.items():
        for name, item in (about.get("items") or {}).items():
            yes_no = set(item.get("options") or ()) == {"yes", "no"}
            words = item["kind"] != "choice"
            kinds[f"{flow}_{name}"] = "words" if words else "yes_no" if yes_no else "choice"
    return kinds


def asked_kinds() -> frozenset[str]:
    """Kinds of step that weigh."""
    return frozenset(_data()["asked"])


def offered(
    understood: str, confidence: float, ranking: Sequence[tuple[str, float]], asked: str | None = None
) -> tuple[str, ...]:
    """The goals that are offered after what was understood, as `actions/offers.py` does.

    `asked`: kind of the step that is open; in a flow nothing is put beside what was understood.
    """
    limits = _data()["offer"]
    unsure, intent = understood == "nlu_fallback", understood.partition("/")[0]
    if not unsure and intent != "out_of_scope" and (confidence >= limits["sure"] or asked not in {None, "none"}):
        return ()
    least = limits["likely" if unsure else "plausible" if intent == "out_of_scope" else "beside"]
    return tuple(
        goal
        for goal, share in ranking
        if goal != understood
        and share >= least
        and (goal.startswith("ask_rule/") or "title" in (_data()["goals"].get(goal) or {}))
    )[: limits["choices"]]


def kind_of_step(loop: str | None, step: str | None) -> str | None:
    """Kind of the step that is open, from Rasa's active loop and requested slot; None when it is of no known kind."""
    if not loop:
        return "none"
    if not step:
        return None
    if step.endswith("_review"):
        return "review"
    if step.startswith("confirm_"):
        return "yes_no"
    if step.endswith(("_number", "_password")):
        return "number"
    return _kinds().get(re.sub("_(?:more|briefly)$", "", step))


def weights(goals: Sequence[str], context: Context) -> Floats:
    """How much likelier than elsewhere each of `goals` is in this context; 0 where it is impossible."""
    return _weights(tuple(goals), context)


@lru_cache(maxsize=64)
def _weights(goals: tuple[str, ...], context: Context) -> Floats:
    data = _data()
    asked: Mapping[str, float] = data["asked"].get(context.asked or "", {})
    foreign = float(data["foreign"].get(context.way_in or "", 1.0))
    side = "officer" if context.way_in == "officer" else "public"
    found = []
    for goal in goals:
        about = data["goals"].get(goal) or data["goals"].get(goal.partition("/")[0]) or {}
        whose = about.get("for", "all")
        weight = float(asked.get(goal, asked.get(goal.partition("/")[0], 1.0)))
        found.append(weight * (foreign if whose not in {"all", side} else 1.0))
    return np.array(found, dtype=np.float32)
