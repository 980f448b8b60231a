"""Cases: submitted in one transaction, asked about with a receipt, handled at the desk.

Everything a reporter may know is in `CaseView`; what they wrote is in the vault, sealed, and comes out only
at the desk
(`store.access`).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.orm import Session

from rules import deadlines as law
from rules.deadlines import Deadline
from rules.reference import Ref
from store import audit, items, periods, statuses, vault
from store.clock import ZONE, now
from store.models import (
    NO_DUE,
    AnswerRow,
    CaseRow,
    ConversationRow,
    DeadlineRow,
    ItemRow,
    PreparedRow,
    ReceiptRow,
    StatusRow,
    SubmissionRow,
)
from store.staff import Staff

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
    """A line in the desk's list. `due`: the nearest running deadline; `material_at`: when material was added
    last.
    """

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


def submit(
    s: Session,
    conversation: str,
    flow: str,
    facts: Mapping[str, str | list[str]],
    linked: str | None = None,
) -> Submitted:
    """Make the case: receipt, sealed items, periods, status and audit record, all or none.

    Raises NothingPrepared; InvalidFact for a value outside the catalogue; KeyError for an unknown flow or
    linked case; ValueError for a
    flow that makes no case. Confirm it to nobody before `store.begin()` has returned.
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
        rank=_rank(made.case, checked, final=False),
        next_due=min((d.due for d in running), default=NO_DUE),
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
    s.add(StatusRow(case_id=case.id, status=first.id, at=at, actor=_actor(talk)))
    s.add_all(_deadline_row(case.id, d) for d in running)
    vault.submit(s, conversation, flow, case.id, batch=0)
    number = prepared.number
    s.delete(prepared)
    s.flush()
    audit.append(s, _actor(talk), "case.submit", f"case:{case.id}", made.case)
    return Submitted(case.id, number, at, list(running))


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
        _number(s, case.id),
        case.submitted_at,
        [p.deadline for p in deadlines(s, case_id, "running")],
    )


def add_material(s: Session, conversation: str, case_id: str) -> datetime:
    """Add the drafts of `add_material` to a case; returns when. Raises NothingToAdd, KeyError for an unknown
    case.
    """
    case = _case(s, case_id)
    talk = s.get(ConversationRow, conversation)
    batch = (s.scalar(select(func.max(ItemRow.batch)).where(ItemRow.case_id == case_id)) or 0) + 1
    if talk is None or vault.submit(s, conversation, "add_material", case_id, batch) == 0:
        raise NothingToAdd
    case.material_at = now()
    s.flush()
    audit.append(s, _actor(talk), "case.material", f"case:{case_id}", f"batch:{batch}")
    return case.material_at


def link(s: Session, case_id: str, linked: str) -> None:
    """Say that a case belongs to another (a protection request to its report). Raises KeyError."""
    case, other = _case(s, case_id), _case(s, linked)
    case.linked_id = other.id
    s.flush()
    audit.append(s, "system", "case.link", f"case:{case_id}", f"case:{linked}")


