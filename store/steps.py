"""The steps of a case's life, taken and recorded: day, moment, person, role, approval, answers, papers used.

What may follow and what it lacks says `rules.lives`; here stands what the case has. Others call `store.cases`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from rules.lives import SYSTEM, Facts, Given, Life, Possible, Step, StepRefused
from store import audit, periods, statuses
from store.casefile import NotAllowed, case_row, rank
from store.clock import now
from store.models import ApprovalRow, CaseRow, DocumentRow, EventRow, StaffRow
from store.staff import Staff

SUBMITTED = "submitted"  # what every case begins with, as the table of periods calls it
APPROVAL = "step:"  # before a step's id, in approvals


@dataclass(frozen=True)
class _Past:
    """What the case has been through since it was last begun anew."""

    facts: Facts
    done: frozenset[str]
    days: Mapping[str, date]
    since: date
    papers: Mapping[str, str]
    approvals: Mapping[str, int]


def possible(s: Session, case_id: str, staff: Staff) -> tuple[Possible, ...]:
    """The steps that start where the case stands, with what each lacks for this person. Raises KeyError."""
    case = case_row(s, case_id)
    life = statuses.kind(case.kind).life
    return life.explain(case.status, staff.role, _given(_past(s, case, life), day=now().date()))


def known(s: Session, case_id: str) -> Facts:
    """What is known of a case now: plain answers of its coming in and of its steps. Raises KeyError."""
    case = case_row(s, case_id)
    return _past(s, case, statuses.kind(case.kind).life).facts


def last_event(s: Session, case_id: str) -> int:
    """The number of the case's latest event: what somebody saw when they decided. 0: none."""
    return s.scalar(select(func.max(EventRow.id)).where(EventRow.case_id == case_id)) or 0


def take_step(
    s: Session,
    case_id: str,
    step: str,
    staff: Staff,
    *,
    facts: Facts | None = None,
    day: date | None = None,
    term: date | None = None,
    seen: int | None = None,
) -> statuses.Status:
    """Take a step; returns the status the case has then.

    Args:
        facts: answers to what the step asks.
        day: when it happened, if not today (never later, never before the status the case has).
        term: the last day that the step names (禁止令 for how long).
        seen: the latest event when the person decided; the step is refused when there is a later one.

    Raises:
        KeyError: no such case or step.
        NotAllowed: `role`, `transition` (does not follow), `moved` (somebody was faster) or `expired` (a last day
            passed before that day, and what its passing brings about comes first: 视为受理, 规定 3 第三十一条).
        StepRefused: something is missing; says what, each with its provision.
        InvalidFacts: an answer that is no option.
        ValueError: the day or the term does not fit.
    """
    case = case_row(s, case_id)
    life = statuses.kind(case.kind).life
    wanted = life.step(step)
    if seen is not None and seen != last_event(s, case_id):
        raise NotAllowed("moved")
    past = _past(s, case, life)
    today = now().date()
    day = day or today
    if not past.since <= day <= today or (term is not None and (term < day or not wanted.term)):
        raise ValueError("the day does not fit")
    if periods.expired(s, day, case_id):
        raise NotAllowed("expired")
    given = _given(past, facts, term, day=day)
    try:
        status = life.take(case.status, step, staff.role, given)
    except StepRefused as refused:
        if not refused.follows:
            raise NotAllowed("transition") from None
        if refused.missing[0].code == "role":
            raise NotAllowed("role") from None
        raise
    approval = past.approvals.get(step)
    if wanted.approval and staff.role == wanted.approval.by:
        approval = _approve(s, case, step, staff)  # who approves by taking the step has approved it, too
    elif not life.wants_approval(case.status, wanted, staff.role, given):
        approval = None
    _record(s, case, wanted, staff, day, dict(facts or {}), term, approval, _used(life, wanted, past))
    return status


def take_automatic(s: Session, case: CaseRow, status: str, day: date) -> None:
    """Take the step by which the passing of a last day brings a status about. Raises StepRefused."""
    life = statuses.kind(case.kind).life
    step = next(one for one in life.steps(case.status) if one.automatic and one.target == status)
    life.take(case.status, step.id, SYSTEM, _given(_past(s, case, life), known={"expired": "yes"}, day=day))
    _record(s, case, step, None, day, {}, None, None, [])


def take_for_reporter(s: Session, case: CaseRow, step: str, facts: Facts, actor: str) -> bool:
    """Take a step that the reporter brings about with number and password; returns whether it starts where the case
    stands. Who takes it at the desk does not count. Raises StepRefused when anything else is missing.
    """
    life = statuses.kind(case.kind).life
    wanted, today = life.step(step), now().date()
    if case.status not in wanted.source:
        return False
    given = _given(_past(s, case, life), facts, day=today)
    missing = tuple(one for one in life.check(case.status, step, actor, given) if one.code != "role")
    if missing:
        raise StepRefused(step, missing)
    _record(s, case, wanted, None, today, dict(facts), None, None, [], actor)
    return True


def approve_step(s: Session, case_id: str, step: str, approver: Staff) -> None:
    """Record a superior's approval of a step that can follow now. It serves one step, while the case stands here.

    Raises KeyError, NotAllowed.
    """
    case = case_row(s, case_id)
    wanted = statuses.kind(case.kind).life.step(step)
    if wanted.approval is None or approver.role != wanted.approval.by:
        raise NotAllowed("role")
    if case.status not in wanted.source:
        raise NotAllowed("transition")
    _approve(s, case, step, approver)


