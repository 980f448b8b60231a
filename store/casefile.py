"""What the modules of a case share: how it is shown, found in the database and ranked. Others call `store.cases`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from rules.deadlines import Deadline, with_due
from rules.reference import Ref
from store import told
from store.models import CaseRow, ConversationRow, DeadlineRow, ReceiptRow
from store.told import Moved

URGENT_KIND, URGENT, NORMAL, DONE = 0, 1, 2, 9  # ranks, the desk's first order


class NothingPrepared(LookupError):
    """No receipt waits for this conversation: nothing was submitted."""


class NothingToAdd(LookupError):
    """The conversation holds no drafts to add."""


class NotAllowed(PermissionError):
    """It can't be done. reason: `role`, `transition` (does not follow) or `moved` (somebody was faster)."""

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
    """What a reporter may know about the case. `status` is an id, the rest is for people to read.

    moved: last days that are not those told first; untold: whether to record these as told (`store.told.tell`).
    asked: what was asked of the desk since (`store.requests`): kind, when, decision.
    """

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
    moved: tuple[Moved, ...] = ()
    untold: bool = False
    asked: tuple[tuple[str, datetime, str | None], ...] = ()


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
    """A step that was taken, as a person reads it.

    title: of the step; status: the id of the status it led to, `status_title` its title, "" when it led to none new.
    facts: (what was asked, the answers); approver: who approved it; papers: ids of those it used.
    """

    id: int
    step: str
    title: str
    status: str
    status_title: str
    refs: tuple[Ref, ...]
    day: date
    at: datetime
    actor: str
    role: str | None
    approver: str | None
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    term: date | None
    papers: tuple[str, ...]


@dataclass(frozen=True)
class Period:
    """A deadline of a case and how it stands: running, met, void. Its last day is the one that counts.

    moved: what the person was told instead, and why it changed.
    """

    deadline: Deadline
    state: str
    ended_at: datetime | None
    moved: Moved | None = None


def deadlines(s: Session, case_id: str, state: str | None = None) -> list[Period]:
    """The periods of a case, soonest first; of one state, or all."""
    query = select(DeadlineRow).where(DeadlineRow.case_id == case_id).order_by(DeadlineRow.due, DeadlineRow.id)
    if state is not None:
        query = query.where(DeadlineRow.state == state)
    known = {one.deadline_id: one for one in told.moved(s, case_id)}
    return [
        Period(with_due(Deadline.from_dict(r.tree), r.due), r.state, r.ended_at, known.get(r.id))
        for r in s.scalars(query)
    ]


def case_row(s: Session, case_id: str) -> CaseRow:
    """The row of a case. Raises KeyError."""
    case = s.get(CaseRow, case_id)
    if case is None:
        raise KeyError(case_id)
    return case


def number_of(s: Session, case_id: str) -> str:
    """The receipt number of a case; of the case it stands beside when it has none of its own."""
    return numbers(s, [case_id])[case_id]


def numbers(s: Session, case_ids: Sequence[str]) -> dict[str, str]:
    """Receipt numbers by case; a case that stands beside another (a reward) has that one's."""
    found = _receipts(s, case_ids)
    left = [case_id for case_id in case_ids if case_id not in found]
    if left:
        rows = s.execute(select(CaseRow.id, CaseRow.linked_id).where(CaseRow.id.in_(left)))
        beside = {case_id: linked for case_id, linked in rows if linked is not None}
        of_those = _receipts(s, sorted(set(beside.values())))
        found |= {case_id: of_those[linked] for case_id, linked in beside.items()}
    return found


def _receipts(s: Session, case_ids: Sequence[str]) -> dict[str, str]:
    rows = s.execute(select(ReceiptRow.case_id, ReceiptRow.number).where(ReceiptRow.case_id.in_(case_ids)))
    return {case_id: number for case_id, number in rows}


def rank(kind: str, facts: Mapping[str, Any], final: bool, status: str = "") -> int:
    """Where a case stands in the desk's list before anything else."""
    if final:
        return DONE
    if kind == "urgent_protection":
        return URGENT_KIND
    # Somebody in danger now, or measures that were taken before the approval (规定 1 第六条第二款).
    urgent = facts.get("gravity") in ("imminent", "critical") or facts.get("urgent") == "yes"
    return URGENT if urgent or status == "urgent_measures" else NORMAL


def actor_of(talk: ConversationRow) -> str:
    """Who acts in a conversation, as the audit log names them."""
    return f"staff:{talk.staff_id}" if talk.staff_id else "reporter"
