"""What is due this week among 10,000 cases with their periods: milliseconds of the whole list, the fastest tenth of 41 runs."""

from __future__ import annotations

import os
import random
import secrets
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import create_engine, insert, make_url, text

from desk.keyring import DeskKey
from rules import deadlines as law
from store import agenda, keys, receipts, statuses
from store.clock import now
from store.database import Store, normal_url
from store.migrate import upgrade
from store.models import CaseRow, DeadlineRow, ReceiptRow

CASES = 10_000
WANTED_MS = 50.0
KINDS = tuple(statuses.kinds())
# Where cases stand, and since when at most: each has the periods of its status.
STAGES = (
    ("rights_application", "received", ("answer_application",), 3),
    ("rights_application", "investigating", ("investigation",), 42),
    ("rights_application", "extended", ("investigation_extended",), 60),
    ("rights_application", "review_requested", ("review_answer",), 30),
    ("reporter_protection", "received", ("verify_danger",), 3),
    ("witness_protection", "approved", ("protection_plan",), 2),
)


@dataclass(frozen=True)
class Listing:
    """How long the list of a week took (ms; the fastest tenth of the runs), and how many lines it had."""

    database: str
    lines: int
    milliseconds: float


def fill(store: Store, today: date, count: int = CASES) -> None:
    """Put in `count` cases with a running period each, most of them with a last day in the weeks around today."""
    chance = random.Random(11)
    cases, numbers, periods = [], [], []
    known: dict[tuple[str, date], law.Deadline] = {}
    for index in range(count):
        kind, status, running, oldest = chance.choices(STAGES, weights=[4, 50, 20, 24, 1, 1])[0]
        base = today - timedelta(days=chance.randint(0, oldest))
        case_id = f"k_{secrets.token_hex(12)}"
        at = now() - timedelta(days=(today - base).days, seconds=index)
        found = []
        for name in running:
            if (name, base) not in known:
                known[name, base] = law.reckon(name, base)
            found.append(known[name, base])
        cases.append(
            {
                "id": case_id, "kind": kind, "flow": "rights", "way_in": "web", "submitted_at": at, "status": status,
                "status_since": at, "facts": {"scene": "non_scene", "behaviour": "threat", "ground": "infringed"},
                "rank": 2, "next_due": min(d.due for d in found), "applicant_caused": False,
            }
        )  # fmt: skip
        numbers.append(
            {"number": receipts.new_number(), "case_id": case_id, "password_hash": "-", "must_change": False}
        )
        periods += [
            {
                "case_id": case_id, "kind": one.kind, "due": one.due, "warn_on": law.warn_on(one),
                "tree": one.as_dict(), "state": "running",
            }
            for one in found
        ]  # fmt: skip
        # What was done before: ended periods fill the table as well.
        ended = law.reckon("answer_application", base)
        periods.append(
            {
                "case_id": case_id, "kind": ended.kind, "due": ended.due, "warn_on": ended.due,
                "tree": ended.as_dict(), "state": "met",
            }
        )  # fmt: skip
    with store.begin() as s:
        s.execute(insert(CaseRow), cases)
        s.execute(insert(ReceiptRow), numbers)
        s.execute(insert(DeadlineRow), periods)
    with store.begin() as s:
        s.execute(text("ANALYZE"))


def listing(store: Store, today: date, tries: int = 41) -> Listing:
    """The list of everything due within a week, what has passed included; not cut into pages."""
    until = today + timedelta(days=6)
    taken: list[float] = []
    lines = 0
    for _ in range(tries):
        began = time.perf_counter()
        with store.read() as s:
            lines = len(agenda.due_by(s, KINDS, until, agenda.WHOLE))
        taken.append(time.perf_counter() - began)
    name = "SQLite" if store.sqlite else "PostgreSQL"
    # What it costs, without what the machine does besides.
    return Listing(name, lines, sorted(taken)[tries // 10] * 1000)


def measure(folder: Path, server: str = os.environ.get("SHOUKOU_TEST_POSTGRES", "")) -> list[Listing]:
    """On SQLite in `folder`, and on a new database of a PostgreSQL server when one is named."""
    found = [_measured(f"sqlite:///{folder / 'due' / 'shoukou.db'}", folder / "due")]
    if server:
        name = f"shoukou_bench_{secrets.token_hex(4)}"
        _admin(server, f"CREATE DATABASE {name}")
        try:
            url = make_url(server).set(database=name).render_as_string(hide_password=False)
            found.append(_measured(url, folder / "due_postgres"))
        finally:
            _admin(server, f"DROP DATABASE {name} WITH (FORCE)")
    return found


def rows(found: list[Listing]) -> list[str]:
    """Lines of the report's table."""
    return [
        f"| what is due this week among {CASES:,} cases, {one.database} ({one.lines:,} lines, fastest tenth of 41 runs), ms "
        f"| {one.milliseconds:.1f} | ≤ {WANTED_MS:.0f} |"
        for one in found
    ]


def _measured(url: str, folder: Path) -> Listing:
    folder.mkdir(parents=True, exist_ok=True)
    upgrade(url, folder)
    store = Store(url, folder)
    with store.begin() as s:
        keys.publish(s, DeskKey.generate().public)
    today = now().date()
    try:
        fill(store, today)
        return listing(store, today)
    finally:
        store.close()


def _admin(server: str, statement: str) -> None:
    engine = create_engine(normal_url(server), isolation_level="AUTOCOMMIT", hide_parameters=True)
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
