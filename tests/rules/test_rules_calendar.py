"""Working days with 调休, days that move, and years that are not published."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import (
    Calendar,
    CalendarError,
    OverlayYear,
    add_calendar_days,
    add_working_days,
    check_overlay,
    default_calendar,
    local_day,
    use,
)

D = dt.date.fromisoformat
KNOWN = st.dates(dt.date(2020, 1, 1), dt.date(2026, 9, 1))
ANY = st.dates(dt.date(2001, 1, 1), dt.date(2040, 12, 31))


@pytest.mark.parametrize(
    ("base", "length", "due"),
    [
        ("2026-09-25", 3, "2026-09-30"),  # 中秋; the 26th and 27th are a weekend
        ("2026-09-30", 1, "2026-10-08"),  # 国庆
        ("2026-10-09", 1, "2026-10-10"),  # Saturday, 调休 working day
        ("2025-01-24", 3, "2025-02-05"),  # 春节 2025: the 26th (Sunday) and the 27th are worked
        ("2025-04-25", 3, "2025-04-29"),  # 五一 2025: Sunday the 27th is worked
        ("2025-09-26", 3, "2025-09-30"),  # Sunday the 28th is worked
        ("2026-02-13", 3, "2026-02-25"),  # 春节 2026: the 14th is worked, 15 to 23 off
        ("2026-04-30", 1, "2026-05-06"),  # 五一 2026: 1 to 5 off
    ],
)
def test_holidays_and_transferred_days(base: str, length: int, due: str) -> None:
    assert add_working_days(D(base), length).date == D(due)
    assert not add_working_days(D(base), length).provisional


def test_the_day_of_the_event_is_not_counted() -> None:
    assert add_working_days(D("2026-03-02"), 1).date == D("2026-03-03")
    assert add_calendar_days(D("2026-03-02"), 1).date == D("2026-03-03")


def test_an_unpublished_year_is_provisional() -> None:
    due = add_working_days(D("2026-12-22"), 30)
    assert due.provisional
    assert due.date > D("2027-01-01")
    assert not default_calendar().is_working_day(D("2027-02-06"))  # 春节, holiday by law
    assert not default_calendar().is_working_day(D("2035-10-01"))


def test_the_end_of_the_last_published_year_is_provisional() -> None:
    # 29 December 2018 became a working day by the arrangement of 2019: such days are open until the next year is known.
    assert not add_working_days(D("2026-12-22"), 3).provisional
    assert add_working_days(D("2026-12-25"), 1).provisional
    assert not add_working_days(D("2025-12-25"), 5).provisional


def test_the_overlay_settles_a_year() -> None:
    year = OverlayYear(True, frozenset({D("2027-01-01")}), frozenset({D("2027-01-03")}))
    calendar = Calendar({2027: year})
    assert calendar.add_working_days(D("2026-12-31"), 1) == calendar.add_working_days(D("2027-01-02"), 1)
    assert calendar.add_working_days(D("2026-12-31"), 1).date == D("2027-01-03")
    assert not calendar.add_working_days(D("2026-12-31"), 1).provisional
    assert not calendar.is_settled(D("2027-12-30"))


def test_an_overlay_that_is_not_published_stays_provisional() -> None:
    calendar = Calendar({2027: OverlayYear(False, frozenset({D("2027-03-01")}), frozenset())})
    due = calendar.add_working_days(D("2027-02-26"), 1)
    assert (due.date, due.provisional) == (D("2027-03-02"), True)


def test_the_overlay_goes_before_the_library() -> None:
    calendar = Calendar({2026: OverlayYear(True, frozenset({D("2026-03-03")}), frozenset({D("2026-03-07")}))})
    assert calendar.add_working_days(D("2026-03-02"), 1).date == D("2026-03-04")
    assert calendar.is_working_day(D("2026-03-07"))


def test_the_last_day_moves_and_both_days_are_kept() -> None:
    due = add_calendar_days(D("2026-09-25"), 8)
    assert (due.counted, due.date, due.moved) == (D("2026-10-03"), D("2026-10-08"), True)
    stays = add_calendar_days(D("2026-09-25"), 8, move_last_day=False)
    assert (stays.counted, stays.date, stays.moved) == (D("2026-10-03"), D("2026-10-03"), False)
    assert Calendar(move_last_day=False).add_calendar_days(D("2026-09-25"), 8).date == D("2026-10-03")


def write(folder: Path, text: str) -> Path:
    path = folder / "overlay.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_overlay_file_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "years:\n  2027: {published: true, source: x, holidays: [2027-01-01], workdays: []}\n")
    assert Calendar.load(path).is_published(2027)
    assert Calendar.load().is_published(2026)


@pytest.mark.parametrize(
    "text",
    [
        "years: [1]",
        "years: {2027: {holidays: [2028-01-01]}}",
        "years: {2027: {holidays: [1 May]}}",
        "years: {2027: {holiday: []}}",
        "years: {2027: {published: perhaps}}",
        "years: {2027: {holidays: [2027-01-01], workdays: [2027-01-01]}}",
        "years: {x: {}}",
        "years: {2027: [",
    ],
)
def test_a_wrong_overlay_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CalendarError):
        Calendar.load(write(tmp_path, text))


def test_moments_are_days_in_china() -> None:
    assert local_day(dt.datetime(2026, 3, 1, 17, 0, tzinfo=dt.UTC)) == D("2026-03-02")
    with pytest.raises(ValueError):
        local_day(dt.datetime(2026, 3, 1))
    with pytest.raises(TypeError):
        add_working_days(dt.datetime(2026, 3, 1, tzinfo=dt.UTC), 1)


@pytest.mark.parametrize("length", [0, -1])
def test_a_period_has_a_day(length: int) -> None:
    with pytest.raises(ValueError):
        add_working_days(D("2026-03-02"), length)
    with pytest.raises(ValueError):
        add_calendar_days(D("2026-03-02"), length)


@given(ANY, st.integers(1, 70))
def test_due_is_a_working_day_and_exactly_so_many_were_counted(base: dt.date, length: int) -> None:
    calendar = default_calendar()
    due = calendar.add_working_days(base, length)
    span = [base + dt.timedelta(days=n) for n in range(1, (due.date - base).days + 1)]
    assert sum(calendar.is_working_day(day) for day in span) == length
    assert calendar.is_working_day(due.date)
    assert due.provisional == (not all(calendar.is_settled(day) for day in span))


@given(ANY, st.integers(1, 40), st.integers(1, 40))
def test_working_days_add_up(base: dt.date, first: int, second: int) -> None:
    assert (
        add_working_days(add_working_days(base, first).date, second).date == add_working_days(base, first + second).date
    )


@given(ANY, ANY, st.integers(1, 40))
def test_a_later_event_is_never_due_earlier(one: dt.date, other: dt.date, length: int) -> None:
    early, late = sorted((one, other))
    assert add_working_days(early, length).date <= add_working_days(late, length).date
    assert add_calendar_days(early, length).date <= add_calendar_days(late, length).date


@given(ANY, st.integers(1, 400))
def test_calendar_days_move_only_forward_and_only_off_days(base: dt.date, length: int) -> None:
    due = add_calendar_days(base, length)
    assert due.counted == base + dt.timedelta(days=length)
    assert default_calendar().is_working_day(due.date)
    assert due.moved == (not default_calendar().is_working_day(due.counted))


@given(KNOWN, st.integers(1, 30))
def test_known_years_are_never_provisional(base: dt.date, length: int) -> None:
    assert not add_working_days(base, length).provisional


@given(KNOWN)
def test_an_extension_to_60_days_is_never_shorter_than_30_working_days(base: dt.date) -> None:
    assert add_calendar_days(base, 60).date >= add_working_days(base, 30).date


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Path]:
    """An office's own overlay file, not yet there."""
    yield tmp_path / "calendar_overlay.yaml"
    use()


