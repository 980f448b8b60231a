"""Working days (工作日) and calendar days (日), Asia/Shanghai.

The State Council's calendar with 调休 comes from `chinesecalendar`, an overlay the office edits goes before
it. A year whose arrangement is not published gives a date marked provisional (暂定), never an error and
never a guess shown as fact. The arrangement of a year may reach into the last days of the year before (29
December 2018 became a working day that way), so these are settled only when both years are.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import chinese_calendar
import yaml
from chinese_calendar import constants

TIMEZONE = ZoneInfo("Asia/Shanghai")
DATA = Path(__file__).parent / "data"
OVERLAY = DATA / "calendar_overlay.yaml"
_ONE_DAY = dt.timedelta(days=1)
_YEAR_END = (12, 28)  # from this day on the next year's arrangement may decide
_LIBRARY_YEARS = range(min(constants.holidays).year, max(constants.holidays).year + 1)


class CalendarError(ValueError):
    """The overlay is not as it should be; says which year and what."""


@dataclass(frozen=True)
class Due:
    """A last day. `date` is the one that counts.

    `counted` is where counting ended before a holiday moved it.
    """

    date: dt.date
    provisional: bool
    counted: dt.date

    @property
    def moved(self) -> bool:
        """Whether the last day fell on a day off and was moved."""
        return self.date != self.counted


@dataclass(frozen=True)
class OverlayYear:
    """What the office has written down for one year."""

    published: bool
    holidays: frozenset[dt.date]
    workdays: frozenset[dt.date]


class Calendar:
    """Knows which days are working days, and how sure that is."""

    def __init__(self, overlay: dict[int, OverlayYear] | None = None, *, move_last_day: bool = True) -> None:
        """`move_last_day`: a period in 日 that ends on a day off ends on the next working day instead."""
        self._overlay = overlay or {}
        self.move_last_day = move_last_day
        self._working: dict[dt.date, bool] = {}  # asked a thousand times over for the same days

    def with_other_setting(self) -> "Calendar":
        """The same days, with the other answer to `move_last_day`."""
        return Calendar(self._overlay, move_last_day=not self.move_last_day)

    @classmethod
    def load(cls, overlay: Path = OVERLAY, *, move_last_day: bool = True) -> "Calendar":
        """Read the overlay file. Raises CalendarError when it is wrong; a missing file is an error too."""
        try:
            tree = yaml.safe_load(overlay.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            raise CalendarError("the overlay is not YAML") from error
        years = tree.get("years") if isinstance(tree, dict) else None
        if years is not None and not isinstance(years, dict):
            raise CalendarError("years: must hold one entry a year")
        return cls(
            {_year(y): _overlay_year(_year(y), t) for y, t in (years or {}).items()},
            move_last_day=move_last_day,
        )

    def is_published(self, year: int) -> bool:
        """Whether the State Council's arrangement of that year is known here."""
        entry = self._overlay.get(year)
        return year in _LIBRARY_YEARS or (entry is not None and entry.published)

    def is_settled(self, day: dt.date) -> bool:
        """Whether it is certain that this day is, or is not, a working day."""
        if not self.is_published(day.year):
            return False
        return (day.month, day.day) < _YEAR_END or self.is_published(day.year + 1)

    def is_working_day(self, day: dt.date) -> bool:
        """Whether people work that day, as far as is known."""
        found = self._working.get(day)
        if found is None:
            found = self._working[day] = self._is_working_day(day)
        return found

    def _is_working_day(self, day: dt.date) -> bool:
        entry = self._overlay.get(day.year)
        if entry and day in entry.workdays:
            return True
        if entry and day in entry.holidays:
            return False
        if day.year in _LIBRARY_YEARS:
            return bool(chinese_calendar.is_workday(day))
        if day.weekday() >= 5:
            return False
        return bool(entry and entry.published) or not _is_statutory_holiday(day)

    def add_working_days(self, base: dt.date, length: int, *, paused: Collection[dt.date] = ()) -> Due:
        """The `length`-th working day after `base`; the day of the event and paused days are not counted.

        Raises ValueError below 1.
        """
        _check(base, length)
        day, left, settled = base, length, True
        while left:
            day += _ONE_DAY
            if day in paused:
                continue
            settled = settled and self.is_settled(day)
            left -= self.is_working_day(day)
        return Due(day, not settled, day)

    def add_calendar_days(
        self, base: dt.date, length: int, *, move_last_day: bool | None = None, paused: Collection[dt.date] = ()
    ) -> Due:
        """The `length`-th day after `base`; paused days are not counted.

        On a day off it moves to the next working day, unless set otherwise.
        """
        _check(base, length)
        counted, left = base, length
        while left:
            counted += _ONE_DAY
            left -= counted not in paused
        if not (self.move_last_day if move_last_day is None else move_last_day):
            return Due(counted, False, counted)
        day, settled = counted, self.is_settled(counted)
        while day in paused or not self.is_working_day(day):
            day += _ONE_DAY
            settled = settled and self.is_settled(day)
        return Due(day, not settled, counted)

    def back_working_days(self, day: dt.date, length: int) -> dt.date:
        """The `length`-th working day before `day`. Raises ValueError below 1."""
        _check(day, length)
        left = length
        while left:
            day -= _ONE_DAY
            left -= self.is_working_day(day)
        return day


