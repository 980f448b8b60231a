"""Who may open what. The desk calls `open_items` and gets sealed items or a refusal; either is an audit record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from rules.reference import Ref
from store import audit, statuses, vault
from store.casefile import NotAllowed, case_row
from store.clock import now
from store.models import ApprovalRow
from store.staff import Staff

OPEN = "open"


@dataclass(frozen=True)
class Opening:
    """The outcome: items, or why not. refusal: `role` or `approval`; ref: the provision it rests on."""

    items: tuple[vault.SealedItem, ...]
    refusal: str | None
    ref: Ref | None


@dataclass(frozen=True)
class Approved:
    """A recorded approval. `for_staff` None: for everyone whose role may open."""

    id: int
    what: str
    approver: str
    for_staff: str | None
    at: datetime


def approve(s: Session, case_id: str, approver: Staff, for_staff: str | None = None) -> None:
    """Record 检察长's approval to open a case (规定 2 第五条第二项). Raises KeyError, NotAllowed."""
    case = case_row(s, case_id)
    needed = statuses.kind(case.kind).approval
    if needed is None or approver.role != needed.by:
        raise NotAllowed("role")
    s.add(ApprovalRow(case_id=case_id, what=OPEN, approver_id=approver.id, for_staff_id=for_staff, at=now()))
    s.flush()
    audit.append(
        s,
        approver.actor,
        "case.approve_open",
        f"case:{case_id}",
        f"staff:{for_staff}" if for_staff else "all",
    )


def withdraw(s: Session, case_id: str, approver: Staff) -> int:
    """Take back the approvals to open a case; returns how many. Raises KeyError, NotAllowed."""
    case = case_row(s, case_id)
    needed = statuses.kind(case.kind).approval
    if needed is None or approver.role != needed.by:
        raise NotAllowed("role")
    rows = s.scalars(
        select(ApprovalRow).where(
            ApprovalRow.case_id == case_id, ApprovalRow.what == OPEN, ApprovalRow.withdrawn_at.is_(None)
        )
    ).all()
    for row in rows:
        row.withdrawn_at = now()
    s.flush()
    audit.append(s, approver.actor, "case.withdraw_approval", f"case:{case_id}", f"count:{len(rows)}")
    return len(rows)


def approvals(s: Session, case_id: str) -> list[Approved]:
    """The approvals to open a case that are in force."""
    rows = s.scalars(
        select(ApprovalRow)
        .where(ApprovalRow.case_id == case_id, ApprovalRow.what == OPEN, ApprovalRow.withdrawn_at.is_(None))
        .order_by(ApprovalRow.id)
    )
    return [Approved(r.id, r.what, r.approver_id, r.for_staff_id, r.at) for r in rows]


def refusal(s: Session, case_id: str, staff: Staff) -> tuple[str, Ref | None] | None:
    """Why this person may not open the case: (`role` or `approval`, provision); None when they may. Raises KeyError."""
    case = case_row(s, case_id)
    kind = statuses.kind(case.kind)
    if staff.role not in kind.open:
        return "role", kind.approval.ref if kind.approval else None
    if kind.approval is None or staff.role in kind.approval.exempt:
        return None
    approved = s.scalar(
        select(ApprovalRow.id)
        .where(ApprovalRow.case_id == case_id, ApprovalRow.what == OPEN, ApprovalRow.withdrawn_at.is_(None))
        .where(or_(ApprovalRow.for_staff_id.is_(None), ApprovalRow.for_staff_id == staff.id))
        .limit(1)
    )
    return None if approved else ("approval", kind.approval.ref)


def open_items(s: Session, case_id: str, staff: Staff) -> Opening:
    """The sealed items for this person, or the refusal; recorded either way, so call it in `store.begin()`. Raises
    KeyError.

    Decrypt only after the transaction is committed: no opening without its record.
    """
    no = refusal(s, case_id, staff)
    audit.append(s, staff.actor, "case.open", f"case:{case_id}", f"refused:{no[0]}" if no else "ok")
    if no:
        return Opening((), *no)
    return Opening(tuple(vault.of_case(s, case_id)), None, None)
