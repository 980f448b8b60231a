"""Cases: submitted in one transaction, asked about with a receipt, handled at the desk.

Everything a reporter may know is in `CaseView`; what they wrote is in the vault, sealed, and comes out only at the
desk (`store.access`). The work is in `intake`, `caseload` and `handling`; this is the one door to it.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rules.lives import Life
from rules.reporter_protection import yuan
from store import statuses, told
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
from store.handling import apply_expiries, mark_applicant_caused, withdraw_answer, write_answer
from store.intake import add_material, link, submit, submitted
from store.models import AnswerRow, ApprovalRow, EventRow
from store.periods import for_person, provisional, recompute, stale
from store.requests import (
    AlreadyAsked,
    Request,
    call_off,
    decide_request,
    name_self,
    request_withdrawal,
    requests_of,
    waiting,
    waiting_of,
)
from store.rewards import begin_reward
from store.steps import (
    approve_step,
    approved_steps,
    known,
    last_event,
    possible,
    take_step,
    withdraw_step_approval,
)

__all__ = [
    "AlreadyAsked",
    "CaseView",
    "Event",
    "Listed",
    "NotAllowed",
    "NothingPrepared",
    "NothingToAdd",
    "Period",
    "Request",
    "Submitted",
    "add_material",
    "answer_text",
    "apply_expiries",
    "approve_step",
    "approved_steps",
    "begin_reward",
    "by_number",
    "call_off",
    "counts",
    "deadlines",
    "decide_request",
    "events",
    "get",
    "known",
    "last_event",
    "link",
    "linked_to",
    "listed",
    "mark_applicant_caused",
    "name_self",
    "possible",
    "provisional",
    "recompute",
    "request_withdrawal",
    "requests_of",
    "stale",
    "submit",
    "submitted",
    "take_step",
    "view",
    "waiting",
    "waiting_of",
    "withdraw_answer",
    "withdraw_step_approval",
    "write_answer",
]


def view(s: Session, case_id: str) -> CaseView:
    """What a reporter may know. Raises KeyError."""
    case = case_row(s, case_id)
    kind = statuses.kind(case.kind)
    status = kind.statuses[case.status]
    answered = s.scalar(select(func.max(AnswerRow.id)).where(AnswerRow.case_id == case_id))
    answered_at = s.get_one(AnswerRow, answered).at if answered else None
    running = deadlines(s, case_id, "running")
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
        for_person(p.deadline for p in running),
        answered is not None,
        answered_at,
        tuple(p.moved for p in running if p.moved),
        told.untold(s, case_id),
        tuple((one.kind, one.at, one.decision) for one in requests_of(s, case_id)),
    )


def answer_text(s: Session, case_id: str) -> str | None:
    """The desk's latest answer, to be shown after a right password only.

    It is kept in clear: the gateway has to show it and holds no key. It was checked at the desk to hold nothing of
    the report.
    """
    return s.scalar(select(AnswerRow.text).where(AnswerRow.case_id == case_id).order_by(AnswerRow.id.desc()).limit(1))


def events(s: Session, case_id: str) -> list[Event]:
    """Every step of the case's life so far, oldest first. Raises KeyError."""
    life = statuses.kind(case_row(s, case_id).kind).life
    rows = s.execute(
        select(EventRow, ApprovalRow.approver_id)
        .join(ApprovalRow, ApprovalRow.id == EventRow.approval_id, isouter=True)
        .where(EventRow.case_id == case_id)
        .order_by(EventRow.id)
    )
    found: list[Event] = []
    for row, approver in rows:
        step, status = life.all_steps.get(row.step), life.states[row.status]
        before = found[-1].status if found else ""
        found.append(
            Event(
                row.id,
                row.step,
                step.title if step else status.title,
                row.status,
                status.title if row.status != before or (step and step.target) else "",
                step.refs if step else (status.ref,),
                row.day,
                row.at,
                row.actor,
                row.role,
                approver,
                tuple(_answers(life, name, value) for name, value in row.facts.items() if name in life.facts),
                row.term,
                tuple(row.documents),
            )
        )
    return found


def _answers(life: Life, name: str, value: str | list[str]) -> tuple[str, tuple[str, ...]]:
    fact = life.facts[name]
    chosen = [value] if isinstance(value, str) else value
    if fact.amount:
        return fact.title, tuple(f"{yuan(int(one))}元" for one in chosen)
    return fact.title, tuple(fact.options.get(one, one) for one in chosen)
