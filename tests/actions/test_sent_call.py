"""After a call for help went: what is told then is added to it, and that nobody need come reaches the duty desk."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from store import cases, vault
from store.items import story_label
from store.models import CaseRow
from tests.actions.conftest import Begin, drafts
from tests.actions.talk import Talk
from tests.store.make import Maker

NOW = {"danger_now": "yes"}


def sent(begin: Begin, make: Maker, way_in: str = "web") -> Talk:
    """A conversation in which a call for help went."""
    talk = begin(way_in).turn("danger", "button", **NOW).turn("sealed")
    make.draft(talk.conversation, "urgent.facts")
    make.prepare(talk.conversation)
    return talk.turn("skip")


@pytest.mark.parametrize("intent", ["cancel", "step_back", "correct"])
@pytest.mark.parametrize("value", ["call", "safe"])
def test_once_a_call_for_help_went_nobody_is_told_that_nobody_was_called(
    begin: Begin, make: Maker, value: str, intent: str
) -> None:
    talk = sent(begin, make)
    assert "utter_urgent_submitted" in talk.said and talk.asked is None
    assert talk.turn(intent).said[0] == "utter_call_went"
    assert talk.turn("not_that", value).said[0] == "utter_call_went"
    talk.turn("report")
    assert talk.turn("not_that", value).said[0] == "utter_call_went"


def test_the_duty_desk_is_told_once_that_nobody_need_come(begin: Begin, make: Maker) -> None:
    talk = sent(begin, make).turn("cancel")
    assert "utter_call_off_offer" in talk.said
    assert talk.choose("call_off").said[0] == "utter_call_off_told"
    assert talk.choose("call_off").said[0] == "utter_call_off_told"
    with make.store.read() as s:
        [request] = cases.waiting(s, {"urgent_protection"})
        assert request.kind == "call_off"


def test_where_no_call_went_nothing_is_called_off(begin: Begin, make: Maker) -> None:
    assert "utter_call_off_told" not in begin().choose("call_off").said
    with make.store.read() as s:
        assert cases.waiting(s, {"urgent_protection"}) == []


@pytest.mark.parametrize("goal", ["none", "urgent"])
def test_what_is_told_after_a_call_went_is_added_to_it(begin: Begin, make: Maker, goal: str) -> None:
    talk = sent(begin, make)
    make.draft(talk.conversation, story_label("", goal))
    talk.turn("story", goal)
    assert talk.said[0] == "utter_call_added" and drafts(make, talk, "report") == drafts(make, talk, "urgent") == {}
    with make.store.read() as s:
        [call] = [one.id for one in s.scalars(select(CaseRow))]
        assert [item.label for item in vault.of_case(s, call)] == ["urgent.facts", "urgent.words"]


def test_a_report_told_after_a_call_went_is_a_report(begin: Begin, make: Maker) -> None:
    talk = sent(begin, make)
    make.draft(talk.conversation, "report.story")
    assert talk.turn("story", "report").asked == "report.mode" and drafts(make, talk, "report") == {"report.story": 1}


def test_at_the_hotline_what_the_next_caller_tells_is_not_added_to_the_last_ones_call(
    begin: Begin, make: Maker
) -> None:
    talk = sent(begin, make, "hotline")
    make.draft(talk.conversation, "report.story")
    assert "utter_call_added" not in talk.turn("story", "none").said and drafts(make, talk, "report")


def test_what_waits_for_a_flow_of_its_own_is_not_added_to_a_call(begin: Begin, make: Maker) -> None:
    talk = begin().turn("story", "none")
    make.draft(talk.conversation, "report.story")
    talk.turn("danger", "button", **NOW).turn("sealed")
    make.draft(talk.conversation, "urgent.facts")
    make.prepare(talk.conversation)
    talk.turn("skip")
    make.draft(talk.conversation, "report.story")
    assert "utter_call_added" not in talk.turn("story", "none").said
    assert drafts(make, talk, "report") == {"report.story": 2}


def test_what_could_not_be_added_or_passed_on_is_said(
    begin: Begin, make: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = sent(begin, make)

    def fails(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(cases, "call_off", fails)
    monkeypatch.setattr(cases, "add_material", fails)
    assert talk.choose("call_off").said[0] == "utter_call_off_failed"
    make.draft(talk.conversation, "report.story")
    assert "utter_story_waits" in talk.turn("story", "none").said and drafts(make, talk, "report")
