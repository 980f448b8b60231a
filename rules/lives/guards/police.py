"""维护执法权威 (规定 3): the extension of an investigation, and the hearing of an officer under a sanction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from rules import deadlines as periods
from rules.lives.guards.base import Guard, missing
from rules.lives.model import Given, Step
from rules.outcome import Point
from rules.police_rights import extension, hearing
from rules.reference import refs


def _extension(step: Step, given: Given) -> tuple[Point, ...]:
    """第三十二条第一款: what is over can't be extended. The table asks 维权委's approval; it comes with the step."""
    accepted = _accepted(step, given)
    if accepted is None:
        return ()
    grave = bool(given.values(step, "weight"))
    return missing(extension(accepted, grave_or_complex=grave, committee_agreed=True, agreed_on=given.day))


def _accepted(step: Step, given: Given) -> dt.date | None:
    """The day from which the investigation runs: of the acceptance, or the last day for an answer that never came."""
    received = given.days.get("submitted")
    if "accept" in given.days or "deem_accepted" not in given.days or received is None:
        return given.days.get("accept")
    harmed = not given.values(step, "ground") & {"unprotected", "wrongly_blamed"}
    scene = harmed and "scene" in given.values(step, "scene")
    last = periods.answer_application(received, scene=scene)
    return last.due if last else None


def _hearing(step: Step, given: Given) -> tuple[Point, ...]:
    """第三十三条: 初查 by the office, then 维权委's consent, which the table asks as an approval."""
    sanction = "grave" if given.values(step, "sanction_now") & {"grave", "dismissal"} else "other"
    outcome = hearing(
        sanction,
        because_of_duty=True,
        appealed="yes" in given.values(step, "appealed"),
        first_check="yes" in given.values(step, "first_checked"),
        committee_agreed=True,
    )
    return missing(outcome)


GUARDS: Mapping[str, Guard] = {
    "extension": Guard("要在原来的期限届满以前同意延长", refs("3:32.1"), _extension),
    "hearing": Guard("要先经维权办初查", refs("3:33"), _hearing),
}
