"""Lists that the page holds beside the boundary's: which flows and steps tell of harm by their nature."""

from __future__ import annotations

import re

import pytest

from bot.channels import hearing
from bot.channels.sentinel_model import NEVER_DOUBTED
from tests.conftest import ROOT

SOURCE = ROOT / "bot/web/src"


@pytest.mark.parametrize(
    ("file", "name", "ours"),
    [
        ("deciding.ts", "TELLS_OF_DANGER", hearing.TELLS_OF_DANGER),
        ("deciding.ts", "BETWEEN", hearing.BETWEEN),
        ("passing.ts", "NEVER_DOUBTED", NEVER_DOUBTED),
    ],
)
def test_page_and_boundary_hold_the_same_list(file: str, name: str, ours: frozenset[str]) -> None:
    found = re.search(rf"const {name} = new Set\(\[([^\]]*)\]\)", (SOURCE / file).read_text("utf-8"))
    assert found, f"{name} is not in {file}"
    assert set(re.findall(r"'([^']+)'", found[1])) == set(ours)
