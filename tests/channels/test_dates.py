"""Dates in speech: the cases the chat page passes too, and what must hold for any text."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lunar_python import Lunar, Solar

from bot.channels import dates, lunar, lunar_table

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "data" / "date_cases.yml").read_text("utf-8"))
TODAY = date(2026, 11, 22)
REASONS = {"empty", "date", "date_future", "date_lunar", "words"}
FORMS = "零一二三四五六七八九"
past = st.dates(date(1900, 1, 1), TODAY)


def chinese(number: int) -> str:
    """A number below 100 as it is said."""
    if number < 10:
        return FORMS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else FORMS[tens]) + "十" + (FORMS[ones] if ones else "")


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


def written(day: date) -> list[str]:
    """A day as people write it out."""
    y, m, d = day.year, day.month, day.day
    year = "".join(FORMS[int(c)] for c in str(y))
    return [
        day.isoformat(), day.strftime("%Y%m%d"), f"{y}年{m}月{d}日", f"{y}年{m}月{d}号", f"{y}/{m}/{d}", f"{y}.{m:02}.{d:02}",
        f"{y} 年 {m} 月 {d} 日", f"{year}年{chinese(m)}月{chinese(d)}日", f"{y}年{m}月{d}日星期{'一二三四五六日'[day.weekday()]}",
        f"{y}年{m}月{d}日晚上9点左右", f"大概是{y}年{m}月{d}日吧", f"{y}-{m}-{d} 21:30", f"案发时间：{y}年{m}月{d}日21时许",
        f"{y}年{m}月{d}日，在他办公室",
    ]  # fmt: skip


@given(past, st.sampled_from(range(14)))
def test_written_out_days_are_that_day(day: date, way: int) -> None:
    assert dates.parse(written(day)[way], TODAY) == dates.Days(day, day)


@given(past, past, st.sampled_from(["到", "至", "~", "—", "-", " - ", "－"]), st.sampled_from([0, 2, 3, 4, 5, 7]))
def test_ranges_written_out(one: date, other: date, between: str, way: int) -> None:
    first, last = sorted((one, other))
    text = written(first)[way] + between + written(last)[way]
    assert dates.parse(text, TODAY) == dates.Days(first, last)


@given(st.dates(date(1901, 3, 1), TODAY))
def test_lunar_days_as_the_library_has_them(day: date) -> None:
    theirs = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    year, month, of_month = theirs.getYear(), abs(theirs.getMonth()), theirs.getDay()
    assert lunar.day(year, month, of_month, theirs.getMonth() < 0) == day
    said = ("初" if of_month <= 10 else "") + chinese(of_month)
    text = f"{year}年农历{'闰' if theirs.getMonth() < 0 else ''}{chinese(month)}月{said}"
    assert dates.parse(text, TODAY) == dates.Days(day, day)


def test_the_table_is_the_librarys() -> None:
    assert json.loads(lunar_table.FILE.read_text("utf-8")) == lunar_table.table()
    for year in range(1901, 2100):
        theirs = Lunar.fromYmd(year, 1, 1).getSolar()
        assert lunar.day(year, 1, 1) == date(theirs.getYear(), theirs.getMonth(), theirs.getDay())


@given(st.integers(1, 400))
def test_days_ago(number: int) -> None:
    day = TODAY - timedelta(days=number)
    assert dates.parse(f"{number}天前", TODAY) == dates.Days(day, day)


@given(st.integers(1, 8), st.sampled_from(["年", "个月", "天"]), st.sampled_from(["前", "以前", "之前"]))
def test_three_or_four_ago_is_both(number: int, unit: str, ago: str) -> None:
    both = dates.parse(f"{FORMS[number]}{FORMS[number + 1]}{unit}{ago}", TODAY)
    near, far = (dates.parse(f"{n}{unit}{ago}", TODAY) for n in (number, number + 1))
    assert both == dates.Days(far.first, near.last)


@given(past, st.sampled_from(["起", "至今", "以来", "开始", "到现在"]))
def test_what_goes_on_ends_today(day: date, word: str) -> None:
    assert dates.parse(f"{day.year}年{day.month}月{word}", TODAY) == dates.Days(day.replace(day=1), TODAY)


@given(st.integers(1, 12), st.integers(10, 30), st.sampled_from(["", "去年", "2023年"]))
def test_either_calendar_is_asked(month: int, day: int, year: str) -> None:
    text = f"{year}{chinese(month)}月{chinese(day)}"
    with pytest.raises(dates.InvalidDate) as error:
        dates.parse(text, TODAY)
    assert error.value.reason == "date_lunar"
    for sure in (f"{year}{chinese(month)}月{chinese(day)}号", f"公历{year}{chinese(month)}月{chinese(day)}"):
        try:
            assert dates.parse(sure, TODAY).first.month == month
        except dates.InvalidDate as other:
            assert other.reason in {"date", "date_future"}


@given(
    st.text(alphabet="0123456789年月日号上下个周前天去今到至半第一二十国庆底初农历正腊闰起、春节和.-/~ ，", max_size=14)
)
def test_never_the_future_and_never_another_error(text: str) -> None:
    try:
        days = dates.parse(text, TODAY)
    except dates.InvalidDate as error:
        assert error.reason in REASONS
    else:
        assert date(1900, 1, 1) <= days.first <= days.last <= TODAY


@given(st.text(max_size=300))
def test_any_text_at_all(text: str) -> None:
    try:
        dates.parse(text, TODAY)
    except dates.InvalidDate as error:
        assert error.reason in REASONS
