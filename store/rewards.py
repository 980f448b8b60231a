"""A reward stands beside the report it is for: begun at the desk, under the report's number (规定 2 第十九条)."""

from __future__ import annotations

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from store import audit, periods, statuses, steps
from store.casefile import NotAllowed, case_row, rank
from store.clock import now
from store.models import CaseRow
from store.staff import Staff

KIND = "reward"
AT_THE_DESK = "desk"


def begin_reward(s: Session, report_id: str, staff: Staff) -> str:
    """Begin the reward for a report, whether the reporter asked or the office does it ex officio; returns its case id.

    Raises KeyError; ValueError when the case is no report; NotAllowed `role`, or `transition` when a reward for it is
    under way (第十七条: 一案一奖, joint reporters share one).
    """
    report = case_row(s, report_id)
    kind = statuses.kind(KIND)
    if report.kind != kind.beside:
        raise ValueError("no report")
    if staff.role not in kind.set:
        raise NotAllowed("role")
    others = s.scalars(select(CaseRow.status).where(CaseRow.linked_id == report_id, CaseRow.kind == KIND))
    if any(status != "not_rewarded" for status in others):
        raise NotAllowed("transition")
    at = now()
    started = periods.on_submit(KIND, {}, at.date())
    case = CaseRow(
        id=f"k_{secrets.token_hex(12)}",
        kind=KIND,
        flow=KIND,
        way_in=AT_THE_DESK,
        staff_id=staff.id,
        submitted_at=at,
        status=kind.first.id,
        status_since=at,
        facts={},
        linked_id=report_id,
        rank=rank(KIND, {}, final=False),
        next_due=periods.next_due(started),
    )
    s.add(case)
    s.flush()
    s.add(steps.begin_event(case, staff.actor, at, staff))
    s.flush()
    periods.begin(s, case.id, started)
    audit.append(s, staff.actor, "case.submit", f"case:{case.id}", KIND)
    return case.id
