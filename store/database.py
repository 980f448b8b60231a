"""The database: SQLite in the data folder, or PostgreSQL. One writer at a time, and a commit is on disk when it
returns.

Both databases behave alike. Writes queue (SQLite: `BEGIN IMMEDIATE`; PostgreSQL: an advisory lock held to the end of
the transaction), so a write transaction sees everything written before it and never fails because another ran beside
it. Reads take a snapshot and wait for nobody. The transaction begins with the first statement, not with `begin()`:
what a caller does before it (writing a file) does not keep others waiting.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from rules import calendar
from store.settings import Settings, get_settings, private_dir

BUSY_SECONDS = 30
WRITER_LOCK = 0x53484F554B4F55  # "SHOUKOU": the PostgreSQL advisory lock all writers take


class Store:
    """A database and the vault folder beside it. Thread-safe; make one a process.

    Raises CalendarError when the office's overlay of the calendar is wrong.
    """

    def __init__(self, url: str | None = None, data: Path | None = None) -> None:
        """`url`: SQLAlchemy URL (default: the settings'); `data`: data folder (default: the SQLite file's, else the
        settings').
        """
        self.url = normal_url(url or get_settings().database)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        if self.sqlite and self.url.database in (None, "", ":memory:"):
            raise ValueError("an in-memory database is not durable")
        if data is None:
            data = Path(str(self.url.database)).parent if self.sqlite and url else get_settings().data
        self.data = private_dir(data)
        self.vault = private_dir(data / "vault")
        settings = get_settings()
        # Whoever opens the store reckons days as the office has set it.
        calendar.use(settings.overlay, move_last_day=settings.last_day_on_holiday == "next_working_day")
        if self.sqlite:
            _private_file(Path(str(self.url.database)))
        self._writer = self._engine(write=True)
        self._reader = self._engine(write=False)

    def _engine(self, write: bool) -> Engine:
        # hide_parameters: an error's text never carries values.
        common: dict[str, Any] = {"hide_parameters": True, "pool_timeout": BUSY_SECONDS, "max_overflow": 32}
        if self.sqlite:
            engine = create_engine(self.url, connect_args={"timeout": BUSY_SECONDS}, **common)
            _prepare_sqlite(engine, write)
        else:
            options = f"-c synchronous_commit=on -c lock_timeout={BUSY_SECONDS}s -c timezone=UTC"
            engine = create_engine(
                self.url,
                connect_args={"options": options},
                isolation_level="READ COMMITTED" if write else "REPEATABLE READ",
                pool_pre_ping=True,
                **common,
            )
            _prepare_postgres(engine, write)
        return engine

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """One write transaction: committed durably at the end, rolled back on any exception. Raises what the database
        raises.
        """
        with Session(self._writer, expire_on_commit=False, info={"vault": self.vault, "doomed": []}) as session:
            try:
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise
        # Files go after their rows are gone for good; a crash between leaves an orphan, which the sweep takes.
        for path in session.info["doomed"]:
            shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One read transaction: a snapshot; it cannot write."""
        with Session(self._reader, expire_on_commit=False, info={"vault": self.vault, "doomed": []}) as session:
            yield session

    def close(self) -> None:
        """Close every pooled connection."""
        self._writer.dispose()
        self._reader.dispose()


def open_store(settings: Settings | None = None) -> Store:
    """The store of these settings, migrated to the current tables. What a process calls once at its start."""
    from store.migrate import upgrade  # here, because migrations import this module

    settings = settings or get_settings()
    upgrade(settings.database, settings.data)
    return Store(settings.database, settings.data)


def normal_url(url: str) -> URL:
    """The URL with the driver this package uses."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite":
        return parsed.set(drivername="sqlite")
    raise ValueError("only SQLite and PostgreSQL are supported")


def _private_file(path: Path) -> None:
    # SQLite gives its -wal and -shm files the same mode.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare_sqlite(engine: Engine, write: bool) -> None:
    # Within a process writers queue here, in turn, instead of polling SQLite's lock.
    turn = threading.Lock()

    @event.listens_for(engine, "connect")
    def _connect(dbapi: Any, _record: Any) -> None:
        dbapi.isolation_level = None  # BEGIN is ours
        cursor = dbapi.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.execute("PRAGMA temp_store=MEMORY")
        if not write:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if not write:
            connection.exec_driver_sql("BEGIN")
            return
        if not turn.acquire(timeout=BUSY_SECONDS):
            raise TimeoutError("the database's writer is busy")
        connection.info["turn"] = True
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except BaseException:
            _release(connection.info)
            raise

    def _release(info: Any) -> None:
        if info.pop("turn", False):
            turn.release()

    @event.listens_for(engine, "checkin")
    def _checkin(_dbapi: Any, record: Any) -> None:
        _release(record.info)

    @event.listens_for(engine, "invalidate")
    def _invalidate(_dbapi: Any, record: Any, _error: Any) -> None:
        _release(record.info)


def _prepare_postgres(engine: Engine, write: bool) -> None:
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if write:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
        else:
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")

    @event.listens_for(engine, "handle_error")
    def _terse(context: ExceptionContext) -> None:
        # PostgreSQL's DETAIL line repeats the row ("Failing row contains …"); the first line says enough.
        error = context.original_exception
        primary = getattr(getattr(error, "diag", None), "message_primary", None)
        if primary:
            error.args = (primary,)
            if context.sqlalchemy_exception is not None:
                context.sqlalchemy_exception.args = (f"({type(error).__name__}) {primary}",)
