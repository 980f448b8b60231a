"""Documents made for cases, sealed to the desk, and their numbers (文号): one sequence a series and year, without
gaps and without doubles. A voided document (作废) keeps its number.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import event, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from store import audit, keys, periods, statuses, told
from store.casefile import NotAllowed
from store.clock import now
from store.models import CaseRow, DocumentNumberRow, DocumentRow
from store.sealing import Envelope
from store.staff import Staff

VOID_REASONS: Mapping[str, str] = {"mistake": "内容有误", "replaced": "已另行制作", "not_issued": "没有发出"}


@dataclass(frozen=True)
class Document:
    """A document's entry; its content is in `envelope`."""

    id: str
    case_id: str
    kind: str
    series: str | None
    year: int | None
    number: int | None
    finished: bool
    made_by: str | None
    made_at: datetime
    envelope: Envelope
    voided_at: datetime | None = None
    void_reason: str | None = None


@dataclass(frozen=True)
class Registered:
    """A number of the register and its document. void_reason: None while it is good."""

    text: str
    number: int
    document_id: str
    kind: str
    made_at: datetime
    void_reason: str | None


def next_number(s: Session, series: str, year: int) -> int:
    """The next number of a series in a year, from 1, for a document that is kept in the same transaction.

    One statement takes it, and writers queue, so none is given twice; a transaction that is rolled back, or whose
    process dies, gives it back. A transaction that would keep the number without its document is refused
    (RuntimeError at its commit): so no number is lost.
    """
    table = DocumentNumberRow.__table__
    insert = sqlite_insert if s.get_bind().dialect.name == "sqlite" else postgres_insert
    number = s.execute(
        insert(DocumentNumberRow)
        .values(series=series, year=year, last=1)
        .on_conflict_do_update(index_elements=[table.c.series, table.c.year], set_={"last": table.c.last + 1})
        .returning(table.c.last)
    ).scalar_one()
    waiting = s.info.setdefault("numbers", set())
    if not waiting and not event.contains(s, "before_commit", _each_has_its_document):
        event.listen(s, "before_commit", _each_has_its_document)
    waiting.add((series, year, number))
    return int(number)


def number_zh(series: str, year: int, number: int) -> str:
    """As it is printed: 示检举〔2026〕5号, the year whole, the number without zeros before it (GB/T 9704)."""
    return f"{series}〔{year}〕{number}号"


def add(
    s: Session,
    case_id: str,
    kind: str,
    envelope: Envelope,
    staff: Staff | None,
    *,
    finished: bool,
    series: str | None = None,
    year: int | None = None,
    number: int | None = None,
    dates: Mapping[str, tuple[date, bool]] | None = None,
) -> str:
    """Keep a document, sealed as kind `document/<kind>`; returns its id. A finished one ends the duties it meets.

    dates: the last days it tells, by field: the day, and whether it is printed as 暂定 (see `store.told`).
    Raises KeyError, ValueError.
    """
    case = s.get(CaseRow, case_id)
    if case is None:
        raise KeyError(case_id)
    if envelope.kind != f"document/{kind}" or not keys.known(s, envelope.key):
        raise ValueError("not sealed as a document of this kind")
    row = DocumentRow(
        id=f"d_{secrets.token_hex(12)}",
        case_id=case_id,
        kind=kind,
        series=series,
        year=year,
        number=number,
        finished=finished,
        suite=envelope.suite,
        key_id=envelope.key,
        ct=envelope.ct,
        staff_id=staff.id if staff else None,
        made_at=now(),
    )
    s.add(row)
    s.flush()
    s.info.get("numbers", set()).discard((series, year, number))
    if finished:
        told.by_paper(s, case, dates or {}, row.id)
        periods.on_paper(s, case, kind)
    audit.append(s, staff.actor if staff else "system", f"document.{kind}", f"case:{case_id}", row.id)
    return row.id


def void(s: Session, document_id: str, staff: Staff, reason: str) -> None:
    """Void a finished document (作废). It stays, and so does its number, which is never given again.

    reason: one of VOID_REASONS. What it told stays recorded as told, and what it had met stays met.
    Raises KeyError; ValueError for another reason, a draft, or a document that is void already; NotAllowed.
    """
    row = s.get(DocumentRow, document_id)
    if row is None:
        raise KeyError(document_id)
    if staff.role not in statuses.kind(s.get_one(CaseRow, row.case_id).kind).set:
        raise NotAllowed("role")
    if reason not in VOID_REASONS or not row.finished or row.voided_at is not None:
        raise ValueError("this can't be voided")
    row.voided_at, row.voided_by, row.void_reason = now(), staff.id, reason
    s.flush()
    audit.append(s, staff.actor, "document.void", f"case:{row.case_id}", f"{row.id}:{reason}")


def register(s: Session, series: str, year: int) -> list[Registered]:
    """Every number given out in a series and year, in order: the register of 文号."""
    rows = s.execute(
        select(DocumentRow.number, DocumentRow.id, DocumentRow.kind, DocumentRow.made_at, DocumentRow.void_reason)
        .where(DocumentRow.series == series, DocumentRow.year == year, DocumentRow.number.is_not(None))
        .order_by(DocumentRow.number)
    )
    return [
        Registered(number_zh(series, year, number), number, document_id, kind, made_at, void_reason)
        for number, document_id, kind, made_at, void_reason in rows
        if number is not None
    ]


def missing_numbers(s: Session, series: str, year: int) -> list[int]:
    """Numbers that were given out and stand in no document. There should be none, ever."""
    last = s.scalar(
        select(DocumentNumberRow.last).where(DocumentNumberRow.series == series, DocumentNumberRow.year == year)
    )
    kept = {one.number for one in register(s, series, year)}
    return [n for n in range(1, (last or 0) + 1) if n not in kept]


def _each_has_its_document(s: Session) -> None:
    if s.info.get("numbers"):
        raise RuntimeError("a document number without its document")


def get(s: Session, document_id: str) -> Document | None:
    """A document. The caller checks who asks (`store.access.refusal`) and records the download
    (`store.audit.append`).
    """
    row = s.get(DocumentRow, document_id)
    return _document(row) if row else None


def of_case(s: Session, case_id: str) -> list[Document]:
    """The documents of a case, oldest first."""
    rows = s.scalars(select(DocumentRow).where(DocumentRow.case_id == case_id).order_by(DocumentRow.made_at))
    return [_document(r) for r in rows]


def _document(row: DocumentRow) -> Document:
    envelope = Envelope(f"document/{row.kind}", row.key_id, row.ct, row.suite)
    return Document(
        row.id,
        row.case_id,
        row.kind,
        row.series,
        row.year,
        row.number,
        row.finished,
        row.staff_id,
        row.made_at,
        envelope,
        row.voided_at,
        row.void_reason,
    )
