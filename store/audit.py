"""The audit log: append-only, each record hashed with the one before. It holds who, what, on which id, with which
outcome: no content.

Writers queue (see `store.database`), so the chain never forks. Triggers in the database forbid changing and deleting;
a change made past them is found by `verify`, and a cut-off end by comparing with a `Head` noted elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.clock import now
from store.models import AuditRow

GENESIS = "0" * 64
_WORD = re.compile(r"[A-Za-z0-9_.:/@+-]{1,120}")


@dataclass(frozen=True)
class Head:
    """The last record: its number and hash. Note it elsewhere, to find out when the end was cut off."""

    seq: int
    hash: str


@dataclass(frozen=True)
class Broken:
    """The first record that does not fit. reason: sequence, link, content, head."""

    seq: int
    reason: str


@dataclass(frozen=True)
class Record:
    """One record, to show."""

    seq: int
    at: str
    actor: str
    action: str
    subject: str
    outcome: str


def append(s: Session, actor: str, action: str, subject: str, outcome: str) -> Head:
    """Add a record in the caller's write transaction. Raises ValueError for anything but ids and codes: no room for
    content.
    """
    for word in (actor, action, subject, outcome):
        if not _WORD.fullmatch(word):
            raise ValueError("an audit record holds ids and codes only")
    s.flush()
    last = head(s)
    at = now().isoformat(timespec="milliseconds")
    seq = last.seq + 1
    digest = _digest(seq, at, actor, action, subject, outcome, last.hash)
    s.add(
        AuditRow(
            seq=seq,
            at=at,
            actor=actor,
            action=action,
            subject=subject,
            outcome=outcome,
            prev=last.hash,
            hash=digest,
        )
    )
    s.flush()
    return Head(seq, digest)


def head(s: Session) -> Head:
    """The end of the chain."""
    row = s.execute(select(AuditRow.seq, AuditRow.hash).order_by(AuditRow.seq.desc()).limit(1)).first()
    return Head(row.seq, row.hash) if row else Head(0, GENESIS)


def verify(s: Session, noted: Head | None = None) -> Broken | None:
    """The first broken record, or None. `noted`: a head noted earlier, which must still be in the chain."""
    expected, prev = 1, GENESIS
    found = noted is None or noted.seq == 0
    for row in s.execute(select(AuditRow).order_by(AuditRow.seq).execution_options(yield_per=1000)).scalars():
        if row.seq != expected:
            return Broken(expected, "sequence")
        if row.prev != prev:
            return Broken(row.seq, "link")
        if row.hash != _digest(row.seq, row.at, row.actor, row.action, row.subject, row.outcome, row.prev):
            return Broken(row.seq, "content")
        if noted is not None and row.seq == noted.seq:
            if row.hash != noted.hash:
                return Broken(row.seq, "head")
            found = True
        expected, prev = row.seq + 1, row.hash
    return None if found else Broken(expected, "head")


def records(s: Session, subject: str | None = None, limit: int = 200, before: int | None = None) -> Iterator[Record]:
    """Records, newest first; of one subject (`case:<id>`) or all; `before` a seq, for the next page."""
    query = select(AuditRow).order_by(AuditRow.seq.desc()).limit(limit)
    if subject is not None:
        query = query.where(AuditRow.subject == subject)
    if before is not None:
        query = query.where(AuditRow.seq < before)
    for row in s.scalars(query):
        yield Record(row.seq, row.at, row.actor, row.action, row.subject, row.outcome)


def _digest(seq: int, at: str, actor: str, action: str, subject: str, outcome: str, prev: str) -> str:
    text = json.dumps([seq, at, actor, action, subject, outcome, prev], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