def test_the_office_s_overlay_is_read_when_it_appears_and_when_it_changes(office: Path) -> None:
    use(office)
    assert add_working_days(D("2027-03-01"), 3).provisional
    office.write_text("years: {2027: {published: true, source: x}, 2028: {published: true, source: x}}")
    assert not add_working_days(D("2027-03-01"), 3).provisional
    office.write_text("years: {2027: {published: true, source: x, holidays: [2027-03-02]}}")
    assert add_working_days(D("2027-03-01"), 3).date == D("2027-03-05")


def test_a_slip_in_the_overlay_stops_no_work_but_is_said(office: Path) -> None:
    office.write_text("years: {2027: {published: true, source: x}}")
    use(office)
    office.write_text("years: {2027: {publishd: true}}")
    assert not add_working_days(D("2027-03-01"), 3).provisional
    with pytest.raises(CalendarError):
        check_overlay()
    with pytest.raises(CalendarError):
        use(office)


def test_the_setting_is_for_the_whole_process(office: Path) -> None:
    use(office, move_last_day=False)
    assert add_calendar_days(D("2026-09-25"), 8).date == D("2026-10-03")
    use(office)
    assert add_calendar_days(D("2026-09-25"), 8).date == D("2026-10-08")


@given(ANY, st.integers(1, 10))
def test_back_and_forth(day: dt.date, length: int) -> None:
    calendar = default_calendar()
    back = calendar.back_working_days(day, length)
    assert back < day and calendar.is_working_day(back)
    assert calendar.add_working_days(back - dt.timedelta(days=1), length).date < day
