"""What is due: running periods of cases that end by a day, those to be warned of, and duties at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Dialect, Text, TypeDecorator, cast, select, type_coerce
from sqlalchemy.orm import Session

from rules.deadlines import Deadline, with_due
from store.casefile import URGENT, numbers
from store.models import CaseRow, DeadlineRow, ReceiptRow

WHOLE = 10_000  # lines of a list that is not cut into pages


class Line(NamedTuple):
    """A case as the list names it. `urgent`: somebody is in danger now."""

    id: str
    number: str
    kind: str
    status: str
    urgent: bool


class Due(NamedTuple):
    """A case and one of its running periods, with the last day that counts (see `store.told`)."""

    case: Line
    deadline: Deadline

    def days_left(self, today: date) -> int:
        """Days until the last day; negative when it has passed, or since when a duty at once waits."""
        return (self.deadline.due - today).days


@lru_cache(maxsize=4096)
def _deadline(tree: str) -> Deadline:
    # Cases of one day have the same period: read once.
    return Deadline.from_dict(json.loads(tree))


class _Deadlines(TypeDecorator[Deadline]):
    """A period out of its JSON."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> Deadline | None:
        return _deadline(value) if value is not None else None


def due_by(s: Session, kinds: Iterable[str], until: date, limit: int = 100) -> list[Due]:
    """Running periods of cases of these kinds whose last day is `until` or before, soonest first.

    Duties at once stand among them by the day of their event: no last day is theirs.
    """
    return _found(s, kinds, DeadlineRow.due <= until, limit)


def warned(s: Session, kinds: Iterable[str], today: date, limit: int = 100) -> list[Due]:
    """Running periods the desk is warned of today: each so many working days before its end as the table says
    (`rules/data/deadlines.yaml`, `warn`), and what has passed. Soonest first.
    """
    return _found(s, kinds, DeadlineRow.warn_on <= today, limit)


def _found(s: Session, kinds: Iterable[str], which: ColumnElement[bool], limit: int) -> list[Due]:
    # One query, of the columns a line shows: a week may hold thousands of lines, and each first page asks for it.
    rows = s.execute(
        select(
            DeadlineRow.due,
            type_coerce(cast(DeadlineRow.tree, Text), _Deadlines()),
            ReceiptRow.number,
            CaseRow.id,
            CaseRow.kind,
            CaseRow.status,
            CaseRow.rank,
        )
        .join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        .outerjoin(ReceiptRow, ReceiptRow.case_id == CaseRow.id)
        .where(DeadlineRow.state == "running", which, CaseRow.kind.in_(sorted(set(kinds))))
        .order_by(DeadlineRow.due, DeadlineRow.id)
        .limit(limit)
    ).all()
    bare = [case_id for _, _, number, case_id, *_ in rows if number is None]  # a reward has the number of its report
    beside = numbers(s, bare) if bare else {}
    return [
        Due(Line(case_id, number or beside[case_id], kind, status, rank <= URGENT), with_due(deadline, due))
        for due, deadline, number, case_id, kind, status, rank in rows
    ]
