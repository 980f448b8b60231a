"""The way of danger: begins from a button or from words that say here and now, never breaks, and can be left again."""

from __future__ import annotations

from typing import Any

import pytest

from store import cases, vault
from tests.actions.conftest import Begin, drafts
from tests.actions.talk import DOMAIN, Talk
from tests.store.make import Maker

NOW = {"danger_now": "yes"}


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


@pytest.mark.parametrize("open_flow", [False, True])
def test_danger_from_the_police_names_who_oversees_them_first(begin: Begin, open_flow: bool) -> None:
    talk = report(begin) if open_flow else begin()
    talk.turn("danger", "words", **NOW, heard="police")
    assert talk.said[0] == "utter_danger_police" and "utter_danger" not in talk.said
    assert talk.asked == "urgent.facts"
    assert "utter_danger_police" in talk.turn("danger", "words", **NOW).said
    # Left, it is over: who calls for help next is told of 110.
    talk.turn("cancel")
    assert talk.turn("danger", "button", **NOW).said[0] == "utter_danger"


@pytest.mark.parametrize("way_in", ["web", "plain", "hotline"])
def test_asked_whether_it_is_now_the_police_are_not_the_first_to_call(begin: Begin, way_in: str) -> None:
    talk = report(begin, way_in).turn("danger", "unclear", heard="police")
    assert talk.asked == "confirm.danger" and talk.slots["danger_by"] == "police"
    assert ("utter_danger_police" in talk.said) is (way_in == "hotline")  # elsewhere the question itself says it
    talk.choose("yes")
    assert "utter_danger_police" in talk.said and talk.asked == "urgent.facts"
    other = report(begin, way_in).turn("danger", "unclear", heard="police").choose("no")
    assert other.slots["danger_by"] is None


@pytest.mark.parametrize("variant", DOMAIN["responses"]["utter_danger_police"])
def test_the_number_of_who_oversees_the_police_comes_before_110(variant: dict[str, Any]) -> None:
    before, _, _ = variant["text"].partition("12309")
    assert before != variant["text"] and "110" not in before
    assert variant["custom"]["links"][0]["href"] == "tel:12309"


def test_told_where_help_is_called_for_it_is_said_once(begin: Begin, make: Maker) -> None:
    talk = begin().turn("danger", "button", **NOW).turn("sealed", heard="police")
    assert talk.said[0] == "utter_danger_police" and talk.asked == "urgent.contact"
    assert talk.turn("story", "none", heard="police").said.count("utter_danger_police") == 0


def test_a_story_of_what_the_police_do_now_is_kept_and_answered(begin: Begin) -> None:
    talk = begin().turn("story", "none", heard="police")
    assert talk.said[:2] == ["utter_danger_police", "utter_story_waits"]


def test_who_wishes_to_die_beside_an_answer_hears_of_it_once_and_the_talk_goes_on(begin: Begin) -> None:
    talk = report(begin).turn("sealed", heard="despair")
    assert talk.said[0] == "utter_despair" and talk.asked == "report.date"
    assert talk.turn("sealed", heard="despair").said[0] != "utter_despair"
    assert begin().turn("story", "report", heard="despair").said.count("utter_despair") == 1


@pytest.mark.parametrize("wish", ["report", "add_material", "query_status", "protect_reporter"])
@pytest.mark.parametrize("open_flow", [False, True])
def test_another_errand_in_a_call_for_help_takes_a_plain_yes(
    begin: Begin, make: Maker, wish: str, open_flow: bool
) -> None:
    talk = report(begin) if open_flow else begin()
    make.draft(talk.conversation, "urgent.words")
    talk.turn("danger", "words", **NOW).turn(wish)
    assert talk.said[0] == "utter_urgent_waits" and talk.asked == "confirm.switch"
    assert talk.choose("no").asked == "urgent.facts" and drafts(make, talk, "urgent") == {"urgent.words": 1}
    talk.turn(wish).choose("yes")
    assert talk.said[:1] == ["utter_urgent_left"] and drafts(make, talk, "urgent") == {}
    assert talk.asked is not None and not talk.asked.startswith(("urgent.", "confirm."))


def test_a_call_for_help_that_is_written_waits_for_the_other_errand(begin: Begin, make: Maker) -> None:
    talk = begin().turn("danger", "button", **NOW).turn("sealed")
    make.draft(talk.conversation, "urgent.facts")
    talk.turn("query_status").choose("yes")
    assert talk.asked == "status.number" and drafts(make, talk, "urgent") == {"urgent.facts": 1}
    assert talk.turn("cancel").asked == "urgent.contact"


@pytest.mark.parametrize(("value", "said"), [("call", "utter_nobody_called"), ("safe", "utter_no_danger")])
def test_where_no_call_for_help_is_open_nothing_is_called_off(begin: Begin, value: str, said: str) -> None:
    assert begin().turn("not_that", value).said[0] == said
    talk = report(begin).turn("not_that", value)
    assert talk.said == [said, "utter_ask_report_party"]


