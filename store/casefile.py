"""What the modules of a case share: how it is shown, found in the database and ranked. Others call `store.cases`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from rules.deadlines import Deadline
from rules.reference import Ref
from store.models import CaseRow, ConversationRow, DeadlineRow, ReceiptRow

URGENT_KIND, URGENT, NORMAL, DONE = 0, 1, 2, 9  # ranks, the desk's first order


class NothingPrepared(LookupError):
    """No receipt waits for this conversation: nothing was submitted."""


class NothingToAdd(LookupError):
    """The conversation holds no drafts to add."""


class NotAllowed(PermissionError):
    """The status can't be set. reason: `transition` (does not follow) or `role`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Submitted:
    """A submission that is durable once the transaction is."""

    case_id: str
    number: str
    submitted_at: datetime
    deadlines: list[Deadline]


@dataclass(frozen=True)
class CaseView:
    """What a reporter may know about the case. `status` is an id, the rest is for people to read."""

    id: str
    kind: str
    kind_title: str
    number: str
    status: str
    status_title: str
    since: datetime
    submitted_at: datetime
    next_step: str
    ref: Ref
    final: bool
    deadlines: list[Deadline]
    has_answer: bool
    answered_at: datetime | None


@dataclass(frozen=True)
class Listed:
    """A line in the desk's list. `due`: the nearest running deadline; `material_at`: when material was added last."""

    id: str
    number: str
    kind: str
    status: str
    status_title: str
    since: datetime
    submitted_at: datetime
    way_in: str
    urgent: bool
    due: date | None
    material_at: datetime | None
    facts: dict[str, Any]
    linked: str | None

    @property
    def cursor(self) -> str:
        """Where this line stands, for `listed(after=…)`."""
        return self.id


@dataclass(frozen=True)
class Event:
    """A status that was taken."""

    status: str
    title: str
    at: datetime
    actor: str


@dataclass(frozen=True)
class Period:
    """A deadline of a case and how it stands: running, met, void."""

    deadline: Deadline
    state: str
    ended_at: datetime | None


def deadlines(s: Session, case_id: str, state: str | None = None) -> list[Period]:
    """The periods of a case, soonest first; of one state, or all."""
    query = select(DeadlineRow).where(DeadlineRow.case_id == case_id).order_by(DeadlineRow.due, DeadlineRow.id)
    if state is not None:
        query = query.where(DeadlineRow.state == state)
    return [Period(Deadline.from_dict(r.tree), r.state, r.ended_at) for r in s.scalars(query)]


def case_row(s: Session, case_id: str) -> CaseRow:
    """The row of a case. Raises KeyError."""
    case = s.get(CaseRow, case_id)
    if case is None:
        raise KeyError(case_id)
    return case


def number_of(s: Session, case_id: str) -> str:
    """The receipt number of a case."""
    return s.scalars(select(ReceiptRow.number).where(ReceiptRow.case_id == case_id)).one()


def rank(kind: str, facts: Mapping[str, Any], final: bool) -> int:
    """Where a case stands in the desk's list before anything else."""
    if final:
        return DONE
    if kind == "urgent_protection":
        return URGENT_KIND
    # Somebody in danger now, or measures that were taken before the approval (规定 1 第六条第二款).
    return URGENT if facts.get("gravity") in ("imminent", "critical") or facts.get("urgent") == "yes" else NORMAL


def deadline_row(case_id: str, deadline: Deadline) -> DeadlineRow:
    """A running period as a row."""
    return DeadlineRow(case_id=case_id, kind=deadline.kind, due=deadline.due, tree=deadline.as_dict(), state="running")


def actor_of(talk: ConversationRow) -> str:
    """Who acts in a conversation, as the audit log names them."""
    return f"staff:{talk.staff_id}" if talk.staff_id else "reporter"
