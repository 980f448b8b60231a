"""An answer to a reporter: checked against what was opened, kept only when it touches none of it (第五条第七项)."""

from __future__ import annotations

from desk import answer_check, opening
from desk.office import Office
from store import audit, cases, statuses
from store.cases import NotAllowed
from store.staff import Staff

LONGEST = 2000


def check(office: Office, case_id: str, text: str, staff: Staff) -> list[str]:
    """The words of `text` that touch the case or one linked to it; empty when it may go out.

    The words are for this officer only; that there were some is recorded, they are not.

    Raises Locked, Refused (the case, or a linked one, is not open to this person), NotAllowed, KeyError.
    """
    with office.store.read() as s:
        case = cases.get(s, case_id)
    if case is None:
        raise KeyError(case_id)
    if staff.role not in statuses.kind(case.kind).set:
        raise NotAllowed("role")
    own, linked = opening.open_with_links(office, case_id, staff)
    items = [*own, *linked]
    words = answer_check.offending(text, answer_check.contents(items))
    if words:
        with office.store.begin() as s:
            audit.append(s, staff.actor, "case.answer_refused", f"case:{case_id}", f"count:{len(words)}")
    return words


def send(office: Office, case_id: str, text: str, staff: Staff) -> list[str]:
    """Check once more and keep the answer; returns the words that touch the content when it was not kept.

    Raises as `check`, and ValueError for an empty or too long answer.
    """
    if not text.strip() or len(text) > LONGEST:
        raise ValueError("empty or too long")
    words = check(office, case_id, text, staff)
    if not words:
        with office.store.begin() as s:
            cases.write_answer(s, case_id, text.strip(), staff)
    return words