def withdraw_step_approval(s: Session, case_id: str, step: str, approver: Staff) -> int:
    """Take back the unused approvals of a step; returns how many. Raises KeyError, NotAllowed."""
    case = case_row(s, case_id)
    wanted = statuses.kind(case.kind).life.step(step)
    if wanted.approval is None or approver.role != wanted.approval.by:
        raise NotAllowed("role")
    rows = s.scalars(_unused(case_id).where(ApprovalRow.what == APPROVAL + step)).all()
    for row in rows:
        row.withdrawn_at = now()
    s.flush()
    audit.append(s, approver.actor, "case.withdraw_step", f"case:{case_id}", f"{case.kind}.{step}")
    return len(rows)


def approved_steps(s: Session, case_id: str) -> frozenset[str]:
    """The steps that may be taken now by a superior's approval: recorded since the case stands here, and unused.

    Raises KeyError.
    """
    return frozenset(_approvals(s, case_row(s, case_id)))


def begin_event(case: CaseRow, actor: str, at: datetime, staff: Staff | StaffRow | None = None) -> EventRow:
    """The first event of a new case."""
    return EventRow(
        case_id=case.id,
        step=SUBMITTED,
        status=case.status,
        day=at.date(),
        at=at,
        actor=actor,
        staff_id=staff.id if staff else None,
        role=staff.role if staff else None,
        facts={},
        documents=[],
    )


def _given(
    past: _Past,
    facts: Facts | None = None,
    term: date | None = None,
    known: Mapping[str, str] | None = None,
    *,
    day: date,
) -> Given:
    return Given(
        facts=facts or {},
        known={**past.facts, **(known or {})},
        approvals=frozenset(past.approvals),
        papers=frozenset(past.papers),
        done=past.done,
        days=past.days,
        term=term is not None,
        day=day,
    )


def _past(s: Session, case: CaseRow, life: Life) -> _Past:
    rows = list(s.scalars(select(EventRow).where(EventRow.case_id == case.id).order_by(EventRow.id)))
    since = rows[0].day if rows else case.status_since.date()
    facts: dict[str, str | list[str]] = {
        name: value for name, value in case.facts.items() if name in life.facts and life.facts[name].intake
    }
    intake = {**facts, "applicant_caused": "yes" if case.applicant_caused else "no"}
    facts, done, days, state = dict(intake), set[str](), dict[str, date](), ""
    for row in rows:
        step = life.all_steps.get(row.step)
        if step is not None and step.restart:
            facts, done, days = dict(intake), set(), {}
        facts |= row.facts
        done.add(row.step)
        days[row.step] = row.day
        if step is None or step.target is not None or row.status != state:
            since, state = row.day, row.status
    used = {paper for row in rows for paper in row.documents}
    return _Past(facts, frozenset(done), days, since, _papers(s, case, used), _approvals(s, case))


def _papers(s: Session, case: CaseRow, used: Collection[str]) -> Mapping[str, str]:
    """Kind → the newest finished paper that no step has used."""
    rows = s.execute(
        select(DocumentRow.kind, DocumentRow.id)
        .where(DocumentRow.case_id == case.id, DocumentRow.finished, DocumentRow.voided_at.is_(None))
        .order_by(DocumentRow.made_at)
    )
    return {kind: paper for kind, paper in rows if paper not in used}


def _approvals(s: Session, case: CaseRow) -> Mapping[str, int]:
    """Step → its newest unused approval, recorded since the case took the status it has."""
    rows = s.scalars(_unused(case.id).where(ApprovalRow.at >= case.status_since).order_by(ApprovalRow.id))
    return {row.what.removeprefix(APPROVAL): row.id for row in rows}


def _unused(case_id: str) -> Select[ApprovalRow]:
    """Approvals of steps that were neither taken back nor used. One is used by its own case only."""
    used = select(EventRow.approval_id).where(EventRow.case_id == case_id, EventRow.approval_id.is_not(None))
    return select(ApprovalRow).where(
        ApprovalRow.case_id == case_id,
        ApprovalRow.what.startswith(APPROVAL),
        ApprovalRow.withdrawn_at.is_(None),
        ApprovalRow.id.not_in(used),
    )


def _approve(s: Session, case: CaseRow, step: str, approver: Staff) -> int:
    row = ApprovalRow(case_id=case.id, what=APPROVAL + step, approver_id=approver.id, for_staff_id=None, at=now())
    s.add(row)
    s.flush()
    audit.append(s, approver.actor, "case.approve_step", f"case:{case.id}", f"{case.kind}.{step}")
    return row.id


def _used(life: Life, step: Step, past: _Past) -> list[str]:
    """The papers a step uses up: those it requires, and those it brings that no other step waits for."""
    waited_for = {paper for one in life.all_steps.values() for paper in one.papers}
    kinds = [*step.papers, *(paper for paper in step.documents if paper not in waited_for)]
    return [past.papers[kind] for kind in kinds if kind in past.papers]


def _record(
    s: Session,
    case: CaseRow,
    step: Step,
    staff: Staff | None,
    day: date,
    facts: Mapping[str, str | list[str]],
    term: date | None,
    approval: int | None,
    papers: list[str],
    actor: str = "system",
) -> None:
    life, moment = statuses.kind(case.kind).life, now()
    actor = staff.actor if staff else actor
    if step.target is not None:
        case.status, case.status_since = step.target, moment
        case.rank = rank(case.kind, case.facts, life.states[step.target].final, step.target)
    s.add(
        EventRow(
            case_id=case.id,
            step=step.id,
            status=case.status,
            day=day,
            at=moment,
            actor=actor,
            staff_id=staff.id if staff else None,
            role=staff.role if staff else None,
            approval_id=approval,
            facts=dict(facts),
            term=term,
            documents=papers,
        )
    )
    s.flush()
    periods.happened(s, case, step.target or "", day, step=step.id, facts=facts, term=term)
    audit.append(s, actor, "case.step", f"case:{case.id}", f"{case.kind}.{step.id}")
