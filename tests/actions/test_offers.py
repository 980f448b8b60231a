"""What else could have been meant, beside the first question of a flow that was heard without being sure."""

from __future__ import annotations

from tests.actions.conftest import Begin

SURE, UNSURE = 0.99, 0.5


def test_a_flow_heard_without_being_sure_says_which_it_is_and_what_else_there_is(begin: Begin) -> None:
    talk = begin().types(("report", UNSURE), ("protect_reporter", 0.4))
    assert talk.said[0] == "utter_offer_instead"
    assert talk.asked == "report.mode"


def test_what_was_meant_instead_begins_with_a_press(begin: Begin) -> None:
    talk = begin().types(("report", UNSURE), ("query_status", 0.4)).turn("query_status")
    assert talk.active == "status_form"


def test_what_was_given_is_not_left_with_a_press(begin: Begin) -> None:
    talk = begin().types(("report", UNSURE), ("query_status", 0.4)).choose("anonymous").turn("query_status")
    assert talk.active == "report_form" and talk.asked == "confirm.switch"


def test_a_flow_plainly_asked_for_begins_alone(begin: Begin) -> None:
    assert "utter_offer_instead" not in begin().types(("report", SURE), ("query_status", 0.01)).said
