"""What a step is held against, besides the order of events and its options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rules.lives.model import Given, Step
from rules.outcome import Outcome, Point
from rules.reference import Ref

RULE = "rule:"


@dataclass(frozen=True)
class Guard:
    """A function of a regulation that decides a step. text, refs: for the page of lives; check: what is missing."""

    text: str
    refs: tuple[Ref, ...]
    check: Callable[[Step, Given], tuple[Point, ...]]


def about(fact: str, outcome: Outcome) -> tuple[Point, ...]:
    """What the outcome lacks and what follows, said beside the question of the step that it is about."""
    decided = outcome.text.rstrip("。")
    return tuple(Point(f"fact:{fact}", f"{decided}：要{one.text}", one.refs) for one in outcome.missing)


def missing(outcome: Outcome) -> tuple[Point, ...]:
    """What the outcome lacks, each with its own provision."""
    return tuple(Point(RULE + one.code, one.text, one.refs) for one in outcome.missing)
