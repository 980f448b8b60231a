"""Periods of cases over time: reckoned anew, told before, extended, expired, lapsed; which are due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from rules import calendar
from rules import deadlines as law
from rules.calendar import OVERLAY
from rules.deadlines import Deadline
from store import agenda, cases, documents, periods, sealing, told
from store.clock import now
from store.models import NO_DUE, CaseRow, DateChangeRow, DeadlineRow
from tests.store.make import Maker

PUBLISHED = "years: {2027: {published: true, source: x, holidays: %s}, 2028: {published: true, source: x}}"
RIGHTS = ("rights_application",)


@pytest.fixture
def overlay(tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Writes the office's overlay; without it 2027 is 暂定."""
    path = tmp_path / "own.yaml"
    calendar.use(path)

    def write(holidays: str) -> None:
        path.write_text(PUBLISHED % holidays, encoding="utf-8")

    yield write
    calendar.use(OVERLAY)


def given(make: Maker, kind: str, base: date, via: told.Via | None = None) -> str:
    """A rights application with one running period of that kind, told that way."""
    case_id = make.case("rights", scene="non_scene").case_id
    with make.store.begin() as s:
        for row in s.scalars(select(DeadlineRow).where(DeadlineRow.case_id == case_id)):
            row.state = "void"
        periods.begin(s, case_id, [law.reckon(kind, base)])
        periods.reorder(s, s.get_one(CaseRow, case_id))
    if via:
        with make.store.begin() as s:
            assert told.tell(s, case_id, via) == 1
            assert told.tell(s, case_id, via) == 0  # once is enough
    return case_id


def row_of(make: Maker, case_id: str) -> DeadlineRow:
    with make.store.read() as s:
        return s.scalars(
            select(DeadlineRow).where(DeadlineRow.case_id == case_id, DeadlineRow.state == "running")
        ).one()


def recompute(make: Maker, case_id: str) -> list[Deadline]:
    with make.store.begin() as s:
        return periods.recompute(s, case_id)


def test_a_submission_tells_its_last_day(make: Maker) -> None:
    made = make.case("rights", scene="non_scene")
    with make.store.read() as s:
        [one] = told.told(s, made.case_id)
        assert (one.kind, one.due, one.whom, one.via) == (
            "answer_application", made.deadlines[0].due, "person", "submission",
        )  # fmt: skip
        view = cases.view(s, made.case_id)
        assert view.untold and view.moved == ()
    with make.store.begin() as s:
        told.tell(s, made.case_id, "status")
    with make.store.read() as s:
        assert not cases.view(s, made.case_id).untold


def test_an_answer_tells_the_days_read_beside_it(make: Maker) -> None:
    made, officer = make.case("rights", scene="non_scene"), make.staff("rights_officer")
    with make.store.begin() as s:
        cases.write_answer(s, made.case_id, "正在办理。", officer)
    with make.store.read() as s:
        assert [one.via for one in told.told(s, made.case_id)] == ["submission", "answer"]


def test_a_published_year_moves_a_provisional_day_with_both_kept(make: Maker, overlay: Callable[[str], None]) -> None:
    case_id = given(make, "answer_application", date(2027, 3, 1), "status")
    before = row_of(make, case_id)
    assert (before.due, before.tree["provisional"]) == (date(2027, 3, 4), True)
    with make.store.read() as s:
        assert periods.stale(s) == []
    overlay("[2027-03-03]")
    with make.store.read() as s:
        assert periods.stale(s) == [case_id]
    [new] = recompute(make, case_id)
    assert (new.due, new.provisional) == (date(2027, 3, 5), False)
    assert recompute(make, case_id) == []
    with make.store.read() as s:
        [one] = cases.view(s, case_id).moved
        assert (one.told.due, one.told.provisional, one.told.via) == (date(2027, 3, 4), True, "status")
        assert (one.due, one.keep, one.reason) == (date(2027, 3, 5), date(2027, 3, 5), "calendar_published")
        assert one.reason_zh == "那一年的放假安排公布了"
        assert cases.view(s, case_id).untold  # the new day is still to be told
        assert s.get_one(CaseRow, case_id).next_due == date(2027, 3, 5)
        assert periods.stale(s) == []
    # told now: both go on being shown
    with make.store.begin() as s:
        told.tell(s, case_id, "status")
    with make.store.read() as s:
        assert [m.told.due for m in cases.view(s, case_id).moved] == [date(2027, 3, 4)]
        assert [t.due for t in told.told(s, case_id) if t.via == "status"] == [date(2027, 3, 4), date(2027, 3, 5)]


def test_a_published_year_that_changes_no_day_only_settles_it(make: Maker, overlay: Callable[[str], None]) -> None:
    case_id = given(make, "answer_application", date(2027, 3, 1), "status")
    overlay("[]")
    [new] = recompute(make, case_id)
    assert (new.due, new.provisional) == (date(2027, 3, 4), False)
    with make.store.read() as s:
        assert cases.view(s, case_id).moved == ()
        assert cases.view(s, case_id).untold  # settled is news
        assert s.scalars(select(DateChangeRow)).all() == []


