"""Which last days were told, to whom and when, and why a day changed since.

A date is told when a submission is confirmed with it, when the person's status view shows it, when the desk
answers (the answer is read beside it), and when a paper with it is finished. A date that was told is never moved
silently: both are kept, with the reason, and both are shown. What was told to the person as settled binds
(`rules.deadlines.guard`); a date told as 暂定 was told with the word that it would be reckoned anew, and an extension
that 维权委 approved replaces what was told (规定 3 第三十二条第一款), so these two are only shown.
Duties without a number of days (立即) have no date that could be told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from rules import deadlines as law
from rules.deadlines import Deadline
from rules.reference import Ref
from store.clock import now
from store.models import CaseRow, DateChangeRow, DeadlineRow, ToldRow

Via = Literal["submission", "status", "answer", "paper"]
Reason = Literal[
    "calendar_published", "calendar_changed", "setting_changed", "rule_changed", "base_changed", "extension_approved"
]
REASONS: Mapping[str, str] = {
    "calendar_published": "那一年的放假安排公布了",
    "calendar_changed": "放假安排有调整",
    "setting_changed": "最后一日遇放假日是否顺延的做法有调整",
    "rule_changed": "规定的期限有修订",
    "base_changed": "起算的日子与告知时不同",
    "extension_approved": "期限经批准延长了",
}
VIA_ZH: Mapping[str, str] = {"submission": "提交时", "status": "查询进度时", "answer": "答复时", "paper": "文书"}


@dataclass(frozen=True)
class Told:
    """A last day that was told. whom: `person` or `office`; via: how; document: the paper's id."""

    kind: str
    due: date
    provisional: bool
    whom: str
    via: str
    document: str | None
    at: datetime


@dataclass(frozen=True)
class Moved:
    """A running period whose last day is not the one the person was told first.

    due: the rules' day now. keep: the day that counts, which is the one in the person's favour. reason: a code.
    """

    deadline_id: int
    kind: str
    title_zh: str
    refs: tuple[Ref, ...]
    told: Told
    due: date
    provisional: bool
    keep: date
    reason: str

    @property
    def reason_zh(self) -> str:
        """Why it changed, in words."""
        return REASONS[self.reason]


def tell(s: Session, case_id: str, via: Via) -> int:
    """Record that the person is told the running last days of a case; returns how many were new."""
    new = _untold(s, case_id, via)
    moment = now()
    s.add_all(
        ToldRow(
            case_id=case_id,
            deadline_id=row.id,
            kind=row.kind,
            due=row.due,
            provisional=one.provisional,
            whom="person",
            via=via,
            at=moment,
        )
        for row, one in new
    )
    s.flush()
    return len(new)


def untold(s: Session, case_id: str) -> bool:
    """Whether the status view would tell a last day that it has not told yet: then `tell` it."""
    return bool(_untold(s, case_id, "status"))


def by_paper(s: Session, case: CaseRow, dates: Mapping[str, tuple[date, bool]], document_id: str) -> int:
    """Record the last days that a finished paper tells; returns how many.

    dates: the paper's fields with a last day: the day, and whether it is printed as 暂定.
    A paper may be made before the period it speaks of begins: the period takes it over when it does.
    """
    moment, count = now(), 0
    for period in law.of_case(case.kind):
        for field, whom in period.papers.items():
            if field not in dates:
                continue
            due, provisional = dates[field]
            running = s.scalar(
                select(DeadlineRow.id)
                .where(DeadlineRow.case_id == case.id, DeadlineRow.kind == period.kind, DeadlineRow.state == "running")
                .order_by(DeadlineRow.id.desc())
                .limit(1)
            )
            s.add(
                ToldRow(
                    case_id=case.id,
                    deadline_id=running,
                    kind=period.kind,
                    due=due,
                    provisional=provisional,
                    whom=whom,
                    via="paper",
                    document_id=document_id,
                    at=moment,
                )
            )
            count += 1
    s.flush()
    return count


