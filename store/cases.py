"""Cases: submitted in one transaction, asked about with a receipt, handled at the desk.

Everything a reporter may know is in `CaseView`; what they wrote is in the vault, sealed, and comes out only at the
desk (`store.access`). The work is in `intake`, `caseload` and `handling`; this is the one door to it.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store import statuses
from store.casefile import (
    CaseView,
    Event,
    Listed,
    NotAllowed,
    NothingPrepared,
    NothingToAdd,
    Period,
    Submitted,
    case_row,
    deadlines,
    number_of,
)
from store.caseload import by_number, counts, get, linked_to, listed
from store.handling import (
    apply_expiries,
    mark_applicant_caused,
    next_statuses,
    set_status,
    withdraw_answer,
    write_answer,
)
from store.intake import add_material, link, submit, submitted
from store.models import AnswerRow, StatusRow
from store.periods import provisional, recompute

__all__ = [
    "CaseView",
    "Event",
    "Listed",
    "NotAllowed",
    "NothingPrepared",
    "NothingToAdd",
    "Period",
    "Submitted",
    "add_material",
    "answer_text",
    "apply_expiries",
    "by_number",
    "counts",
    "deadlines",
    "events",
    "get",
    "link",
    "linked_to",
    "listed",
    "mark_applicant_caused",
    "next_statuses",
    "provisional",
    "recompute",
    "set_status",
    "submit",
    "submitted",
    "view",
    "withdraw_answer",
    "write_answer",
]


def view(s: Session, case_id: str) -> CaseView:
    """What a reporter may know. Raises KeyError."""
    case = case_row(s, case_id)
    kind = statuses.kind(case.kind)
    status = kind.statuses[case.status]
    answered = s.scalar(select(func.max(AnswerRow.id)).where(AnswerRow.case_id == case_id))
    answered_at = s.get_one(AnswerRow, answered).at if answered else None
    return CaseView(
        case.id,
        case.kind,
        kind.title,
        number_of(s, case_id),
        status.id,
        status.title,
        case.status_since,
        case.submitted_at,
        status.next,
        status.ref,
        status.final,
        [p.deadline for p in deadlines(s, case_id, "running")],
        answered is not None,
        answered_at,
    )


def answer_text(s: Session, case_id: str) -> str | None:
    """The desk's latest answer, to be shown after a right password only.

    It is kept in clear: the gateway has to show it and holds no key. It was checked at the desk to hold nothing of
    the report.
    """
    return s.scalar(select(AnswerRow.text).where(AnswerRow.case_id == case_id).order_by(AnswerRow.id.desc()).limit(1))


def events(s: Session, case_id: str) -> list[Event]:
    """Every status the case took, oldest first."""
    kind = statuses.kind(case_row(s, case_id).kind)
    rows = s.scalars(select(StatusRow).where(StatusRow.case_id == case_id).order_by(StatusRow.id))
    return [Event(r.status, kind.statuses[r.status].title, r.at, r.actor) for r in rows]
