"""Setting a status: what must be done before, and which paper belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from docs_gen.documents import KINDS
from rules import police_rights
from rules.reference import Ref
from store import cases, documents, statuses
from store.clock import now
from store.staff import Staff

# The paper that goes with a status, made before it or after.
PAPER: Mapping[tuple[str, str], str] = {
    ("reporter_protection", "police_asked"): "assistance_letter",
    ("witness_protection", "submitted"): "protection_report",
    ("protection_report", "submitted"): "protection_report",
    ("rights_application", "accepted"): "rights_accepted",
    ("rights_application", "deemed_accepted"): "rights_accepted",
    ("rights_application", "not_accepted"): "rights_refused",
    ("rights_application", "extended"): "extension_approval",
    ("rights_application", "answered"): "rights_result",
    ("rights_application", "review_answered"): "review_result",
}
# A status that must not be set before its paper is finished, and the provision that says so.
PAPER_FIRST: Mapping[tuple[str, str], Ref] = {
    ("rights_application", "not_accepted"): Ref.parse("3:31"),
    ("protection_report", "submitted"): Ref.parse("1:6.1"),
    ("witness_protection", "submitted"): Ref.parse("1:6.1"),
}


class PaperFirst(Exception):
    """The status waits for a finished paper. `kind` of the paper, `ref` the provision, `text` for the officer."""

    def __init__(self, kind: str, ref: Ref) -> None:
        why = ""
        if kind == "rights_refused":
            said = police_rights.answer(within_duties=False, accept=False, reasons_given=False, answered=now().date())
            why = f"其中要写明{said.missing[0].text}。" if said.missing else ""
        super().__init__(f"请先制作《{KINDS[kind].title}》。{why}".replace("。。", "。"))
        self.kind = kind
        self.ref = ref


@dataclass(frozen=True)
class Step:
    """A status that can be set now, its paper, and whether that must be made first."""

    status: statuses.Status
    paper: str | None
    waits: bool


def steps(s: Session, case: cases.Listed, staff: Staff) -> list[Step]:
    """What this person can set the case to, and what each wants. Raises KeyError."""
    found = []
    for status in cases.next_statuses(s, case.id, staff):
        key = (case.kind, status.id)
        found.append(Step(status, PAPER.get(key), key in PAPER_FIRST and not _finished(s, case.id, PAPER[key])))
    return found


def set_status(s: Session, case_id: str, status: str, staff: Staff, day: date | None = None) -> statuses.Status:
    """Set a status, if its paper is there. Raises PaperFirst and what `store.cases.set_status` raises."""
    case = cases.get(s, case_id)
    if case is None:
        raise KeyError(case_id)
    first = PAPER_FIRST.get((case.kind, status))
    if first is not None and not _finished(s, case_id, PAPER[case.kind, status]):
        raise PaperFirst(PAPER[case.kind, status], first)
    return cases.set_status(s, case_id, status, staff, day)


def statuses_of_paper(case_kind: str, paper: str) -> list[str]:
    """The statuses that go with a paper."""
    return [status for (kind, status), one in PAPER.items() if kind == case_kind and one == paper]


def _finished(s: Session, case_id: str, kind: str) -> bool:
    return any(one.kind == kind and one.finished for one in documents.of_case(s, case_id))
