"""How much one source may do. A source is a keyed hash of its address (`store.throttle.SourceNames`): no
address is kept.
"""

import ipaddress
import time
from collections import OrderedDict
from dataclasses import dataclass

from starlette.types import Scope

from store.throttle import SourceNames

MOST_SOURCES = 50_000


@dataclass(frozen=True, slots=True)
class Rate:
    """So many a minute in the long run, so many at once."""

    per_minute: float
    burst: float


class Limiter:
    """A token bucket for each source."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, source: str) -> float:
        """Take one; returns 0.0, or the seconds to wait when there is none. The empty source is never limited."""
        if not source:
            return 0.0
        now = time.monotonic()
        left, at = self._buckets.pop(source, (self._rate.burst, now))
        left = min(self._rate.burst, left + (now - at) * self._rate.per_minute / 60)
        wait = 0.0 if left >= 1 else (1 - left) * 60 / self._rate.per_minute
        self._buckets[source] = (left if wait else left - 1, now)
        if len(self._buckets) > MOST_SOURCES:
            self._buckets.popitem(last=False)
        return wait


class Sources:
    """Names the source of a request without keeping where it comes from."""

    def __init__(self, trusted_proxies: str = "") -> None:
        """`trusted_proxies`: comma-separated addresses or networks whose X-Forwarded-For is believed."""
        self._names = SourceNames()
        self._trusted = [ipaddress.ip_network(p.strip(), strict=False) for p in trusted_proxies.split(",") if p.strip()]

    def of(self, scope: Scope) -> str:
        """The source of a request; empty for this machine itself, which nothing limits."""
        client = scope.get("client")
        address = str(client[0]) if client else ""
        if _loopback(address) and not any(k == b"x-forwarded-for" for k, _ in scope["headers"]):
            return ""
        if self._trusted and self._is_trusted(address):
            forwarded = [v for k, v in scope["headers"] if k == b"x-forwarded-for"]
            hops = [hop.strip() for hop in b",".join(forwarded).decode("latin-1").split(",") if hop.strip()]
            # From the right: the first address that is not one of our own proxies.
            address = next((hop for hop in reversed(hops) if not self._is_trusted(hop)), address)
        return self._names.name(address)

    def _is_trusted(self, address: str) -> bool:
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._trusted)


def _loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
