"""The way of danger: begins from a button or from words that say here and now, never breaks, and can be left again."""

from __future__ import annotations

import pytest

from store import cases, vault
from tests.actions.conftest import Begin
from tests.actions.talk import Talk
from tests.store.make import Maker

NOW = {"danger_now": "yes"}


def drafts(make: Maker, talk: Talk, flow: str) -> dict[str, int]:
    with make.store.read() as s:
        return vault.filled(s, talk.conversation, flow)


def report(begin: Begin, way_in: str = "web") -> Talk:
    """An anonymous report up to the reported party."""
    return begin(way_in).turn("report").choose("anonymous").choose("corruption")


def help_called(begin: Begin, make: Maker, how: str) -> Talk:
    talk = report(begin)
    if how == "words":
        make.draft(talk.conversation, "urgent.words")
    talk.turn("danger", how, **NOW)
    assert talk.asked == "urgent.facts"
    return talk


@pytest.mark.parametrize("how", ["button", "words"])
@pytest.mark.parametrize("word", ["step_back", "cancel", "correct"])
def test_left_at_the_first_step_it_is_where_it_was(begin: Begin, make: Maker, how: str, word: str) -> None:
    talk = help_called(begin, make, how).turn(word)
    assert talk.said == ["utter_urgent_left", "utter_back_to", "utter_ask_report_party"]
    assert drafts(make, talk, "urgent") == {}
    # What was said then is not lost: it stands with the report.
    assert drafts(make, talk, "report") == ({"report.story": 1} if how == "words" else {})
    assert talk.turn("sealed").asked == "report.date"


@pytest.mark.parametrize("word", ["step_back", "cancel", "correct"])
def test_left_with_nothing_open_it_is_the_menu(begin: Begin, word: str) -> None:
    talk = begin().turn("danger", "button", **NOW).turn(word)
    assert talk.said == ["utter_urgent_left", "utter_menu"]
    assert talk.turn("report").asked == "report.mode"
    assert talk.turn("danger", "button", **NOW).asked == "urgent.facts"


@pytest.mark.parametrize(
    "intent",
    ["resume", "repeat", "why", "pause", "help", "thanks", "greet", "ask_rule", "afraid", "frustrated", "affirm", "deny",
     "skip", "submit", "answer", "nlu_fallback", "out_of_scope", "unsure", "lost_place", "police_unreachable", "despair",
     "illness", "report", "query_status", "step_back", "correct", "cancel", "none_given"],
)  # fmt: skip
@pytest.mark.parametrize("step", ["facts", "contact"])
@pytest.mark.parametrize("how", ["button", "words"])
def test_whatever_is_said_there_is_an_answer_and_one_question(
    begin: Begin, make: Maker, how: str, step: str, intent: str
) -> None:
    talk = help_called(begin, make, how)
    if step == "contact":
        talk.turn("sealed")
    talk.turn(intent)
    questions = [said for said in talk.said if said.startswith(("utter_ask_", "utter_change")) and "rule" not in said]
    assert len(questions) == 1, talk.said
    assert len(set(talk.said)) == len(talk.said)
    # And the flow goes on: what is asked can be answered.
    assert talk.asked is not None
    if talk.asked.startswith("confirm."):
        talk.choose("no")
    if talk.asked == "change.item":
        talk.choose("facts")
    if talk.asked == "urgent.facts":
        talk.turn("sealed")
    if talk.asked == "urgent.contact":
        make.draft(talk.conversation, "urgent.facts")
        make.prepare(talk.conversation)
        talk.turn("skip")
        assert "utter_urgent_submitted" in talk.said


@pytest.mark.parametrize(("how", "start"), [("button", "button"), ("words", "words")])
def test_how_it_began_is_a_fact_and_the_words_go_along(begin: Begin, make: Maker, how: str, start: str) -> None:
    talk = help_called(begin, make, how).turn("sealed")
    make.draft(talk.conversation, "urgent.facts")
    make.prepare(talk.conversation)
    talk.turn("skip")
    assert talk.asked == "report.party"
    with make.store.read() as s:
        made = cases.submitted(s, talk.conversation, "urgent")
        assert made is not None
        case = cases.get(s, made.case_id)
        assert case is not None and case.facts["start"] == start
        labels = [item.label for item in vault.of_case(s, made.case_id)]
    assert labels == (["urgent.words", "urgent.facts"] if how == "words" else ["urgent.facts"])


def test_words_that_do_not_say_now_are_asked_about(begin: Begin, make: Maker) -> None:
    talk = report(begin)
    make.draft(talk.conversation, "urgent.words")
    assert talk.turn("danger").said == ["utter_ask_confirm_danger"]
    talk.choose("no")
    # The page keeps what was typed in its box.
    assert talk.said == ["utter_not_now", "utter_ask_report_party"] and drafts(make, talk, "urgent") == {}
    make.draft(talk.conversation, "urgent.words")
    assert talk.turn("danger").choose("yes").asked == "urgent.facts"
    assert talk.slots["urgent_start"] == "confirmed" and drafts(make, talk, "urgent") == {"urgent.words": 1}


def test_on_the_plain_page_nothing_typed_is_lost(begin: Begin, make: Maker) -> None:
    talk = report(begin, "plain")
    make.draft(talk.conversation, "urgent.words")
    talk.turn("danger").choose("no")
    assert talk.said == ["utter_not_now_kept", "utter_ask_report_party"]
    assert drafts(make, talk, "report") == {"report.story": 1}
    assert talk.slots["report_story"] == "sealed"


def test_with_nothing_open_the_words_wait_for_what_begins(begin: Begin, make: Maker) -> None:
    talk = begin()
    make.draft(talk.conversation, "urgent.words")
    assert talk.turn("danger").asked == "confirm.danger"
    assert talk.choose("no").said == ["utter_not_now_waits", "utter_menu"]
    assert talk.turn("protect_witness").asked == "protect_witness.role"
    assert drafts(make, talk, "protect_witness") == {"protect_witness.story": 1}


@pytest.mark.parametrize("intent", ["despair", "illness", "police_unreachable", "lost_place"])
def test_help_that_is_none_for_the_police_is_an_aside(begin: Begin, intent: str) -> None:
    talk = report(begin).turn(intent)
    assert talk.asked == "report.party" and talk.said[0] == f"utter_{intent}"
    idle = begin().turn(intent)
    assert idle.active is None and idle.said[0] == f"utter_{intent}"


def test_warmth_is_said_once(begin: Begin) -> None:
    talk = begin().turn("despair")
    assert talk.turn("despair").said == ["utter_despair_again"]


def test_no_danger_is_no_danger(begin: Begin) -> None:
    talk = begin().turn("danger", stance="denied")
    assert talk.said == ["utter_no_danger", "utter_menu"]
    talk = report(begin).turn("danger", stance="denied")
    assert talk.said == ["utter_no_danger", "utter_ask_report_party"]
