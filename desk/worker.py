"""What the desk does by itself, once a minute: deadlines that have passed, conversations that are over, the vault.

Each task fails alone: the log has its name and the kind of error, and the next minute tries again.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import timedelta

from desk.office import Office
from rules import calendar
from store import cases, conversations, periods, vault
from store.clock import now

EVERY_SECONDS = 60.0
DAY_SECONDS = 24 * 3600.0
log = logging.getLogger("desk.worker")


async def run(office: Office, every: float = EVERY_SECONDS) -> None:
    """Work until cancelled."""
    done = -DAY_SECONDS
    while True:
        await asyncio.to_thread(tick, office)
        if time.monotonic() - done >= DAY_SECONDS:
            done = time.monotonic()
            await asyncio.to_thread(daily, office)
        await asyncio.sleep(every)


def tick(office: Office) -> list[str]:
    """One round; returns the tasks that failed."""
    tasks: dict[str, Callable[[Office], int]] = {"expiries": _expiries, "purge": _purge}
    return [name for name, task in tasks.items() if not _done(name, task, office)]


def daily(office: Office) -> list[str]:
    """Once a day: what a crash left in the vault goes, days are reckoned anew. Returns what failed."""
    tasks: dict[str, Callable[[Office], int]] = {"sweep": _sweep, "calendar": _calendar}
    return [name for name, task in tasks.items() if not _done(name, task, office)]


def _done(name: str, task: Callable[[Office], int], office: Office) -> bool:
    try:
        count = task(office)
    except Exception as error:  # one task must not stop the others, nor the desk; its text may say anything
        log.error("%s failed: %s", name, type(error).__name__)
        return False
    if count:
        log.info("%s: %d", name, count)
    return True


def _expiries(office: Office) -> int:
    with office.store.begin() as s:
        return len(cases.apply_expiries(s)) + periods.lapse(s, now().date())


def _purge(office: Office) -> int:
    # The gateway does the same; this holds also while the gateway is down.
    with office.store.begin() as s:
        return conversations.purge_idle(s, now() - timedelta(minutes=office.settings.idle_minutes))


def _sweep(office: Office) -> int:
    with office.store.begin() as s:
        return vault.sweep(s)


def _calendar(office: Office) -> int:
    calendar.check_overlay()  # a slip in it stops no work, but this task fails by its name
    with office.store.read() as s:
        waiting = cases.stale(s)
    changed = 0
    for case_id in waiting:
        with office.store.begin() as s:
            changed += len(cases.recompute(s, case_id))
    return changed