def adopt(s: Session, row: DeadlineRow, base: date) -> list[date]:
    """Tie what papers told before this period began to it; returns the days they told the person as settled."""
    waiting = s.scalars(
        select(ToldRow).where(
            ToldRow.case_id == row.case_id,
            ToldRow.deadline_id.is_(None),
            ToldRow.kind == row.kind,
            ToldRow.due >= base,
        )
    ).all()
    for one in waiting:
        one.deadline_id = row.id
    return [one.due for one in waiting if one.whom == "person" and not one.provisional]


def binding(s: Session, row_id: int) -> list[date]:
    """The days of a period that the person was told as settled."""
    found = s.scalars(
        select(ToldRow.due).where(
            ToldRow.deadline_id == row_id, ToldRow.whom == "person", ToldRow.provisional.is_(False)
        )
    )
    return list(found)


def changed(
    s: Session, row: DeadlineRow, old: date, new: date, reason: Reason, before: DeadlineRow | None = None
) -> None:
    """Record that a last day changed, and why. before: the period that `row` took the place of."""
    s.add(
        DateChangeRow(
            deadline_id=row.id,
            before_id=before.id if before else None,
            old_due=old,
            new_due=new,
            reason=reason,
            at=now(),
        )
    )
    s.flush()


def told(s: Session, case_id: str) -> list[Told]:
    """Every last day that was told in a case, oldest first."""
    rows = s.scalars(select(ToldRow).where(ToldRow.case_id == case_id).order_by(ToldRow.id))
    return [_told(row) for row in rows]


def moved(s: Session, case_id: str) -> tuple[Moved, ...]:
    """The running periods of which the person was told another last day than the rules' now."""
    said: dict[int, list[ToldRow]] = {}
    for one in s.scalars(
        select(ToldRow).where(ToldRow.case_id == case_id, ToldRow.whom == "person").order_by(ToldRow.id)
    ):
        if one.deadline_id is not None:
            said.setdefault(one.deadline_id, []).append(one)
    if not said:
        return ()
    running = s.scalars(
        select(DeadlineRow)
        .where(DeadlineRow.case_id == case_id, DeadlineRow.state == "running")
        .order_by(DeadlineRow.due, DeadlineRow.id)
    ).all()
    changes = _changes(s, [row.id for row in running])
    found = []
    for row in running:
        own = changes.get(row.id, ())
        chain = [row.id, *(c.before_id for c in own if c.before_id is not None)]
        now_is = Deadline.from_dict(row.tree)
        other = [t for part in chain for t in said.get(part, ()) if t.due != now_is.due]
        if other and own:
            first = min(other, key=lambda t: t.id)
            found.append(
                Moved(
                    row.id,
                    now_is.kind,
                    now_is.title_zh,
                    now_is.refs,
                    _told(first),
                    now_is.due,
                    now_is.provisional and row.due == now_is.due,
                    row.due,
                    own[-1].reason,
                )
            )
    return tuple(found)


def _untold(s: Session, case_id: str, via: Via) -> list[tuple[DeadlineRow, Deadline]]:
    rows = s.scalars(select(DeadlineRow).where(DeadlineRow.case_id == case_id, DeadlineRow.state == "running"))
    shown = []
    for row in rows:
        rule = law.periods().get(row.kind)
        one = law.with_due(Deadline.from_dict(row.tree), row.due)
        if not one.at_once and not (rule and rule.internal):
            shown.append((row, one))
    if not shown:
        return []
    known = {
        (deadline_id, due, provisional)
        for deadline_id, due, provisional in s.execute(
            select(ToldRow.deadline_id, ToldRow.due, ToldRow.provisional).where(
                ToldRow.case_id == case_id, ToldRow.via == via
            )
        )
    }
    return [(row, one) for row, one in shown if (row.id, row.due, one.provisional) not in known]


def _changes(s: Session, ids: Sequence[int]) -> dict[int, list[DateChangeRow]]:
    found: dict[int, list[DateChangeRow]] = {}
    for row in s.scalars(select(DateChangeRow).where(DateChangeRow.deadline_id.in_(ids)).order_by(DateChangeRow.id)):
        found.setdefault(row.deadline_id, []).append(row)
    return found


def _told(row: ToldRow) -> Told:
    return Told(row.kind, row.due, row.provisional, row.whom, row.via, row.document_id, row.at)
