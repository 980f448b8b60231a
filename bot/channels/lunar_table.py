"""Writes `lunar.json`, the months of the lunar calendar (农历) and two solar terms, from the library `lunar-python`.

The chat page can't run the library, so page and gateway read one small table; a test compares every day of it with the
library. Run: `python -m bot.channels.lunar_table`.
"""

import json
from pathlib import Path

from lunar_python import Lunar, LunarYear, Solar

FIRST, LAST = 1900, 2100
FILE = Path(__file__).with_name("lunar.json")


def table() -> dict[str, object]:
    """By year: a leap month's number, and for every month in order whether it has 30 days (1) or 29 (0)."""
    years: list[str] = []
    for year in range(FIRST, LAST + 1):
        months = [m for m in LunarYear.fromYear(year).getMonths() if m.getYear() == year]
        leap = next((-m.getMonth() for m in months if m.getMonth() < 0), 0)
        years.append(format(leap, "x") + "".join(str(m.getDayCount() - 29) for m in months))
    terms = {
        name: "".join(_term(name, f"{year}", month) for year in range(FIRST, LAST + 1))
        for name, month in (("清明", 4), ("冬至", 12))
    }
    first = Lunar.fromYmd(FIRST, 1, 1).getSolar()
    return {
        "about": "Made by bot/channels/lunar_table.py from lunar-python; held fresh by tests/channels/test_dates.py.",
        "first": FIRST,
        "begins": first.toYmd(),
        "years": years,
        "terms": terms,
    }


def _term(name: str, year: str, month: int) -> str:
    """The last digit of the term's day in its month (清明: 4 to 6 April, 冬至: 21 to 23 December)."""
    days = Lunar.fromSolar(Solar.fromYmd(int(year), 6, 1)).getJieQiTable()
    day = days[name]
    if day.getMonth() != month or day.getYear() != int(year):  # the table begins with the winter before
        day = Lunar.fromSolar(Solar.fromYmd(int(year), 12, 31)).getJieQiTable()[name]
    assert day.getMonth() == month
    return str(day.getDay() % 10)


if __name__ == "__main__":
    FILE.write_text(json.dumps(table(), ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
