"""文号: one sequence a series and year; no gap and no double by threads, processes, roll-backs and kills; 作废."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time

import pytest
from sqlalchemy import select

from store import audit, documents, sealing, settings
from store.casefile import NotAllowed
from store.database import Store
from store.models import DocumentRow
from store.staff import Staff
from tests.store.make import Maker
from tests.store.numberer import SERIES, YEAR, keep


def kept(store: Store) -> list[int]:
    """The numbers in the register, in order; none may be missing."""
    with store.read() as s:
        assert documents.missing_numbers(s, SERIES, YEAR) == []
        return [one.number for one in documents.register(s, SERIES, YEAR)]


def test_a_number_is_printed_without_zeros() -> None:
    assert documents.number_zh("示检举", 2026, 5) == "示检举〔2026〕5号"


def test_each_series_and_year_counts_for_itself(make: Maker) -> None:
    made = make.case()
    found = []
    with make.store.begin() as s:
        for series, year in (("甲", 2026), ("甲", 2026), ("甲", 2027), ("乙", 2026), ("甲", 2026)):
            number = documents.next_number(s, series, year)
            envelope = sealing.seal(make.public, "document/receipt", b"docx")
            documents.add(
                s, made.case_id, "receipt", envelope, None, finished=True, series=series, year=year, number=number
            )
            found.append(number)
    assert found == [1, 2, 1, 1, 3]


def test_a_number_rolled_back_is_given_again(make: Maker) -> None:
    made = make.case()
    assert keep(make.store, made.case_id, make.public) == 1
    with pytest.raises(RuntimeError, match="stop"), make.store.begin() as s:
        assert documents.next_number(s, SERIES, YEAR) == 2
        raise RuntimeError("stop")
    assert keep(make.store, made.case_id, make.public) == 2
    assert kept(make.store) == [1, 2]


def test_no_number_is_kept_without_its_document(make: Maker) -> None:
    made = make.case()
    with pytest.raises(RuntimeError, match="without its document"), make.store.begin() as s:
        documents.next_number(s, SERIES, YEAR)
    with pytest.raises(RuntimeError, match="without its document"), make.store.begin() as s:
        number = documents.next_number(s, SERIES, YEAR)
        documents.next_number(s, SERIES, YEAR)
        envelope = sealing.seal(make.public, "document/receipt", b"docx")
        documents.add(
            s, made.case_id, "receipt", envelope, None, finished=True, series=SERIES, year=YEAR, number=number
        )
    assert kept(make.store) == []
    assert keep(make.store, made.case_id, make.public) == 1


def test_threads_side_by_side(make: Maker) -> None:
    made = make.case()
    found: list[int] = []
    failures: list[BaseException] = []

    def work(seed: int) -> None:
        chance = random.Random(seed)
        try:
            for _ in range(12):
                if chance.random() < 0.3:
                    with pytest.raises(KeyError), make.store.begin() as s:
                        documents.next_number(s, SERIES, YEAR)
                        raise KeyError
                found.append(keep(make.store, made.case_id, make.public))
        except BaseException as failure:
            failures.append(failure)
            raise

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert sorted(found) == kept(make.store) == list(range(1, 97))


def process(store: Store, case_id: str, count: int) -> subprocess.Popen[str]:
    url = store.url.render_as_string(hide_password=False)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.numberer", url, str(store.data), case_id, str(count)],
        cwd=settings.ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_processes_side_by_side(make: Maker) -> None:
    made = make.case()
    started = [process(make.store, made.case_id, 30) for _ in range(3)]
    found = [int(n) for p in started for n in p.communicate()[0].split()]
    assert [p.returncode for p in started] == [0] * 3
    assert sorted(found) == kept(make.store) == list(range(1, 91))


@pytest.mark.slow
def test_processes_killed_at_any_moment(make: Maker) -> None:
    made, chance = make.case(), random.Random(4)
    confirmed: list[int] = []
    for _ in range(3):
        running = [process(make.store, made.case_id, 10_000) for _ in range(2)]
        for one in running:
            assert one.stdout is not None
            confirmed.append(int(one.stdout.readline()))
        time.sleep(chance.uniform(0, 0.3))
        for one in running:
            one.kill()
        for one in running:
            assert one.stdout is not None
            # the last line may be cut off; whole lines were confirmed
            confirmed += [int(line) for line in one.stdout.read().split("\n")[:-1]]
            one.wait()
        found = kept(make.store)
        assert found == list(range(1, len(found) + 1))
        assert set(confirmed) <= set(found) and len(set(confirmed)) == len(confirmed)


def test_a_voided_document_keeps_its_number(make: Maker) -> None:
    made, officer = make.case(), make.staff("intake_officer")
    for _ in range(3):
        keep(make.store, made.case_id, make.public)
    with make.store.read() as s:
        second = documents.register(s, SERIES, YEAR)[1]
    with make.store.begin() as s:
        documents.void(s, second.document_id, officer, "mistake")
    with make.store.read() as s:
        states = [(one.text, one.void_reason) for one in documents.register(s, SERIES, YEAR)]
        assert states == [("示检举〔2026〕1号", None), ("示检举〔2026〕2号", "mistake"), ("示检举〔2026〕3号", None)]
        found = documents.get(s, second.document_id)
        assert found is not None and found.voided_at is not None and found.envelope.ct
        last = next(audit.records(s, f"case:{made.case_id}"))
        assert (last.actor, last.action) == (officer.actor, "document.void")
    assert keep(make.store, made.case_id, make.public) == 4
    assert kept(make.store) == [1, 2, 3, 4]


def test_who_voids_what(make: Maker) -> None:
    made, officer = make.case(), make.staff("intake_officer")
    envelope = sealing.seal(make.public, "document/receipt", b"docx")
    with make.store.begin() as s:
        good = documents.add(s, made.case_id, "receipt", envelope, officer, finished=True)
        draft = documents.add(s, made.case_id, "receipt", envelope, officer, finished=False)
        with pytest.raises(NotAllowed):
            documents.void(s, good, make_other(), "mistake")
        for document, reason in ((good, "no_reason"), (draft, "mistake")):
            with pytest.raises(ValueError):
                documents.void(s, document, officer, reason)
        with pytest.raises(KeyError):
            documents.void(s, "d_x", officer, "mistake")
        documents.void(s, good, officer, "replaced")
        with pytest.raises(ValueError):
            documents.void(s, good, officer, "replaced")
        assert s.scalars(select(DocumentRow.void_reason).where(DocumentRow.id == good)).one() == "replaced"


def make_other() -> Staff:
    return Staff("s_rights_officer", "rights_officer", "rights_officer", "")
