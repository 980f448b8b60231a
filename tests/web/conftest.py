"""Node's packages and the built page, made when they are missing or old; the scripted gateway; a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.web.scripted import Scripted

WEB = Path(__file__).parents[2] / "bot" / "web"
CHROMIUM = os.environ.get("SHOUKOU_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


def _npm(*words: str) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm")
    done = subprocess.run([npm, *words], cwd=WEB, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def web() -> Path:
    """The page's folder with its packages installed."""
    if not (WEB / "node_modules" / ".bin" / "vite").exists():
        _npm("ci", "--no-audit", "--no-fund")
    return WEB


@pytest.fixture(scope="session")
def dist(web: Path) -> Path:
    """The built page, not older than its sources."""
    script = WEB.parents[1] / "scripts" / "build-web.sh"
    done = subprocess.run(["bash", str(script)], capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return web / "dist"


@pytest.fixture
def gateway(dist: Path) -> Iterator[Scripted]:
    """A gateway that plays a script, with a real desk key."""
    scripted = Scripted(dist)
    yield scripted
    scripted.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield found
        found.close()
