"""规定 2《关于保护、奖励职务犯罪举报人的若干规定》 as functions, in article order.

Facts are enumerated option ids (those of store/items.yaml), flags and amounts; never text. A value that is
no option raises InvalidFacts, which names the field only.
"""

import datetime as dt
from dataclasses import dataclass

from rules.outcome import Measure, Outcome, Point, require, require_all
from rules.parameters import parameter
from rules.provision import provision
from rules.wording import load

WORDING = load("reporter_protection")
PROTECTED = frozenset({"self", "close_relative"})  # 举报人及其近亲属; nobody else is named in 规定 2
_ENDANGERING = frozenset({"violence", "property"})  # 第七条第一项、第二项 touch person and property by their words
# 第七条第五项 to 第九项: what an employer or authority does to someone, which can be put right.
_TREATMENT = frozenset({"dismissal", "pay", "discipline", "career", "obstruction"})
say = WORDING.say
_outcome = WORDING.outcome


@dataclass(frozen=True)
class Report:
    """What is known of a report before it is submitted. `acknowledge` is None until asked."""

    mode: str
    capacity: str = "individual"
    name: bool = False
    contact: bool = False
    acknowledge: str | None = None
    crime: str = "unsure"
    retaliation: str = "none"

    def __post_init__(self) -> None:
        require("mode", self.mode, WORDING.ids("mode"))
        require("capacity", self.capacity, WORDING.ids("capacity"))
        require("acknowledge", self.acknowledge, ("yes", "no"), optional=True)
        require("crime", self.crime, WORDING.ids("crime"))
        require("retaliation", self.retaliation, ("none", *WORDING.ids("stage")))


@provision("2:2.2")
def real_name(facts: Report) -> Outcome:
    """第二条第二款: name, contact and acknowledgement make a report 实名.

    Who chose 匿名 stays anonymous whatever else they gave: nobody becomes a named reporter by accident.
    """
    if facts.mode == "anonymous":
        notes = say("secrecy", "no_handwriting", "no_reward", "no_request", "later")
        return _outcome("anonymous", notes=notes)
    missing = _lacking(facts.name, facts.contact, facts.acknowledge)
    if missing:
        return _outcome("not_real_name", missing=missing, notes=say("secrecy", "later"))
    return _outcome("real_name", notes=say("secrecy"))


def _lacking(name: bool, contact: bool, acknowledge: str | None) -> tuple[Point, ...]:
    given = {"name": name, "contact": contact, "acknowledge": acknowledge == "yes"}
    return say(*(code for code, there in given.items() if not there))


@provision("2:4", "2:5(1)", "2:5(5)", "2:6.1", "2:6.2", "2:14.2", "2:17.1", "2:27")
def report(facts: Report) -> Outcome:
    """Whether a report can be taken, what it counts as and what follows.

    Never refused for what a reporter can't know.
    """
    identity = real_name(facts)
    named = identity.decision == "real_name"
    notes = list(identity.notes)
    notes += say("joint") if facts.capacity == "joint" else ()
    notes += say("unit") if facts.capacity == "unit" else ()
    if facts.retaliation != "none":
        notes += say("offer_protection" if named else "offer_protection_after")
    reasons = [_decision_point(identity)]
    reasons += say("crime_unsure" if facts.crime == "unsure" else "crime_within")
    documents = [*say("report_receipt")]
    if named:
        reasons += say("plan")
        documents += say("reporter_protection_plan")
    return _outcome(
        "receivable",
        reasons=tuple(reasons),
        missing=identity.missing,
        documents=tuple(documents),
        notes=tuple(notes),
    )


def _decision_point(outcome: Outcome) -> Point:
    return Point(outcome.decision, outcome.text, outcome.refs)


@provision("2:5(2)")
def opening(*, dedicated_person: bool, chief_approved: bool) -> Outcome:
    """Who may look at a report: 举报中心专人, and only with the recorded approval of 检察长.

    The text forbids other staff without approval; what the dedicated person may do without one it leaves
    open. The design takes the stricter side for everybody, as it keeps the reporter safer.
    """
    given = {"dedicated_person": dedicated_person, "approval": chief_approved}
    missing = say(*(code for code, there in given.items() if not there))
    return _outcome("may_not_open" if missing else "may_open", missing=missing)


