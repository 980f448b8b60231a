"""规定 2 (举报人的保护和奖励): which papers its cases can have, and what each begins with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk.papers.source import Source, Values
from store.receipts import group

# In the order they are usually made.
OF_CASE: Mapping[str, tuple[str, ...]] = {
    "report": ("report_receipt",),
    "reporter_protection": ("reporter_protection_form", "assistance_letter", "identity_note"),
}
NUMBERED: Mapping[str, tuple[str, str]] = {
    "assistance_letter": ("保协", "office_short"),
}
# Papers without anything that was sealed: they need no opening.
PLAIN = frozenset({"report_receipt"})


def _receipt(source: Source) -> Values:
    return {"mode": source.title("mode"), "office": source.settings.report_centre_name}


def _reporter_form(source: Source) -> Values:
    mode = {"yes": "实名举报", "no": "匿名举报"}.get(str(source.case.facts.get("acknowledge", "")), "尚未确认")
    return {
        "number": group(source.case.number),
        "mode": "实名举报" if source.case.facts.get("link") in {"receipt", "just_now"} else mode,
        "name": source.text("name") or "见关联的举报",
        "contact": source.text("contact") or "见关联的举报",
        "receipt_number": "",
        "stage": source.title("stage"),
        "retaliation": source.titles("retaliation"),
        "unit_leader": source.title("unit_leader"),
        "against": source.text("against"),
        "basis": ["《关于保护、奖励职务犯罪举报人的若干规定》第八条第一款", "同规定第九条第一款"],
    }


def _letter(source: Source) -> Values:
    return {
        "relation": "职务犯罪举报人" if source.case.kind == "reporter_protection" else "",
        "situation": source.text("facts"),
        "recipient": source.settings.police_office_name,
        "office": source.settings.office_name,
        "urgency": "特急" if source.case.urgent else "",
    }


FILL: Mapping[str, Callable[[Source], Values]] = {
    "report_receipt": _receipt,
    "reporter_protection_form": _reporter_form,
    "assistance_letter": _letter,
}
