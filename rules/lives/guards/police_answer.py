"""维护执法权威 (规定 3 第三十一条、第三十二条): what is begun at once, the answer, the review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from rules.lives.guards.base import RULE, Guard
from rules.lives.model import Given, Step
from rules.outcome import Outcome, Point
from rules.police_rights import answer, review, start
from rules.reference import refs

_ANY_DAY = dt.date(2026, 1, 1)
"""For a day that is not said, where no period is read."""


def at_scene(step: Step, given: Given) -> bool:
    """Whether it is told of an infringement at a scene: only that keeps no period for the answer (第十一条)."""
    other = given.values(step, "ground") & {"unprotected", "wrongly_blamed"}
    return not other and "scene" in given.values(step, "scene")


def _unless(outcome: Outcome, *decisions: str) -> tuple[Point, ...]:
    """Nothing when the function decides so, else what it decides instead."""
    if outcome.decision in decisions:
        return ()
    return (Point(RULE + outcome.decision, outcome.text, outcome.refs),)


def _scene(step: Step, given: Given) -> tuple[Point, ...]:
    """第十一条: at a scene nobody waits for 维权委; everything else is reported first."""
    received = given.days.get("submitted", _ANY_DAY)
    return _unless(start("applicant", received, scene=at_scene(step, given)), "start_scene")


def _refusal(step: Step, given: Given) -> tuple[Point, ...]:
    """A refusal in time, or before anybody knows which day was the last. The table asks the paper, which gives the
    reasons; that it is outside the duties is what the step decides.
    """
    received = given.days.get("submitted")
    if received is None:
        return ()
    outcome = answer(
        received=received,
        scene=at_scene(step, given),
        within_duties=False,
        accept=False,
        reasons_given=True,
        answered=max(received, given.day),
        applicant_caused="yes" in given.values(step, "applicant_caused"),
    )
    return _unless(outcome, "refused", "silence_provisional")


def _review(step: Step, given: Given) -> tuple[Point, ...]:
    """第三十二条第二款: after the answer; a late request may still be brought (`review`)."""
    refused = [given.days[one] for one in ("refuse", "not_agreed") if one in given.days]
    if not given.days:
        return ()
    told = [*refused, *([given.days["feed_back"]] if "feed_back" in given.days else [])]
    outcome = review("refusal" if refused else "result", given.day, answer_received=max(told) if told else None)
    return _unless(outcome, "review_accepted", "review_late")


GUARDS: Mapping[str, Guard] = {
    "scene": Guard("限于现场的侵犯，其他的先报维权委同意", refs("3:11", "3:31"), _scene),
    "refusal": Guard("期满没有答复的已经视为受理，不能再不予受理", refs("3:31"), _refusal),
    "review": Guard("收到答复之后才申请复核", refs("3:32.2"), _review),
}
