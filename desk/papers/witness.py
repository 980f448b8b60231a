"""规定 1 (证人保护): which papers its cases can have, and what each begins with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk.papers.source import Source, Values, age
from docs_gen.documents.witness_changes import TO_PERSON
from docs_gen.documents.witness_measures import RELOCATION, SAFE_PLACE, SPECIAL
from rules import witness_protection
from store.receipts import group

NUMBERED: Mapping[str, tuple[str, str]] = {
    "measures_notice": ("护告", "police_office_short"),
    "contact_ban": ("禁", "police_office_short"),
    "witness_assistance_letter": ("护协", "police_office_short"),
    "cross_region_letter": ("护商", "police_office_short"),
    "termination_notice": ("护终", "police_office_short"),
    "transfer_list": ("护移", "police_office_short"),
}
MEASURE_REFS = {
    "hide_information": "一", "contact_ban": "二", "special_protection": "三", "safe_place": "四", "relocation": "五",
    "other": "六",
}  # fmt: skip
_TITLES = witness_protection.WORDING.kinds["measures"]
_CONSENTS = {"special_protection": SPECIAL, "safe_place": SAFE_PLACE, "relocation": RELOCATION}


def _witness_form(source: Source) -> Values:
    return {
        "number": group(source.case.number),
        "role": source.title("role"),
        "case_kind": source.title("case_kind"),
        "relation": source.text("relation"),
        "case_facts": source.text("case_facts"),
        "basis": ["《公安机关办理刑事案件证人保护工作规定》第五条", "同规定第六条"],
    }


def _measures(source: Source) -> list[str]:
    """The measures of the case, each in the words and with the 项 of 第七条."""
    return [f"{_TITLES[option].title}（第七条第{MEASURE_REFS[option]}项）" for option in source.measures]


def _protection_report(source: Source) -> Values:
    """The six contents of 规定 1 第六条第一款, as far as the case has them."""
    under_alias = bool(source.text("alias"))
    person: Values = {
        "alias": source.text("alias"),
        "sex": source.title("sex"),
        "age": age(source.text("id_number"), source.today),
        "relation": source.text("relation"),
    }
    if not under_alias:
        person |= {
            "name": source.text("name"),
            "address": source.text("address"),
            "work_unit": source.text("work_unit"),
            "id_document": f"居民身份证 {source.text('id_number')}" if source.text("id_number") else "",
        }
    return {
        "persons": [person],
        "case_kind": source.title("case_kind"),
        "role": source.title("role"),
        "case_facts": source.text("case_facts"),
        "necessity": source.text("necessity") or source.text("facts"),
        "measures": _measures(source),
        "consent": source.title("consent"),
        "department": source.text("department"),
        "other": source.text("other"),
        "handlers": [source.text("handler")] if source.text("handler") else [],
        "basis": ["《公安机关办理刑事案件证人保护工作规定》第六条第一款", "同规定第七条"],
        "urgent": source.case.facts.get("urgent") == "yes" or source.case.kind == "urgent_protection",
    }


def _person(source: Source, capacity: str) -> Values:
    """The protected person for a paper's group. Under an alias, or where it hides the person, nothing that is true."""
    alias = source.text("alias")
    if alias or source.hidden:
        return {"alias": alias, "capacity": capacity}
    known = {item: source.text(item) for item in ("name", "address", "contact")}
    return {**known, "capacity": capacity}


def _named(source: Source) -> Values:
    """The same where name and capacity are enough."""
    person = _person(source, source.title("role"))
    return {item: person[item] for item in ("alias", "name", "capacity") if item in person}


def _in_charge(source: Source) -> Values:
    """Who answers for the paper. The person's own way to be reached is never the office's."""
    return {
        "department": source.text("department"),
        "handlers": [source.text("handler") or source.staff.name],
        "contact_person": source.staff.name,
        "approved_on": source.reached("approved"),
        "name": "" if source.hidden else source.text("name"),
    }


def _plan(source: Source) -> Values:
    return _in_charge(source) | {
        "office": source.text("department"),
        "persons": [_person(source, source.title("role"))],
        "danger": source.text("necessity") or source.text("facts"),
        "measures": _measures(source),
    }


def _notice(source: Source) -> Values:
    return _in_charge(source) | {"measures": _measures(source), "started_on": source.reached("protecting")}


def _consent(source: Source) -> Values:
    """The variant of the first measure that wants consent; each gets a paper of its own."""
    wanted = [variant for option, variant in _CONSENTS.items() if option in source.measures]
    return _in_charge(source) | {"variant": wanted[0] if wanted else "", "measures": [], "id_document": ""}


def _ban(source: Source) -> Values:
    """Nothing of the case but the name: the rest the recipient need not know."""
    others = {"close_relative", "fiance", "cohabitant"} & set(_list(source, "who"))
    return _in_charge(source) | {"from_on": source.today, "others": bool(others)}


def _letter(source: Source) -> Values:
    """Whom to find. The danger is left to the officer: the case's own words say more than the helpers need to know.

    So is the capacity: in 第二十五条第一款 a suspect who names others is a witness, too, and the word is enough.
    """
    return _in_charge(source) | {
        "persons": [_person(source, "证人")],
        "measures": [],
        "urgency": "特急" if source.case.urgent else "",
    }


def _change(source: Source) -> Values:
    return _in_charge(source) | {
        "office": source.text("department"),
        "persons": [_named(source)],
        "current": _measures(source),
    }


def _end_report(source: Source) -> Values:
    return _in_charge(source) | {"persons": [_named(source)], "measures": _measures(source)}


def _end_notice(source: Source) -> Values:
    return _in_charge(source) | {"to": TO_PERSON, "approved_on": source.reached("ended"), "ended_on": source.today}


def _transfer(source: Source) -> Values:
    return _in_charge(source) | {"persons": [_named(source)], "measures": _measures(source)}


def _list(source: Source, item: str) -> list[str]:
    value = source.case.facts.get(item) or []
    return [value] if isinstance(value, str) else list(value)


FILL: Mapping[str, Callable[[Source], Values]] = {
    "witness_protection_form": _witness_form,
    "protection_report": _protection_report,
    "protection_plan": _plan,
    "measures_notice": _notice,
    "consent_form": _consent,
    "contact_ban": _ban,
    "witness_assistance_letter": _letter,
    "cross_region_letter": _letter,
    "measures_change": _change,
    "termination_report": _end_report,
    "termination_notice": _end_notice,
    "transfer_list": _transfer,
}
