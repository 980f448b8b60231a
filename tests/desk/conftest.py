"""The desk with a real store on SQLite and an unlocked keyring, asked through its own web application."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.keyring import Cost, Keyring
from desk.office import Office
from store.database import Store
from store.migrate import upgrade
from store.settings import Settings
from tests.desk.desk import Desk
from tests.store.make import Maker

PASSPHRASE = "a passphrase for tests"
CHEAP = Cost(memory=8, passes=1)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database with a keyring beside it; tests get copies."""
    folder = tmp_path_factory.mktemp("desk")
    upgrade(f"sqlite:///{folder / 'shoukou.db'}", folder)
    Keyring.create(folder / "keys", PASSPHRASE, CHEAP)
    return folder


@pytest.fixture
def settings(tmp_path: Path, migrated: Path) -> Settings:
    """Settings of a desk whose key is locked until it is unlocked."""
    shutil.copyfile(migrated / "shoukou.db", tmp_path / "shoukou.db")
    shutil.copytree(migrated / "keys", tmp_path / "keys")
    return Settings(data=tmp_path, database_url=f"sqlite:///{tmp_path / 'shoukou.db'}", desk_key_passphrase=None)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """The desk's store."""
    made = Store(settings.database, settings.data)
    yield made
    made.close()


@pytest.fixture
def office(settings: Settings, store: Store) -> Office:
    """The desk's state, unlocked."""
    made = Office(settings, store)
    made.unlock(PASSPHRASE)
    return made


@pytest.fixture
def make(store: Store, office: Office) -> Maker:
    """Makes cases sealed to the desk's key."""
    assert office.keyring is not None
    return Maker(store, office.keyring.current.public)


@pytest.fixture
def desk(office: Office, make: Maker) -> Iterator[Desk]:
    """The application, with helpers to sign in as any role."""
    with Desk.start(office, make) as made:
        yield made
