"""维护执法权威 (规定 3): the scene, the law's means against an infringement, and what follows from the findings."""

from __future__ import annotations

from collections.abc import Mapping

from rules.lives.guards.base import ANY_DAY, Guard, about, unless, yes
from rules.lives.guards.police_answer import at_scene
from rules.lives.model import Given, Step
from rules.outcome import Point
from rules.police_rights import (
    SLANDERS,
    assault,
    dealing,
    finding,
    follow_up,
    hearing_result,
    lawyer,
    scene_response,
    suit,
    vindication,
)
from rules.reference import refs

_DELAYS = {"concealed": "concealed", "suppressed": "shelved", "dragging": "dragged"}
# Follow-up of 第三十四条 → the steps one of which does it.
_FOLLOWED_BY = {
    "comfort": ("console", "vindicate"),
    "urge_correction": ("urge_correction",),
    "supervise": ("propose_supervision",),
}


def _one(step: Step, given: Given, fact: str) -> str:
    """The only value of a fact, or ""."""
    return min(given.values(step, fact), default="")


def _handled(step: Step, given: Given) -> tuple[Point, ...]:
    """第十一条. Who commands is part of 指挥到位, and the office that records it knows of it."""
    outcome = scene_response(
        "scene" if at_scene(step, given) else "non_scene",
        given.day,
        commander="command" in given.values(step, "in_place"),
        risk_assessed=bool(given.values(step, "opinion")),
        opinion_risk="started" in given.values(step, "opinion"),
        three_in_step="started" in given.values(step, "opinion"),
        office_informed=True,
        in_place=given.values(step, "in_place"),
    )
    if outcome.decision == "scene_none":
        return unless(outcome)
    return about("in_place", outcome)


def _penalty(step: Step, given: Given) -> tuple[Point, ...]:
    """第十九条: an assault too slight to be a crime is punished the heavier way."""
    if "assault" not in given.values(step, "behaviour"):
        return ()
    criminal = "criminal" in given.values(step, "penalty")
    slight = "obstruction" in given.values(step, "penalty")
    outcome = assault("crime" if criminal else "public_order" if slight else "neither")
    heavier = yes(step, given, "aggravated")
    return () if heavier else unless(outcome, "assault_crime", "assault_neither", fact="aggravated")


def _prosecution(step: Step, given: Given) -> tuple[Point, ...]:
    """第二十七条第二款: of insult and defamation, when grave. What it was is what the office handles it as; else what
    the application says. Where neither does, the question speaks of nothing else.
    """
    handled = given.values(step, "penalty") & SLANDERS
    told = given.values(step, "behaviour") or SLANDERS
    outcome = suit(loss=False, behaviour=min(handled or told), grave=yes(step, given, "serious"))
    return unless(outcome, "suit_supported", fact="serious")


def _injury(step: Step, given: Given) -> str:
    """The harm of the step as the function names it."""
    harm = _one(step, given, "harm")
    return "below_minor" if harm == "below" else harm


def _lawyer(step: Step, given: Given) -> tuple[Point, ...]:
    """第十三条 first half: from 轻微伤 or larger loss on, and as the officer asks."""
    requested = yes(step, given, "asked_by_officer")
    outcome = lawyer(_injury(step, given), given.day, requested=requested, appraised=True)
    fact = "asked_by_officer" if outcome.decision == "lawyer_declined" else "harm"
    return unless(outcome, "lawyer_commissioned", fact=fact)


def _coordination(step: Step, given: Given) -> tuple[Point, ...]:
    """第十三条 second half, as both wish; 第十四条: nothing is settled with who attacked an officer."""
    behaviour = _one(step, given, "behaviour") or "other"
    barred = [
        found
        for kind in sorted(given.values(step, "coordinated") & {"reconciliation", "mediation"})
        if (found := dealing(behaviour, kind, given.day)).decision == "dealing_barred"
    ]
    if barred:
        told = barred[0].reasons[-1]
        return (Point("fact:coordinated", told.text, told.refs),)
    wish = "both" if yes(step, given, "unit_agrees") else "none"
    outcome = lawyer(_injury(step, given), given.day, wish=wish, behaviour=behaviour)
    fact = "harm" if outcome.decision == "lawyer_on_request" else "unit_agrees"
    return unless(outcome, "lawyer_coordinated", fact=fact)


def _vindication(step: Step, given: Given) -> tuple[Point, ...]:
    """第十五条, and 第三十四条 for what else was done: verified in either case."""
    outcome = vindication("false_accusation", verified=yes(step, given, "proven"))
    return about("proven", outcome)


def _opinion(step: Step, given: Given) -> tuple[Point, ...]:
    """第三十三条: an opinion on what is improper, and never to the officer's harm."""
    heavier = yes(step, given, "worse")
    outcome = hearing_result(improper="improper" in given.values(step, "sanction_right"), heavier=heavier)
    return unless(outcome, "opinion_to_decider", fact="worse" if heavier else "sanction_right")


def _delay(step: Step, given: Given) -> tuple[Point, ...]:
    """第三十七条: what is delayed is ordered to be cleared."""
    outcome = follow_up(infringement_case=True, delays=frozenset(_DELAYS[one] for one in given.values(step, "delay")))
    return () if yes(step, given, "ordered") else unless(outcome, "follow_through", fact="ordered")


def _followed(step: Step, given: Given) -> tuple[Point, ...]:
    """第三十四条: each thing that was found is followed before the case is closed."""
    found = frozenset(_FOUND[one] for one in given.values(step, "finding") - {"none"})
    outcome = finding(found, given.days.get("conclude", ANY_DAY), committee_agreed=True)
    return tuple(
        Point(f"done:{_FOLLOWED_BY[one.code][0]}", one.text, one.refs)
        for one in outcome.reasons
        if not given.done & set(_FOLLOWED_BY[one.code])
    )


# Option of the step → finding as the function names it: wrong blame is corrected like want of protection.
_FOUND = {
    "infringed": "infringed",
    "unprotected": "unprotected",
    "wrongly_blamed": "unprotected",
    "at_fault": "at_fault",
}

GUARDS: Mapping[str, Guard] = {
    "handled": Guard("指挥、警力、装备、救治、措施都要到位", refs("3:11"), _handled),
    "penalty": Guard("袭警情节轻微、不构成犯罪的，从重处罚", refs("3:19"), _penalty),
    "prosecution": Guard("限于情节严重的侮辱、诽谤", refs("3:27.2"), _prosecution),
    "lawyer": Guard("轻微伤以上或者财产受到较大损失，并由本人要求", refs("3:13"), _lawyer),
    "coordination": Guard("依据本人和所在单位的意愿；袭警的不和解、不调解", refs("3:13", "3:14"), _coordination),
    "vindication": Guard("诬告陷害、恶意投诉要已经查实", refs("3:15"), _vindication),
    "opinion": Guard("决定不当的才提供意见，不得加重", refs("3:33"), _opinion),
    "delay": Guard("要责令依法查清", refs("3:37"), _delay),
    "followed": Guard("认定的情况都已经办了后续", refs("3:34"), _followed),
}
