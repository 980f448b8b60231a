"""What a whole sentence states, held to cases that the page runs, too (bot/web/test/sentinel.test.ts)."""

import json
from pathlib import Path

import pytest

from bot.stated import fears, no_death_wish

CASES = json.loads((Path(__file__).parents[1] / "data" / "no_death_wish_cases.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "none"), CASES.items())
def test_what_only_sounds_like_a_wish_to_die_is_none(text: str, none: bool) -> None:
    assert no_death_wish(text) is none


@pytest.mark.parametrize(("text", "fear"), [("吓死我了", True), ("我不想死", True), ("不想说住址", False)])
def test_fear_said_in_words_of_death_is_fear(text: str, fear: bool) -> None:
    assert fears(text) is fear
