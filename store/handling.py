"""A case at the desk: what time brings about, answers. Its steps are in `store.steps`. Others call `store.cases`."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete
from sqlalchemy.orm import Session

from store import audit, periods, statuses, steps, told
from store.casefile import NotAllowed, case_row
from store.clock import now
from store.models import AnswerRow
from store.staff import Staff


def mark_applicant_caused(s: Session, case_id: str, staff: Staff, caused: bool = True) -> None:
    """Record that the applicant is why no answer could be given: no acceptance follows from silence then (规定 3
    第三十一条).

    Raises KeyError, NotAllowed.
    """
    case = case_row(s, case_id)
    if staff.role not in statuses.kind(case.kind).set:
        raise NotAllowed("role")
    case.applicant_caused = caused
    s.flush()
    audit.append(s, staff.actor, "case.applicant_caused", f"case:{case_id}", "yes" if caused else "no")


def apply_expiries(s: Session, today: date | None = None) -> list[str]:
    """Set what the passing of a deadline brings about: 视为受理 (规定 3 第三十一条). Returns the cases' ids. Run it
    daily, or oftener.
    """
    today = today or now().date()
    passed = periods.expired(s, today)
    for case, status in passed:
        steps.take_automatic(s, case, status, today)
    return [case.id for case, _ in passed]


def write_answer(s: Session, case_id: str, text: str, staff: Staff) -> None:
    """Keep an answer for the reporter. The desk has checked it against the opened content. Raises KeyError,
    NotAllowed, ValueError for an empty one or a case without a receipt of its own, which nobody could read.
    """
    case = case_row(s, case_id)
    kind = statuses.kind(case.kind)
    if staff.role not in kind.set:
        raise NotAllowed("role")
    if not text.strip() or kind.beside:
        raise ValueError("an answer that says nothing or reaches nobody")
    s.add(AnswerRow(case_id=case_id, text=text, staff_id=staff.id, at=now()))
    s.flush()
    told.tell(s, case_id, "answer")
    audit.append(s, staff.actor, "case.answer", f"case:{case_id}", "ok")


def withdraw_answer(s: Session, case_id: str, staff: Staff) -> int:
    """Take back every answer of a case; returns how many. Raises KeyError, NotAllowed."""
    case = case_row(s, case_id)
    if staff.role not in statuses.kind(case.kind).set:
        raise NotAllowed("role")
    gone = len(s.scalars(delete(AnswerRow).where(AnswerRow.case_id == case_id).returning(AnswerRow.id)).all())
    audit.append(s, staff.actor, "case.answer_withdrawn", f"case:{case_id}", f"count:{gone}")
    return gone
