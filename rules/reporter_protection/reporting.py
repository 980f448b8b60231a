"""第二条、第四条: what makes a report one under a real name, and what a report leads to."""

from dataclasses import dataclass

from rules.outcome import Outcome, Point, require
from rules.provision import provision
from rules.reporter_protection.words import WORDING, exact, lacking, outcome, say


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
@exact
def real_name(facts: Report) -> Outcome:
    """第二条第二款: name, contact and acknowledgement make a report 实名.

    Who chose 匿名 stays anonymous whatever else they gave: nobody becomes a named reporter by accident.
    """
    if facts.mode == "anonymous":
        notes = say("secrecy", "no_handwriting", "no_reward", "no_request", "later")
        return outcome("anonymous", notes=notes)
    missing = elements_lacking(facts.name, facts.contact, facts.acknowledge)
    if missing:
        return outcome("not_real_name", missing=missing, notes=say("secrecy", "later"))
    return outcome("real_name", notes=say("secrecy"))


def elements_lacking(name: bool, contact: bool, acknowledge: str | None) -> tuple[Point, ...]:
    """Which of the three elements of 第二条第二款 are not there yet."""
    return lacking({"name": name, "contact": contact, "acknowledge": acknowledge == "yes"})


@provision("2:4", "2:5(1)", "2:5(5)", "2:6.1", "2:6.2", "2:14.2", "2:17.1", "2:27")
@exact
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
    reasons = [Point(identity.decision, identity.text, identity.refs)]
    reasons += say("crime_unsure" if facts.crime == "unsure" else "crime_within")
    documents = [*say("report_receipt")]
    if named:
        reasons += say("plan")
        documents += say("risk_assessment", "reporter_protection_plan")
    return outcome(
        "receivable",
        reasons=tuple(reasons),
        missing=identity.missing,
        documents=tuple(documents),
        notes=tuple(notes),
    )


@provision("2:4")
@exact
def legal_protection(*, to_procuratorate: bool, lawful: bool | None) -> Outcome:
    """第四条: who lawfully reports a 职务犯罪 to the 检察院 is protected by law, named or not.

    lawful: whether the report was found to be made 依法 (not knowingly false); None while nobody has found
    otherwise, which protects. A report made elsewhere is not in this article; 第二十八条 takes up those that
    the discipline authorities hand over. Secrecy holds in every case, as its sentence asks for nothing.
    """
    notes = say("secrecy")
    if lawful is False:
        return outcome("not_protected_by_law", notes=notes)
    if not to_procuratorate:
        return outcome("reported_elsewhere", notes=(*notes, *say("handed_over_later")))
    return outcome("protected_by_law", notes=notes)
