"""The periods of cases: started, ended, reckoned anew. What starts and ends which stands in rules/data/deadlines.yaml.

An event of a case is handed to `happened`; it writes the rows. `on_submit` and `on_status` only say what follows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rules import deadlines as law
from rules.calendar import default_calendar
from rules.deadlines import Change, Deadline
from store import audit, told
from store.casefile import case_row
from store.clock import now
from store.models import NO_DUE, CaseRow, DeadlineRow

__all__ = [
    "Change",
    "begin",
    "expired",
    "for_person",
    "happened",
    "lapse",
    "next_due",
    "on_paper",
    "on_status",
    "on_submit",
    "provisional",
    "recompute",
    "reorder",
    "stale",
]


def on_submit(kind: str, facts: Mapping[str, Any], day: date) -> tuple[Deadline, ...]:
    """The periods a new case starts."""
    return law.on_submit(kind, facts, day)


def on_status(
    kind: str,
    status: str,
    day: date,
    running: Sequence[Deadline],
    *,
    step: str = "",
    facts: Mapping[str, Any] | None = None,
    term: date | None = None,
) -> Change:
    """What a status taken, or a step made, on `day` does to the running periods. term: the last day it decides."""
    return law.on_event(kind, _names(status, step), day, running, facts=facts, term=term)


def for_person(deadlines: Iterable[Deadline]) -> list[Deadline]:
    """Those that the person may see: without the office's own, such as what it reports upward."""
    return [d for d in deadlines if d.kind not in law.periods() or not law.period(d.kind).internal]


def next_due(deadlines: Iterable[Deadline]) -> date:
    """The nearest last day. A duty at once has none: it stands in the list of what is due, not in the order."""
    return min((d.due for d in deadlines if not d.at_once), default=NO_DUE)


def begin(s: Session, case_id: str, deadlines: Iterable[Deadline]) -> list[DeadlineRow]:
    """Start periods, tied to what papers told of them before. Returns their rows."""
    made = []
    for one in deadlines:
        row = DeadlineRow(
            case_id=case_id,
            kind=one.kind,
            due=one.due,
            warn_on=law.warn_on(one),
            tree=one.as_dict(),
            state="running",
        )
        s.add(row)
        s.flush()
        said = told.adopt(s, row, one.base)
        _keep(row, one, said)
        for day in sorted(set(said) - {one.due}):
            told.changed(s, row, day, one.due, "base_changed")
        made.append(row)
    return made


def happened(
    s: Session,
    case: CaseRow,
    status: str,
    day: date,
    *,
    step: str = "",
    facts: Mapping[str, Any] | None = None,
    term: date | None = None,
) -> Change:
    """Start and end the periods of a case by an event on `day`, and put the case where it belongs in the list.

    status: the status taken, "" for a step that keeps it; facts: besides those of the case.
    """
    rows = _running(s, case.id)
    running = [law.with_due(Deadline.from_dict(row.tree), row.due) for row in rows]
    known = {**case.facts, **(facts or {})}
    change = law.on_event(case.kind, _names(status, step), day, running, facts=known, term=term)
    ended = _end(rows, change)
    for row in begin(s, case.id, change.start):
        for before in ended:
            extension = law.period(before.kind).extension if before.kind in law.periods() else None
            if extension is not None and extension.to == row.kind:
                told.changed(s, row, before.due, row.due, "extension_approved", before)
    s.flush()
    reorder(s, case)
    return change


def on_paper(s: Session, case: CaseRow, paper: str) -> Change:
    """End the duties that a finished paper meets."""
    change = law.on_paper(case.kind, paper)
    if change.met:
        _end(_running(s, case.id), change)
        s.flush()
        reorder(s, case)
    return change


def expired(s: Session, today: date, case_id: str | None = None) -> list[tuple[CaseRow, str]]:
    """Cases (or this one) for which a last day that passed brings about a status, and that status: 视为受理 (规定 3
    第三十一条).

    A day the person was told as settled counts, where it is the earlier one; a provisional day brings about nothing.
    """
    rules = {p.kind: p.expiry for p in law.periods().values() if p.expiry}
    wanted = (
        select(DeadlineRow, CaseRow)
        .join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        .where(DeadlineRow.state == "running", DeadlineRow.due < today, DeadlineRow.kind.in_(rules))
    )
    if case_id is not None:
        wanted = wanted.where(CaseRow.id == case_id)
    rows = s.execute(wanted).all()
    found = []
    for row, case in rows:
        rule = rules[row.kind]
        excused = rule.unless == "applicant_caused" and case.applicant_caused
        over = law.passed(law.with_due(Deadline.from_dict(row.tree), row.due), today)
        if over and case.status in rule.while_in and not excused:
            found.append((case, rule.status))
    return found