@provision("2:5(7)")
def answering(*, password_checked: bool, touches_content: bool) -> Outcome:
    """第五条第七项: an answer goes out only after the password was checked, and without content."""
    missing = say(*(() if password_checked else ("password",)), *(("no_content",) if touches_content else ()))
    return _outcome("may_not_answer" if missing else "may_answer", missing=missing)


@dataclass(frozen=True)
class ProtectionRequest:
    """A request for protection as a reporter.

    link: how it is tied to a report; report_mode: that report's mode when it is known. name, contact,
    acknowledge: given with this request. harmed: a grave injury or heavy loss was found (None: not yet
    verified).
    """

    who: frozenset[str]
    stage: str
    retaliation: frozenset[str]
    link: str = "none"
    report_mode: str | None = None
    name: bool = False
    contact: bool = False
    acknowledge: str | None = None
    gravity: str | None = None
    unit_leader: str | None = None
    harmed: bool | None = None

    def __post_init__(self) -> None:
        require_all("who", self.who, WORDING.ids("who"))
        require("stage", self.stage, WORDING.ids("stage"))
        require_all("retaliation", self.retaliation, WORDING.ids("retaliation"))
        require("link", self.link, ("receipt", "just_now", "none"))
        require("report_mode", self.report_mode, WORDING.ids("mode"), optional=True)
        require("acknowledge", self.acknowledge, ("yes", "no"), optional=True)
        require("gravity", self.gravity, WORDING.ids("gravity"), optional=True)
        require("unit_leader", self.unit_leader, ("yes", "no", "unsure"), optional=True)


@provision("2:7(1)", "2:7(2)", "2:8.1(1)", "2:9.1")
def is_threatened(facts: ProtectionRequest) -> bool:
    """人身、财产安全受到威胁: violence or harm to property, done or feared, or a danger stated as grave.

    The lowest degree alone does not make a pay cut a threat to safety; the person is told what to add.
    """
    return bool(facts.retaliation & _ENDANGERING) or facts.gravity in ("imminent", "critical", "grave")


@provision("2:7", "2:8.1", "2:8.2", "2:9.1", "2:9.2", "2:9.3", "2:10", "2:12.1")
def protection_request(facts: ProtectionRequest) -> Outcome:
    """第七条 to 第十条: what a request for protection leads to.

    第八条 asks for a report under one's name. Who gives the three elements with the request fulfils that:
    whether the report was anonymous before (第二条 sets no day for them), or can't be linked yet (the office
    looks for it). People other than the reporter and close relatives are not in 规定 2; their own ways are
    told, and the request of the others goes on.
    """
    covered = facts.who & PROTECTED
    linked_real_name = facts.link != "none" and facts.report_mode == "realname"
    lacking = () if linked_real_name else _lacking(facts.name, facts.contact, facts.acknowledge)
    notes = [*say("emergency")] if facts.gravity == "imminent" else []
    notes += say("others_outside", "others_witness", "others_police") if facts.who - PROTECTED else ()
    if facts.who and not covered:
        return _outcome("not_covered", notes=tuple(notes))
    measures = _measures(facts, lacking)
    if lacking:
        notes += say("secrecy", "consequences", "later")
        return _outcome("real_name_needed", missing=lacking, measures=measures, notes=tuple(notes))
    reasons, documents = _responses(facts)
    notes += say("unit_leader_unsure") if facts.unit_leader == "unsure" else ()
    notes += say("promptly", "consequences")
    return _outcome(
        "verify" if facts.link != "none" else "verify_after_link",
        reasons=(*say("is_real_name"), *reasons),
        missing=() if facts.link != "none" else say("report_link"),
        measures=measures,
        documents=documents,
        notes=tuple(notes),
    )