def test_a_day_told_as_settled_binds_the_office(make: Maker, overlay: Callable[[str], None]) -> None:
    overlay("[]")
    case_id = given(make, "answer_application", date(2027, 3, 1), "status")
    overlay("[2027-03-03]")
    [new] = recompute(make, case_id)
    assert new.due == date(2027, 3, 5)
    with make.store.read() as s:
        [one] = cases.view(s, case_id).moved
        assert (one.told.due, one.due, one.keep) == (date(2027, 3, 4), date(2027, 3, 5), date(2027, 3, 4))
        assert one.reason == "calendar_changed"
        assert [d.due for d in cases.view(s, case_id).deadlines] == [date(2027, 3, 4)]
        # 视为受理 follows from the day that was told
        assert periods.expired(s, date(2027, 3, 4)) == []
        assert [(c.id, status) for c, status in periods.expired(s, date(2027, 3, 5))] == [(case_id, "deemed_accepted")]
    assert recompute(make, case_id) == []
    assert row_of(make, case_id).due == date(2027, 3, 4)


def test_a_new_day_that_is_earlier_counts_at_once(make: Maker, overlay: Callable[[str], None]) -> None:
    overlay("[2027-03-03]")
    case_id = given(make, "answer_application", date(2027, 3, 1), "status")
    overlay("[]")
    recompute(make, case_id)
    with make.store.read() as s:
        [one] = cases.view(s, case_id).moved
        assert (one.told.due, one.due, one.keep) == (date(2027, 3, 5), date(2027, 3, 4), date(2027, 3, 4))


def test_the_person_s_own_period_keeps_the_later_day(make: Maker, overlay: Callable[[str], None]) -> None:
    overlay("[2027-03-03]")
    case_id = given(make, "review_request", date(2027, 3, 1), "status")
    later = row_of(make, case_id).due
    overlay("[]")
    recompute(make, case_id)
    with make.store.read() as s:
        [one] = cases.view(s, case_id).moved
        assert one.told.due == one.keep == later > one.due
        assert [d.due for d in cases.view(s, case_id).deadlines] == [later]


def test_nobody_told_nothing_kept(make: Maker, overlay: Callable[[str], None]) -> None:
    overlay("[]")
    case_id = given(make, "answer_application", date(2027, 3, 1))
    overlay("[2027-03-03]")
    recompute(make, case_id)
    assert row_of(make, case_id).due == date(2027, 3, 5)
    with make.store.read() as s:
        assert cases.view(s, case_id).moved == ()
        assert [c.reason for c in s.scalars(select(DateChangeRow))] == ["calendar_changed"]


def test_the_setting_is_a_reason_of_its_own(make: Maker) -> None:
    case_id = given(make, "feedback", date(2026, 3, 4), "status")  # the third day is a Saturday
    calendar.use(OVERLAY, move_last_day=False)
    try:
        [new] = recompute(make, case_id)
    finally:
        calendar.use(OVERLAY)
    assert new.due == date(2026, 3, 7)
    with make.store.read() as s:
        [one] = told.moved(s, case_id)
        assert (one.told.due, one.keep, one.reason) == (date(2026, 3, 9), date(2026, 3, 7), "setting_changed")


def test_an_extension_replaces_what_was_told_and_says_so(make: Maker) -> None:
    base = date(2026, 3, 2)
    case_id = given(make, "investigation", base, "status")
    with make.store.begin() as s:
        change = periods.happened(s, s.get_one(CaseRow, case_id), "extended", date(2026, 4, 1))
    assert change.void == ("investigation",)
    with make.store.read() as s:
        [one] = told.moved(s, case_id)
        assert (one.kind, one.reason) == ("investigation_extended", "extension_approved")
        assert (one.told.due, one.due, one.keep) == (date(2026, 4, 14), date(2026, 5, 6), date(2026, 5, 6))


def test_a_paper_made_before_the_period_tells_it(make: Maker) -> None:
    made, officer = make.case("rights", scene="non_scene"), make.staff("rights_officer")
    envelope = sealing.seal(make.public, "document/rights_accepted", b"docx")
    usual = law.investigation(date(2026, 3, 2))
    with make.store.begin() as s:
        dates = {"investigation_due": (usual.due, False)}
        paper = documents.add(s, made.case_id, "rights_accepted", envelope, officer, finished=True, dates=dates)
    with make.store.begin() as s:  # accepted a day later than the paper reckoned with
        periods.happened(s, s.get_one(CaseRow, made.case_id), "accepted", date(2026, 3, 3))
    with make.store.read() as s:
        [one] = told.moved(s, made.case_id)
        assert (one.told.via, one.told.document) == ("paper", paper)
        assert (one.due, one.keep, one.reason) == (date(2026, 4, 15), usual.due, "base_changed")


