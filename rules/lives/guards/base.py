"""What a step is held against, besides the order of events and its options."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from rules.lives.model import Given, Step
from rules.outcome import Outcome, Point
from rules.reference import Ref

RULE = "rule:"


@dataclass(frozen=True)
class Guard:
    """A function of a regulation that decides a step.

    text, refs: what it asks for, on the page of lives and where it refuses. check: what is missing; a point without
    words says what `text` says.
    """

    text: str
    refs: tuple[Ref, ...]
    check: Callable[[Step, Given], tuple[Point, ...]]

    def missing(self, step: Step, given: Given) -> tuple[Point, ...]:
        """What the step lacks, in words."""
        return tuple(replace(one, text=one.text or self.text) for one in self.check(step, given))


ANY_DAY = dt.date(2026, 1, 1)
"""For a day that is not said, where no period is read of what the function decides."""


def yes(step: Step, given: Given, fact: str) -> bool:
    """Whether a question of the step, or one known, has the answer yes."""
    return "yes" in given.values(step, fact)


def unless(outcome: Outcome, *decisions: str, fact: str = "") -> tuple[Point, ...]:
    """Nothing when the function decides so; else it refuses in the guard's words, beside the question it turns on."""
    if outcome.decision in decisions:
        return ()
    return (Point(f"fact:{fact}" if fact else RULE + outcome.decision, "", outcome.refs),)


def about(fact: str, outcome: Outcome) -> tuple[Point, ...]:
    """What the outcome lacks and what follows, said beside the question of the step that it is about."""
    decided = outcome.text.rstrip("。")
    return tuple(Point(f"fact:{fact}", f"{decided}：要{one.text}", one.refs) for one in outcome.missing)


def missing(outcome: Outcome) -> tuple[Point, ...]:
    """What the outcome lacks, each with its own provision."""
    return tuple(Point(RULE + one.code, one.text, one.refs) for one in outcome.missing)
