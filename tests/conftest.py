"""Fixtures every test can use: the running system and a browser, each started once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.client import Person
from tests.running import Running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The four processes on a fresh data folder."""
    running = Running.start(tmp_path_factory.mktemp("system"))
    yield running
    running.stop()


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    """A client without proxies or cookies of ours."""
    with httpx.Client(timeout=60, trust_env=False) as client:
        yield client


@pytest.fixture
def person(system: Running, http: httpx.Client) -> Person:
    """Somebody who has just opened the chat page."""
    return Person.arrives(http, system.gateway)


@pytest.fixture(scope="session")
def web() -> Path:
    """The chat page's folder with Node's packages."""
    from tests.browsing import installed

    return installed()


@pytest.fixture(scope="session")
def dist(web: Path) -> Path:
    """The built chat page."""
    from tests.browsing import built

    return built()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium: one for all tests of a run."""
    from tests.browsing import chromium

    with chromium() as found:
        yield found
