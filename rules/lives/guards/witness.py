"""证人保护 (规定 1): measures added, an urgent danger, and the end of protection."""

from __future__ import annotations

from collections.abc import Mapping

from rules.lives.guards.base import Guard, missing, unless
from rules.lives.model import Given, Step, as_values
from rules.outcome import Point
from rules.reference import refs
from rules.witness_protection import Emergency, Termination, emergency, termination

# Option of the step → ground of 第十八条 as the function names it.
_GROUNDS = {
    "danger_gone": "danger_gone",
    "own_request": "person_asked",
    "witness_conduct": "untruthful",
    "no_longer_witness": "not_witness",
}


def _adjustment(step: Step, given: Given) -> tuple[Point, ...]:
    """What is added is seen from the measures approved so far, whatever was answered: approval hangs on it (第七条)."""
    added = given.values(step, "approved_measures") - as_values(given.known.get("approved_measures"))
    if not added or "yes" in given.values(step, "adds_measure"):
        return ()
    return (Point("fact:adds_measure", "增加了没有批准过的措施，要写明增加并经批准", refs("1:7")),)


def _emergency(step: Step, given: Given) -> tuple[Point, ...]:
    """第六条第二款: real and urgent; the papers may follow, whatever state the protection is in."""
    urgent = "yes" in given.values(step, "emergency")
    outcome = emergency(Emergency(on=given.day, real=urgent, urgent=urgent, papers_begun=True))
    return unless(outcome, "protect_first")


def _termination(step: Step, given: Given) -> tuple[Point, ...]:
    """第十八条: approved by taking the step with the leader's approval, which the table asks."""
    outcome = termination(
        Termination(
            on=given.day,
            grounds=frozenset(_GROUNDS[one] for one in given.values(step, "end_ground")),
            still_needed="yes" not in given.values(step, "no_longer_needed"),
            in_writing="yes" in given.values(step, "request_written"),
            established="yes" in given.values(step, "conduct_proven"),
        )
    )
    return missing(outcome) if outcome.decision == "keep_protecting" else ()


GUARDS: Mapping[str, Guard] = {
    "adjustment": Guard("比已批准的多出措施的，要写明增加", refs("1:7"), _adjustment),
    "emergency": Guard("危险要现实、紧急", refs("1:6.2"), _emergency),
    "termination": Guard("虚假证明、诬告陷害或者不履行作证义务的，要已经查实", refs("1:18.1(3)"), _termination),
}
