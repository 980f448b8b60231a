"""Periods day by day at their borders: dates.yaml for a lawyer, properties for the engine."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rules import deadlines, lives
from rules.calendar import Calendar, OverlayYear, default_calendar
from rules.deadlines import Deadline, Period, PeriodError, Suspension, answer_application, answer_state
from rules.deadlines.table import SUBMITTED, load
from rules.parameters import NotInForce, all_parameters, parameter
from rules.reference import Ref, quote

D = dt.date.fromisoformat
EXAMPLES = yaml.safe_load(Path(__file__).with_name("dates.yaml").read_text(encoding="utf-8"))
COUNTED = tuple(p.kind for p in deadlines.periods().values() if p.parameter)
RECKONED = tuple(p.kind for p in deadlines.periods().values() if not p.decided)
DAYS = st.dates(dt.date(2020, 5, 12), dt.date(2034, 12, 31))
KINDS = st.sampled_from(COUNTED)


def answer(received: str) -> Deadline:
    deadline = answer_application(D(received))
    assert deadline is not None
    return deadline


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e['period']} {e['event']}")
def test_examples(example: dict[str, Any]) -> None:
    found = deadlines.reckon(example["period"], example["event"])
    assert (found.due, found.provisional) == (example["due"], example.get("provisional", False))
    assert found.counted == example.get("counted", example["due"])
    assert found.moved == ("counted" in example)
    if "warn" in example:
        assert deadlines.warn_on(found) == example["warn"]


def test_every_period_has_examples() -> None:
    assert {e["period"] for e in EXAMPLES} >= set(COUNTED)
    for festival in ("2025-01", "2025-04", "2025-09", "2026-02", "2026-04", "2026-09", "2026-12"):
        assert any(str(e["event"]).startswith(festival) for e in EXAMPLES), festival


def test_answer_counts_working_days_from_receipt() -> None:
    deadline = answer("2026-09-25")
    assert (deadline.due, deadline.unit, deadline.length) == (D("2026-09-30"), "working_days", 3)
    assert deadline.effect == "deemed_accepted"
    assert deadline.length_zh == "3个工作日"
    assert deadline.refs == (Ref.parse("3:31"),)


def test_scene_applications_have_no_such_period() -> None:
    assert answer_application(D("2026-09-25"), scene=True) is None
    scene = deadlines.on_submit("rights_application", {"scene": "scene"}, D("2026-09-25"))
    assert [(d.kind, d.word) for d in scene] == [("respond_on_scene", "迅速")]  # 第十一条: no number
    assert [d.kind for d in deadlines.on_submit("rights_application", {}, D("2026-09-25"))] == ["answer_application"]


@pytest.mark.parametrize(
    ("today", "answered", "caused", "state"),
    [
        ("2026-09-30", None, False, "waiting"),  # the last day is still in time
        ("2026-10-01", None, False, "deemed_accepted"),  # the day after
        ("2026-10-01", None, True, "applicant_caused"),
        ("2026-10-09", "2026-09-30", False, "answered"),
        ("2026-10-09", "2026-10-08", False, "deemed_accepted"),  # a late answer does not undo it
        ("2026-10-09", "2026-10-08", True, "answered"),
        ("2026-09-28", "2026-09-28", False, "answered"),
    ],
)
def test_unanswered_counts_as_accepted(today: str, answered: str | None, caused: bool, state: str) -> None:
    on = D(answered) if answered else None
    assert answer_state(answer("2026-09-25"), D(today), answered=on, applicant_caused=caused) == state


def test_acceptance_is_not_stated_by_a_provisional_date() -> None:
    assert answer_state(answer("2027-03-01"), D("2027-03-20")) == "provisional"
    assert not deadlines.passed(answer("2027-03-01"), D("2027-03-20"))
    assert deadlines.passed(answer("2026-03-02"), D("2026-03-06"))
    assert not deadlines.passed(answer("2026-03-02"), D("2026-03-05"))


def test_investigation_and_extension() -> None:
    usual = deadlines.investigation(D("2026-03-02"))
    longer = deadlines.investigation(D("2026-03-02"), extension_approved=True)
    assert (usual.due, usual.unit) == (D("2026-04-14"), "working_days")
    # the 60th day, 1 May, is a holiday: both days are kept
    assert (longer.counted, longer.due, longer.unit) == (D("2026-05-01"), D("2026-05-06"), "calendar_days")


def test_the_setting_keeps_the_last_day() -> None:
    stays = deadlines.feedback(D("2026-03-04"), calendar=Calendar(move_last_day=False))
    assert (stays.due, stays.moved) == (D("2026-03-07"), False)
    assert deadlines.feedback(D("2026-03-04")).due == D("2026-03-09")


@pytest.mark.parametrize("kind", RECKONED)
def test_a_deadline_survives_storage(kind: str) -> None:
    deadline = deadlines.reckon(kind, D("2026-09-25"))
    assert Deadline.from_dict(json.loads(json.dumps(deadline.as_dict()))) == deadline


def test_what_was_stored_before_duties_were_known_is_read() -> None:
    tree = answer("2026-09-25").as_dict()
    assert not {"word", "suspended"} & set(tree)
    assert Deadline.from_dict(tree).word == ""


def test_a_duty_without_a_number_gets_none() -> None:
    duty = deadlines.reckon("protection_plan", D("2026-02-14"))
    assert (duty.unit, duty.length, duty.length_zh, duty.word) == ("at_once", 0, "立即", "立即")
    assert duty.refs == (Ref.parse("1:8.1"),)
    assert not deadlines.passed(duty, D("2026-12-01"))  # nothing follows from a day that no text names
    for one in deadlines.periods().values():
        assert sum(map(bool, (one.word, one.parameter, one.decided))) == 1
        assert not one.word or (one.word in one.words and one.words in quote(one.refs[0])), one.kind


# --- what an event does


def test_events_start_and_end() -> None:
    day = D("2026-03-02")
    running = (answer("2026-02-26"),)
    change = deadlines.on_event("rights_application", ["accepted"], day, running)
    assert "answer_application" in change.met and change.start == (deadlines.investigation(day),)
    deemed = deadlines.on_event("rights_application", ["deemed_accepted"], D("2026-04-01"), running)
    assert deemed.void == ("answer_application",)
    assert deemed.start == (deadlines.investigation(running[0].due),)  # not from the day somebody noticed
    longer = deadlines.on_event("rights_application", ["extended"], D("2026-04-01"), change.start)
    assert longer.void == ("investigation",)
    assert longer.start == (deadlines.investigation(day, extension_approved=True),)


def test_the_same_event_in_another_kind_of_case_does_nothing() -> None:
    assert deadlines.on_event("report", ["accepted"], D("2026-03-02"), ()) == deadlines.Change()
    assert deadlines.on_submit("report", {}, D("2026-03-02")) == ()


def test_papers_meet_duties() -> None:
    assert deadlines.on_paper("witness_protection", "protection_plan").met == ("protection_plan",)
    assert deadlines.on_paper("rights_application", "protection_plan").met == ()


def test_grave_cases_are_reported_upward_at_once() -> None:
    kinds = [d.kind for d in deadlines.on_submit("rights_application", {"injury": "severe"}, D("2026-03-02"))]
    assert kinds == ["answer_application", "report_upward", "protect_officer"]  # 人身受到侵害的, 第二十九条
    assert deadlines.period("report_upward").internal
    kinds = [d.kind for d in deadlines.on_submit("rights_application", {"injury": "minor"}, D("2026-03-02"))]
    assert kinds == ["answer_application", "protect_officer"]


# --- told before


def test_what_was_told_as_settled_binds_in_the_person_s_favour() -> None:
    owed = deadlines.feedback(D("2026-03-03"))
    assert deadlines.guard(owed, ()) == owed.due
    assert deadlines.guard(owed, [D("2026-03-05"), D("2026-03-09")]) == D("2026-03-05")
    assert deadlines.guard(owed, [D("2026-03-09")]) == owed.due  # the rule's own day is not missed either
    own = deadlines.review_request(D("2026-09-25"))
    assert deadlines.guard(own, [D("2026-10-13"), D("2026-10-20")]) == D("2026-10-20")
    assert deadlines.guard(own, [D("2026-10-13")]) == own.due
    provisional = answer("2027-03-01")
    kept = deadlines.with_due(provisional, D("2027-03-03"))
    assert (kept.due, kept.provisional) == (D("2027-03-03"), False)
    assert deadlines.with_due(provisional, provisional.due) is provisional


# --- suspension: no regulation names one, so the period is made up


MADE_UP = """
made_up:
  of: rights_application
  length: {length}
  starts: [{{when: submitted}}]
  suspension: "3:32.1"
