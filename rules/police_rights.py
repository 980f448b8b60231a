"""规定 3《嘉兴市公安机关维护民警执法权威工作实施细则》 as functions, in the order a case takes.

Facts are enumerated option ids (those of store/items.yaml), days and flags; never text. A value that is no
option raises InvalidFacts, which names the field only. Periods are in rules/deadlines.py.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from rules import deadlines as periods
from rules.calendar import Calendar
from rules.deadlines import Deadline
from rules.outcome import Outcome, Point, require
from rules.provision import provision
from rules.reference import Ref
from rules.wording import load

WORDING = load("police_rights")
CIVIL_LAWYER = frozenset({"minor", "property", "severe"})  # 第十三条: 轻微伤以上或财产受到较大损失
_INJURED = frozenset({"below_minor", "minor", "severe"})
_OBSTRUCTIONS = frozenset(
    {"obstruct_person", "obstruct_equipment", "obstruct_documents", "obstruct_incite", "obstruct_other"}
)
_FALSEHOODS = frozenset({"false_accusation", "malicious_complaint"})  # 第十五条
say = WORDING.say
_outcome = WORDING.outcome


@dataclass(frozen=True)
class Clause:
    """The provision a behaviour falls under. statute: the law's clause as printed ("" for none).

    Today: its present number, if recorded.
    """

    behaviour: str
    title: str
    ref: Ref
    statute: str
    today: str | None


@provision("3:19", "3:20", "3:21", "3:22", "3:23", "3:24", "3:25", "3:26")
def clause(behaviour: str) -> Clause:
    """第十九条 to 第二十六条: which clause a behaviour is handled under.

    What was really done is for the investigation to find.
    """
    require("behaviour", behaviour, WORDING.ids("behaviour"))
    kind = WORDING.kinds["behaviour"][behaviour]
    return Clause(behaviour, kind.title, kind.refs[0], kind.statute, _today().get(kind.statute))


def clauses_of(behaviour: str) -> tuple[Ref, ...]:
    """The provisions a behaviour is handled under; none for `other`, which the text has no clause for."""
    return () if behaviour == "other" else (clause(behaviour).ref,)


@cache
def _today() -> dict[str, str]:
    path = Path(__file__).parent / "data" / "statutes_today.yaml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")) or {})


@dataclass(frozen=True)
class Application:
    """A 维权 application. `received`: the day the office received it.

    behaviour and injury are None for a ground without them.
    """

    received: dt.date
    applicant: str
    ground: str
    scene: str = "non_scene"
    relative: str | None = None
    position: str = "police"
    on_duty: str = "yes"
    sanction: str | None = None
    behaviour: str | None = None
    injury: str | None = None
    lawyer: str | None = None

    def __post_init__(self) -> None:
        require("applicant", self.applicant, WORDING.ids("applicant"))
        require("ground", self.ground, WORDING.ids("ground"))
        require("scene", self.scene, WORDING.ids("scene"))
        require("relative", self.relative, WORDING.ids("relative"), optional=True)
        require("position", self.position, WORDING.ids("position"))
        require("on_duty", self.on_duty, ("yes", "no"))
        require("sanction", self.sanction, WORDING.ids("sanction"), optional=True)
        require("behaviour", self.behaviour, WORDING.ids("behaviour"), optional=True)
        require("injury", self.injury, WORDING.ids("injury"), optional=True)
        require("lawyer", self.lawyer, ("yes", "no"), optional=True)


@provision("3:30.1", "3:39", "3:40", "3:41")
def standing(facts: Application) -> Outcome:
    """第三十条, 第三十九条 to 第四十一条: who may apply.

    Other relatives and auxiliaries are handled 参照, so they may apply too.
    """
    reasons: list[str] = []
    by_reference = False
    if facts.applicant == "close_relative":
        other = facts.relative == "other"
        by_reference = other
        reasons.append("other_relative" if other else "relative_is")
    if facts.position != "police":
        by_reference = True
        reasons.append("other_position")
    if facts.on_duty == "no":
        reasons.append("off_duty")
    return _outcome("by_reference" if by_reference else "may_apply", reasons=say(*reasons))


@provision("3:11", "3:30.1(1)", "3:30.1(2)", "3:30.1(3)", "3:31", "3:33", "3:36")
def application(facts: Application, calendar: Calendar | None = None) -> Outcome:
    """What an application starts: who agrees, by when it is answered, what rules bear on it, whose tasks."""
    kind = WORDING.kinds["ground"][facts.ground]
    reasons = [*standing(facts).reasons, Point(kind.id, kind.title, kind.refs)]
    missing: list[str] = []
    notes: list[Point] = []
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
    scene = facts.scene == "scene"
    notes += say("scene_no_period") if scene else ()
    deadline = periods.answer_application(facts.received, scene=scene, calendar=calendar)
    return _outcome(
        "applied_scene" if scene else "applied",
        reasons=tuple(reasons),
        missing=say(*missing),
        approver=say("committee_agrees")[0],
        deadlines=(deadline,) if deadline else (),
        documents=say(*documents),
        notes=(*notes, *tasks(facts)),
    )


@provision("3:13", "3:14", "3:15", "3:16", "3:19", "3:26", "3:27.1", "3:27.2", "3:29", "3:35", "3:36")
def consequences(facts: Application) -> Outcome:
    """What follows from what was done and how badly, if it is found to be so.

    Decision: criminal, written_warning_due, clause (a clause of 治安管理处罚法) or no_clause. The reason
    with the behaviour's id carries the clause as printed.
    """
    require("behaviour", facts.behaviour, WORDING.ids("behaviour"))
    assert facts.behaviour is not None
    done = clause(facts.behaviour)
    statute = f"（{done.statute}{f'，今为{done.today}' if done.today else ''}）" if done.statute else ""
    decision = {
        "assault": "criminal",
        "malicious_complaint": "written_warning_due",
        "other": "no_clause",
    }.get(done.behaviour, "clause")
    reasons = [
        Point(done.behaviour, done.title + statute, (done.ref,)),
        *say(*([decision] if not statute else [])),
    ]
    documents = ["incident_report"]
    documents += ["written_warning"] if decision == "written_warning_due" else []
    documents += ["vindication_notice"] if done.behaviour in _FALSEHOODS else []
    return _outcome(
        decision,
        reasons=tuple(reasons),
        documents=say(*documents),
        notes=say(*_rights(facts), *_reporting(facts)),
    )


def _rights(facts: Application) -> list[str]:
    """What the injured person can count on: no settlement, lawyer, treatment, good name, protection."""
    found: list[str] = []
    found += ["no_settlement"] if facts.behaviour == "assault" else []
    found += ["no_private_contact"]
    found += ["vindication"] if facts.behaviour in _FALSEHOODS else []
    found += ["private_prosecution"] if facts.behaviour in ("insult", "defamation") else []
    found += ["protect_family"] if facts.behaviour in ("assault", "threat", "privacy") else []
    if facts.injury in CIVIL_LAWYER:
        found += ["civil_claim", "lawyer_full"]
    elif facts.injury is not None:
        found += ["lawyer_support"]
    found += ["lawyer_not_asked"] if facts.lawyer == "no" else []
    found += ["lawyer_group"] if facts.lawyer == "yes" else []
    found += ["green_channel"] if facts.injury in _INJURED else []
    return found


def _reporting(facts: Application) -> list[str]:
    """Who must be told, and how fast.

    The text does not say what 重大紧急 is: taken as severe injury or death, or an assault that injured.
    """
    found = ["report_upward"]
    grave = facts.injury == "severe" or (facts.behaviour == "assault" and facts.injury == "minor")
    found += ["report_upward_now"] if grave else []
    found += ["committee_investigates"] if facts.injury == "severe" else []
    return found


@provision("3:10(1)", "3:10(3)", "3:10(4)", "3:10(5)", "3:10(6)", "3:10(7)", "3:10(8)", "3:10(9)", "3:10(10)")
def tasks(facts: Application) -> tuple[Point, ...]:
    """第十条: which member unit has a task in this case, as a list the case fills."""
    found = ["task_application"]
    found += ["task_scene", "task_command"] if facts.scene == "scene" else []
    done = facts.behaviour
    if done == "assault":
        found += ["task_criminal", "task_public_order", "task_protect"]
    elif done in _OBSTRUCTIONS or done == "insult":
        found.append("task_public_order")
    elif done in ("threat", "privacy", "defamation"):
        found += ["task_public_order", "task_protect"]
    found += ["task_online"] if done in ("insult", "defamation", "privacy") else []
    if done == "malicious_complaint":
        found += ["task_complaint", "task_petition"]
    elif done == "false_accusation":
        found += ["task_public_order", "task_petition"]
    if facts.injury in CIVIL_LAWYER:
        found += ["task_counselling", "task_solatium", "task_legal"]
    found += ["task_pension"] if facts.injury == "severe" else []
    found += ["task_legal_help"] if facts.ground == "wrongly_blamed" else []
    return say(*found)


@provision("3:31", "3:32.1")
def answer(
    *,
    within_duties: bool,
    accept: bool,
    reasons_given: bool,
    answered: dt.date,
    calendar: Calendar | None = None,
) -> Outcome:
    """第三十一条: what falls within the office's duties must be accepted.

    A refusal gives reasons, in the same answer.

    Acceptance starts the investigation's 30 working days (counted from `answered`). Refusing what the office
    itself holds to be within its duties is must_accept, refusing without reasons is reasons_missing: no
    paper is made for either.
    """
    if accept:
        deadline = periods.investigation(answered, calendar=calendar)
        return _outcome(
            "accepted",
            approver=say("committee_agrees")[0],
            deadlines=(deadline,),
            documents=say("rights_accepted"),
        )
    if within_duties:
        return _outcome("must_accept", reasons=say("within_duties"))
    if not reasons_given:
        return _outcome("reasons_missing", missing=say("reasons_for_refusal"))
    return _outcome(
        "refused", reasons=say("outside_duties"), documents=say("rights_refused"), notes=say("refusal_review")
    )


@provision("3:31", "3:32.1")
def unanswered(
    deadline: Deadline, today: dt.date, *, applicant_caused: bool, calendar: Calendar | None = None
) -> Outcome | None:
    """视为受理: the outcome when the 3 working days passed without an answer; None while it isn't so.

    Starts the investigation's period.
    """
    if periods.answer_state(deadline, today, applicant_caused=applicant_caused) != "deemed_accepted":
        return None
    started = periods.investigation(deadline.due, calendar=calendar)
    return _outcome("deemed_accepted", deadlines=(started,))


@provision("3:32.1")
def extension(
    accepted: dt.date, *, grave_or_complex: bool, committee_agreed: bool, calendar: Calendar | None = None
) -> Outcome:
    """第三十二条第一款: 60 days for a grave, doubtful or complex application, when 维权委 agrees."""
    missing = say(
        *(() if grave_or_complex else ("extension_kind",)),
        *(() if committee_agreed else ("extension_missing",)),
    )
    if missing:
        return _outcome("may_not_extend", missing=missing)
    deadline = periods.investigation(accepted, extension_approved=True, calendar=calendar)
    return _outcome(
        "may_extend", reasons=say("extension_agreed"), deadlines=(deadline,), documents=say("extension_approval")
    )


@provision("3:18", "3:32.1", "3:32.2", "3:34")
def finding(result: str, completed: dt.date, calendar: Calendar | None = None) -> Outcome:
    """第三十四条: what the office does with what it found, and by when the applicant hears of it."""
    require("finding", result, WORDING.ids("finding"))
    decision = {"infringed": "comfort", "unprotected": "urge_correction", "at_fault": "supervise"}[result]
    at_fault = result == "at_fault"
    paper = ("supervision_proposal",) if at_fault else ()
    notes = ("review_above", *(("tolerance",) if at_fault else ()))
    return _outcome(
        decision,
        approver=say("committee_reviews")[0],
        deadlines=(periods.feedback(completed, calendar=calendar),),
        documents=say("rights_result", *paper),
        notes=say(*notes),
    )
