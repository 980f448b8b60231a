"""What must not grow: a turn late in a conversation, a receipt query among many cases."""

from __future__ import annotations

import random
import statistics
import time
from pathlib import Path

import httpx

from desk.keyring import DeskKey
from store import cases, grants, receipts
from store.database import Store
from store.migrate import upgrade
from tests.client import Person
from tests.running import Running
from tests.store.make import PASSWORD, Maker
from tests.store.test_scale import many

EARLY, LATE = 5, 300
AROUND = 4


def long_conversation(system: Running, conversations: int = 5) -> tuple[float, float]:
    """Milliseconds of the same turn (a rule question in a form) at step 5 and at step 300, medians."""
    early: list[float] = []
    late: list[float] = []
    with httpx.Client(timeout=60, trust_env=False) as http:
        for _ in range(conversations):
            person = Person.arrives(http, system.gateway)
            person.says("我要举报")
            for step in range(2, LATE + AROUND):
                started = time.perf_counter()
                person.says("帮助" if step % 2 else "为什么要问这个")
                taken = time.perf_counter() - started
                if abs(step - EARLY) < AROUND:
                    early.append(taken)
                elif abs(step - LATE) < AROUND:
                    late.append(taken)
    return statistics.median(early) * 1000, statistics.median(late) * 1000


def receipt_queries(folder: Path, tries: int = 30) -> tuple[float, float]:
    """Milliseconds of a whole receipt query (KDF, grant, view) with 100 and with 100,000 cases, medians, in turns."""
    sizes = (100, 100_000)
    stores = {size: _filled(folder / str(size), size) for size in sizes}
    taken: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(tries):
        for size, (store, conversation, numbers) in stores.items():
            number = random.choice(numbers)
            started = time.perf_counter()
            checked = receipts.check(store, conversation, number, PASSWORD, "bench")
            with store.begin() as s:
                grants.redeem(s, conversation, checked.grant)
            with store.read() as s:
                found = cases.by_number(s, number)
                assert found is not None
                cases.view(s, found.id)
            taken[size].append(time.perf_counter() - started)
    return tuple(statistics.median(taken[size]) * 1000 for size in sizes)  # type: ignore[return-value]


def _filled(folder: Path, size: int) -> tuple[Store, str, list[str]]:
    folder.mkdir(parents=True)
    url = f"sqlite:///{folder}/shoukou.db"
    upgrade(url, folder)
    store = Store(url, folder)
    made = Maker(store, DeskKey.generate().public)
    return store, made.conversation(), many(made, size)
