"""规定 3 (维护民警执法权威): which papers its cases can have, and what each begins with."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk.papers.source import Source, Values
from docs_gen.documents import Due
from docs_gen.documents.rights import APPLICANTS, GROUNDS
from docs_gen.documents.rights_outcomes import REVIEWED, URGENCIES
from rules import deadlines as law
from rules import flows
from rules.police_rights import clauses_of
from rules.reference import cite_all
from store.receipts import group

NUMBERED: Mapping[str, tuple[str, str]] = {
    "rights_accepted": ("受", "rights_office_short"),
    "rights_refused": ("不受", "rights_office_short"),
    "rights_result": ("核", "rights_office_short"),
    "review_result": ("复", "rights_office_short"),
    "vindication_notice": ("正", "rights_office_short"),
    "written_warning": ("告", "rights_office_short"),
    "supervision_proposal": ("建", "rights_office_short"),
}


def _behaviours(source: Source) -> list[str]:
    """What was done, with the clause it falls under."""
    behaviour = str(source.case.facts.get("behaviour", ""))
    if not behaviour:
        return []
    clauses = cite_all(clauses_of(behaviour))
    return [f"{source.title('behaviour')}{f'（{clauses}）' if clauses else ''}"]


def _rights_form(source: Source) -> Values:
    facts = source.case.facts
    index = {"self": 0, "close_relative": 1, "unit": 2}
    grounds = {"infringed": 0, "unprotected": 1, "wrongly_blamed": 2}
    return {
        "number": group(source.case.number),
        "applicant": APPLICANTS[index[str(facts["applicant"])]] if "applicant" in facts else "",
        "relative": source.title("relative"),
        "applicant_name": source.text("applicant_name") or source.text("name"),
        "unit": source.text("unit"),
        "position": source.title("position"),
        "contact": source.text("contact"),
        "ground": GROUNDS[grounds[str(facts["ground"])]] if "ground" in facts else "",
        "behaviour": _behaviours(source),
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


def _review_request(source: Source) -> Values:
    return {
        "applicant_name": source.text("applicant_name") or source.text("name"),
        "unit": source.text("unit"),
        "contact": source.text("contact"),
        "lower_office": source.settings.rights_office_name,
        "reviewed": REVIEWED[0 if source.case.status == "not_accepted" else 1],
        "review_due": source.due("review_request"),
        "request": source.text("request"),
    }


def _vindication(source: Source) -> Values:
    # The department that issues it (警务督察部门) is no setting of its own; the officer names it.
    return {
        "office": "",
        "recipient": source.text("unit"),
        "position": f"{source.text('unit')}{source.title('position')}",
        "source": "投诉" if source.case.facts.get("behaviour") == "malicious_complaint" else "",
    }


def _warning(source: Source) -> Values:
    return {"office": source.settings.police_office_name, "warned": source.text("against")}


def _proposal(source: Source) -> Values:
    return {"recipient": source.text("unit"), "unit": source.text("unit")}


def _incident(source: Source) -> Values:
    """第三十六条: at once when the rules hold the case for 重大紧急."""
    said = flows.apply("rights", source.case.facts, filled=(), on=source.received)
    return {
        "number": group(source.case.number),
        "urgency": URGENCIES[any(note.code == "report_upward_now" for note in said.notes)],
        "learned_on": source.received,
        "reported_on": source.today,
        "occurred": source.text("date"),
        "place": source.text("place"),
        "unit": source.text("unit"),
        "position": source.title("position"),
        "behaviour": _behaviours(source),
        "against": source.text("against"),
        "injury": source.title("injury"),
        "reporter": source.staff.name,
    }


FILL: Mapping[str, Callable[[Source], Values]] = {
    "rights_application_form": _rights_form,
    "rights_accepted": _rights_answer,
    "rights_refused": _rights_answer,
    "extension_approval": _rights_answer,
    "rights_result": _rights_answer,
    "review_request": _review_request,
    "review_result": _rights_answer,
    "vindication_notice": _vindication,
    "written_warning": _warning,
    "supervision_proposal": _proposal,
    "incident_report": _incident,
}
