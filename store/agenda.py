"""What is due: running periods of cases that end by a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from rules.deadlines import Deadline
from store import cases
from store.cases import Listed
from store.models import CaseRow, DeadlineRow


@dataclass(frozen=True)
class Due:
    """A case and one of its running periods."""

    case: Listed
    deadline: Deadline

    def days_left(self, today: date) -> int:
        """Days until the last day; negative when it has passed."""
        return (self.deadline.due - today).days


def due_by(s: Session, kinds: Iterable[str], until: date, limit: int = 100) -> list[Due]:
    """Running periods of cases of these kinds whose last day is `until` or before, soonest first."""
    rows = s.execute(
        select(DeadlineRow.case_id, DeadlineRow.tree)
        .join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        .where(DeadlineRow.state == "running", DeadlineRow.due <= until, CaseRow.kind.in_(sorted(set(kinds))))
        .order_by(DeadlineRow.due, DeadlineRow.id)
        .limit(limit)
    )
    found = ((cases.get(s, case_id), tree) for case_id, tree in rows)
    return [Due(case, Deadline.from_dict(tree)) for case, tree in found if case is not None]
