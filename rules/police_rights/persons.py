"""第三十条第一款, 第三十九条 to 第四十一条: who may apply, who counts as relative, what counts as duty."""

import datetime as dt

from rules.exact import exact
from rules.outcome import Outcome
from rules.police_rights.base import Application, check, listed, option, outcome, say
from rules.provision import provision


@provision("3:30.1", "3:39", "3:40", "3:41")
@exact
def standing(facts: Application) -> Outcome:
    """第三十条, 第三十九条 to 第四十一条: who may apply, and where.

    Other relatives and auxiliaries are handled 参照, so they may apply too. 第四十一条 speaks of 不法侵害 only;
    for the other two grounds reference is not ruled out, so the application is taken and the office decides.
    Where somebody's own unit is outside the city the text names no office: the one of the place is taken.
    """
    reasons: list[str] = []
    by_reference = False
    if facts.applicant == "close_relative":
        other = facts.relative is not None and facts.relative not in listed("close_relatives", facts.received)
        by_reference = other
        reasons.append("other_relative" if other else "relative_is")
    notes = ["where_here" if facts.position in ("supporting", "cadet") else "where_own_office"]
    if facts.position in listed("by_reference", facts.received):
        by_reference = True
        reasons.append("other_position")
        notes += ["reference_harm_only"] if facts.ground != "infringed" else []
    if facts.on_duty == "no":
        reasons.append("off_duty")
    return outcome("by_reference" if by_reference else "may_apply", reasons=say(*reasons), notes=say(*notes))


@provision("3:39")
@exact
def relation(relative: str, on: dt.date) -> Outcome:
    """第三十九条: husband, wife, father, mother, son, daughter, brothers and sisters; others by reference."""
    check("relative", relative)
    close = relative in listed("close_relatives", on)
    return outcome("close_relative_is" if close else "close_relative_not", reasons=(option("relative", relative),))


@provision("3:40")
@exact
def duty_time(*, working_hours: bool, lawful_duty: bool) -> Outcome:
    """第四十条: duties performed by law outside working hours count as performance of duty.

    Within working hours the article isn't needed: what was done then by law is performance of duty anyway, and
    what wasn't done by law does not become it (duty_unlawful), at any hour.
    """
    if working_hours:
        return outcome("duty_usual" if lawful_duty else "duty_unlawful")
    return outcome("duty_deemed" if lawful_duty else "duty_not")


@provision("3:41")
@exact
def reference_person(position: str, on: dt.date, *, in_city: bool, assisting: bool) -> Outcome:
    """第四十一条: auxiliaries, staff, officers from elsewhere and cadets, harmed while assisting in this city.

    An officer of this city needs no reference: the regulation itself covers them (第二条第一款).
    """
    check("position", position)
    if position not in listed("by_reference", on):
        return outcome("covered_directly")
    return outcome(
        "covered_by_reference" if in_city and assisting else "covered_not", reasons=(option("position", position),)
    )
