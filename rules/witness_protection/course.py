"""第十四条: adjusting the plan; 第十六条: others who help; 第十七条: protection across regions."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.outcome import Outcome, Point
from rules.provision import provision
from rules.witness_protection.base import WORDING, check_fields, choose_all, outcome, say


@dataclass(frozen=True)
class Adjustment:
    """A change of the plan: why; whether the protecting unit is the handling one, and if not, whether that agrees.

    new_measures: the change goes beyond the measures approved. urgent: 现实危险、情况紧急 (第六条第二款).
    """

    trigger: frozenset[str]
    same_unit: bool
    agrees: bool | None = None
    new_measures: bool = False
    urgent: bool = False

    def __post_init__(self) -> None:
        choose_all("trigger", self.trigger)
        check_fields(self)


@provision("1:14.1", "1:14.2")
def adjustment(facts: Adjustment) -> Outcome:
    """第十四条: adjust, adjust_consult (ask the handling unit first), adjust_objected or adjust_none.

    Measures beyond those approved need approval as in 第六条; a change within them does not, since the text asks
    only for the handling unit's consent. Urgent danger comes before consultation: 第六条第二款 puts off papers
    for it, and 第十四条第二款 says 调整保护方案前, so the measures are taken, the plan follows with the consent.
    What becomes of a disagreement is not said; a note names the way on, urgent or not.
    How soon an application is answered is not said either.
    """
    if not facts.trigger and not facts.urgent:
        return outcome("adjust_none")
    reasons = tuple(
        Point(f"trigger.{name}", kind.title, kind.refs)
        for name, kind in WORDING.kinds["trigger"].items()
        if name in facts.trigger
    )
    notes = say("answer_change_silent") if "person_applied" in facts.trigger else ()
    notes += say("new_measures") if facts.new_measures else ()
    approver = say("county_head")[0] if facts.new_measures else None
    documents = say("measures_change")
    missing: tuple[Point, ...] = ()
    decision = "adjust"
    if not facts.same_unit and not facts.agrees:
        missing = say("handling_consent")
        decision = "adjust_consult" if facts.agrees is None else "adjust_objected"
    if missing and (facts.urgent or facts.agrees is False):
        notes += say("objection_not_final")
    if facts.urgent:
        decision = "protect_first"
    return outcome(decision, reasons=reasons, missing=missing, approver=approver, documents=documents, notes=notes)


@provision("1:16", "1:21")
def cooperation(partners: Iterable[str]) -> Outcome:
    """第十六条: whose convenience, service or support the police should arrange.

    The list is open (等单位或者个人). What they may be told the article doesn't say: only what their part needs.
    """
    asked = frozenset(partners)
    choose_all("partners", asked)
    if not asked:
        return outcome("no_partner")
    reasons = tuple(
        Point(f"partner.{name}", kind.title, kind.refs)
        for name, kind in WORDING.kinds["partners"].items()
        if name in asked
    )
    notes = say("tell_little") + (say("partner_other") if "other" in asked else ())
    return outcome("coordinate", reasons=reasons, notes=notes)


@dataclass(frozen=True)
class CrossRegion:
    """Protection in another region: asked for, answered (None: not yet), or deployed by the superior of both."""

    needed: bool
    asked: bool = False
    helps: bool | None = None
    superior_needed: bool = False

    def __post_init__(self) -> None:
        check_fields(self)


@provision("1:17", "1:4")
def cross_region(facts: CrossRegion) -> Outcome:
    """第十七条: the handling 公安机关 asks that of the residence, which should help; the common superior if necessary.

    A refusal is not among the answers that the text allows (应当予以协助); it leads to the common superior.
    Meanwhile the handling unit stays responsible (第四条): nobody falls between two regions.
    """
    if not facts.needed:
        return outcome("same_region")
    notes = say("handling_still_responsible")
    if facts.superior_needed:
        return outcome("cross_region_superior", documents=say("cross_region_letter"), notes=notes)
    if not facts.asked or facts.helps is None:
        missing = say("cross_region_letter") if not facts.asked else say("cross_region_answer")
        return outcome("cross_region_ask", missing=missing, documents=say("cross_region_letter"), notes=notes)
    return outcome("cross_region_runs" if facts.helps else "cross_region_must_help", notes=notes)
