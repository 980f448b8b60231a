"""Which periods a status starts and ends. The lengths, days and references come from `rules.deadlines`; here is only
when.

规定 1 and 规定 2 set no periods for these flows (立即, 迅速), so only 维权 applications have any.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rules import deadlines as law
from rules.deadlines import Deadline
from store import audit
from store.casefile import case_row
from store.models import NO_DUE, CaseRow, DeadlineRow


@dataclass(frozen=True)
class Change:
    """What a status does to the periods: kinds that are met, kinds that are void, periods that start."""

    met: tuple[str, ...] = ()
    void: tuple[str, ...] = ()
    start: tuple[Deadline, ...] = ()


def on_submit(kind: str, facts: Mapping[str, Any], day: date) -> tuple[Deadline, ...]:
    """The periods a new case starts."""
    if kind != "rights_application":
        return ()
    answer = law.answer_application(day, scene=facts.get("scene") == "scene")
    return (answer,) if answer else ()


def on_status(kind: str, status: str, day: date, running: Sequence[Deadline]) -> Change:
    """What a status taken on `day` does to the running periods."""
    if kind != "rights_application":
        return Change()
    by_kind = {d.kind: d for d in running}
    match status:
        case "accepted":
            return Change(met=("answer_application", "review_answer"), start=(law.investigation(day),))
        case "deemed_accepted":
            # Accepted by the passing of the last day: 第三十一条.
            answer = by_kind.get("answer_application")
            return Change(void=("answer_application",), start=(law.investigation(answer.due if answer else day),))
        case "not_accepted":
            return Change(met=("answer_application",))
        case "extended":
            base = by_kind["investigation"].base if "investigation" in by_kind else day
            return Change(void=("investigation",), start=(law.investigation(base, extension_approved=True),))
        case "concluded":
            return Change(met=("investigation", "investigation_extended"), start=(law.feedback(day),))
        case "answered":
            return Change(met=("feedback",), start=(law.review_request(day),))
        case "review_requested":
            return Change(met=("review_request",), start=(law.review_answer(day),))
        case "review_answered":
            return Change(met=("review_answer",))
        case "closed":
            return Change(void=tuple(by_kind))
    return Change()


def expired(s: Session, today: date) -> list[tuple[CaseRow, str]]:
    """Cases for which a last day that passed brings about a status, and that status: 视为受理 (规定 3 第三十一条)."""
    rows = s.execute(
        select(DeadlineRow, CaseRow)
        .join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        .where(DeadlineRow.state == "running", DeadlineRow.due < today, DeadlineRow.kind == "answer_application")
        .where(CaseRow.status == "received")
    ).all()
    return [
        (case, "deemed_accepted")
        for row, case in rows
        if law.answer_state(Deadline.from_dict(row.tree), today, applicant_caused=case.applicant_caused)
        == "deemed_accepted"
    ]


def recompute(s: Session, case_id: str) -> list[Deadline]:
    """Reckon running periods anew, e.g. when a year's calendar was published; returns those that changed."""
    case = case_row(s, case_id)
    changed = []
    for row in s.scalars(select(DeadlineRow).where(DeadlineRow.case_id == case_id, DeadlineRow.state == "running")):
        old = Deadline.from_dict(row.tree)
        new = _again(old)
        if new != old:
            row.due, row.tree = new.due, new.as_dict()
            changed.append(new)
    if changed:
        s.flush()
        reorder(s, case)
        audit.append(s, "system", "case.recompute", f"case:{case_id}", f"changed:{len(changed)}")
    return changed


def provisional(s: Session) -> list[str]:
    """Cases with a running period that is still 暂定, to `recompute` when a calendar was published."""
    rows = s.execute(select(DeadlineRow.case_id, DeadlineRow.tree).where(DeadlineRow.state == "running"))
    return sorted({case_id for case_id, tree in rows if tree["provisional"]})


def reorder(s: Session, case: CaseRow) -> None:
    """Put the case where its nearest last day belongs in the desk's list."""
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
