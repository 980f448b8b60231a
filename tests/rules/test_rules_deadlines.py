"""The periods of 规定 3 第三十一条 and 第三十二条, day by day at their borders."""

import datetime as dt
import json

import pytest

from rules import deadlines
from rules.calendar import Calendar
from rules.deadlines import Deadline, answer_application, answer_state
from rules.parameters import NotInForce, all_parameters, parameter
from rules.reference import Ref, quote

D = dt.date.fromisoformat


def answer(received: str) -> Deadline:
    deadline = answer_application(D(received))
    assert deadline is not None
    return deadline


def test_answer_counts_working_days_from_receipt() -> None:
    deadline = answer("2026-09-25")
    assert (deadline.due, deadline.unit, deadline.length) == (D("2026-09-30"), "working_days", 3)
    assert deadline.effect == "deemed_accepted"
    assert deadline.length_zh == "3个工作日"
    assert deadline.refs == (Ref.parse("3:31"),)


def test_scene_applications_have_no_such_period() -> None:
    assert answer_application(D("2026-09-25"), scene=True) is None


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


def test_investigation_and_extension() -> None:
    usual = deadlines.investigation(D("2026-03-02"))
    longer = deadlines.investigation(D("2026-03-02"), extension_approved=True)
    assert (usual.due, usual.unit) == (D("2026-04-14"), "working_days")
    # the 60th day, 1 May, is a holiday: both days are kept
    assert (longer.counted, longer.due, longer.unit) == (D("2026-05-01"), D("2026-05-06"), "calendar_days")


def test_feedback_and_review() -> None:
    assert deadlines.feedback(D("2026-03-03")).due == D("2026-03-06")
    friday = deadlines.feedback(D("2026-03-04"))
    assert (friday.counted, friday.due) == (D("2026-03-07"), D("2026-03-09"))
    assert deadlines.review_request(D("2026-09-25")).due == D("2026-10-15")
    assert deadlines.review_answer(D("2026-03-02")).due == D("2026-04-01")


def test_the_setting_keeps_the_last_day() -> None:
    assert deadlines.feedback(D("2026-03-04"), calendar=Calendar(move_last_day=False)).due == D("2026-03-07")


def test_a_deadline_survives_storage() -> None:
    deadline = answer("2026-09-25")
    assert Deadline.from_dict(json.loads(json.dumps(deadline.as_dict()))) == deadline


def test_parameters_are_dated_and_rest_on_the_words() -> None:
    for values in all_parameters().values():
        for value in values:
            assert value.words in quote(value.ref), value.name
    assert parameter("police_rights.answer", D("2020-05-12")).value == 3
    with pytest.raises(NotInForce):
        parameter("police_rights.answer", D("2020-05-11"))
    with pytest.raises(KeyError):
        parameter("police_rights.nothing", D("2026-01-01"))
