"""第六条: from a request to the approval, and the emergency that comes before its papers."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from rules.outcome import Outcome, Point, require
from rules.provision import provision
from rules.reference import Ref
from rules.witness_protection.base import (
    Gravity,
    check_fields,
    choose,
    choose_all,
    degrees,
    listed,
    outcome,
    say,
)
from rules.witness_protection.persons import Scope, scope
from rules.witness_protection.protective import measures


@dataclass(frozen=True)
class Request:
    """A request for protection. consent: the protected person's, None while not asked.

    gravity: the degree of danger as the person states it, or several. measures: those wished. on: the day whose
    rule holds.
    """

    on: dt.date
    role: str
    case_kind: str
    who: frozenset[str]
    gravity: Gravity
    measures: frozenset[str] = frozenset()
    consent: str | None = None

    def __post_init__(self) -> None:
        Scope(self.on, self.role, self.case_kind, self.who)
        degrees("gravity", self.gravity)
        choose_all("measures", self.measures)
        require("consent", self.consent, ("yes", "no"), optional=True)


@provision("1:5", "1:6.1", "1:6.2", "1:14.1", "1:15", "1:21")
def request(facts: Request) -> Outcome:
    """第五条 to 第七条: what a request leads to. The degree of danger is what the person says.

    In urgent cases the measures come first and the papers at once after.
    """
    urgent = "imminent" in degrees("gravity", facts.gravity)
    about = scope(Scope(facts.on, facts.role, facts.case_kind, facts.who))
    notes = [*say("emergency")] if urgent else []
    notes += [*about.notes, *say("threats", "secrecy", "may_ask_change", "no_period")]
    return outcome(
        "protect_first" if urgent else "assess",
        reasons=(Point(about.decision, about.text, about.refs), *about.reasons),
        approver=say("county_head")[0],
        measures=measures(facts.gravity, facts.consent, on=facts.on),
        documents=say("witness_protection_form", "protection_report"),
        notes=tuple(notes),
    )


@dataclass(frozen=True)
class Content:
    """One of the six contents of the report: which items of the catalogue satisfy it (id → what it is).

    instead: item → another that tells as much of it as can be told (somebody without an ID card has an age).
    """

    id: str
    title: str
    ref: Ref
    items: Mapping[str, str]
    optional: Mapping[str, str]
    instead: Mapping[str, str]


def contents(on: dt.date) -> tuple[Content, ...]:
    """The contents of 第六条第一款 on a day (six since 2017), in order."""
    return tuple(_contents()[key] for key in listed("report_contents", on))


@cache
def _contents() -> Mapping[str, Content]:
    path = Path(__file__).parents[1] / "data" / "witness_protection.yaml"
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))["report_contents"]
    return {
        key: Content(
            key,
            entry["title"],
            Ref.parse(entry["ref"]),
            entry["items"],
            entry.get("optional", {}),
            entry.get("instead", {}),
        )
        for key, entry in tree.items()
    }


@provision("1:6.1(1)", "1:6.1(2)", "1:6.1(3)", "1:6.1(4)", "1:6.1(5)", "1:6.1(6)")
def report_contents(filled: Iterable[str], *, on: dt.date) -> Outcome:
    """Whether a 呈请证人保护报告书 has its six contents.

    `filled`: item ids, with or without "protection_report.".

    complete, or incomplete with one point for each missing item (its code the item id, its reference the
    项). A workplace is optional, since not everybody has one; a note says to write 无. Neither has everybody an
    ID card, and nobody goes unprotected for it: an age on its own ("age") does instead, and a note says what to
    write. 第六项 is whatever else there is, so it can be empty.
    """
    there = {item.removeprefix("protection_report.") for item in filled}
    missing = tuple(
        Point(item, what, (content.ref,))
        for content in contents(on)
        for item, what in content.items.items()
        if item not in there and content.instead.get(item) not in there
    )
    notes = say("papers_at_once") if missing else ()
    notes += say("id_none") if "id_number" not in there else ()
    notes += say("work_unit_none") if "work_unit" not in there else ()
    return outcome(
        "incomplete" if missing else "complete",
        missing=missing,
        approver=say("county_head")[0],
        documents=say("protection_report"),
        notes=notes,
    )


@dataclass(frozen=True)
class Approval:
    """A 呈请 before its approver: contents complete, urgent measures running, decided by whom and how.

    rank: who decided, None while undecided. approved: the decision, None while undecided.
    """

    complete: bool
    urgent: bool = False
    rank: str | None = None
    approved: bool | None = None

    def __post_init__(self) -> None:
        choose("rank", self.rank, optional=True)
        check_fields(self)


@provision("1:6.1", "1:6.2", "1:7")
def approval(facts: Approval) -> Outcome:
    """第六条第一款: approved, not_approved, approval_pending, approver_too_low, or incomplete (nothing to decide yet).

    approved_to_complete: approved in an emergency while the report lacks contents.

    A decision by anyone below 县级以上公安机关负责人 is none, also a refusal: it must go up. Measures taken in
    an emergency go on meanwhile (第六条第二款), and an incomplete report does not hinder its approval then:
    the papers are made 同时. The paragraph puts off no content of 第一款 though, so such an approval holds and
    is said with what is still owed, never as if all were done. The text is silent on how a refusal is told and
    on what becomes of measures already taken: the person is told why and how to ask again, and they are not
    ended without a new assessment.
    """
    running = say("measures_run") if facts.urgent else ()
    lacks = () if facts.complete else say("report_to_complete")
    if not facts.complete and not facts.urgent:
        return outcome("incomplete", approver=say("county_head")[0], documents=say("protection_report"))
    if facts.approved is None or facts.rank is None:
        return outcome(
            "approval_pending",
            missing=lacks,
            approver=say("county_head")[0],
            documents=say("protection_report"),
            notes=running,
        )
    if facts.rank != "county_head":
        missing = say("county_head") + lacks
        return outcome("approver_too_low", missing=missing, approver=say("county_head")[0], notes=running)
    if facts.approved and lacks:
        documents = say("protection_report", "protection_plan", "measures_notice")
        return outcome("approved_to_complete", missing=lacks, documents=documents, notes=say("plan_at_once"))
    if facts.approved:
        return outcome("approved", documents=say("protection_plan", "measures_notice"), notes=say("plan_at_once"))
    notes = say("refusal_silent", "may_ask_again") + (say("urgent_refused") if facts.urgent else ())
    return outcome("not_approved", missing=lacks, notes=notes)


@dataclass(frozen=True)
class Emergency:
    """现实危险 and 情况紧急, as the police find them; whether the 呈请 papers are under way; consent, where asked.

    degree: what the danger is besides urgent (also 特别重大). on: the day whose rule holds.
    """

    on: dt.date
    real: bool
    urgent: bool
    papers_begun: bool = False
    consent: str | None = None
    degree: Gravity = frozenset()

    def __post_init__(self) -> None:
        check_fields(self)
        degrees("degree", self.degree)
        require("consent", self.consent, ("yes", "no"), optional=True)


@provision("1:6.2")
def emergency(facts: Emergency) -> Outcome:
    """第六条第二款: measures at once and the papers at the same time, when a danger is both real and urgent.

    必要的措施 are those of 第七条. What 第十一条 to 第十三条 allow only with consent still asks for it: the
    paragraph puts off the papers, not the person's own word; everything else is open without waiting.
    """
    if not (facts.real and facts.urgent):
        return outcome("not_emergency", documents=say("protection_report"))
    return outcome(
        "protect_first",
        missing=() if facts.papers_begun else say("papers_missing"),
        approver=say("county_head")[0],
        measures=measures(degrees("degree", facts.degree) | {"imminent"}, facts.consent, on=facts.on),
        documents=say("protection_report"),
        notes=say("papers_at_once"),
    )
