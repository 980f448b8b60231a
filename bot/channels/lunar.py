"""The lunar calendar (农历) by the table that page and gateway share (`lunar.json`, made from `lunar-python`)."""

import json
from bisect import bisect_right
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import cast


@cache
def _table() -> tuple[int, list[date], list[str], dict[str, str]]:
    table = json.loads(Path(__file__).with_name("lunar.json").read_text("utf-8"))
    years = cast(list[str], table["years"])
    begins = [date.fromisoformat(table["begins"])]
    for months in years:
        begins.append(begins[-1] + timedelta(days=sum(29 + int(m) for m in months[1:])))
    return table["first"], begins, years, table["terms"]


def year_of(day: date) -> int:
    """The lunar year that a day is in. Raises ValueError outside the table."""
    first, begins, years, _ = _table()
    index = bisect_right(begins, day) - 1
    if not 0 <= index < len(years):
        raise ValueError("outside the table")
    return first + index


def month(year: int, number: int, leap: bool = False) -> tuple[date, date]:
    """First and last day of a lunar month. Raises ValueError when that year has none."""
    first, begins, years, _ = _table()
    index = year - first
    if not 0 <= index < len(years) or not 1 <= number <= 12:
        raise ValueError("no such month")
    leap_month, lengths = int(years[index][0], 16), years[index][1:]
    if leap and leap_month != number:
        raise ValueError("no such leap month")
    place = number - 1 + (1 if leap or (leap_month and number > leap_month) else 0)
    start = begins[index] + timedelta(days=sum(29 + int(m) for m in lengths[:place]))
    return start, start + timedelta(days=28 + int(lengths[place]))


def day(year: int, number: int, of_month: int, leap: bool = False) -> date:
    """A lunar day; the thirtieth of the year's last month is its last day. Raises ValueError."""
    start, end = month(year, number, leap)
    found = start + timedelta(days=of_month - 1)
    if of_month == 30 and number == 12:
        return end
    if not start <= found <= end:
        raise ValueError("no such day")
    return found


def term(name: str, year: int, of_month: int) -> date:
    """The day of a solar term (清明, 冬至) in a year. Raises ValueError outside the table."""
    first, _, years, terms = _table()
    if not 0 <= year - first < len(years):
        raise ValueError("outside the table")
    digit = int(terms[name][year - first])
    return date(year, of_month, digit if of_month == 4 else 20 + digit)
