"""10,000 cases with their periods: the list of what is due this week (issue 3: at most 50 ms; docs/performance.md)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event

from store import agenda
from store.clock import now
from store.database import Store
from tests.bench import due

NOISE = 3  # what other work on the machine may cost; the figures in docs/performance.md are measured without it


def test_the_list_of_the_week_is_quick(store: Store) -> None:
    today = now().date()
    due.fill(store, today)
    found = due.listing(store, today)
    assert 300 <= found.lines <= 3000  # a week's worth, not a page of it
    assert found.milliseconds <= due.WANTED_MS * NOISE


def test_the_list_asks_once_however_long_it_is(store: Store) -> None:
    today = now().date()
    due.fill(store, today, 300)
    asked: list[Any] = []
    with store.read() as s:
        event.listen(s.get_bind(), "before_cursor_execute", lambda *given: asked.append(given[2]))
        lines = agenda.due_by(s, due.KINDS, today, agenda.WHOLE)
    assert len(lines) > 5
    assert len([one for one in asked if one.lstrip().upper().startswith("SELECT")]) == 1
