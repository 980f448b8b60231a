"""第三十条 and 第三十一条: an application or a clue comes in; the answer; and what silence means.

Also `application` and `consequences`, which put together what the articles say of one case.
"""

import datetime as dt

from rules import deadlines as periods
from rules.calendar import Calendar
from rules.deadlines import Deadline
from rules.exact import exact
from rules.outcome import InvalidFacts, Outcome, Point
from rules.police_rights.base import Application, check, option, outcome, say
from rules.police_rights.behaviours import clause
from rules.police_rights.handling import SLANDERS, endangers
from rules.police_rights.organs import tasks
from rules.police_rights.oversight import is_urgent
from rules.police_rights.persons import standing
from rules.police_rights.support import FALSEHOODS, INJURED, lawyer_grade
from rules.provision import provision


@provision("3:11", "3:30.1(1)", "3:30.1(2)", "3:30.1(3)", "3:31", "3:33", "3:36")
@exact
def application(facts: Application, calendar: Calendar | None = None) -> Outcome:
    """What an application starts: who agrees, by when it is answered, what rules bear on it, whose tasks.

    Without an answer within 3 working days is only an infringement at a scene, which is dealt with at once
    (第十一条); nobody can be wrongly blamed 现场, so such an application keeps its period.
    """
    who = standing(facts)
    reasons = [*who.reasons, option("ground", facts.ground)]
    missing: list[str] = []
    notes: list[Point] = [*who.notes]
    documents = ["rights_application_form"]
    if facts.ground == "wrongly_blamed":
        reasons += say(*({"grave": ("hearing",), "lesser": ("lesser_sanction",)}.get(facts.sanction or "", ())))
        notes += say("no_harsher")
        missing += [] if facts.sanction else ["sanction"]
    elif facts.behaviour:
        follow = consequences(facts)
        reasons += follow.reasons
        notes += follow.notes
        documents += ["incident_report"]
    elif facts.ground == "infringed":
        missing.append("behaviour")
    notes += say("scene_no_period") if facts.at_scene else ()
    deadline = periods.answer_application(facts.received, scene=facts.at_scene, calendar=calendar)
    return outcome(
        "applied_scene" if facts.at_scene else "applied",
        reasons=tuple(reasons),
        missing=say(*missing),
        approver=say("committee_agrees")[0],
        deadlines=(deadline,) if deadline else (),
        documents=say(*documents),
        notes=(*notes, *tasks(facts)),
    )


@provision("3:13", "3:14", "3:15", "3:16", "3:19", "3:26", "3:27.1", "3:27.2", "3:29", "3:35", "3:36")
@exact
def consequences(facts: Application) -> Outcome:
    """What follows from what was done and how badly, if it is found to be so.

    Decision: criminal, written_warning_due, clause (a clause of 治安管理处罚法) or no_clause. The reason
    with the behaviour's id carries the clause as printed.
    """
    check("behaviour", facts.behaviour)
    assert facts.behaviour is not None
    done = clause(facts.behaviour)
    decision = {
        "assault": "criminal",
        "malicious_complaint": "written_warning_due",
        "other": "no_clause",
    }.get(done.behaviour, "clause")
    documents = ["incident_report"]
    documents += ["written_warning"] if decision == "written_warning_due" else []
    documents += ["vindication_notice"] if done.behaviour in FALSEHOODS else []
    return outcome(
        decision,
        reasons=(done.point(), *say(*([] if done.statute else [decision]))),
        documents=say(*documents),
        notes=say(*_rights(facts), *_reporting(facts)),
    )


def _rights(facts: Application) -> list[str]:
    """What the injured person can count on: no settlement, lawyer, treatment, good name, protection."""
    found: list[str] = []
    found += ["no_settlement"] if facts.behaviour == "assault" else []
    found += ["no_private_contact"]
    found += ["vindication"] if facts.behaviour in FALSEHOODS else []
    found += ["private_prosecution"] if facts.behaviour in SLANDERS else []
    found += ["protect_family"] if endangers(facts) else []
    found += ["civil_claim"]  # 第二十七条 asks for any loss, no 轻微伤; small loss of property is in every answer
    grade = lawyer_grade(facts.injury, facts.received)
    found += [f"lawyer_{grade}"] if grade else []
    found += ["lawyer_not_asked"] if facts.lawyer == "no" else []
    found += ["lawyer_group"] if facts.lawyer == "yes" else []
    found += ["green_channel"] if facts.injury in INJURED else []
    found += ["gap_article_20"] if facts.behaviour in ("other", "obstruct_other") else []
    return found


def _reporting(facts: Application) -> list[str]:
    """Who must be told, and how fast."""
    found = ["report_upward"]
    found += ["report_upward_now"] if is_urgent(facts) else []
    found += ["committee_investigates"] if facts.injury == "severe" else []
    return found


@provision("3:30.2")
@exact
def transfer(source: str, *, infringement: bool = True) -> Outcome:
    """第三十条第二款: a department that finds an infringement or a clue hands it to the office at once (即时)."""
    check("source", source)
    if not infringement:
        return outcome("not_infringement")
    due = source in ("department", "other_unit")
    return outcome("transfer_at_once" if due else "transfer_not_needed", reasons=(option("source", source),))


