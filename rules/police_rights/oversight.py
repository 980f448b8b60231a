"""第三十五条 to 第三十八条: grave harm, reporting upward, supervision of delay, evaluation."""

import datetime as dt

from rules.exact import exact
from rules.outcome import Outcome
from rules.police_rights.base import Application, check, check_all, listed, options, outcome, say
from rules.provision import provision


@provision("3:35")
@exact
def grave_harm(injury: str, *, on_duty: bool = True, causes: frozenset[str] = frozenset()) -> Outcome:
    """第三十五条: death or grave injury on duty is investigated by 维权委; leaders answer for the causes it finds.

    causes: what was found (ids of `harm_cause`); none yet, or none at all, still leaves the investigation due.
    """
    check("injury", injury)
    check_all("causes", causes, "harm_cause")
    if injury != "severe":
        return outcome("harm_not_grave")
    if not on_duty:
        return outcome("harm_off_duty")
    if causes:
        return outcome("harm_accountable", reasons=(*options("harm_cause", causes), *say("committee_investigates")))
    return outcome("harm_investigated")


def is_urgent(facts: Application) -> bool:
    """Whether a case is 重大紧急, which the text does not define.

    Taken as severe injury or death, an assault that injured, or what the office itself finds urgent. The first two
    are known when a case comes in, so that the period `report_upward` starts by them.
    """
    grave = facts.injury == "severe" or (facts.behaviour == "assault" and facts.injury == "minor")
    return grave or "urgent" in facts.circumstances


@provision("3:36")
@exact
def reporting(facts: Application, *, reported: bool, recorded: bool) -> Outcome:
    """第三十六条: person or unit report at the first moment, the office reports and records, urgent cases at once.

    reported: the person or unit has told the office; recorded: it stands in the inspection platform. Only
    cases of infringement are reported (`Application.incident`), also where the ground is that nothing protected
    from it; how fast 第一时间 and 立即 are the text does not say in hours, so no deadline is made of them.
    """
    if not facts.incident:
        return outcome("upward_none")
    missing = [] if reported else ["first_moment"]
    missing += [] if recorded else ["platform"]
    return outcome(
        "upward_now" if is_urgent(facts) else "upward_usual", missing=say(*missing), documents=say("incident_report")
    )


@provision("3:37")
@exact
def follow_up(*, infringement_case: bool, delays: frozenset[str] = frozenset()) -> Outcome:
    """第三十七条: the office follows cases of its own level's police all the way, and orders delays to be cleared.

    infringement_case: an offence against 民警执法权威 handled by the police of the same level. delays: ids of
    `delay`; the text sets no period for 办案拖拉, so the office finds it.
    """
    check_all("delays", delays, "delay")
    if not infringement_case:
        return outcome("not_followed")
    if delays:
        return outcome("order_to_clear", reasons=options("delay", delays))
    return outcome("follow_through")


@provision("3:38")
@exact
def evaluation(lacking: frozenset[str], on: dt.date) -> Outcome:
    """第三十八条: the member units that did not do their part, of whom 维权委 may give notice (视情予以通报).

    Raises InvalidFacts for a unit that is no member.
    """
    check_all("lacking", lacking, "unit")
    members = lacking & listed("member_units", on)
    return outcome("evaluation_notice" if members else "evaluated", reasons=options("unit", members))
