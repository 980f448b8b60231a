"""Documents made for cases, sealed to the desk, and their numbers (文号): one sequence a series and year, without
gaps by accident.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store import audit, keys
from store.clock import now
from store.models import CaseRow, DocumentNumberRow, DocumentRow
from store.sealing import Envelope
from store.staff import Staff


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


def next_number(s: Session, series: str, year: int) -> int:
    """The next number of a series in a year, from 1. Writers queue, so none is given twice; a rolled back one is
    given again.
    """
    row = s.get(DocumentNumberRow, (series, year))
    if row is None:
        row = DocumentNumberRow(series=series, year=year, last=0)
        s.add(row)
    row.last += 1
    s.flush()
    return row.last


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
) -> str:
    """Keep a document, sealed as kind `document/<kind>`; returns its id. Raises KeyError, ValueError."""
    if s.get(CaseRow, case_id) is None:
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
    audit.append(s, staff.actor if staff else "system", f"document.{kind}", f"case:{case_id}", row.id)
    return row.id


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
    )
