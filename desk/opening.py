"""Opens the sealed items of a case for somebody who may, and turns them into something to read.

Each opening is recorded before anything is decrypted (invariant "one key holder"); what cannot be opened is shown as
such and hides nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from desk.keyring import Keyring, OpenError
from desk.office import Office
from docs_gen.documents import long_date
from rules.reference import Ref
from store import access, audit, cases, vault
from store.items import item as catalogue_item
from store.staff import Staff
from store.vault import SealedItem

_WHY = {
    "sealed to a key that is not here": "打不开：封存所用的密钥不在这台工作台上。",
    "a part is missing or damaged": "打不开：文件有一部分缺失或者损坏。",
}


class Refused(PermissionError):
    """This person may not open the case. `reason`: role or approval; `ref`: the provision it rests on."""

    def __init__(self, reason: str, ref: Ref | None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.ref = ref


class Locked(RuntimeError):
    """The desk's key is not unlocked."""


@dataclass(frozen=True)
class Opened:
    """One item, opened. `text` is None for a file and for what could not be opened (`problem` says why).

    `days`: first and last day that a date in words (上个月5号) was understood as when it was given, at `at`.
    """

    id: str
    label: str
    title: str
    kind: str
    batch: int
    text: str | None = None
    at: datetime | None = None
    days: tuple[date, date] | None = None
    file: Mapping[str, Any] | None = None
    sealed: SealedItem | None = None
    problem: str = ""


def open_case(office: Office, case_id: str, staff: Staff) -> list[Opened]:
    """Every item of a case, opened, in the order given.

    Raises:
        Locked: the key is not unlocked (nothing is recorded: nothing was tried).
        Refused: role or approval is missing; the refusal is recorded.
        KeyError: no such case.
    """
    if office.keyring is None:
        raise Locked
    with office.store.begin() as s:
        opening = access.open_items(s, case_id, staff)
    if opening.refusal is not None:
        raise Refused(opening.refusal, opening.ref)
    return _in_pieces([_opened(office.keyring, item) for item in opening.items])


def open_with_links(office: Office, case_id: str, staff: Staff) -> tuple[list[Opened], list[Opened]]:
    """The case's items, and those of its linked cases that this person's role may open. Raises as `open_case`.

    A linked case of another office, which this person knows nothing of, is left out; one that only lacks the approval
    is not: then nobody could say that an answer holds nothing of it.
    """
    opened = open_case(office, case_id, staff)
    with office.store.read() as s:
        linked = [other for other in links(s, case_id) if _by_role(s, other, staff)]
    return opened, [item for other in linked for item in open_case(office, other, staff)]


def open_for_papers(office: Office, case_id: str, staff: Staff) -> tuple[list[Opened], list[Opened]]:
    """The case's items, and those of its linked cases that are open to this person. Raises as `open_case`."""
    opened = open_case(office, case_id, staff)
    with office.store.read() as s:
        linked = [other for other in links(s, case_id) if access.refusal(s, other, staff) is None]
    return opened, [item for other in linked for item in open_case(office, other, staff)]


def links(s: Session, case_id: str) -> list[str]:
    """Ids of the cases linked to this one, either way. Raises KeyError."""
    case = cases.get(s, case_id)
    if case is None:
        raise KeyError(case_id)
    return [*([case.linked] if case.linked else []), *cases.linked_to(s, case_id)]


def _by_role(s: Session, case_id: str, staff: Staff) -> bool:
    no = access.refusal(s, case_id, staff)
    return no is None or no[0] != "role"


def open_file(office: Office, case_id: str, item_id: str, staff: Staff) -> tuple[str, bytes]:
    """A file's name and bytes, checked against its description; recorded first.

    Raises as `open_case`, and OpenError.
    """
    if office.keyring is None:
        raise Locked
    with office.store.begin() as s:
        no = access.refusal(s, case_id, staff)
        item = next((i for i in vault.of_case(s, case_id) if i.id == item_id and i.upload), None)
        if item is None:
            raise KeyError(item_id)
        outcome = f"refused:{no[0]}" if no else item.id
        audit.append(s, staff.actor, "case.open_file", f"case:{case_id}", outcome)
    if no:
        raise Refused(*no)
    described = office.keyring.open_file(item.envelope)
    return str(described["name"]), b"".join(office.keyring.open_parts(item))


def texts(opened: list[Opened]) -> dict[str, str]:
    """Label → text as papers need it: the latest where a label was answered more than once, all of them in order
    where one adds to the other (a story told in pieces).

    A date in words stands as the days it meant when it was said: 昨天 on a paper would be another day.
    """
    found: dict[str, str] = {}
    for item in opened:
        if item.text is None:
            continue
        earlier = found.get(item.label, "") if catalogue_item(item.label).appends else ""
        found[item.label] = f"{earlier}\n{item.text}" if earlier else _dated(item)
    return found


def _in_pieces(opened: list[Opened]) -> list[Opened]:
    """Several answers under one label that appends are told apart: 举报经过（自述）第1段, 第2段."""
    counts = Counter(item.label for item in opened if catalogue_item(item.label).appends)
    place: Counter[str] = Counter()
    found = []
    for item in opened:
        if counts[item.label] > 1:
            place[item.label] += 1
            item = replace(item, title=f"{item.title}第{place[item.label]}段")
        found.append(item)
    return found


def _dated(item: Opened) -> str:
    if item.days is None:
        return item.text or ""
    first, last = item.days
    return long_date(first) if first == last else f"{long_date(first)}至{long_date(last)}"


def _opened(keyring: Keyring, item: SealedItem) -> Opened:
    kind = catalogue_item(item.label).kind
    try:
        if item.upload is not None:
            return Opened(
                item.id, item.label, item.title, kind, item.batch, file=keyring.open_file(item.envelope), sealed=item
            )
        answer = keyring.open_text(item.envelope)
    except OpenError as error:
        return Opened(item.id, item.label, item.title, kind, item.batch, problem=why(error))
    # An envelope sealed for one question and sent for another would mislead whoever reads it.
    problem = "" if _answers(answer["ask"], item.label) else "这一项封存时答的是另一个问题，请留意。"
    return Opened(
        item.id,
        item.label,
        item.title,
        kind,
        item.batch,
        answer["text"],
        _moment(answer["at"]),
        _days(answer.get("value")) if kind == "date" else None,
        problem=problem,
    )


def _answers(ask: object, label: str) -> bool:
    """Whether what was sealed for `ask` may stand under `label`: the same, or a story moved to the flow it was for."""
    if ask == label:
        return True
    try:
        return catalogue_item(str(ask)).appends and catalogue_item(label).appends
    except KeyError:
        return False


def _days(value: object) -> tuple[date, date] | None:
    """`2026-11-21`, or `2026-10-01/2026-10-31`, as the way in understood the words."""
    first, _, last = str(value or "").partition("/")
    try:
        return date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        return None


def why(error: OpenError) -> str:
    """What to tell the officer about an item that does not open."""
    return _WHY.get(str(error), "打不开：内容和封存时不一致，可能已经损坏。")


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None
