"""A case comes in: submitted in one transaction, recovered after a broken turn, added to. Others call `store.cases`."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store import audit, items, periods, statuses, steps, told, vault
from store.casefile import (
    NothingPrepared,
    NothingToAdd,
    Submitted,
    actor_of,
    case_row,
    deadlines,
    number_of,
    rank,
)
from store.clock import now
from store.models import CaseRow, ConversationRow, ItemRow, PreparedRow, ReceiptRow, StaffRow, SubmissionRow


def submit(
    s: Session,
    conversation: str,
    flow: str,
    facts: Mapping[str, str | list[str]],
    linked: str | None = None,
) -> Submitted:
    """Make the case: receipt, sealed items, periods, status and audit record, all or none.

    Raises NothingPrepared; InvalidFact for a value outside the catalogue; KeyError for an unknown flow or linked
    case; ValueError for a flow that makes no case. Confirm it to nobody before `store.begin()` has returned.
    """
    made = items.flow(flow)
    if made.case is None:
        raise ValueError("this flow makes no case")
    checked = items.check_facts(flow, facts)
    prepared = s.get(PreparedRow, conversation)
    talk = s.get(ConversationRow, conversation)
    if prepared is None or talk is None:
        raise NothingPrepared
    if linked is not None and s.get(CaseRow, linked) is None:
        raise KeyError(linked)
    at = now()
    first = statuses.kind(made.case).first
    running = periods.on_submit(made.case, checked, at.date())
    case = CaseRow(
        id=f"k_{secrets.token_hex(12)}",
        kind=made.case,
        flow=flow,
        way_in=talk.way_in,
        staff_id=talk.staff_id,
        submitted_at=at,
        status=first.id,
        status_since=at,
        facts=checked,
        linked_id=linked,
        rank=rank(made.case, checked, final=False),
        next_due=periods.next_due(running),
    )
    s.add(case)
    s.flush()
    # A password that hotline staff heard must be changed at first use on the web.
    s.add(
        ReceiptRow(
            number=prepared.number,
            case_id=case.id,
            password_hash=prepared.password_hash,
            must_change=talk.way_in == "hotline",
        )
    )
    s.add(SubmissionRow(conversation=conversation, flow=flow, case_id=case.id))
    s.add(steps.begin_event(case, actor_of(talk), at, s.get(StaffRow, talk.staff_id) if talk.staff_id else None))
    vault.submit(s, conversation, flow, case.id, batch=0)
    number = prepared.number
    s.delete(prepared)
    s.flush()
    periods.begin(s, case.id, running)
    told.tell(s, case.id, "submission")
    audit.append(s, actor_of(talk), "case.submit", f"case:{case.id}", made.case)
    return Submitted(case.id, number, at, periods.for_person(running))


def submitted(s: Session, conversation: str, flow: str) -> Submitted | None:
    """The last case this conversation made by that flow, for recovery after a broken turn.

    Compare its number with the one prepared: the conversation may have submitted before.
    """
    case_id = s.scalar(
        select(SubmissionRow.case_id)
        .where(SubmissionRow.conversation == conversation, SubmissionRow.flow == flow)
        .order_by(SubmissionRow.id.desc())
        .limit(1)
    )
    if case_id is None:
        return None
    case = s.get_one(CaseRow, case_id)
    return Submitted(
        case.id,
        number_of(s, case.id),
        case.submitted_at,
        periods.for_person(p.deadline for p in deadlines(s, case_id, "running")),
    )


def add_material(s: Session, conversation: str, case_id: str, flow: str = "add_material") -> datetime:
    """Add the drafts of a flow to a case; returns when. Raises NothingToAdd, KeyError for an unknown case.

    flow: `urgent` for what is told after a call for help went, in the same conversation.
    """
    case = case_row(s, case_id)
    talk = s.get(ConversationRow, conversation)
    batch = (s.scalar(select(func.max(ItemRow.batch)).where(ItemRow.case_id == case_id)) or 0) + 1
    if talk is None or vault.submit(s, conversation, flow, case_id, batch) == 0:
        raise NothingToAdd
    case.material_at = now()
    s.flush()
    audit.append(s, actor_of(talk), "case.material", f"case:{case_id}", f"batch:{batch}")
    return case.material_at


def link(s: Session, case_id: str, linked: str) -> None:
    """Say that a case belongs to another (a protection request to its report). Raises KeyError."""
    case, other = case_row(s, case_id), case_row(s, linked)
    case.linked_id = other.id
    s.flush()
    audit.append(s, "system", "case.link", f"case:{case_id}", f"case:{linked}")