def view(s: Session, case_id: str) -> CaseView:
    """What a reporter may know. Raises KeyError."""
    case = _case(s, case_id)
    kind = statuses.kind(case.kind)
    status = kind.statuses[case.status]
    answered = s.scalar(select(func.max(AnswerRow.id)).where(AnswerRow.case_id == case_id))
    answered_at = s.get_one(AnswerRow, answered).at if answered else None
    return CaseView(
        case.id,
        case.kind,
        kind.title,
        _number(s, case_id),
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

    It is kept in clear: the gateway has to show it and holds no key. It was checked at the desk to hold
    nothing of the report.
    """
    return s.scalar(select(AnswerRow.text).where(AnswerRow.case_id == case_id).order_by(AnswerRow.id.desc()).limit(1))


# --- at the desk


def listed(
    s: Session,
    kinds: Iterable[str],
    *,
    status: str | None = None,
    open_only: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> list[Listed]:
    """Cases of these kinds, of one status or all: urgent ones first, then by the nearest deadline, then
    oldest first. `after`: the last line's cursor.
    """
    order = (CaseRow.rank, CaseRow.next_due, CaseRow.submitted_at, CaseRow.id)
    chosen = sorted(set(kinds))
    # One walk along an index a kind, merged: quick also when one kind is a thousandth of all.
    found: list[CaseRow] = []
    start = _case(s, after) if after else None
    for kind in chosen:
        query = select(CaseRow).where(CaseRow.kind == kind).order_by(*order).limit(limit)
        if open_only:
            query = query.where(CaseRow.rank < DONE)
        if status is not None:
            query = query.where(CaseRow.status == status)
        if start is not None:
            key = (start.rank, start.next_due, start.submitted_at, start.id)
            query = query.where(tuple_(*order) > key)
        found.extend(s.scalars(query))
    found.sort(key=lambda c: (c.rank, c.next_due, c.submitted_at, c.id))
    page = found[:limit]
    numbers = {
        case_id: number
        for case_id, number in s.execute(
            select(ReceiptRow.case_id, ReceiptRow.number).where(ReceiptRow.case_id.in_([c.id for c in page]))
        )
    }
    return [_listed(c, numbers[c.id]) for c in page]


def counts(s: Session, kinds: Iterable[str]) -> dict[tuple[str, str], int]:
    """How many cases there are: (kind, status) → count."""
    rows = s.execute(
        select(CaseRow.kind, CaseRow.status, func.count())
        .where(CaseRow.kind.in_(sorted(set(kinds))))
        .group_by(CaseRow.kind, CaseRow.status)
    )
    return {(kind, status): count for kind, status, count in rows}


def get(s: Session, case_id: str) -> Listed | None:
    """One case, as in the list."""
    row = s.get(CaseRow, case_id)
    return _listed(row, _number(s, case_id)) if row else None


def by_number(s: Session, number: str) -> Listed | None:
    """The case of a receipt number. For the desk: a reporter needs the password as well."""
    case_id = s.scalar(select(ReceiptRow.case_id).where(ReceiptRow.number == number))
    return get(s, case_id) if case_id else None


def linked_to(s: Session, case_id: str) -> list[str]:
    """Ids of the cases that are linked to this one."""
    return list(s.scalars(select(CaseRow.id).where(CaseRow.linked_id == case_id).order_by(CaseRow.submitted_at)))


def events(s: Session, case_id: str) -> list[Event]:
    """Every status the case took, oldest first."""
    kind = statuses.kind(_case(s, case_id).kind)
    rows = s.scalars(select(StatusRow).where(StatusRow.case_id == case_id).order_by(StatusRow.id))
    return [Event(r.status, kind.statuses[r.status].title, r.at, r.actor) for r in rows]


def deadlines(s: Session, case_id: str, state: str | None = None) -> list[Period]:
    """The periods of a case, soonest first; of one state, or all."""
    query = select(DeadlineRow).where(DeadlineRow.case_id == case_id).order_by(DeadlineRow.due, DeadlineRow.id)
    if state is not None:
        query = query.where(DeadlineRow.state == state)
    return [Period(Deadline.from_dict(r.tree), r.state, r.ended_at) for r in s.scalars(query)]


def next_statuses(s: Session, case_id: str, staff: Staff) -> list[statuses.Status]:
    """What this person can set the case to."""
    case = _case(s, case_id)
    kind = statuses.kind(case.kind)
    following = [kind.statuses[name] for name in kind.statuses[case.status].to]
    return [status for status in following if _may_set(kind, status, staff)]


def set_status(s: Session, case_id: str, status: str, staff: Staff, day: date | None = None) -> statuses.Status:
    """Set a status and start and end the periods that hang on it. `day`: when it happened, if not today
    (never later).

    Raises KeyError, NotAllowed, ValueError for a day before the current status or after today.
    """
    case = _case(s, case_id)
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
    """Record that the applicant is why no answer could be given: no acceptance follows from silence then
    (规定 3 第三十一条).

    Raises KeyError, NotAllowed.
    """
    case = _case(s, case_id)
    if staff.role not in statuses.kind(case.kind).set:
        raise NotAllowed("role")
    case.applicant_caused = caused
    s.flush()
    audit.append(s, staff.actor, "case.applicant_caused", f"case:{case_id}", "yes" if caused else "no")


def apply_expiries(s: Session, today: date | None = None) -> list[str]:
    """Set what the passing of a deadline brings about: 视为受理 (规定 3 第三十一条). Returns the cases' ids.
    Run it daily, or oftener.
    """
    today = today or now().date()
    rows = s.execute(
        select(DeadlineRow, CaseRow)
        .join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        .where(DeadlineRow.state == "running", DeadlineRow.due < today, DeadlineRow.kind == "answer_application")
        .where(CaseRow.status == "received")
    ).all()
    changed = []
    for row, case in rows:
        deadline = Deadline.from_dict(row.tree)
        if law.answer_state(deadline, today, applicant_caused=case.applicant_caused) == "deemed_accepted":
            _take(s, case, statuses.status(case.kind, "deemed_accepted"), "system", today)
            changed.append(case.id)
    return changed


def recompute(s: Session, case_id: str) -> list[Deadline]:
    """Reckon running periods anew, e.g. when a year's calendar was published; returns those that changed."""
    case = _case(s, case_id)
    changed = []
    for row in s.scalars(select(DeadlineRow).where(DeadlineRow.case_id == case_id, DeadlineRow.state == "running")):
        old = Deadline.from_dict(row.tree)
        new = _again(old)
        if new != old:
            row.due, row.tree = new.due, new.as_dict()
            changed.append(new)
    if changed:
        s.flush()
        _reorder(s, case)
        audit.append(s, "system", "case.recompute", f"case:{case_id}", f"changed:{len(changed)}")
    return changed


def provisional(s: Session) -> list[str]:
    """Cases with a running period that is still 暂定, to `recompute` when a calendar was published."""
    rows = s.execute(select(DeadlineRow.case_id, DeadlineRow.tree).where(DeadlineRow.state == "running"))
    return sorted({case_id for case_id, tree in rows if tree["provisional"]})


def write_answer(s: Session, case_id: str, text: str, staff: Staff) -> None:
    """Keep an answer for the reporter. The desk has checked it against the opened content. Raises KeyError,
    NotAllowed, ValueError.
    """
    case = _case(s, case_id)
    if staff.role not in statuses.kind(case.kind).set:
        raise NotAllowed("role")
    if not text.strip():
        raise ValueError("an empty answer")
    s.add(AnswerRow(case_id=case_id, text=text, staff_id=staff.id, at=now()))
    s.flush()
    audit.append(s, staff.actor, "case.answer", f"case:{case_id}", "ok")


def withdraw_answer(s: Session, case_id: str, staff: Staff) -> int:
    """Take back every answer of a case; returns how many. Raises KeyError, NotAllowed."""
    case = _case(s, case_id)
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
    s.add_all(_deadline_row(case.id, d) for d in change.start)
    case.status, case.status_since = status.id, moment
    s.add(StatusRow(case_id=case.id, status=status.id, at=moment, actor=actor))
    s.flush()
    case.rank = _rank(case.kind, case.facts, status.final)
    _reorder(s, case)
    audit.append(s, actor, "case.status", f"case:{case.id}", status.id)


def _reorder(s: Session, case: CaseRow) -> None:
    due = s.scalar(
        select(func.min(DeadlineRow.due)).where(DeadlineRow.case_id == case.id, DeadlineRow.state == "running")
    )
    case.next_due = due or NO_DUE
    s.flush()


def _again(old: Deadline) -> Deadline:
    match old.kind:
        case "answer_application":
            return law.answer_application(old.base) or old
        case "investigation" | "investigation_extended":
            return law.investigation(old.base, extension_approved=old.kind == "investigation_extended")
        case "feedback":
            return law.feedback(old.base)
        case "review_request":
            return law.review_request(old.base)
        case "review_answer":
            return law.review_answer(old.base)
    return old


def _rank(kind: str, facts: Mapping[str, Any], final: bool) -> int:
    if final:
        return DONE
    if kind == "urgent_protection":
        return URGENT_KIND
    # Somebody in danger now, or measures that were taken before the approval (规定 1 第六条第二款).
    return URGENT if facts.get("gravity") in ("imminent", "critical") or facts.get("urgent") == "yes" else NORMAL


def _may_set(kind: statuses.Kind, status: statuses.Status, staff: Staff) -> bool:
    if status.automatic:
        return False
    return staff.role in kind.set and (not status.by or staff.role in status.by)


def _listed(case: CaseRow, number: str) -> Listed:
    status = statuses.status(case.kind, case.status)
    return Listed(
        case.id,
        number,
        case.kind,
        case.status,
        status.title,
        case.status_since,
        case.submitted_at,
        case.way_in,
        case.rank <= URGENT,
        None if case.next_due == NO_DUE else case.next_due,
        case.material_at,
        dict(case.facts),
        case.linked_id,
    )


def _deadline_row(case_id: str, deadline: Deadline) -> DeadlineRow:
    return DeadlineRow(case_id=case_id, kind=deadline.kind, due=deadline.due, tree=deadline.as_dict(), state="running")


def _case(s: Session, case_id: str) -> CaseRow:
    case = s.get(CaseRow, case_id)
    if case is None:
        raise KeyError(case_id)
    return case


def _number(s: Session, case_id: str) -> str:
    return s.scalars(select(ReceiptRow.number).where(ReceiptRow.case_id == case_id)).one()


def _actor(talk: ConversationRow) -> str:
    return f"staff:{talk.staff_id}" if talk.staff_id else "reporter"
