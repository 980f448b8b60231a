"""What is due: running periods of cases that end by a day, those to be warned of, and duties at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Text, TypeDecorator, cast, func, select, type_coerce
from sqlalchemy.orm import Session, aliased

from rules.deadlines import Deadline, with_due
from store.casefile import Listed
from store.caseload import listed_row
from store.models import CaseRow, DeadlineRow, ReceiptRow

WHOLE = 10_000  # lines of a list that is not cut into pages


@dataclass(frozen=True)
class Due:
    """A case and one of its running periods, with the last day that counts (see `store.told`)."""

    case: Listed
    deadline: Deadline

    def days_left(self, today: date) -> int:
        """Days until the last day; negative when it has passed, or since when a duty at once waits."""
        return (self.deadline.due - today).days


@lru_cache(maxsize=4096)
def _deadline(tree: str) -> Deadline:
    # Cases of one day have the same period: read once.
    return Deadline.from_dict(json.loads(tree))


@lru_cache(maxsize=4096)
def _facts(tree: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(tree)
    return found  # `listed_row` gives each line a copy


class _Deadlines(TypeDecorator[Deadline]):
    """A period out of its JSON."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> Deadline | None:
        return _deadline(value) if value is not None else None


class _Facts(TypeDecorator[dict[str, Any]]):
    """Facts out of their JSON."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Any] | None:
        return _facts(value) if value is not None else None


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
    # One query, of columns: a week may hold thousands of lines, and the list is asked for with every first page.
    beside = aliased(ReceiptRow)  # a reward has the number of the report it stands beside
    rows = s.execute(
        select(
            DeadlineRow.due,
            type_coerce(cast(DeadlineRow.tree, Text), _Deadlines()).label("deadline"),
            func.coalesce(ReceiptRow.number, beside.number).label("number"),
            CaseRow.id,
            CaseRow.kind,
            CaseRow.status,
            CaseRow.status_since,
            CaseRow.submitted_at,
            CaseRow.way_in,
            CaseRow.rank,
            CaseRow.next_due,
            CaseRow.material_at,
            type_coerce(cast(CaseRow.facts, Text), _Facts()).label("facts"),
            CaseRow.linked_id,
        )
        .join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        .outerjoin(ReceiptRow, ReceiptRow.case_id == CaseRow.id)
        .outerjoin(beside, beside.case_id == CaseRow.linked_id)
        .where(DeadlineRow.state == "running", which, CaseRow.kind.in_(sorted(set(kinds))))
        .order_by(DeadlineRow.due, DeadlineRow.id)
        .limit(limit)
    )
    return [_due(row) for row in rows]


def _due(row: Any) -> Due:
    return Due(listed_row(row, row.number), with_due(row.deadline, row.due))
