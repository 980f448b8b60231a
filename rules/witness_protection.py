"""规定 1《公安机关办理刑事案件证人保护工作规定》 as functions, in article order.

Facts are enumerated option ids (those of store/items.yaml); never text. A value that is no option raises
InvalidFacts, which names the field only. The degree of danger is what the person says; the unit in charge
assesses it (第五条).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from rules.outcome import Measure, Outcome, Point, require, require_all
from rules.provision import provision
from rules.reference import Ref
from rules.wording import load

WORDING = load("witness_protection")
NAMED_CASES = frozenset({"state_security", "terrorism", "organised_crime", "drugs"})  # 第二条
_CLOSE_OTHERS = frozenset({"fiance", "cohabitant", "other"})  # 第二十三条第一项
# Which degree of danger opens what. An imminent or specially grave danger is a grave one too; but specially
# grave is not imminent, nor the other way round: 第十二条 and 第十三条 each keep their own condition.
_DEGREES: dict[str, tuple[str, frozenset[str]]] = {
    "special_protection": ("grave_danger", frozenset({"grave", "critical", "imminent"})),
    "safe_place": ("imminent_danger", frozenset({"imminent"})),
    "relocation": ("critical_danger", frozenset({"critical"})),
}
_MEASURE_DOCUMENTS = {
    "hide_information": "identity_note",
    "contact_ban": "contact_ban",
    "special_protection": "witness_assistance_letter",
}
say = WORDING.say
_outcome = WORDING.outcome


@dataclass(frozen=True)
class Scope:
    """Who asks, in what kind of case, for whom."""

    role: str
    case_kind: str
    who: frozenset[str]

    def __post_init__(self) -> None:
        require("role", self.role, WORDING.ids("role"))
        require("case_kind", self.case_kind, WORDING.ids("case_kind"))
        require_all("who", self.who, WORDING.ids("who"))


@provision("1:2", "1:23(1)", "1:23(2)", "1:24", "1:25.1")
def scope(facts: Scope) -> Outcome:
    """第二条 applies, or 第二十三条 and 第二十四条 refer to it (参照), or the kind of case is not yet known.

    Nobody is turned away: an uncertain kind of case is at least one of 第二十四条. That article names only
    the person and close relatives; whether 参照 brings in 第二十三条第一项 too is open, so the others may
    ask and the police decide.
    """
    reasons: list[str] = []
    named_case = facts.case_kind in NAMED_CASES
    if named_case:
        reasons.append("named_case")
    elif facts.case_kind == "other":
        reasons.append("other_case")
    if facts.role == "informant":
        reasons.append("informant_witness")
        reasons += ["informant_reference"] if facts.case_kind != "other" else []
    named_persons = facts.who - _CLOSE_OTHERS
    reasons += ["persons_named"] if named_persons else []
    if facts.who & _CLOSE_OTHERS:
        reasons.append("persons_close_other_case" if facts.case_kind == "other" else "persons_close")
    if facts.case_kind == "unsure":
        decision = "kind_to_check"
    elif named_case and (named_persons or not facts.who):
        decision = "applies"
    else:
        decision = "by_reference"
    return _outcome(decision, reasons=say(*reasons), notes=say("because_of_testimony"))


@dataclass(frozen=True)
class Request:
    """A request for protection. consent: the protected person's, None while not asked.

    measures: those wished.
    """

    role: str
    case_kind: str
    who: frozenset[str]
    gravity: str
    measures: frozenset[str] = frozenset()
    consent: str | None = None

    def __post_init__(self) -> None:
        Scope(self.role, self.case_kind, self.who)
        require("gravity", self.gravity, WORDING.ids("gravity"))
        require_all("measures", self.measures, WORDING.ids("measures"))
        require("consent", self.consent, ("yes", "no"), optional=True)


@provision("1:5", "1:6.1", "1:6.2", "1:14.1", "1:15", "1:21")
def request(facts: Request) -> Outcome:
    """第五条 to 第七条: what a request leads to.

    In urgent cases the measures come first and the papers at once after.
    """
    urgent = facts.gravity == "imminent"
    about = scope(Scope(facts.role, facts.case_kind, facts.who))
    notes = [*say("emergency")] if urgent else []
    notes += [*about.notes, *say("threats", "secrecy", "may_ask_change", "no_period")]
    return _outcome(
        "protect_first" if urgent else "assess",
        reasons=(Point(about.decision, about.text, about.refs), *about.reasons),
        approver=say("county_head")[0],
        measures=measures(facts.gravity, facts.consent),
        documents=say("witness_protection_form", "protection_report"),
        notes=tuple(notes),
    )


@provision("1:7(1)", "1:7(2)", "1:7(3)", "1:7(4)", "1:7(5)", "1:7(6)", "1:11.1", "1:12", "1:13")
def measures(gravity: str, consent: str | None = None) -> tuple[Measure, ...]:
    """The six measures of 第七条 with what each still needs: a degree of danger, the person's consent."""
    require("gravity", gravity, WORDING.ids("gravity"))
    found = []
    for kind in WORDING.kinds["measures"].values():
        needs: tuple[Point, ...] = ()
        if kind.id in _DEGREES:
            danger, degrees = _DEGREES[kind.id]
            needs = say(*(() if gravity in degrees else (danger,)))
            needs += say(*(() if consent == "yes" else (f"consent_{kind.id}",)))
        found.append(Measure(kind.id, kind.title, kind.refs, needs))
    return tuple(found)


