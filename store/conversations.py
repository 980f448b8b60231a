"""Conversations: who came by which way in, and since when they are idle. What was not submitted goes with the
conversation.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from store import vault
from store.clock import now
from store.models import ConversationRow, GrantRow, ThrottleRow

WAYS_IN = frozenset({"web", "plain", "officer", "hotline"})
TOUCH_EVERY = timedelta(seconds=15)  # a turn within it writes nothing, so costs no disk flush
THROTTLE_KEEP = timedelta(days=1)


class UnknownConversation(LookupError):
    """No such conversation, or no longer."""


@dataclass(frozen=True)
class Conversation:
    """A running conversation. `staff_id` is set when staff hold it (an officer, or hotline staff for a caller)."""

    id: str
    way_in: str
    staff_id: str | None
    touched_at: datetime


def start(s: Session, way_in: str, staff_id: str | None = None) -> str:
    """A new conversation; returns its id. Raises ValueError for an unknown way in, or a staff way in without staff."""
    if way_in not in WAYS_IN or (staff_id is None) != (way_in in ("web", "plain")):
        raise ValueError("unknown way in")
    row = ConversationRow(
        id=f"c_{secrets.token_urlsafe(24)}",
        way_in=way_in,
        staff_id=staff_id,
        started_at=now(),
        touched_at=now(),
    )
    s.add(row)
    s.flush()
    return row.id


def get(s: Session, conversation: str) -> Conversation | None:
    """The conversation, or None."""
    row = s.get(ConversationRow, conversation)
    return Conversation(row.id, row.way_in, row.staff_id, row.touched_at) if row else None


def touch(s: Session, conversation: str) -> None:
    """Say that the conversation is in use. Raises nothing for an unknown one."""
    moment = now()
    s.execute(
        update(ConversationRow)
        .where(ConversationRow.id == conversation, ConversationRow.touched_at < moment - TOUCH_EVERY)
        .values(touched_at=moment)
    )


def end(s: Session, conversation: str) -> None:
    """End it: drafts, files, a prepared receipt and grants go. Ending an unknown one does nothing."""
    vault.drop(s, conversation, "")
    s.execute(delete(ConversationRow).where(ConversationRow.id == conversation))
    s.expire_all()


def purge_idle(s: Session, older_than: datetime) -> int:
    """End every conversation idle since before `older_than`; returns how many. Expired grants and old throttle marks
    go too.
    """
    idle = s.scalars(select(ConversationRow.id).where(ConversationRow.touched_at < older_than)).all()
    for conversation in idle:
        end(s, conversation)
    s.execute(delete(GrantRow).where(GrantRow.expires_at < now()))
    s.execute(delete(ThrottleRow).where(ThrottleRow.updated_at < now() - THROTTLE_KEEP))
    return len(idle)
