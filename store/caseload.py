"""The desk's list of cases: urgent ones first, then by what is due. Others call `store.cases`."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from store import statuses
from store.casefile import DONE, URGENT, Listed, case_row, number_of, numbers
from store.models import NO_DUE, CaseRow, ReceiptRow


def listed(
    s: Session,
    kinds: Iterable[str],
    *,
    status: str | None = None,
    open_only: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> list[Listed]:
    """Cases of these kinds, of one status or all: urgent ones first, then by the nearest deadline, then oldest first.
    `after`: the last line's cursor.
    """
    order = (CaseRow.rank, CaseRow.next_due, CaseRow.submitted_at, CaseRow.id)
    chosen = sorted(set(kinds))
    # One walk along an index a kind, merged: quick also when one kind is a thousandth of all.
    found: list[CaseRow] = []
    start = case_row(s, after) if after else None
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
    known = numbers(s, [c.id for c in page])
    return [listed_row(c, known[c.id]) for c in page]


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
    return listed_row(row, number_of(s, case_id)) if row else None


def by_number(s: Session, number: str) -> Listed | None:
    """The case of a receipt number. For the desk: a reporter needs the password as well."""
    case_id = s.scalar(select(ReceiptRow.case_id).where(ReceiptRow.number == number))
    return get(s, case_id) if case_id else None


def linked_to(s: Session, case_id: str) -> list[str]:
    """Ids of the cases that are linked to this one."""
    return list(s.scalars(select(CaseRow.id).where(CaseRow.linked_id == case_id).order_by(CaseRow.submitted_at)))


def listed_row(case: CaseRow, number: str) -> Listed:
    """A row as the list shows it."""
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
