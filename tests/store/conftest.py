"""A fresh store for each test, on SQLite and, when SHOUKOU_TEST_POSTGRES names a server, on PostgreSQL too."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from desk.keyring import DeskKey
from store import keys
from store.database import Store, normal_url
from store.migrate import upgrade
from store.models import Base
from tests.store.make import Maker

SERVER = os.environ.get("SHOUKOU_TEST_POSTGRES", "")


class Template:
    """A migrated, empty database that tests get copies of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = f"shoukou_test_{secrets.token_hex(4)}"
        self.ready: set[str] = set()

    def sqlite(self, data: Path, twin: bool = False) -> Store:
        origin = self.folder / "template.db"
        if "sqlite" not in self.ready:
            upgrade(f"sqlite:///{origin}", self.folder)
            self.ready.add("sqlite")
        copy = data / ("twin.db" if twin else "shoukou.db")
        shutil.copyfile(origin, copy)
        return Store(f"sqlite:///{copy}", data)

    def postgres(self, data: Path, twin: bool = False) -> Store:
        name = f"{self.name}_twin" if twin else self.name
        url = make_url(SERVER).set(database=name).render_as_string(hide_password=False)
        if name not in self.ready:
            self._admin(f"CREATE DATABASE {name}")
            self.ready.add(name)
            upgrade(url, self.folder)
        store = Store(url, data)
        tables = ", ".join(Base.metadata.tables)
        with store.begin() as s:  # dropping a database a test would flush the server's every time
            s.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
            s.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
            s.execute(text("ALTER TABLE audit ENABLE TRIGGER USER"))
        return store

    def close(self) -> None:
        for name in self.ready - {"sqlite"}:
            self._admin(f"DROP DATABASE {name} WITH (FORCE)")

    def _admin(self, statement: str) -> None:
        engine = create_engine(normal_url(SERVER), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    made = Template(tmp_path_factory.mktemp("template"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def desk_key() -> DeskKey:
    return DeskKey.generate()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, template: Template, tmp_path: Path, desk_key: DeskKey) -> Iterator[Store]:
    if request.param == "postgres" and not SERVER:
        pytest.skip("SHOUKOU_TEST_POSTGRES is not set")
    made = template.sqlite(tmp_path) if request.param == "sqlite" else template.postgres(tmp_path)
    with made.begin() as s:
        keys.publish(s, desk_key.public)
    yield made
    made.close()


@pytest.fixture
def twin(store: Store, template: Template, tmp_path: Path, desk_key: DeskKey) -> Iterator[Store]:
    """A second store of the same kind, to measure beside the first in one run."""
    made = template.sqlite(tmp_path, twin=True) if store.sqlite else template.postgres(tmp_path, twin=True)
    with made.begin() as s:
        keys.publish(s, desk_key.public)
    yield made
    made.close()


@pytest.fixture
def make(store: Store, desk_key: DeskKey) -> Maker:
    return Maker(store, desk_key.public)
