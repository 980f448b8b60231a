"""A store of its own for tests that play conversations with the actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from actions import data
from desk.keyring import DeskKey
from store import keys, vault
from store.database import Store
from store.migrate import upgrade
from tests.actions.talk import Talk
from tests.store.make import Maker

Begin = Callable[..., Talk]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Maker]:
    """An empty store with a key; the actions use it, too."""
    url = f"sqlite:///{tmp_path / 'shoukou.db'}"
    upgrade(url, tmp_path)
    store = Store(url, tmp_path)
    key = DeskKey.generate()
    with store.begin() as s:
        keys.publish(s, key.public)
    monkeypatch.setattr(data, "store", lambda: store)
    yield Maker(store, key.public)
    store.close()


@pytest.fixture
def begin(make: Maker) -> Begin:
    """Starts a conversation by a way in."""

    def start(way_in: str = "web") -> Talk:
        staff = {"officer": "police_officer", "hotline": "hotline"}.get(way_in)
        return Talk(make.conversation(way_in, make.staff(staff) if staff else None), way_in)

    return start


def drafts(make: Maker, talk: Talk, flow: str) -> dict[str, int]:
    """How many sealed drafts a conversation has, by label."""
    with make.store.read() as s:
        return vault.filled(s, talk.conversation, flow)
