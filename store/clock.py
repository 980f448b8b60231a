"""The time, in one place: aware, in Asia/Shanghai, so that dates in it are the dates the regulations count in."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Now, aware, in Asia/Shanghai."""
    return datetime.now(ZONE)
