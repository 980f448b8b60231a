"""维护执法权威 (规定 3 第三十一条、第三十二条): what is begun at once, the answer, the review."""

from __future__ import annotations

from collections.abc import Mapping

from rules.lives.guards.base import ANY_DAY, Guard, unless, yes
from rules.lives.model import Given, Step
from rules.outcome import Point
from rules.police_rights import answer, review, start
from rules.reference import refs

# Steps that answer the applicant.
_ANSWERS = frozenset({"refuse", "not_agreed", "feed_back"})


def at_scene(step: Step, given: Given) -> bool:
    """Whether it is told of an infringement at a scene: only that keeps no period for the answer (第十一条)."""
    other = given.values(step, "ground") & {"unprotected", "wrongly_blamed"}
    return not other and "scene" in given.values(step, "scene")


def _scene(step: Step, given: Given) -> tuple[Point, ...]:
    """第十一条: at a scene nobody waits for 维权委; everything else is reported first."""
    received = given.days.get("submitted", ANY_DAY)
    return unless(start("applicant", received, scene=at_scene(step, given)), "start_scene")


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
        applicant_caused=yes(step, given, "applicant_caused"),
    )
    return unless(outcome, "refused", "silence_provisional")


def _review(step: Step, given: Given) -> tuple[Point, ...]:
    """第三十二条第二款: after the answer; a late request may still be brought (`review`)."""
    if not given.days:
        return ()
    told = {step: day for step, day in given.days.items() if step in _ANSWERS}
    subject = "result" if "feed_back" in told else "refusal"
    outcome = review(subject, given.day, answer_received=max(told.values(), default=None))
    return unless(outcome, "review_accepted", "review_late")


GUARDS: Mapping[str, Guard] = {
    "scene": Guard("限于现场的侵犯，其他的先报维权委同意", refs("3:11", "3:31"), _scene),
    "refusal": Guard("期满没有答复的已经视为受理，不能再不予受理", refs("3:31"), _refusal),
    "review": Guard("收到答复之后才申请复核", refs("3:32.2"), _review),
}
