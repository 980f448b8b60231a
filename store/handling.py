"""A case at the desk: statuses, answers. The periods on a status are in `store.periods`. Others call `store.cases`."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rules.deadlines import Deadline
from store import audit, periods, statuses
from store.casefile import NotAllowed, case_row, deadline_row, rank
from store.clock import ZONE, now
from store.models import AnswerRow, CaseRow, DeadlineRow, StatusRow
from store.staff import Staff


def next_statuses(s: Session, case_id: str, staff: Staff) -> list[statuses.Status]:
    """What this person can set the case to."""
    case = case_row(s, case_id)
    kind = statuses.kind(case.kind)
    following = [kind.statuses[name] for name in kind.statuses[case.status].to]
    return [status for status in following if _may_set(kind, status, staff)]


def set_status(s: Session, case_id: str, status: str, staff: Staff, day: date | None = None) -> statuses.Status:
    """Set a status and start and end the periods that hang on it. `day`: when it happened, if not today (never
    later).

    Raises KeyError, NotAllowed, ValueError for a day before the current status or after today.
    """
    case = case_row(s, case_id)
    kind = statuses.kind(case.kind)
    new = kind.statuses[status]
    if new.id not in kind.statuses[case.status].to:
        raise NotAllowed("transition")
    if not _may_set(kind, new, staff):
        raise NotAllowed("role")
    today = now().date()
    day = day or today
    if not case.status_since.astimezone(ZONE).date() <= day <= today:
        raise ValueError("the day does not fit")
    _take(s, case, new, staff.actor, day)
    return new


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
        _take(s, case, statuses.status(case.kind, status), "system", today)
    return [case.id for case, _ in passed]


def write_answer(s: Session, case_id: str, text: str, staff: Staff) -> None:
    """Keep an answer for the reporter. The desk has checked it against the opened content. Raises KeyError,
    NotAllowed, ValueError.
    """
    case = case_row(s, case_id)
    if staff.role not in statuses.kind(case.kind).set:
        raise NotAllowed("role")
    if not text.strip():
        raise ValueError("an empty answer")
    s.add(AnswerRow(case_id=case_id, text=text, staff_id=staff.id, at=now()))
    s.flush()
    audit.append(s, staff.actor, "case.answer", f"case:{case_id}", "ok")


def withdraw_answer(s: Session, case_id: str, staff: Staff) -> int:
    """Take back every answer of a case; returns how many. Raises KeyError, NotAllowed."""
    case = case_row(s, case_id)
    if staff.role not in statuses.kind(case.kind).set:
        raise NotAllowed("role")
    gone = len(s.scalars(delete(AnswerRow).where(AnswerRow.case_id == case_id).returning(AnswerRow.id)).all())
    audit.append(s, staff.actor, "case.answer_withdrawn", f"case:{case_id}", f"count:{gone}")
    return gone


def _take(s: Session, case: CaseRow, status: statuses.Status, actor: str, day: date) -> None:
    moment = now()
    rows = list(s.scalars(select(DeadlineRow).where(DeadlineRow.case_id == case.id, DeadlineRow.state == "running")))
    change = periods.on_status(case.kind, status.id, day, [Deadline.from_dict(r.tree) for r in rows])
    for row in rows:
        if row.kind in change.met or row.kind in change.void:
            row.state, row.ended_at = ("met" if row.kind in change.met else "void"), moment
    s.add_all(deadline_row(case.id, d) for d in change.start)
    case.status, case.status_since = status.id, moment
    s.add(StatusRow(case_id=case.id, status=status.id, at=moment, actor=actor))
    s.flush()
    case.rank = rank(case.kind, case.facts, status.final)
    periods.reorder(s, case)
    audit.append(s, actor, "case.status", f"case:{case.id}", status.id)


def _may_set(kind: statuses.Kind, status: statuses.Status, staff: Staff) -> bool:
    if status.automatic:
        return False
    return staff.role in kind.set and (not status.by or staff.role in status.by)