def test_what_may_be_danger_is_told_once(begin: Begin) -> None:
    talk = report(begin).turn("sealed", heard="undertone")
    assert talk.said[0] == "utter_perhaps_in_danger" and talk.asked == "report.date"
    assert "utter_perhaps_in_danger" not in talk.turn("sealed", heard="undertone").said
    assert begin().turn("story", "none", heard="undertone").said[0] == "utter_perhaps_in_danger"


def test_at_the_desk_nobody_is_told_to_call(begin: Begin) -> None:
    assert "utter_perhaps_in_danger" not in begin("officer").turn("story", "none", heard="undertone").said


def test_what_is_told_beside_not_now_is_kept_though_the_first_words_stand_in_the_box(begin: Begin, make: Maker) -> None:
    for heard, kept in ((None, {}), ("told", {"report.story": 1})):
        talk = report(begin)
        make.draft(talk.conversation, "urgent.words")
        talk.turn("danger", "unclear")
        assert talk.asked == "confirm.danger"
        talk.turn("choose", "no", **({"heard": heard} if heard else {}))
        assert drafts(make, talk, "report") == kept


@pytest.mark.parametrize(("opens", "value", "step"), [("cancel", None, "confirm.cancel"), ("query_status", None, "confirm.switch")])
def test_neither_yes_nor_no_leaves_everything_as_it_is(begin: Begin, opens: str, value: str | None, step: str) -> None:
    talk = report(begin).turn(opens, value)
    assert talk.asked == step
    for _ in range(2):
        assert talk.turn("nlu_fallback").asked == step
    talk.turn("nlu_fallback")
    assert "utter_kept" in talk.said and talk.asked == "report.party"


def at_contact(begin: Begin, make: Maker, *, doubted_first: bool = False) -> Talk:
    talk = begin().turn("danger", "button", **NOW)
    make.draft(talk.conversation, "urgent.facts")
    make.prepare(talk.conversation)
    return talk.turn("sealed", **({"heard": "wavers"} if doubted_first else {}))


@pytest.mark.parametrize("answer", ["sealed", "skip"])
def test_who_wavered_is_asked_before_anything_goes(begin: Begin, make: Maker, answer: str) -> None:
    talk = at_contact(begin, make, doubted_first=True).turn(answer)
    assert talk.asked == "confirm.now" and "utter_urgent_submitted" not in talk.said
    assert "utter_urgent_submitted" in talk.choose("yes").said


def test_wavering_where_the_contact_is_asked_counts_too(begin: Begin, make: Maker) -> None:
    talk = at_contact(begin, make).turn("story", "none", heard="wavers")
    assert talk.asked == "urgent.contact" and talk.said[0] == "utter_urgent_words_kept"
    assert talk.turn("skip").asked == "confirm.now"
    assert talk.choose("no").said[0] == "utter_urgent_left" and drafts(make, talk, "urgent") == {}


def test_who_says_go_on_is_not_asked_again(begin: Begin, make: Maker) -> None:
    talk = at_contact(begin, make).turn("not_that", "now")
    assert talk.asked == "confirm.now"
    assert talk.choose("yes").asked == "urgent.contact"
    assert "utter_urgent_submitted" in talk.turn("skip").said


@pytest.mark.parametrize("intent", ["cancel", "deny", "not_that", "skip", "submit", "leave", "affirm"])
def test_only_a_plain_answer_leaves_a_call_for_help(begin: Begin, make: Maker, intent: str) -> None:
    """Typed, no other goal is a no: 离开不了, 没报警."""
    talk = at_contact(begin, make).turn("not_that", "now").types((intent, 0.9))
    assert talk.asked == "confirm.now" and drafts(make, talk, "urgent") == {"urgent.facts": 1}


def test_a_scene_at_the_question_whether_it_is_now_goes_on(begin: Begin, make: Maker) -> None:
    talk = at_contact(begin, make).turn("not_that", "now").turn("danger", "unclear")
    assert talk.asked == "urgent.contact"


def test_a_number_at_the_question_whether_it_is_now_answers_the_step_before(begin: Begin, make: Maker) -> None:
    talk = at_contact(begin, make, doubted_first=True).turn("skip")
    assert talk.asked == "confirm.now"
    assert "utter_urgent_submitted" in talk.turn("sealed").said


def test_who_takes_it_back_and_then_says_a_mere_no_sends_nothing(begin: Begin, make: Maker) -> None:
    talk = at_contact(begin, make).turn("cancel")
    assert talk.asked == "confirm.cancel"
    assert talk.turn("deny", stance="denied").turn("skip").asked == "confirm.now"