@provision("1:6.1", "1:8.1", "1:8.2", "1:9.2", "1:10.1", "1:11.2", "1:25.2")
def conditions(chosen: Iterable[str], gravity: str, consent: str | None) -> Outcome:
    """Whether the measures chosen for a 呈请 may be proposed, and the papers they bring once approved.

    conditions_met, or conditions_lacking with what each measure still needs. Consent is asked of the person,
    danger is assessed.
    """
    picked = frozenset(chosen)
    require_all("measures", picked, WORDING.ids("measures"))
    selected = tuple(m for m in measures(gravity, consent) if m.code in picked)
    missing = tuple(dict.fromkeys(need for measure in selected for need in measure.needs))
    documents = ["protection_report", "protection_plan", "measures_notice"]
    documents += ["consent_form"] if picked & set(_DEGREES) else []
    documents += [paper for measure, paper in _MEASURE_DOCUMENTS.items() if measure in picked]
    notes = ["special_persons"] if "contact_ban" in picked else []
    notes += ["name_change"] if "relocation" in picked else []
    return _outcome(
        "conditions_lacking" if missing else "conditions_met",
        missing=missing,
        approver=say("county_head")[0],
        measures=selected,
        documents=say(*documents),
        notes=say(*notes),
    )


@dataclass(frozen=True)
class Content:
    """One of the six contents of the report: which items of the catalogue satisfy it (id → what it is)."""

    id: str
    title: str
    ref: Ref
    items: Mapping[str, str]
    optional: Mapping[str, str]


@cache
def contents() -> tuple[Content, ...]:
    """The six contents of 第六条第一款, in order."""
    path = Path(__file__).parent / "data" / "witness_protection.yaml"
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))["report_contents"]
    return tuple(
        Content(key, entry["title"], Ref.parse(entry["ref"]), entry["items"], entry.get("optional", {}))
        for key, entry in tree.items()
    )


@provision("1:6.1(1)", "1:6.1(2)", "1:6.1(3)", "1:6.1(4)", "1:6.1(5)", "1:6.1(6)")
def report_contents(filled: Iterable[str]) -> Outcome:
    """Whether a 呈请证人保护报告书 has its six contents.

    `filled`: item ids, with or without "protection_report.".

    complete, or incomplete with one point for each missing item (its code the item id, its reference the
    项). A workplace is optional, since not everybody has one; a note says to write 无. 第六项 is whatever
    else there is, so it can be empty.
    """
    there = {item.removeprefix("protection_report.") for item in filled}
    missing = tuple(
        Point(item, what, (content.ref,))
        for content in contents()
        for item, what in content.items.items()
        if item not in there
    )
    notes = say("papers_at_once") if missing else ()
    notes += say("work_unit_none") if "work_unit" not in there else ()
    return _outcome(
        "incomplete" if missing else "complete",
        missing=missing,
        approver=say("county_head")[0],
        documents=say("protection_report"),
        notes=notes,
    )


@provision("1:9.1", "1:9.2", "1:9.3")
def alias(chosen: Iterable[str], *, alias_given: bool) -> Outcome:
    """第九条: hidden personal information means an alias in all papers and a separate classified note."""
    picked = frozenset(chosen)
    require_all("measures", picked, WORDING.ids("measures"))
    if "hide_information" not in picked:
        return _outcome("alias_not_required")
    return _outcome(
        "alias_required",
        missing=() if alias_given else say("alias"),
        documents=say("identity_note"),
        notes=say("file_access", "recordings"),
    )