@provision("3:31")
@exact
def start(
    source: str,
    received: dt.date,
    *,
    scene: bool = False,
    committee_agreed: bool | None = None,
    calendar: Calendar | None = None,
) -> Outcome:
    """第三十一条: report to 维权委 first, start when it agrees; an applicant's 3 working days run meanwhile.

    committee_agreed: None while it hasn't said. What follows when it does not agree is not said; nothing frees
    the office from its answer, so that stays due. A clue has no applicant, thus no such period. A scene is
    acted on at once (第十一条).
    """
    check("source", source)
    if scene:
        return outcome("start_scene")
    from_applicant = source == "applicant"
    deadline = periods.answer_application(received, calendar=calendar) if from_applicant else None
    notes = [] if from_applicant else ["no_applicant"]
    reasons = (option("source", source),)
    deadlines = (deadline,) if deadline else ()
    agrees = say("committee_agrees")[0]
    if committee_agreed:
        return outcome("started", reasons=reasons, approver=agrees, deadlines=deadlines, notes=say(*notes))
    if committee_agreed is None:
        return outcome("report_first", reasons=reasons, approver=agrees, deadlines=deadlines, notes=say(*notes))
    notes += ["answer_still_due"] if from_applicant else []
    return outcome("start_refused", reasons=reasons, deadlines=deadlines, notes=say(*notes))


@provision("3:31", "3:32.1")
@exact
def answer(
    *,
    received: dt.date,
    scene: bool = False,
    within_duties: bool,
    accept: bool,
    reasons_given: bool,
    answered: dt.date,
    applicant_caused: bool = False,
    calendar: Calendar | None = None,
) -> Outcome:
    """第三十一条: what falls within the office's duties must be accepted.

    A refusal gives reasons, in the same answer, and comes within 3 working days of `received`: once silence has
    meant acceptance, a refusal takes nothing back (deemed_accepted), unless the applicant caused the delay. While
    that last day is provisional, whether a refusal after it counts is not settled: silence_provisional.

    Acceptance starts the investigation's 30 working days, counted from `answered`, when that comes late from the
    last day for the answer: a late answer doesn't put off what already runs. Refusing what the office itself holds
    to be within its duties is must_accept, refusing without reasons is reasons_missing: no paper is made for either.
    Raises InvalidFacts for an answer before the application.
    """
    if answered < received:
        raise InvalidFacts("answered")
    last = periods.answer_application(received, scene=scene, calendar=calendar)
    state = periods.answer_state(last, answered, answered=answered, applicant_caused=applicant_caused) if last else ""
    late = last is not None and state in ("deemed_accepted", "provisional")
    started = periods.investigation(last.due if last and late else answered, calendar=calendar)
    if accept:
        return outcome(
            "accepted",
            approver=say("committee_agrees")[0],
            deadlines=(started,),
            documents=say("rights_accepted"),
            notes=say("register", *(["accepted_since"] if late else [])),
        )
    if state == "deemed_accepted":
        return outcome("deemed_accepted", deadlines=(started,), notes=say("register", "late_refusal"))
    if last and state == "provisional":
        return outcome("silence_provisional", deadlines=(last,))
    if within_duties:
        return outcome("must_accept", reasons=say("within_duties"))
    if not reasons_given:
        return outcome("reasons_missing", missing=say("reasons_for_refusal"))
    return outcome(
        "refused", reasons=say("outside_duties"), documents=say("rights_refused"), notes=say("refusal_review")
    )


@provision("3:31", "3:32.1")
@exact
def unanswered(
    deadline: Deadline, today: dt.date, *, applicant_caused: bool, calendar: Calendar | None = None
) -> Outcome | None:
    """视为受理: the outcome when the 3 working days passed without an answer; None while it isn't so.

    Starts the investigation's period.
    """
    if periods.answer_state(deadline, today, applicant_caused=applicant_caused) != "deemed_accepted":
        return None
    started = periods.investigation(deadline.due, calendar=calendar)
    return outcome("deemed_accepted", deadlines=(started,), notes=say("register"))


@provision("3:31", "3:32.1")
@exact
def silence(
    received: dt.date,
    today: dt.date,
    *,
    scene: bool = False,
    answered: dt.date | None = None,
    applicant_caused: bool = False,
    calendar: Calendar | None = None,
) -> Outcome:
    """第三十一条 last sentence: where an application stands on a day, and whether it counts as accepted.

    An answer on the last day is in time, a later one does not undo the acceptance; a provisional last day
    settles nothing.
    """
    deadline = periods.answer_application(received, scene=scene, calendar=calendar)
    if deadline is None:
        return outcome("silence_no_period", notes=say("scene_no_period"))
    state = periods.answer_state(deadline, today, answered=answered, applicant_caused=applicant_caused)
    if state == "deemed_accepted":
        accepted = unanswered(deadline, today, applicant_caused=applicant_caused, calendar=calendar)
        assert accepted is not None
        return accepted
    decision = {
        "waiting": "silence_waiting",
        "answered": "silence_answered",
        "applicant_caused": "silence_caused",
        "provisional": "silence_provisional",
    }[state]
    return outcome(decision, deadlines=(deadline,))
