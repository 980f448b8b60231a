"""Growing delay for those who guess. Marks fade by themselves, and nobody is locked out.

A mark's key is a hash of what was tried or where it came from; a source is never an address, only what `SourceNames`
made of it.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import threading
import time
from dataclasses import dataclass

from sqlalchemy import case, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from store.clock import now
from store.models import ThrottleRow

HALF_LIFE = 600.0  # seconds until a mark counts half
FREE = 3.0  # so many tries cost no wait: people mistype


@dataclass(frozen=True)
class Limit:
    """How a delay grows: `first` seconds after the free tries, doubling, never above `most` seconds."""

    first: float
    most: float

    def wait(self, score: float) -> float:
        """Seconds for a score."""
        return 0.0 if score <= FREE else min(self.most, self.first * 2.0 ** min(score - FREE - 1, 30.0))


# Whoever guesses waits long. The one whose number a stranger guesses at waits a few seconds at most: the
# stranger must not lock them out.
BY_SOURCE = Limit(first=1.0, most=30.0)
BY_NUMBER = Limit(first=0.5, most=2.0)
BY_NAME = Limit(first=0.5, most=2.0)


def mark(s: Session, space: str, value: str, limit: Limit) -> float:
    """Count one try and return how long it has to wait, in seconds. Known and unknown values cost the same
    statements.
    """
    key, moment = _key(space, value), now()
    row = s.execute(select(ThrottleRow.score, ThrottleRow.updated_at).where(ThrottleRow.key == key)).one_or_none()
    old, age = (row.score, (moment - row.updated_at).total_seconds()) if row else (0.0, 0.0)
    score = old * 0.5 ** (max(0.0, age) / HALF_LIFE) + 1.0
    insert = sqlite.insert if s.get_bind().dialect.name == "sqlite" else postgresql.insert
    s.execute(
        insert(ThrottleRow)
        .values(key=key, score=score, updated_at=moment)
        .on_conflict_do_update(index_elements=["key"], set_={"score": score, "updated_at": moment})
    )
    return limit.wait(score)


def refund(s: Session, space: str, value: str, amount: float) -> None:
    """Take back what a right try counted (amount 1), or nothing (amount 0, by the same statement).

    Only its own mark: a guesser who owns a receipt must not be able to wipe out his guesses with it.
    """
    less = case((ThrottleRow.score > amount, ThrottleRow.score - amount), else_=0.0)
    s.execute(update(ThrottleRow).where(ThrottleRow.key == _key(space, value)).values(score=less))


class SourceNames:
    """Turns a client's address into an opaque name. The key lives in memory only and changes daily; the address is
    kept nowhere.
    """

    def __init__(self, period: float = 86_400.0) -> None:
        self._period = period
        self._lock = threading.Lock()
        self._key = secrets.token_bytes(32)
        self._until = time.monotonic() + period

    def name(self, address: str) -> str:
        """The name of a source. IPv6 addresses of one /64 are one source; what is no address is hashed as it is."""
        try:
            parsed = ipaddress.ip_address(address)
            if parsed.version == 6:
                address = str(ipaddress.ip_network(f"{parsed}/64", strict=False))
        except ValueError:
            pass
        with self._lock:
            if time.monotonic() > self._until:
                self._key, self._until = secrets.token_bytes(32), time.monotonic() + self._period
            key = self._key
        return hmac.new(key, address.encode(), hashlib.sha256).hexdigest()


def _key(space: str, value: str) -> str:
    return hashlib.sha256(f"{space}/{value}".encode()).hexdigest()
