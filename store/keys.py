"""The desk's public keys, as the sealing sides find them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from store import audit
from store.clock import now
from store.models import KeyRow
from store.sealing import PublicKey


class NoKey(LookupError):
    """No key is published: nothing can be sealed, so nothing may be taken (fail closed)."""


def publish(s: Session, key: PublicKey) -> None:
    """Make `key` the one to seal to. Publishing the current one again changes nothing."""
    row = s.get(KeyRow, key.id)
    if row is not None and _newest(s) is row:
        return
    if row is None:
        s.add(KeyRow(id=key.id, suite=key.suite, public=key.data, published_at=now()))
    else:
        row.published_at, row.revoked = now(), False
    s.flush()
    audit.append(s, "system", "key.publish", f"key:{key.id}", "ok")


def current(s: Session) -> PublicKey:
    """The key to seal to now. Raises NoKey."""
    row = _newest(s)
    if row is None:
        raise NoKey("no desk key is published")
    return PublicKey(row.public, row.suite)


def known(s: Session, key_id: str) -> bool:
    """Whether items sealed to this key are taken: any published key, so that a page opened before a rotation still
    works.
    """
    row = s.get(KeyRow, key_id)
    return row is not None and not row.revoked


def revoke(s: Session, key_id: str) -> None:
    """Take nothing sealed to this key any more (its private side is lost or out). Raises KeyError when there is no
    such key.
    """
    row = s.get(KeyRow, key_id)
    if row is None:
        raise KeyError(key_id)
    row.revoked = True
    audit.append(s, "system", "key.revoke", f"key:{key_id}", "ok")


def _newest(s: Session) -> KeyRow | None:
    return s.scalar(select(KeyRow).where(~KeyRow.revoked).order_by(KeyRow.published_at.desc()).limit(1))