def test_a_draft_tells_nothing_and_a_form_of_the_office_binds_nobody(make: Maker) -> None:
    case_id = given(make, "investigation", date(2026, 3, 2))
    officer = make.staff("rights_officer")
    dates = {"investigation_due": (date(2026, 4, 1), False), "original_due": (date(2026, 4, 2), False)}
    envelope = sealing.seal(make.public, "document/extension_approval", b"docx")
    with make.store.begin() as s:
        documents.add(s, case_id, "extension_approval", envelope, officer, finished=False, dates=dates)
        assert [t for t in told.told(s, case_id) if t.via == "paper"] == []
        only = {"original_due": dates["original_due"]}
        documents.add(s, case_id, "extension_approval", envelope, officer, finished=True, dates=only)
        assert [(t.whom, t.due) for t in told.told(s, case_id) if t.via == "paper"] == [("office", date(2026, 4, 2))]
        assert told.binding(s, row_of(make, case_id).id) == []


# --- duties without a number, terms of a decision


def test_a_duty_at_once_is_due_and_never_told(make: Maker) -> None:
    made = make.case("protect_reporter")
    with make.store.read() as s:
        [duty] = cases.view(s, made.case_id).deadlines
        assert (duty.kind, duty.at_once, duty.length_zh) == ("verify_danger", True, "迅速")
        assert told.told(s, made.case_id) == [] and not cases.view(s, made.case_id).untold
        assert s.get_one(CaseRow, made.case_id).next_due == NO_DUE  # no last day to be ordered by
        [due] = agenda.warned(s, ("reporter_protection",), now().date())
        assert due.case.id == made.case_id and due.deadline.at_once
        assert agenda.warned(s, ("report",), now().date()) == []
        assert periods.expired(s, now().date() + timedelta(days=400)) == []


def test_a_paper_meets_a_duty(make: Maker) -> None:
    made = make.case("protect_witness")
    envelope = sealing.seal(make.public, "document/protection_plan", b"docx")
    with make.store.begin() as s:
        periods.happened(s, s.get_one(CaseRow, made.case_id), "approved", now().date())
    assert row_of(make, made.case_id).kind == "protection_plan"
    with make.store.begin() as s:
        documents.add(s, made.case_id, "protection_plan", envelope, None, finished=False)
        assert [p.deadline.kind for p in cases.deadlines(s, made.case_id, "running")] == ["protection_plan"]
        documents.add(s, made.case_id, "protection_plan", envelope, None, finished=True)
        assert cases.deadlines(s, made.case_id, "running") == []


def test_what_the_office_reports_upward_is_not_shown_to_the_person(make: Maker) -> None:
    made = make.case("rights", scene="non_scene", injury="severe")
    assert [d.kind for d in made.deadlines] == ["answer_application"]
    with make.store.read() as s:
        assert [d.kind for d in cases.view(s, made.case_id).deadlines] == ["answer_application"]
        kinds = {p.deadline.kind for p in cases.deadlines(s, made.case_id, "running")}
    assert kinds == {"answer_application", "report_upward", "protect_officer"}


def test_a_term_is_warned_of_and_lapses(make: Maker) -> None:
    made = make.case("protect_witness")
    until = date(2026, 5, 3)
    with make.store.begin() as s:
        case = s.get_one(CaseRow, made.case_id)
        periods.happened(s, case, "", date(2026, 3, 2), step="ban_contact", term=until)
        assert case.next_due == until
        assert [d.kind for d in cases.view(s, made.case_id).deadlines] == []  # the ban is told to others, on paper
    with make.store.read() as s:
        listed = agenda.warned(s, ("witness_protection",), date(2026, 4, 30))
        assert [d.deadline.kind for d in listed] == ["contact_ban"]
    with make.store.begin() as s:
        assert periods.lapse(s, until) == 0
        assert periods.lapse(s, until + timedelta(days=1)) == 1
        assert s.get_one(CaseRow, made.case_id).next_due == NO_DUE


# --- the list


def test_the_list_of_what_is_due(make: Maker) -> None:
    early = given(make, "answer_application", date(2026, 3, 2))
    late = given(make, "investigation", date(2026, 3, 2))
    with make.store.read() as s:
        found = agenda.due_by(s, RIGHTS, date(2026, 4, 14))
        assert [(d.case.id, d.deadline.due) for d in found] == [(early, date(2026, 3, 5)), (late, date(2026, 4, 14))]
        listed = cases.get(s, early)
        assert listed is not None and found[0].case.number == listed.number and not found[0].case.urgent
        assert found[0].days_left(date(2026, 3, 6)) == -1
        assert [d.case.id for d in agenda.due_by(s, RIGHTS, date(2026, 4, 13))] == [early]
        assert [d.case.id for d in agenda.due_by(s, RIGHTS, date(2026, 4, 14), limit=1)] == [early]
        assert agenda.due_by(s, ("report",), date(2026, 4, 14)) == []
        # warned one working day before, and five
        assert [d.case.id for d in agenda.warned(s, RIGHTS, date(2026, 3, 3))] == []
        assert [d.case.id for d in agenda.warned(s, RIGHTS, date(2026, 3, 4))] == [early]
        assert [d.case.id for d in agenda.warned(s, RIGHTS, date(2026, 4, 7))] == [early, late]
