"""After a call for help went: what is typed then follows it up, until something else is begun."""

import json
from pathlib import Path

import pytest

from bot.channels import after_call
from bot.channels.text import clean

CASES = json.loads((Path(__file__).parent.parent / "data" / "after_call_cases.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "back"), CASES["back"].items())
def test_what_takes_a_call_back(text: str, back: bool) -> None:
    """The page reads the same cases."""
    assert after_call.takes_back(clean(text).plain) is back


@pytest.mark.parametrize(("text", "asks"), CASES["asks"].items())
def test_what_asks_about_a_call(text: str, asks: bool) -> None:
    assert after_call.asks_of_it(clean(text).plain) is asks


@pytest.mark.parametrize(("text", "where"), CASES["where"].items())
def test_what_says_where_somebody_is(text: str, where: bool) -> None:
    assert after_call.says_where(clean(text).plain) is where
