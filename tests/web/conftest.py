"""The page at a scripted gateway."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.scripted import Scripted


@pytest.fixture
def gateway(dist: Path) -> Iterator[Scripted]:
    """A gateway that plays a script, with a real desk key."""
    scripted = Scripted(dist)
    yield scripted
    scripted.close()