@dataclass
class _Chosen:
    """Which overlay the default calendar has, and the last one that could be read."""

    overlay: Path | None = None
    move_last_day: bool = True
    good: Calendar | None = None


_chosen = _Chosen()


def use(overlay: Path | None = None, *, move_last_day: bool = True) -> Calendar:
    """Make `default_calendar` one with the office's own overlay, where that file exists, and its setting.

    A process calls it once at its start. Raises CalendarError when the overlay is wrong: better no start than
    wrong days. An overlay changed later is read at the next reckoning; a wrong one is left aside then.
    """
    global _chosen
    _chosen = _Chosen(overlay, move_last_day, _read(*_stamp(overlay), move_last_day))
    return default_calendar()


def default_calendar() -> Calendar:
    """The calendar of this process: see `use`; without it, the one with the overlay beside this module.

    While an edited overlay can't be read, the days are those of the last good one: a slip of the pen in a file
    must not keep anybody from submitting. `check_overlay` says what is wrong with it.
    """
    try:
        _chosen.good = _read(*_stamp(_chosen.overlay), _chosen.move_last_day)
    except (CalendarError, OSError):
        if _chosen.good is None:
            raise
    return _chosen.good


def check_overlay() -> None:
    """Raises CalendarError, or OSError, when the overlay in use can't be read."""
    _read(*_stamp(_chosen.overlay), _chosen.move_last_day)


def _stamp(overlay: Path | None) -> tuple[Path, int, int]:
    path = overlay if overlay is not None and overlay.is_file() else OVERLAY
    found = path.stat()
    return path, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int, _size: int, move_last_day: bool) -> Calendar:
    return Calendar.load(path, move_last_day=move_last_day)


def add_working_days(base: dt.date, length: int) -> Due:
    """`Calendar.add_working_days` by the default calendar."""
    return default_calendar().add_working_days(base, length)


def add_calendar_days(base: dt.date, length: int, *, move_last_day: bool | None = None) -> Due:
    """`Calendar.add_calendar_days` by the default calendar."""
    return default_calendar().add_calendar_days(base, length, move_last_day=move_last_day)


def local_day(moment: dt.datetime) -> dt.date:
    """The day in China of a moment. Raises ValueError for a time without zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(TIMEZONE).date()


def _check(base: dt.date, length: int) -> None:
    if isinstance(base, dt.datetime):  # a datetime is a date too, in the wrong zone as likely as not
        raise TypeError("base is a day, not a moment: use local_day")
    if length < 1:
        raise ValueError("a period has at least one day")


@cache
def _statutory() -> tuple[frozenset[tuple[int, int]], frozenset[dt.date]]:
    tree = yaml.safe_load((DATA / "statutory_holidays.yaml").read_text(encoding="utf-8"))
    fixed = frozenset((int(d[:2]), int(d[3:])) for d in tree["every_year"])
    return fixed, frozenset(day for days in tree["by_year"].values() for day in days)


def _is_statutory_holiday(day: dt.date) -> bool:
    fixed, by_year = _statutory()
    return (day.month, day.day) in fixed or day in by_year


def _year(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1990 <= value <= 2200:
        return value
    raise CalendarError("a year in the overlay is not a year")


def _overlay_year(year: int, tree: Any) -> OverlayYear:
    if not isinstance(tree, dict) or not set(tree) <= {"published", "source", "holidays", "workdays"}:
        raise CalendarError(f"{year}: only published, source, holidays and workdays can stand here")
    published = tree.get("published", False)
    if not isinstance(published, bool):
        raise CalendarError(f"{year}: published is true or false")
    holidays, workdays = (_days(year, name, tree.get(name)) for name in ("holidays", "workdays"))
    if holidays & workdays:
        raise CalendarError(f"{year}: a day stands under holidays and under workdays")
    return OverlayYear(published, holidays, workdays)


def _days(year: int, name: str, values: Any) -> frozenset[dt.date]:
    values = [] if values is None else values
    if not isinstance(values, list):
        raise CalendarError(f"{year}: {name} is a list of days")
    for value in values:
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime) or value.year != year:
            raise CalendarError(f"{year}: {name} has an entry that is not a day of {year} (write {year}-05-01)")
    return frozenset(values)
