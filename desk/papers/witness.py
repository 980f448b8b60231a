"""规定 1 (证人保护): which papers its cases can have, and what each begins with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk.papers.source import Source, Values, age
from store.receipts import group

# In the order they are usually made.
OF_CASE: Mapping[str, tuple[str, ...]] = {
    "witness_protection": ("witness_protection_form", "protection_report", "identity_note"),
    "urgent_protection": ("assistance_letter", "protection_report", "identity_note"),
    "protection_report": ("protection_report", "identity_note"),
}
NUMBERED: Mapping[str, tuple[str, str]] = {}
MEASURE_REFS = {
    "hide_information": "一", "contact_ban": "二", "special_protection": "三", "safe_place": "四", "relocation": "五",
    "other": "六",
}  # fmt: skip


def _witness_form(source: Source) -> Values:
    return {
        "number": group(source.case.number),
        "role": source.title("role"),
        "case_kind": source.title("case_kind"),
        "relation": source.text("relation"),
        "case_facts": source.text("case_facts"),
        "basis": ["《公安机关办理刑事案件证人保护工作规定》第五条", "同规定第六条"],
    }


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
    chosen = source.case.facts.get("measures") or []
    measures = [
        f"{title}（第七条第{MEASURE_REFS[option]}项）"
        for option, title in zip(chosen, source.titles("measures"), strict=True)
    ]
    return {
        "persons": [person],
        "case_kind": source.title("case_kind"),
        "role": source.title("role"),
        "case_facts": source.text("case_facts"),
        "necessity": source.text("necessity") or source.text("facts"),
        "measures": measures,
        "consent": source.title("consent"),
        "department": source.text("department"),
        "other": source.text("other"),
        "handlers": [source.text("handler")] if source.text("handler") else [],
        "basis": ["《公安机关办理刑事案件证人保护工作规定》第六条第一款", "同规定第七条"],
        "urgent": source.case.facts.get("urgent") == "yes" or source.case.kind == "urgent_protection",
    }


FILL: Mapping[str, Callable[[Source], Values]] = {
    "witness_protection_form": _witness_form,
    "protection_report": _protection_report,
}