def _responses(facts: ProtectionRequest) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Which of the responses of 第八条 are called for, and the papers they need."""
    reasons: list[str] = []
    documents = ["reporter_protection_form", "reporter_protection_plan"]
    happened = facts.stage == "happened"
    if is_threatened(facts):
        reasons += ["safety", "police_help"]
        documents.append("assistance_letter")
    if happened and facts.retaliation & _TREATMENT:
        reasons.append("wrong_treatment")
        documents.append("correction_proposal")
    if happened and facts.harmed:
        reasons.append("harm")
        documents.append("relief_letter")
    # 可能会遭受: who has already suffered it from a leader may suffer it again.
    if facts.unit_leader == "yes":
        reasons.append("explanation")
        documents.append("explanation_demand")
    return say(*reasons), say(*documents)


def _measures(facts: ProtectionRequest, lacking: tuple[Point, ...]) -> tuple[Measure, ...]:
    """Every measure of 第八条 to 第十条 with what it still needs.

    第十条 asks for no report under one's name.
    """
    happened = () if facts.stage == "happened" else say("wish_happened")
    safety = lacking + (() if is_threatened(facts) else say("wish_safety"))
    treated = bool(facts.retaliation & _TREATMENT)
    needs = {
        "contact_ban": safety,
        "special_protection": safety,
        "correction": lacking + happened + (() if treated else say("wish_wrong_treatment")),
        "relief": lacking + happened + (() if facts.harmed else say("wish_harm")),
        "compensation": happened,
        "other": safety,
    }
    kinds = WORDING.kinds["measures"]
    return tuple(Measure(code, kinds[code].title, kinds[code].refs, need) for code, need in needs.items())


@provision("2:9.3")
def emergency() -> Outcome:
    """第九条第三款: police act first and tell the prosecutors after.

    Nothing need be proved or given before.
    """
    return _outcome("emergency", notes=say("others_police"))


@dataclass(frozen=True)
class Reward:
    """A reward under consideration on a day: one amount a reporter, in yuan.

    Empty while no amount is proposed.
    """

    on: dt.date
    real_name: bool
    judgment: str
    contribution: str = "ordinary"
    capacity: str = "individual"
    amounts: tuple[int, ...] = ()
    unit_is_involved: bool = False

    def __post_init__(self) -> None:
        require("judgment", self.judgment, WORDING.ids("judgment"))
        require("contribution", self.contribution, WORDING.ids("contribution"))
        require("capacity", self.capacity, WORDING.ids("capacity"))
        if any(amount <= 0 for amount in self.amounts):
            raise ValueError("an amount is above zero")


@provision("2:16.2")
def reward_limit(contribution: str, on: dt.date) -> int | None:
    """The most that can be paid for one case in yuan, by contribution; None: 不受上述数额的限制."""
    require("contribution", contribution, WORDING.ids("contribution"))
    if contribution == "special":
        return None
    return parameter(f"reporter_protection.reward_{contribution}", on).value


@provision("2:16.1", "2:16.2", "2:20")
def reward_approver(amount: int, on: dt.date) -> Point:
    """Who decides on an amount for one case: 检察长 to 200,000; 省级院 approves to 500,000.

    Above that 最高检.

    不超过 includes the amount itself, so 200,000 is still the office's and 500,000 still the province's.
    """
    if amount <= parameter("reporter_protection.reward_ordinary", on).value:
        return say("chief_decides")[0]
    if amount <= parameter("reporter_protection.reward_major", on).value:
        return say("province_approves")[0]
    return say("supreme_approves")[0]


@provision("2:14.1", "2:14.2", "2:15.2", "2:16.2", "2:17.1", "2:18.1", "2:18.2", "2:19", "2:21", "2:22")
def reward(facts: Reward) -> Outcome:
    """第十四条 to 第二十二条: whether a reward can be proposed now, and who approves the amount.

    Joint reporters share one limit.
    """
    notes = [*say("by_whom", "payment", "publication")]
    notes += say("joint_cap") if facts.capacity == "joint" else ()
    notes += say("unit_honour") if facts.capacity == "unit" else ()
    missing = [] if facts.real_name else [*say("reward_real_name")]
    missing += say("established") if facts.judgment == "not_guilty" else ()
    if missing:
        return _outcome("not_eligible", missing=tuple(missing))
    if facts.judgment == "pending":
        return _outcome("not_yet", missing=say("effective_judgment"), notes=tuple(notes))
    total = sum(facts.amounts)
    limit = reward_limit(facts.contribution, facts.on)
    if limit is not None and total > limit:
        major = parameter("reporter_protection.reward_major", facts.on).value
        need = "special_contribution" if total > major else "major_contribution"
        return _outcome("over_limit", missing=say(need), notes=tuple(notes))
    decision = "discretionary" if facts.judgment == "not_prosecuted" else "eligible"
    if facts.capacity == "unit" and facts.unit_is_involved:
        decision = "unit_discretionary"
    return _outcome(
        decision,
        approver=reward_approver(total, facts.on),
        documents=say("reward_approval"),
        notes=tuple(notes),
    )
