"""The chat page built, and a browser to open it in. Imported when a test needs it: the others start sooner."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

WEB = Path(__file__).parents[1] / "bot" / "web"
CHROMIUM = os.environ.get("SHOUKOU_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def installed() -> Path:
    """The page's folder with Node's packages. Skips the test when there is no npm."""
    if not (WEB / "node_modules" / ".bin" / "vite").exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("no npm")
        _run(npm, "ci", "--no-audit", "--no-fund")
    return WEB


def built() -> Path:
    """The built page, not older than its sources."""
    _run("bash", str(WEB.parents[1] / "scripts" / "build-web.sh"))
    return WEB / "dist"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless Chromium."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=WEB, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
