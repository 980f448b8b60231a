"""The database: durable, private, one writer at a time, the same tables by migration as in the models."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from store import conversations, settings
from store.database import Store, open_store
from store.migrate import upgrade
from store.models import Base, CaseRow, Instant, ItemRow
from store.settings import Settings
from tests.store.make import Maker


def pragma(store: Store, name: str) -> object:
    with store.begin() as s:
        return s.execute(text(f"PRAGMA {name}")).scalar_one()


def test_sqlite_is_durable_and_forgets_what_is_deleted(store: Store) -> None:
    if not store.sqlite:
        pytest.skip("SQLite")
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 30000}
    assert {name: pragma(store, name) for name in expected} == expected


def test_postgres_commits_durably(store: Store) -> None:
    if store.sqlite:
        pytest.skip("PostgreSQL")
    with store.begin() as s:
        assert s.execute(text("SHOW synchronous_commit")).scalar_one() == "on"
        assert s.execute(text("SHOW transaction_isolation")).scalar_one() == "read committed"


def test_only_this_user_reads_the_files(tmp_path: Path) -> None:
    store = open_store(Settings(data=tmp_path / "data", database_url=""))
    with store.begin() as s:
        conversations.start(s, "web")
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in store.data.iterdir() if p.is_file()}
    assert set(modes.values()) == {0o600} and {"shoukou.db", "shoukou.db-wal"} <= set(modes)
    assert stat.S_IMODE(store.data.stat().st_mode) == stat.S_IMODE(store.vault.stat().st_mode) == 0o700
    store.close()


def test_a_read_cannot_write(store: Store) -> None:
    with pytest.raises(DBAPIError), store.read() as s:
        conversations.start(s, "web")


def test_a_read_sees_one_moment(make: Maker) -> None:
    with make.store.read() as s:
        before = s.execute(text("SELECT count(*) FROM conversations")).scalar_one()
        make.conversation()
        assert s.execute(text("SELECT count(*) FROM conversations")).scalar_one() == before


def test_a_failed_transaction_leaves_the_writer_free(make: Maker) -> None:
    for _ in range(3):
        with pytest.raises(RuntimeError), make.store.begin() as s:
            conversations.start(s, "web")
            raise RuntimeError
    make.conversation()


def test_writers_queue_and_lose_nothing(store: Store) -> None:
    with store.begin() as s:
        s.execute(text("CREATE TABLE counter (n INTEGER)"))
        s.execute(text("INSERT INTO counter VALUES (0)"))

    def count() -> None:
        for _ in range(10):
            with store.begin() as s:  # read, modify, write: what lost others their submissions
                n = s.execute(text("SELECT n FROM counter")).scalar_one()
                time.sleep(0.001)
                s.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})

    threads = [threading.Thread(target=count) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.begin() as s:
        assert s.execute(text("SELECT n FROM counter")).scalar_one() == 60
        s.execute(text("DROP TABLE counter"))


def test_migrations_make_the_tables_of_the_models(store: Store) -> None:
    with store.read() as s:
        context = MigrationContext.configure(
            s.connection(), opts={"compare_type": lambda _c, _i, _m, old, new: not isinstance(new, Instant) and None}
        )
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.slow
def test_processes_that_start_together_migrate_once(tmp_path: Path) -> None:
    env = {**os.environ, "SHOUKOU_DATA": str(tmp_path), "SHOUKOU_DATABASE_URL": ""}
    started = [
        subprocess.Popen([sys.executable, "-m", "store.migrate"], env=env, cwd=settings.ROOT, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    assert [(p.communicate()[1], p.returncode)[1] for p in started] == [0] * 3
    upgrade(f"sqlite:///{tmp_path / 'shoukou.db'}", tmp_path)


def test_an_error_shows_no_values(make: Maker) -> None:
    with pytest.raises(IntegrityError) as error, make.store.begin() as s:
        s.add(ItemRow(id="i", flow="秘密", label="秘密", kind="text", suite="x", key_id="秘密", ct=b"x", position=0))
        s.flush()
    assert "秘密" not in str(error.value)


def test_a_naive_moment_is_refused(store: Store) -> None:
    from datetime import datetime

    with pytest.raises(Exception, match="naive"), store.read() as s:
        s.query(CaseRow).filter(CaseRow.submitted_at < datetime(2026, 1, 1)).all()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://host/name"])
def test_what_cannot_keep_a_promise_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"durable|supported"):
        Store(url, tmp_path)
