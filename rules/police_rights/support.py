"""第十一条 to 第十八条: at the scene, lawyer, no settlement, good name, treatment, tolerance of error."""

import datetime as dt

from rules.exact import exact
from rules.outcome import Outcome
from rules.police_rights.base import check, check_all, listed, option, outcome, say
from rules.provision import provision

FALSEHOODS = frozenset({"false_accusation", "malicious_complaint"})  # 第十五条
INJURED = frozenset({"below_minor", "minor", "severe"})


@provision("3:11")
@exact
def scene_response(
    scene: str,
    on: dt.date,
    *,
    commander: bool = False,
    risk_assessed: bool = False,
    opinion_risk: bool = False,
    three_in_step: bool = False,
    office_informed: bool = False,
    in_place: frozenset[str] = frozenset(),
) -> Outcome:
    """第十一条: what a scene still lacks: commander, risk assessed, 三同步 if there is a risk, five 到位, office told.

    三同步 is started 适时: taken as due once a public opinion risk was found, and not before.
    """
    check("scene", scene)
    check_all("in_place", in_place)
    if scene == "non_scene":
        return outcome("scene_none")
    missing = [] if commander else ["commander"]
    missing += [] if risk_assessed or opinion_risk else ["risk_assessed"]
    missing += ["three_in_step"] if opinion_risk and not three_in_step else []
    missing += [f"in_place_{one}" for one in sorted(listed("in_place", on) - in_place)]
    missing += [] if office_informed else ["office_informed"]
    return outcome("scene_incomplete" if missing else "scene_complete", missing=say(*missing))


def lawyer_grade(injury: str | None, on: dt.date) -> str | None:
    """第十三条: "full" from 轻微伤 or larger property loss on, "support" below, None when nothing is known."""
    if injury is None:
        return None
    return "full" if injury in listed("lawyer_injuries", on) else "support"


@provision("3:13")
@exact
def lawyer(
    injury: str,
    on: dt.date,
    *,
    requested: bool | None = None,
    appraised: bool | None = None,
    wish: str | None = None,
    behaviour: str | None = None,
) -> Outcome:
    """第十三条: who gets a lawyer how.

    From 轻微伤 (经鉴定) or larger property loss on, 维权办 commissions one when the person asks (`requested`);
    below that, by the wish of the person and the unit, 维权办 and 法制 coordinate. What property loss is 较大
    the text does not say and asks no appraisal of it: the office judges. `appraised` False: an appraisal is
    still to come; the request is taken already. Where the unit does not wish and the person does, the person
    may still sue (第二十七条第一款); where only the unit wishes, it can't settle for the person. After an assault
    (`behaviour`) civil liability is coordinated all the same, only 第十四条 bars reconciliation and mediation.
    """
    check("injury", injury)
    check("wish", wish, optional=True)
    check("behaviour", behaviour, optional=True)
    if lawyer_grade(injury, on) == "full":
        if requested is None:
            return outcome("lawyer_on_request", missing=say("lawyer_request"), notes=say("lawyer_free"))
        if not requested:
            return outcome("lawyer_declined", notes=say("lawyer_not_asked", "lawyer_free"))
        late = appraised is False and injury != "property"
        return outcome("lawyer_commissioned", missing=say("appraisal") if late else (), notes=say("lawyer_free"))
    barred = say("no_settlement") if behaviour == "assault" else ()
    if wish is None:
        return outcome("lawyer_coordinated", missing=say("lawyer_wishes"), notes=barred)
    if wish == "both":
        return outcome("lawyer_coordinated", notes=(*say("lawyer_free"), *barred))
    if wish == "none":
        return outcome("lawyer_not_wished", notes=say("lawyer_not_asked"))
    note = "own_suit" if wish == "person" else "no_forced_settlement"
    return outcome("lawyer_wishes_differ", reasons=(option("wish", wish),), notes=say(note))


@provision("3:14")
@exact
def dealing(behaviour: str, kind: str, on: dt.date) -> Outcome:
    """第十四条: whether something between the injured officer and the offender is barred.

    刑事和解 and 治安调解 are barred for assaults; private contact and private compensation always. The
    second sentence speaks of the officer; relatives and units are not named, so nothing is barred to them here.
    """
    check("behaviour", behaviour)
    check("kind", kind, "dealing")
    chosen = (option("dealing", kind),)
    settlement = listed("no_settlement", on)
    if kind in settlement and behaviour == "assault":
        return outcome("dealing_barred", reasons=(*chosen, *say("no_settlement")))
    if kind in listed("barred_dealings", on):
        return outcome("dealing_barred", reasons=(*chosen, *say("no_private_contact")))
    notes = say("settlement_other_conduct") if kind in settlement else ()
    return outcome("dealing_not_barred", reasons=chosen, notes=notes)


@provision("3:15")
@exact
def vindication(behaviour: str, *, verified: bool) -> Outcome:
    """第十五条: 《公安督察正名通知书》 by 警务督察 of the same level, once a false accusation or complaint is verified.

    For other behaviour 正名 is a matter of 第三十四条.
    """
    check("behaviour", behaviour)
    if behaviour not in FALSEHOODS:
        return outcome("vindication_other")
    if not verified:
        return outcome("vindication_waits", missing=say("verified"))
    return outcome(
        "vindication_due",
        reasons=(option("behaviour", behaviour),),
        documents=say("vindication_notice"),
        notes=say("liability_for_falsehood"),
    )


@provision("3:16")
@exact
def treatment(injury: str, *, on_duty: bool = True) -> Outcome:
    """第十六条: the green channel for whoever was hurt on duty (因公负伤), however slightly.

    Off duty but performing duties by law counts as on duty (第四十条): see `persons.duty_time`.
    """
    check("injury", injury)
    if injury not in INJURED:
        return outcome("treatment_none")
    return outcome("treatment_now" if on_duty else "treatment_off_duty")


@provision("3:18")
@exact
def tolerance(*, lawful_duty: bool, serious_fault: bool, major_accident: bool, harm: bool) -> Outcome:
    """第十八条: lenient, reduced or no accountability for error without serious fault.

    harm: the expected effect was missed and negative influence and some loss came of it. Without harm there
    is nothing to hold against anybody. By how much, the measure named in the text decides, not this one.
    """
    against = [] if lawful_duty else ["not_lawful_duty"]
    against += ["serious_fault"] if serious_fault else []
    against += ["major_accident"] if major_accident else []
    if against:
        return outcome("not_tolerated", reasons=say(*against))
    return outcome("tolerated", notes=say("tolerance")) if harm else outcome("nothing_to_tolerate")