def lapse(s: Session, today: date) -> int:
    """End the terms a decision set that have run out (禁止令的一定期限); returns how many."""
    terms = [p.kind for p in law.periods().values() if p.decided]
    rows = s.scalars(
        select(DeadlineRow).where(DeadlineRow.state == "running", DeadlineRow.due < today, DeadlineRow.kind.in_(terms))
    ).all()
    for row in rows:
        row.state, row.ended_at = "met", now()
    s.flush()
    for case_id in sorted({row.case_id for row in rows}):
        reorder(s, case_row(s, case_id))
    return len(rows)


def recompute(s: Session, case_id: str) -> list[Deadline]:
    """Reckon running periods anew, e.g. when a year's calendar was published; returns those that changed.

    What was told stays recorded, and the change with its reason; a day told to the person as settled goes on
    counting where it favours them.
    """
    case = case_row(s, case_id)
    changed = []
    for row in _running(s, case_id):
        old = Deadline.from_dict(row.tree)
        new = law.again(old)
        if new != old:
            row.tree = new.as_dict()
            if new.due != old.due:
                told.changed(s, row, old.due, new.due, _reason(old, new))
            changed.append(new)
        _keep(row, new, told.binding(s, row.id))
    s.flush()
    if changed:
        reorder(s, case)
        audit.append(s, "system", "case.recompute", f"case:{case_id}", f"changed:{len(changed)}")
    return changed


def provisional(s: Session) -> list[str]:
    """Cases with a running period that is still 暂定."""
    rows = s.execute(select(DeadlineRow.case_id, DeadlineRow.tree).where(DeadlineRow.state == "running"))
    return sorted({case_id for case_id, tree in rows if tree["provisional"]})


def stale(s: Session) -> list[str]:
    """Cases with a running period that the rules and the calendar now reckon otherwise: `recompute` them.

    So a change of the overlay is found in whichever year it is, and a change of the setting too.
    """
    rows = s.execute(
        select(DeadlineRow.case_id, DeadlineRow.tree, DeadlineRow.due, DeadlineRow.warn_on).where(
            DeadlineRow.state == "running"
        )
    )
    found = set()
    for case_id, tree, due, warn_on in rows:
        if case_id not in found:
            old = Deadline.from_dict(tree)
            new = law.again(old)
            if new != old or warn_on != law.warn_on(law.with_due(new, due)):
                found.add(case_id)
    return sorted(found)


def reorder(s: Session, case: CaseRow) -> None:
    """Put the case where its nearest last day belongs in the desk's list."""
    duties = [p.kind for p in law.periods().values() if p.word]
    due = s.scalar(
        select(func.min(DeadlineRow.due)).where(
            DeadlineRow.case_id == case.id, DeadlineRow.state == "running", DeadlineRow.kind.not_in(duties)
        )
    )
    case.next_due = due or NO_DUE
    s.flush()


def _names(status: str, step: str) -> Collection[str]:
    return {status, step} - {""}


def _running(s: Session, case_id: str) -> list[DeadlineRow]:
    return list(
        s.scalars(
            select(DeadlineRow)
            .where(DeadlineRow.case_id == case_id, DeadlineRow.state == "running")
            .order_by(DeadlineRow.id)
        )
    )


def _end(rows: Iterable[DeadlineRow], change: Change) -> list[DeadlineRow]:
    moment, ended = now(), []
    for row in rows:
        if row.kind in change.met or row.kind in change.void:
            row.state, row.ended_at = ("met" if row.kind in change.met else "void"), moment
            ended.append(row)
    return ended


def _keep(row: DeadlineRow, one: Deadline, said: Sequence[date]) -> None:
    row.due = law.guard(one, said)
    row.warn_on = law.warn_on(law.with_due(one, row.due))


def _reason(old: Deadline, new: Deadline) -> told.Reason:
    if old.length != new.length:
        return "rule_changed"
    if old.provisional and not new.provisional:
        return "calendar_published"
    otherwise = law.again(old, calendar=default_calendar().with_other_setting())
    return "setting_changed" if otherwise.due == old.due else "calendar_changed"
