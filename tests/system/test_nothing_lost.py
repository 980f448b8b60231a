"""Nothing lost: parallel submissions all count; a killed process loses nothing that was confirmed."""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy import func, select

from store.database import Store
from store.models import CaseRow, ItemRow, PreparedRow, ReceiptRow
from tests.client import Person, Unexpected
from tests.running import PROCESSES, Running

pytestmark = [pytest.mark.system, pytest.mark.slow]
CLIENTS = 8
REPORTS = 400
KILLS = 30


@pytest.fixture(scope="module")
def busy_system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running.start(tmp_path_factory.mktemp("busy"), SHOUKOU_LOG_LEVEL="INFO")
    yield running
    running.stop()


def report(gateway: str, http: httpx.Client) -> dict[str, str]:
    """An anonymous report, the shortest way; its receipt."""
    person = Person.arrives(http, gateway)
    for say in ("我要举报", "匿名举报", "渎职", "某单位某人", "跳过", "他不作为", "跳过", "没有文件", "没有"):
        person.says(say)
    person.presses("提交")
    if not person.receipt:
        raise Unexpected(person.text)
    return person.receipt


def answers(gateway: str, http: httpx.Client, receipt: dict[str, str]) -> bool:
    """Whether a receipt opens its case."""
    person = Person.arrives(http, gateway)
    person.says("查进度")
    person.says(receipt["number"])
    return "已收到" in person.says(receipt["password"])


def test_parallel_submissions_all_count(busy_system: Running) -> None:
    def client(_: int) -> list[dict[str, str]]:
        with httpx.Client(timeout=120, trust_env=False) as http:
            return [report(busy_system.gateway, http) for _ in range(REPORTS // CLIENTS)]

    with ThreadPoolExecutor(CLIENTS) as pool:
        receipts = [receipt for batch in pool.map(client, range(CLIENTS)) for receipt in batch]
    assert len(receipts) == REPORTS
    assert len({r["number"] for r in receipts}) == REPORTS
    assert len({r["password"] for r in receipts}) == REPORTS

    def check(batch: list[dict[str, str]]) -> list[bool]:
        with httpx.Client(timeout=120, trust_env=False) as http:
            return [answers(busy_system.gateway, http, receipt) for receipt in batch]

    with ThreadPoolExecutor(CLIENTS) as pool:
        results = [ok for batch in pool.map(check, [receipts[i::CLIENTS] for i in range(CLIENTS)]) for ok in batch]
    assert results.count(True) == REPORTS


def test_kill_9_loses_nothing_that_was_confirmed(busy_system: Running) -> None:
    """Thirty times, while reports are submitted, each process is killed at a moment of its own and started again."""
    confirmed: list[dict[str, str]] = []
    stop = threading.Event()

    def keep_submitting() -> None:
        while not stop.is_set():
            with contextlib.suppress(httpx.HTTPError, Unexpected), httpx.Client(timeout=30, trust_env=False) as http:
                confirmed.append(report(busy_system.gateway, http))

    clients = [threading.Thread(target=keep_submitting) for _ in range(3)]
    for thread in clients:
        thread.start()
    chance = random.Random(20261122)
    try:
        for _ in range(KILLS):
            # Most kills of a round fall before the first victim is back; the engine, slowest to come back, is last.
            victims = [*chance.sample(["gateway", "actions", "desk"], 3), "engine"]
            assert set(victims) == set(PROCESSES)
            before = len(confirmed)
            for victim in victims:
                time.sleep(chance.uniform(0.0, 0.8))
                busy_system.kill(victim)
                busy_system.launch(victim)
            busy_system.wait()
            # A slow machine gets the time to submit between two rounds: what was not confirmed can't be lost.
            patience = time.monotonic() + 60
            while len(confirmed) == before and time.monotonic() < patience:
                time.sleep(0.1)
            time.sleep(chance.uniform(0.2, 0.6))
    finally:
        stop.set()
        for thread in clients:
            thread.join()
    assert len(confirmed) >= KILLS, "the kills left no time to submit anything"
    with httpx.Client(timeout=60, trust_env=False) as http:
        for receipt in confirmed:
            assert answers(busy_system.gateway, http, receipt)
    half_cases(busy_system)


def half_cases(system: Running) -> None:
    """Every case is whole: a receipt and its items; no receipt without a case."""
    store = Store(system.env.get("SHOUKOU_DATABASE_URL") or f"sqlite:///{system.data}/shoukou.db", system.data)
    with store.read() as s:
        all_cases = set(s.scalars(select(CaseRow.id)))
        assert set(s.scalars(select(ReceiptRow.case_id))) == all_cases
        items = dict(
            s.execute(
                select(ItemRow.case_id, func.count()).where(ItemRow.case_id.is_not(None)).group_by(ItemRow.case_id)
            ).all()
        )
        assert all(items.get(case, 0) >= 2 for case in all_cases), "a case without its sealed items"
        taken = set(s.scalars(select(ReceiptRow.number)))
        assert not taken & set(s.scalars(select(PreparedRow.number))), "a receipt is prepared and given at once"
