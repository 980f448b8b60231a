"""Opens the sealed items of a case for somebody who may, and turns them into something to read.

Each opening is recorded before anything is decrypted (invariant "one key holder"); what cannot be opened is shown as
such and hides nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.keyring import Keyring, OpenError
from desk.office import Office
from rules.reference import Ref
from store import access
from store.items import item as catalogue_item
from store.staff import Staff
from store.vault import SealedItem


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
    """One item, opened. `text` is None for a file and for what could not be opened (`problem` says why)."""

    id: str
    label: str
    title: str
    kind: str
    batch: int
    text: str | None = None
    at: datetime | None = None
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
    return [_opened(office.keyring, item) for item in opening.items]


def texts(opened: list[Opened]) -> dict[str, str]:
    """Label → text, the latest where a label was answered more than once."""
    return {item.label: item.text for item in opened if item.text is not None}


def _opened(keyring: Keyring, item: SealedItem) -> Opened:
    kind = catalogue_item(item.label).kind
    try:
        if item.upload is not None:
            return Opened(
                item.id, item.label, item.title, kind, item.batch, file=keyring.open_file(item.envelope), sealed=item
            )
        answer = keyring.open_text(item.envelope)
    except OpenError as error:
        return Opened(item.id, item.label, item.title, kind, item.batch, problem=str(error))
    # An envelope sealed for one question and sent for another would mislead whoever reads it.
    problem = "" if answer["ask"] == item.label else "这一项封存时答的是另一个问题，请留意。"
    return Opened(
        item.id, item.label, item.title, kind, item.batch, answer["text"], _moment(answer["at"]), problem=problem
    )


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None
