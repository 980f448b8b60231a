"""All that the desk shows of a case without opening anything: for the case's page and for the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from desk import opening
from rules import flows
from rules.explain import explain
from rules.outcome import InvalidFacts, Outcome
from rules.reference import Ref
from store import access, audit, cases, documents, items, statuses, vault
from store import staff as accounts
from store.clock import ZONE
from store.models import CaseRow, StaffRow
from store.staff import ROLES, Staff

HISTORY = 60  # records shown on a case's page


@dataclass(frozen=True)
class Fact:
    """A plain choice: its title and the titles of what was chosen."""

    title: str
    chosen: tuple[str, ...]


@dataclass(frozen=True)
class SealedTitle:
    """That something sealed is there: what it is called, in which batch (0: with the submission), how many."""

    title: str
    kind: str
    batch: int
    count: int


@dataclass(frozen=True)
class Linked:
    """A linked case; `case` is None when this role does not see that kind."""

    kind_title: str
    case: cases.Listed | None


@dataclass(frozen=True)
class Answered:
    """The answer that a reporter sees now."""

    text: str
    at: datetime


@dataclass(frozen=True)
class Dossier:
    """A case as one person may see it. `refusal`: why they can't open it (`role` or `approval`, provision)."""

    case: cases.Listed
    kind: statuses.Kind
    status: statuses.Status
    facts: tuple[Fact, ...]
    sealed: tuple[SealedTitle, ...]
    events: tuple[cases.Event, ...]
    periods: tuple[cases.Period, ...]
    outcome: Outcome | None
    linked: tuple[Linked, ...]
    papers: tuple[documents.Document, ...]
    approvals: tuple[access.Approved, ...]
    refusal: tuple[str, Ref | None] | None
    may_set: bool
    may_approve: bool
    applicant_caused: bool
    answer: Answered | None
    requests: tuple[cases.Request, ...]
    history: tuple[audit.Record, ...]
    names: Mapping[str, str]

    @property
    def explanation(self) -> str:
        """What applies and why, what does not, what is missing, with the articles' words; "" where no rule answers."""
        return explain(self.outcome).text() if self.outcome else ""

    @property
    def may_answer(self) -> bool:
        """Whether this person may answer once the case is open to them."""
        return self.may_set and self.refusal is None


def find(s: Session, case_id: str, staff: Staff) -> cases.Listed:
    """A case this person's role sees. Raises KeyError for any other, whether it exists or not."""
    case = cases.get(s, case_id)
    if case is None or staff.role not in statuses.kind(case.kind).see:
        raise KeyError(case_id)
    return case


def kind_of(case: cases.Listed) -> statuses.Kind:
    """The case's kind."""
    return statuses.kind(case.kind)


def gather(s: Session, case_id: str, staff: Staff) -> Dossier:
    """Everything to show of a case. Raises KeyError when this person does not see it."""
    case = find(s, case_id, staff)
    kind = statuses.kind(case.kind)
    view = cases.view(s, case_id)
    sealed = vault.of_case(s, case_id)
    row = s.get_one(CaseRow, case_id)
    answer = cases.answer_text(s, case_id)
    may_set = staff.role in kind.set
    history = tuple(audit.records(s, f"case:{case_id}", HISTORY)) if may_set else ()
    approvals = tuple(access.approvals(s, case_id))
    events = tuple(cases.events(s, case_id))
    papers = tuple(documents.of_case(s, case_id))
    requests = cases.requests_of(s, case_id)
    people = {
        *(one.actor for one in history),
        *(one.actor for one in events),
        *(f"staff:{one.approver}" for one in events),
        *(one.outcome for one in history),
        *(f"staff:{a.approver}" for a in approvals),
        *(f"staff:{a.for_staff}" for a in approvals),
        *(f"staff:{one.made_by}" for one in papers),
        *(f"staff:{one.decided_by}" for one in requests),
    }
    return Dossier(
        case,
        kind,
        kind.statuses[case.status],
        facts_of(case),
        _sealed_titles(sealed),
        events,
        tuple(cases.deadlines(s, case_id)),
        outcome_of(s, case, _given(sealed)),
        tuple(_linked(s, other, staff) for other in opening.links(s, case_id)),
        papers,
        approvals,
        access.refusal(s, case_id, staff),
        may_set,
        kind.approval is not None and staff.role == kind.approval.by,
        row.applicant_caused,
        Answered(answer, view.answered_at) if answer and view.answered_at else None,
        requests,
        history,
        names(s, people),
    )


