"""第八条第一款: what a request for protection leads to, before it is verified and after."""

from dataclasses import dataclass

from rules.outcome import Measure, Outcome, Point, require, require_all
from rules.provision import provision
from rules.reporter_protection.reporting import elements_lacking
from rules.reporter_protection.risk import natures
from rules.reporter_protection.words import PROTECTED, WORDING, exact, outcome, say

_SAFETY = frozenset({"person", "property"})  # natures of risk that 第九条第一款 protects from
# 第七条第五项 to 第九项: what an employer or authority does to someone, which can be put right.
_TREATMENT = frozenset({"dismissal", "pay", "discipline", "career", "obstruction"})


@dataclass(frozen=True)
class ProtectionRequest:
    """A request for protection as a reporter.

    link: how it is tied to a report; report_mode: that report's mode when it is known. name, contact,
    acknowledge: given with this request. unit_leader: what the person says. leader_evidence: whether there is
    evidence of it; harmed: a grave injury or heavy loss was found (None: not yet verified).
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
    leader_evidence: bool | None = None

    def __post_init__(self) -> None:
        require_all("who", self.who, WORDING.ids("who"))
        require("stage", self.stage, WORDING.ids("stage"))
        require_all("retaliation", self.retaliation, WORDING.ids("retaliation"))
        require("link", self.link, ("receipt", "just_now", "none"))
        require("report_mode", self.report_mode, WORDING.ids("mode"), optional=True)
        require("acknowledge", self.acknowledge, ("yes", "no"), optional=True)
        require("gravity", self.gravity, WORDING.ids("gravity"), optional=True)
        require("unit_leader", self.unit_leader, ("yes", "no", "unsure"), optional=True)


@provision("2:7(1)", "2:7(2)", "2:7(3)", "2:8.1(1)", "2:9.1")
@exact
def is_threatened(facts: ProtectionRequest) -> bool:
    """人身、财产安全受到威胁: an act, done or feared, that touches person or property, or any danger stated.

    Which acts do is said once, by `natures`: violence, harm to property, and framing. The text sets no degree, so
    the lowest counts too: who says that there is danger, though not at once, is threatened. Verification follows
    (第八条第一款); a pay cut without any stated danger is none, and the person is told what to add.
    """
    return bool(natures(facts.retaliation) & _SAFETY) or facts.gravity is not None


@provision("2:7", "2:8.1", "2:8.2", "2:9.1", "2:9.2", "2:9.3", "2:10", "2:12.1")
@exact
def protection_request(facts: ProtectionRequest) -> Outcome:
    """第七条 to 第十条: what a request for protection leads to.

    第八条 asks for a report under one's name. Who gives the three elements with the request fulfils that:
    whether the report was anonymous before (第二条 sets no day for them), or can't be linked yet (the office
    looks for it). 第九条第一款 says again what a threat to person or property obliges to, and there not 实名: so
    nobody in danger waits for a name, and its measures are open to anonymous reporters too. People other than
    the reporter and close relatives are not in 规定 2; their own ways are told, and the request of the others
    goes on.
    """
    covered = facts.who & PROTECTED
    linked_real_name = facts.link != "none" and facts.report_mode == "realname"
    lacking = () if linked_real_name else elements_lacking(facts.name, facts.contact, facts.acknowledge)
    notes = [*say("emergency")] if facts.gravity == "imminent" else []
    notes += say("others_outside", "others_witness", "others_police") if facts.who - PROTECTED else ()
    if facts.who and not covered:
        return outcome("not_covered", notes=tuple(notes))
    measures = _measures(facts, lacking)
    if lacking:
        notes += say("secrecy", "consequences", "later")
        threatened = is_threatened(facts)
        return outcome(
            "real_name_needed",
            reasons=say("safety_unnamed", "police_help") if threatened else (),
            missing=lacking,
            measures=measures,
            documents=say("reporter_protection_form", "assistance_letter") if threatened else (),
            notes=tuple(notes),
        )
    reasons, documents = _responses(facts)
    if facts.leader_evidence:
        notes += say("explanation_secrecy")
    elif facts.unit_leader in ("yes", "unsure"):
        notes += say("unit_leader_unsure")
    notes += say("promptly", "consequences")
    return outcome(
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
    documents = ["reporter_protection_form", "risk_assessment", "reporter_protection_plan"]
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
    # 可能会遭受: who has already suffered it from a leader may suffer it again. 有证据表明: saying so is not enough for
    # a letter that goes to that very leader; it is a reason to look for the evidence.
    if facts.leader_evidence:
        reasons.append("explanation")
        documents.append("explanation_request")
    return say(*reasons), say(*documents)


def _measures(facts: ProtectionRequest, lacking: tuple[Point, ...]) -> tuple[Measure, ...]:
    """Every measure of 第八条 to 第十条 with what it still needs.

    第九条 and 第十条 ask for no report under one's name.
    """
    happened = () if facts.stage == "happened" else say("wish_happened")
    safety = () if is_threatened(facts) else say("wish_safety")
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


@dataclass(frozen=True)
class Findings:
    """What the verification of a request found, of the reporter or a close relative.

    threatened: person or property in danger; wrongly_treated, harmed (grave injury or heavy loss): by
    retaliation. None is not verified yet.
    """

    real_name: bool
    threatened: bool | None = None
    wrongly_treated: bool | None = None
    harmed: bool | None = None


@provision("2:8.1", "2:8.1(1)", "2:8.1(2)", "2:8.1(3)")
@exact
def respond(findings: Findings) -> Outcome:
    """第八条第一款: after verification, which of the three responses are owed (应当); several can be.

    What is found decides at once: an open question in one item never holds up another. While something is
    open and nothing found, the verification goes on (迅速, without a day in the text). 第二项 and 第三项 ask for
    a report under a real name, which can still be completed; a threat obliges by 第九条第一款 without one.
    """
    owed = {"safety" if findings.real_name else "safety_unnamed": (findings.threatened, "assistance_letter")}
    if findings.real_name:
        owed["wrong_treatment"] = (findings.wrongly_treated, "correction_proposal")
        owed["harm"] = (findings.harmed, "relief_letter")
    reasons = [code for code, (found, _) in owed.items() if found]
    papers = [paper for found, paper in owed.values() if found]
    missing = () if findings.real_name else say("report_real_name")
    notes = say("promptly") if any(found is None for found, _ in owed.values()) else ()
    notes += say("later") if missing else ()
    if reasons:
        return outcome("respond", reasons=say(*reasons), missing=missing, documents=say(*papers), notes=notes)
    if missing:
        return outcome("real_name_needed", missing=missing, notes=notes)
    return outcome("verify", notes=notes) if notes else outcome("no_response", notes=say("ask_again"))
