"""Brings the database to the current tables. Every process may call it at its start: one does the work, the others
wait.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from store.database import Store, normal_url
from store.settings import get_settings, private_dir

MIGRATIONS = Path(__file__).with_name("migrations")
MIGRATION_LOCK = 0x53484F554B4F56


def upgrade(url: str | None = None, data: Path | None = None, revision: str = "head") -> None:
    """Run what is missing, in one transaction. Raises what the database raises: then nothing was changed."""
    settings = get_settings()
    data = data or settings.data
    parsed = normal_url(url or settings.database)
    with _alone(parsed, data):
        store = Store(parsed.render_as_string(hide_password=False), data)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        try:
            with store.begin() as session:
                config.attributes["connection"] = session.connection()
                command.upgrade(config, revision)
        finally:
            store.close()


@contextmanager
def _alone(url: URL, data: Path) -> Iterator[None]:
    if url.get_backend_name() == "sqlite":
        lock = private_dir(data / "run") / "migrate.lock"
        with os.fdopen(os.open(lock, os.O_RDWR | os.O_CREAT, 0o600), "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        return
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({MIGRATION_LOCK})")
        yield
    engine.dispose()


if __name__ == "__main__":
    upgrade()
