"""Nothing lost: parallel submissions all arrive; what a killed process confirmed is there, nothing by halves."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time

import pytest
from sqlalchemy import func, select

from store import audit, cases, conversations, receipts, settings, vault
from store.clock import now
from store.database import Store
from store.models import CaseRow, EventRow, ItemRow, PreparedRow, ReceiptRow, SubmissionRow, UploadRow
from tests.store.make import Maker


def process(store: Store, count: int) -> subprocess.Popen[str]:
    url = store.url.render_as_string(hide_password=False)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.submitter", url, str(store.data), str(count)],
        cwd=settings.ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )


def assert_whole(store: Store, confirmed: list[str]) -> None:
    """Every confirmed number has its case; every case has all its parts; the chain fits."""
    with store.read() as s:
        stored = set(s.scalars(select(ReceiptRow.number)))
        assert set(confirmed) <= stored and len(set(confirmed)) == len(confirmed)
        made = set(s.scalars(select(CaseRow.id)))
        assert len(stored) == len(made)
        assert set(s.scalars(select(ReceiptRow.case_id))) == made
        assert set(s.scalars(select(EventRow.case_id))) == made
        assert set(s.scalars(select(ItemRow.case_id).where(ItemRow.case_id.is_not(None)))) == made
        submitted = {r.subject for r in audit.records(s, limit=10_000) if r.action == "case.submit"}
        assert submitted == {f"case:{case_id}" for case_id in made}
        assert audit.verify(s) is None
        for upload in s.scalars(select(UploadRow).where(UploadRow.finished)):
            folder = store.vault / upload.id[:2] / upload.id
            assert sorted(p.name for p in folder.iterdir()) == [f"{n:04d}" for n in range(upload.parts)]
        for row in s.scalars(select(SubmissionRow)):
            assert s.get(PreparedRow, row.conversation) is None


@pytest.mark.slow
def test_four_hundred_reports_by_eight_clients(make: Maker) -> None:
    confirmed: list[str] = []
    failures: list[BaseException] = []

    def client() -> None:
        try:
            for _ in range(50):
                conversation = make.conversation()
                make.draft(conversation, "report.facts")
                with make.store.begin() as s:
                    receipts.prepare(s, conversation, receipts.new_number(), "-")
                with make.store.begin() as s:
                    made = cases.submit(s, conversation, "report", {"mode": "anonymous"})
                confirmed.append(made.number)
        except BaseException as failure:
            failures.append(failure)
            raise

    threads = [threading.Thread(target=client) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures and len(set(confirmed)) == 400
    assert_whole(make.store, confirmed)


@pytest.mark.slow
def test_processes_side_by_side(store: Store) -> None:
    started = [process(store, 25) for _ in range(4)]
    confirmed = [number for p in started for number in p.communicate()[0].split()]
    assert [p.returncode for p in started] == [0] * 4
    assert len(confirmed) == 100
    assert_whole(store, confirmed)


@pytest.mark.slow
def test_a_process_killed_at_any_moment(store: Store) -> None:
    chance = random.Random(6)
    confirmed: list[str] = []
    for _ in range(5):
        running = process(store, 10_000)
        assert running.stdout is not None
        confirmed.append(running.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.4))
        running.kill()
        confirmed += [n for n in running.stdout.read().split() if len(n) == receipts.NUMBER_DIGITS]
        running.wait()
        assert_whole(store, confirmed)
    # What was left half-done goes with its conversation and by the sweep; what was confirmed stays.
    with store.begin() as s:
        conversations.purge_idle(s, now())
    with store.read() as s:
        vault.sweep(s, -1)
        assert s.scalar(select(func.count()).select_from(ItemRow).where(ItemRow.case_id.is_(None))) == 0
        kept = {u.id for u in s.scalars(select(UploadRow))}
    assert {folder.name for folder in store.vault.glob("*/*")} == kept
    assert_whole(store, confirmed)
