"""Grants: the one-time proof that number and password were tried. The id does not tell whether they were right."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from store.clock import now
from store.models import CaseRow, GrantRow, ReceiptRow
from store.settings import get_settings


@dataclass(frozen=True)
class CaseRef:
    """A case that a right password opened. `must_change`: the password was taken by phone and has to be changed."""

    id: str
    kind: str
    must_change: bool


def issue(s: Session, conversation: str, case_id: str | None) -> str:
    """A grant bound to the conversation, for a case or for nothing; returns its id."""
    grant = f"g_{secrets.token_urlsafe(24)}"
    expires = now() + timedelta(seconds=get_settings().grant_seconds)
    s.add(GrantRow(id=grant, conversation=conversation, case_id=case_id, expires_at=expires))
    s.flush()
    return grant


def redeem(s: Session, conversation: str, grant: str) -> CaseRef | None:
    """Use a grant, once. None when it is used, expired, unknown, of another conversation or of a failed try."""
    row = s.get(GrantRow, grant)
    if row is None or row.conversation != conversation:
        return None
    case_id, expires = row.case_id, row.expires_at
    s.execute(delete(GrantRow).where(GrantRow.id == grant))
    s.expunge(row)
    if case_id is None or expires < now():
        return None
    case = s.get_one(CaseRow, case_id)
    receipt = s.query(ReceiptRow).filter(ReceiptRow.case_id == case_id).one()
    return CaseRef(case.id, case.kind, receipt.must_change)