def facts_of(case: cases.Listed) -> tuple[Fact, ...]:
    """The plain facts of a case in the catalogue's order, with its titles."""
    flow = items.kinds().get(case.kind)
    found = []
    for item in flow.items.values() if flow else ():
        value: Any = case.facts.get(item.id)
        if value:
            chosen = [value] if isinstance(value, str) else value
            found.append(Fact(item.title, tuple(item.options.get(option, option) for option in chosen)))
    return tuple(found)


def outcome_of(s: Session, case: cases.Listed, filled: Sequence[str]) -> Outcome | None:
    """What the regulations say of the case's facts; None where no rule answers, or a fact it needs is not there."""
    linked = cases.get(s, case.linked) if case.linked else None
    mode = linked.facts.get("mode") if linked and linked.kind == "report" else None
    if mode and linked and cases.known(s, linked.id).get("named") == "yes":
        mode = "realname"  # who stayed anonymous has given the three elements since (规定 2 第二条第二款)
    try:
        return flows.apply(
            items.kinds()[case.kind].id,
            case.facts,
            filled=filled,
            on=case.submitted_at.astimezone(ZONE).date(),
            report_mode=str(mode) if mode else None,
        )
    except (InvalidFacts, KeyError, ValueError):
        return None


def names(s: Session, actors: set[str]) -> dict[str, str]:
    """Actor of a record → how to call them. Closed accounts have a name, too."""
    found = {"reporter": "当事人（凭编号）", "system": "系统", "staff:?": "未登录的人"}
    for actor in actors:
        staff_id = actor.removeprefix("staff:")
        row = s.get(StaffRow, staff_id) if actor.startswith("staff:") else None
        if row is not None:
            found[actor] = f"{row.name}（{ROLES.get(row.role, row.title)}）"
    return found


def officers(s: Session, kind: statuses.Kind) -> list[Staff]:
    """Active staff whose role opens this kind of case but needs an approval for it."""
    exempt = kind.approval.exempt if kind.approval else frozenset()
    return [one for one in accounts.listed(s) if one.role in kind.open - exempt]


def due_soon(periods: Sequence[cases.Period], today: date) -> list[cases.Period]:
    """Running periods whose last day is within three days or has passed."""
    return [p for p in periods if p.state == "running" and (p.deadline.due - today).days <= 3]


def _given(sealed: Sequence[vault.SealedItem]) -> list[str]:
    """Labels of what was given; what was told unasked counts as the item that it tells of."""
    found = [item.label for item in sealed]
    for item in sealed:
        tells = items.item(item.label).tells
        if tells:
            found.append(f"{item.label.partition('.')[0]}.{tells}")
    return found


def _sealed_titles(sealed: Sequence[vault.SealedItem]) -> tuple[SealedTitle, ...]:
    counts: dict[tuple[str, str, int], int] = {}
    for item in sealed:
        key = (item.title, "files" if item.upload else "text", item.batch)
        counts[key] = counts.get(key, 0) + 1
    return tuple(SealedTitle(title, kind, batch, count) for (title, kind, batch), count in counts.items())


def _linked(s: Session, case_id: str, staff: Staff) -> Linked:
    case = cases.get(s, case_id)
    assert case is not None  # a foreign key leads here
    kind = statuses.kind(case.kind)
    return Linked(kind.title, case if staff.role in kind.see else None)