"""


@pytest.fixture(scope="module")
def suspendable(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Period]:
    folder = tmp_path_factory.mktemp("tables")
    found = {}
    for length in ("police_rights.investigation", "police_rights.investigation_extended"):
        path = folder / f"{length}.yaml"
        path.write_text(MADE_UP.format(length=length), encoding="utf-8")
        found[length] = load(path)["made_up"]
    return found


def test_none_of_the_three_regulations_names_a_suspension() -> None:
    pause = Suspension(D("2026-03-04"), D("2026-03-05"))
    for one in deadlines.periods().values():
        assert one.suspension is None
        with pytest.raises(deadlines.NotSuspendable):
            deadlines.reckon(one, D("2026-03-02"), suspended=[pause])
    for regulation in (1, 2, 3):
        texts = Path(deadlines.__file__).parent.parent / "texts" / f"{regulation}.yaml"
        assert "中止" not in texts.read_text(encoding="utf-8").replace("中止犯罪", "")


def test_a_suspension_by_example(suspendable: dict[str, Period]) -> None:
    one = suspendable["police_rights.investigation"]
    pause = Suspension(D("2026-03-09"), D("2026-03-15"))  # a week with five working days
    usual = deadlines.reckon(one, D("2026-03-02"))
    later = deadlines.reckon(one, D("2026-03-02"), suspended=[pause])
    assert (usual.due, later.due) == (D("2026-04-14"), D("2026-04-21"))
    assert Deadline.from_dict(json.loads(json.dumps(later.as_dict()))) == later
    with pytest.raises(ValueError):
        Suspension(D("2026-03-09"), D("2026-03-08"))


@given(base=DAYS, after=st.integers(0, 90), length=st.integers(1, 60))
def test_a_suspension_shifts_exactly(suspendable: dict[str, Period], base: dt.date, after: int, length: int) -> None:
    calendar = Calendar(move_last_day=False)
    first = base + dt.timedelta(days=1 + after)
    pause = Suspension(first, first + dt.timedelta(days=length - 1))
    one = suspendable["police_rights.investigation_extended"]
    usual = deadlines.reckon(one, base, calendar=calendar)
    later = deadlines.reckon(one, base, calendar=calendar, suspended=[pause])
    shift = length if first <= usual.due else 0
    assert later.due == usual.due + dt.timedelta(days=shift)
    work = suspendable["police_rights.investigation"]
    held = deadlines.reckon(work, base, calendar=calendar, suspended=[pause])
    span = [base + dt.timedelta(days=n) for n in range(1, (held.due - base).days + 1)]
    assert sum(calendar.is_working_day(day) and day not in pause.days() for day in span) == held.length
    assert held.due not in pause.days()


@given(base=DAYS, after=st.integers(0, 80), length=st.integers(1, 40))
def test_no_last_day_lies_in_a_suspension(
    suspendable: dict[str, Period], base: dt.date, after: int, length: int
) -> None:
    first = base + dt.timedelta(days=1 + after)
    pause = Suspension(first, first + dt.timedelta(days=length - 1))
    for one in suspendable.values():
        due = deadlines.reckon(one, base, suspended=[pause]).due
        assert due not in pause.days() and default_calendar().is_working_day(due)


# --- properties


@given(KINDS, DAYS)
def test_the_day_of_the_event_is_never_counted(kind: str, base: dt.date) -> None:
    found = deadlines.reckon(kind, base)
    assert found.due > base and found.counted is not None and found.counted > base
    if found.unit == "calendar_days":
        assert (found.counted - base).days == found.length
    else:
        span = [base + dt.timedelta(days=n) for n in range(1, (found.due - base).days + 1)]
        assert sum(default_calendar().is_working_day(day) for day in span) == found.length


@given(KINDS, DAYS, DAYS)
def test_a_later_event_is_never_due_earlier(kind: str, one: dt.date, other: dt.date) -> None:
    early, late = sorted((one, other))
    assert deadlines.reckon(kind, early).due <= deadlines.reckon(kind, late).due


@given(DAYS)
def test_an_extension_is_never_earlier(base: dt.date) -> None:
    usual = deadlines.investigation(base)
    assert deadlines.investigation(base, extension_approved=True).due >= usual.due
    one = deadlines.period("investigation")
    assert one.extension is not None and one.extension.approved_by == "rights_committee"
    assert deadlines.period(one.extension.to).starts[0].base == "base_of"


@given(st.sampled_from(RECKONED), DAYS)
def test_reckoning_again_changes_nothing(kind: str, base: dt.date) -> None:
    found = deadlines.reckon(kind, base)
    assert deadlines.again(found) == found


@given(DAYS, st.dates(dt.date(2027, 1, 1), dt.date(2027, 12, 31)))
def test_a_published_year_only_settles_what_was_open(base: dt.date, holiday: dt.date) -> None:
    calendar = Calendar({2027: OverlayYear(True, frozenset({holiday}), frozenset())})
    before = deadlines.investigation(base)
    after = deadlines.again(before, calendar=calendar)
    assert deadlines.again(after, calendar=calendar) == after
    assert before.provisional or after == before  # a settled day stays
    assert replace(after, due=before.due, counted=before.counted, provisional=before.provisional) == before


@given(KINDS, DAYS)
def test_the_warning_comes_before_the_end(kind: str, base: dt.date) -> None:
    found = deadlines.reckon(kind, base)
    assert base <= deadlines.warn_on(found) < found.due


# --- the table


def test_parameters_are_dated_and_rest_on_the_words() -> None:
    for values in all_parameters().values():
        for value in values:
            assert value.words in quote(value.ref), value.name
    assert parameter("police_rights.answer", D("2020-05-12")).value == 3
    with pytest.raises(NotInForce):
        parameter("police_rights.answer", D("2020-05-11"))
    with pytest.raises(KeyError):
        parameter("police_rights.nothing", D("2026-01-01"))


def test_events_are_states_and_steps_of_the_lives() -> None:
    for one in deadlines.periods().values():
        known = [lives.life(case) for case in one.cases]
        names = {name for life in known for name in (*life.states, *life.all_steps)} | {SUBMITTED}
        for event in ({start.when for start in one.starts}, one.met, one.void):
            assert set(event) <= names, one.kind
        assert one.met or one.void, one.kind  # every state that has a deadline has a way out
        if one.expiry:
            assert {one.expiry.status, *one.expiry.while_in} <= set(known[0].states)


@pytest.mark.parametrize(
    "text",
    [
        "x: [",
        "x: {of: report, starts: []}",
        "x: {of: report, length: police_rights.nothing, starts: []}",
        "x: {of: report, length: police_rights.answer, starts: [{when: a, base_of: nothing}]}",
        "x: {of: report, length: police_rights.answer, starts: [{at: a}]}",
        "x: {of: report, length: police_rights.answer, starts: [], more: 1}",
        "x: {of: report, length: police_rights.answer, starts: [], owed_by: nobody}",
        'x: {of: report, at_once: {title: t, word: 立即, refs: ["1:8.1"], words: 别的话}, starts: []}',
        "x: {of: report, length: police_rights.answer, starts: [], expiry: {status: a, while_in: [], text: t, unless: b}}",
    ],
)
def test_a_wrong_table_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "table.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PeriodError):
        load(path)


def test_a_decision_sets_a_term() -> None:
    ban = deadlines.period("contact_ban")
    term = deadlines.decided(ban, D("2026-03-02"), D("2026-05-03"))
    assert (term.due, term.length_zh, term.provisional) == (D("2026-05-03"), "62日", False)  # a Sunday in the holidays
    assert deadlines.again(term) == term
    made = deadlines.on_event("witness_protection", ["ban_contact"], D("2026-03-02"), (), term=D("2026-05-03"))
    assert made.start == (term,)
    assert deadlines.on_event("witness_protection", ["ban_contact"], D("2026-03-02"), ()).start == ()
    [other] = deadlines.on_event(
        "reporter_protection", ["ban_contact"], D("2026-03-02"), (), term=D("2026-05-03")
    ).start
    assert other.refs == (Ref.parse("2:9.1(1)"),)
    for wrong in ("answer_application", "protection_plan"):
        with pytest.raises(ValueError):
            deadlines.decided(wrong, D("2026-03-02"), D("2026-05-03"))
    with pytest.raises(ValueError):
        deadlines.decided(ban, D("2026-03-02"), D("2026-03-01"))
    with pytest.raises(ValueError):
        deadlines.reckon(ban, D("2026-03-02"))
