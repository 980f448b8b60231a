"""What a reporter asks of what was submitted: to withdraw a report, to put a name to it, not to come after all.

None changes or deletes what was given. A withdrawal (撤回) waits for somebody at the desk to decide: the
regulations say nothing of it, and the office may go on ex officio. Who gives the three elements of 规定 2
第二条第二款 after an anonymous report has reported by name from then on; the desk is told. Who called for help by
mistake, or is safe, says so in the same conversation: the duty desk sees it beside the call, which stays as it is,
since somebody may have been made to say it. Others call `store.cases`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store import audit, items, statuses, steps, vault
from store.casefile import NotAllowed, NothingToAdd, actor_of, case_row
from store.clock import now
from store.models import CaseRow, ConversationRow, ItemRow, RequestRow
from store.staff import Staff

WITHDRAW, NAME_SELF, CALL_OFF = "withdraw", "name_self", "call_off"
TITLES: Mapping[str, str] = {WITHDRAW: "撤回请求", NAME_SELF: "匿名改实名", CALL_OFF: "求助人说不用来了"}
# What the desk can decide of each; titles for officers.
DECISIONS: Mapping[str, Mapping[str, str]] = {
    WITHDRAW: {"continued": "依职权继续办理", "stopped": "同意撤回，不再继续办理"},
    NAME_SELF: {"noted": "已阅，按实名举报办理"},
    CALL_OFF: {"noted": "已核实", "continued": "照常处理"},
}
_REPORT, _CALL = "report", "urgent_protection"
_ELEMENTS = ("name", "contact")


class AlreadyAsked(ValueError):
    """Asked before and not decided yet, or not needed: the report is by name already."""


@dataclass(frozen=True)
class Request:
    """One request. batch: the sealed items that came with it, 0 when there are none; decision: None while it waits."""

    id: int
    case_id: str
    kind: str
    batch: int
    at: datetime
    decision: str | None
    decided_at: datetime | None
    decided_by: str | None

    @property
    def title(self) -> str:
        """What the desk calls it."""
        return TITLES[self.kind]

    @property
    def options(self) -> Mapping[str, str]:
        """What can be decided: id → title."""
        return DECISIONS[self.kind]

    @property
    def decided(self) -> str:
        """The decision in words; "" while it waits."""
        return DECISIONS[self.kind][self.decision] if self.decision else ""


def request_withdrawal(s: Session, conversation: str, case_id: str) -> datetime:
    """Ask to withdraw a report, with the sealed reason if there is one; returns when.

    Raises KeyError, ValueError for a case that is no report, AlreadyAsked while an earlier request waits.
    """
    case, talk = _case(s, case_id, _REPORT), _talk(s, conversation)
    if any(one.kind == WITHDRAW for one in waiting_of(s, case_id)):
        raise AlreadyAsked
    return _enter(s, case, talk, WITHDRAW).at


def call_off(s: Session, conversation: str, case_id: str) -> datetime:
    """Say beside a call for help that nobody need come; returns when.

    Raises KeyError, ValueError for a case that is no call for help, AlreadyAsked while the same waits to be read.
    """
    case, talk = _case(s, case_id, _CALL), _talk(s, conversation)
    if any(one.kind == CALL_OFF for one in waiting_of(s, case_id)):
        raise AlreadyAsked
    return _enter(s, case, talk, CALL_OFF).at


def name_self(s: Session, conversation: str, case_id: str, facts: Mapping[str, str | list[str]]) -> datetime:
    """Put a name to an anonymous report: its facts say 实名 from then on; returns when.

    Args:
        facts: the plain answers of the flow `name_self`: `capacity`, and `acknowledge`, which must be yes.

    Raises:
        KeyError: no such case.
        AlreadyAsked: the report is by name already.
        NothingToAdd: an element of 第二条第二款 is missing: name, contact, acknowledging.
        ValueError: no report.
    """
    case, talk = _case(s, case_id, _REPORT), _talk(s, conversation)
    checked = items.check_facts(NAME_SELF, facts)
    if case.facts.get("mode") != "anonymous":
        raise AlreadyAsked
    given = vault.filled(s, conversation, NAME_SELF)
    if checked.get("acknowledge") != "yes" or not all(f"{NAME_SELF}.{one}" in given for one in _ELEMENTS):
        raise NothingToAdd
    steps.take_for_reporter(
        s,
        case,
        "become_named",
        {"given_by": "reporter", "elements": ["name", "contact", "acknowledged"], "named": "yes"},
        actor_of(talk),
    )
    case.facts = {**case.facts, **checked, "mode": "realname"}
    return _enter(s, case, talk, NAME_SELF).at


def requests_of(s: Session, case_id: str) -> tuple[Request, ...]:
    """What was asked in a case, oldest first."""
    rows = s.scalars(select(RequestRow).where(RequestRow.case_id == case_id).order_by(RequestRow.id))
    return tuple(_request(row) for row in rows)


def waiting_of(s: Session, case_id: str) -> tuple[Request, ...]:
    """What waits for a decision in a case."""
    return tuple(one for one in requests_of(s, case_id) if one.decision is None)


def waiting(s: Session, kinds: Collection[str], limit: int = 50) -> list[Request]:
    """What waits for a decision in cases of these kinds, oldest first."""
    rows = s.scalars(
        select(RequestRow)
        .join(CaseRow, CaseRow.id == RequestRow.case_id)
        .where(RequestRow.decision.is_(None), CaseRow.kind.in_(sorted(kinds)))
        .order_by(RequestRow.id)
        .limit(limit)
    )
    return [_request(row) for row in rows]


def decide_request(s: Session, case_id: str, request_id: int, decision: str, staff: Staff) -> Request:
    """Decide what a reporter asked. It moves nothing: what follows is a step of the case's life.

    Raises KeyError for an unknown case, request or decision; NotAllowed `role`, or `moved` when it is decided.
    """
    case = case_row(s, case_id)
    if staff.role not in statuses.kind(case.kind).set:
        raise NotAllowed("role")
    row = s.get(RequestRow, request_id)
    if row is None or row.case_id != case_id or decision not in DECISIONS[row.kind]:
        raise KeyError(request_id)
    if row.decision is not None:
        raise NotAllowed("moved")
    row.decision, row.decided_at, row.decided_by = decision, now(), staff.id
    s.flush()
    audit.append(s, staff.actor, "case.decide_request", f"case:{case_id}", f"{row.kind}.{decision}")
    return _request(row)


def _case(s: Session, case_id: str, kind: str) -> CaseRow:
    case = case_row(s, case_id)
    if case.kind != kind:
        raise ValueError(kind)
    return case


def _talk(s: Session, conversation: str) -> ConversationRow:
    talk = s.get(ConversationRow, conversation)
    if talk is None:
        raise NothingToAdd
    return talk


def _enter(s: Session, case: CaseRow, talk: ConversationRow, kind: str) -> RequestRow:
    """Give the conversation's sealed answers of that flow to the case, and note what is asked."""
    next_batch = (s.scalar(select(func.max(ItemRow.batch)).where(ItemRow.case_id == case.id)) or 0) + 1
    batch = next_batch if vault.submit(s, talk.id, kind, case.id, next_batch) else 0
    row = RequestRow(case_id=case.id, kind=kind, batch=batch, at=now())
    s.add(row)
    s.flush()
    audit.append(s, actor_of(talk), "case.request", f"case:{case.id}", kind)
    return row


def _request(row: RequestRow) -> Request:
    return Request(row.id, row.case_id, row.kind, row.batch, row.at, row.decision, row.decided_at, row.decided_by)
