"""规定 3 (维护民警执法权威): which papers its cases can have, and what each begins with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk.papers.source import Source, Values
from docs_gen.documents import Due
from docs_gen.documents.rights import APPLICANTS, GROUNDS
from rules import deadlines as law
from rules.police_rights import clauses_of
from store.receipts import group

# In the order they are usually made.
OF_CASE: Mapping[str, tuple[str, ...]] = {
    "rights_application": (
        "rights_application_form",
        "rights_accepted",
        "rights_refused",
        "extension_approval",
        "rights_result",
        "review_result",
    ),
}
NUMBERED: Mapping[str, tuple[str, str]] = {
    "rights_accepted": ("受", "rights_office_short"),
    "rights_refused": ("不受", "rights_office_short"),
    "rights_result": ("核", "rights_office_short"),
    "review_result": ("复", "rights_office_short"),
}


def _rights_form(source: Source) -> Values:
    facts = source.case.facts
    index = {"self": 0, "close_relative": 1, "unit": 2}
    grounds = {"infringed": 0, "unprotected": 1, "wrongly_blamed": 2}
    behaviour = str(facts.get("behaviour", ""))
    clauses = "、".join(ref.cite(short=True) for ref in clauses_of(behaviour)) if behaviour else ""
    return {
        "number": group(source.case.number),
        "applicant": APPLICANTS[index[str(facts["applicant"])]] if "applicant" in facts else "",
        "relative": source.title("relative"),
        "applicant_name": source.text("applicant_name") or source.text("name"),
        "unit": source.text("unit"),
        "position": source.title("position"),
        "contact": source.text("contact"),
        "ground": GROUNDS[grounds[str(facts["ground"])]] if "ground" in facts else "",
        "behaviour": [f"{source.title('behaviour')}{f'（{clauses}）' if clauses else ''}"] if behaviour else [],
        "scene": "现场" if facts.get("scene") == "scene" else "非现场",
        "on_duty": source.title("on_duty"),
        "sanction": source.title("sanction"),
        "injury": source.title("injury"),
        "occurred": source.text("date"),
        "place": source.text("place"),
        "against": source.text("against"),
        "evidence": source.text("evidence"),
        "request": source.text("request"),
        "lawyer": facts.get("lawyer") == "yes",
        "answer_due": source.due("answer_application"),
        "basis": ["《嘉兴市公安机关维护民警执法权威工作实施细则》第三十条"],
    }


def _rights_answer(source: Source) -> Values:
    started = law.investigation(source.today)
    return {
        "applicant_name": source.text("applicant_name") or source.text("name"),
        "deemed": source.case.status == "deemed_accepted",
        "investigation_due": source.due("investigation") or Due(started.due, started.provisional),
        "original_due": source.due("investigation"),
        "extended_due": source.due("investigation_extended"),
        "review_due": source.due("review_request"),
        "matter": source.title("ground"),
        "name": "",
    }


FILL: Mapping[str, Callable[[Source], Values]] = {
    "rights_application_form": _rights_form,
    "rights_accepted": _rights_answer,
    "rights_refused": _rights_answer,
    "extension_approval": _rights_answer,
    "rights_result": _rights_answer,
    "review_result": _rights_answer,
}
