"""Dates in speech: the cases the chat page passes too, and what must hold for any text."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import dates

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "data" / "date_cases.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['input']}@{c['today']}")
def test_case(case: dict[str, Any]) -> None:
    today = date.fromisoformat(str(case["today"]))
    if "invalid" in case:
        with pytest.raises(dates.InvalidDate) as error:
            dates.parse(case["input"], today)
        assert error.value.reason == case["invalid"]
        return
    days = dates.parse(case["input"], today)
    expected = (str(case.get("from", case.get("day"))), str(case.get("to", case.get("day"))))
    assert (str(days.first), str(days.last)) == expected


@given(st.dates(date(1900, 1, 1), date(2026, 11, 22)))
def test_written_out_days_are_that_day(day: date) -> None:
    today = date(2026, 11, 22)
    for text in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", day.strftime("%Y%m%d")):
        assert dates.parse(text, today) == dates.Days(day, day)


@given(st.text(alphabet="0123456789年月日号上下个周前天去今到至半第一二十国庆底初.-/ ", max_size=12))
def test_never_the_future_and_never_another_error(text: str) -> None:
    today = date(2026, 11, 22)
    try:
        days = dates.parse(text, today)
    except dates.InvalidDate as error:
        assert error.reason in {"empty", "date", "date_future"}
    else:
        assert date(1900, 1, 1) <= days.first <= days.last <= today
