"""What is said against a step: not to submit, not by name, another date, one item to be changed. Nothing is taken."""

from __future__ import annotations

from typing import Any

import pytest

from store import cases
from tests.actions.conftest import Begin
from tests.actions.talk import DOMAIN, Talk
from tests.actions.test_change_of_mind import named
from tests.store.make import Maker

EVERYWHERE = ["report.name", "report.id_number", "report.acknowledge", "report.date", "report.facts", "report.files",
              "report.retaliation", "report.review"]  # fmt: skip


def typed(talk: Talk, intent: str, stance: str, *denied: str, **entities: str) -> Talk:
    """A sentence as the engine understood it."""
    found: list[dict[str, Any]] = [{"entity": "denied", "value": one} for one in denied]
    found += [{"entity": name, "value": value} for name, value in {**entities, "stance": stance}.items()]
    return talk._hands({"intent": {"name": intent}, "entities": found, "intent_ranking": []})


@pytest.mark.parametrize("step", EVERYWHERE)
def test_not_to_submit_is_no_answer_anywhere(begin: Begin, make: Maker, step: str) -> None:
    talk = named(begin, make, step)
    before = dict(talk.slots)
    talk.turn("not_that", "submit")
    assert talk.said[0] == "utter_holding" and talk.asked == step
    item = step.replace(".", "_")
    assert talk.slots.get(item) == before.get(item), "nothing was taken"
    with make.store.read() as s:
        assert cases.submitted(s, talk.conversation, "report") is None


@pytest.mark.parametrize(
    ("button", "step"),
    [("resume", "report.retaliation"), ("pause", "report.retaliation"), ("cancel", "confirm.cancel")],
)
def test_its_buttons_do_what_they_say(begin: Begin, make: Maker, button: str, step: str) -> None:
    talk = named(begin, make, "report.retaliation").turn("not_that", "submit").turn(button)
    assert talk.asked == step


@pytest.mark.parametrize("intent", ["deny", "submit", "cancel", "nlu_fallback"])
def test_in_longer_words_it_is_none_either(begin: Begin, make: Maker, intent: str) -> None:
    talk = typed(named(begin, make, "report.retaliation"), intent, "denied", "do.submit")
    assert talk.said[0] == "utter_holding" and talk.slots.get("report_retaliation") is None


def test_an_option_beside_it_is_an_answer(begin: Begin, make: Maker) -> None:
    talk = typed(
        named(begin, make, "report.retaliation"), "answer", "denied", "do.submit", retaliation_state="happened"
    )
    assert "utter_holding" not in talk.said


def test_what_is_submitted_is_not_said_to_be_held(begin: Begin, make: Maker) -> None:
    talk = named(begin, make, "report.review")
    make.prepare(talk.conversation)
    talk.turn("submit").turn("not_that", "submit")
    assert talk.said[0] == "utter_submitted_already"


@pytest.mark.parametrize("step", ["report.id_number", "report.party", "report.facts"])
def test_not_by_name_offers_the_other_way(begin: Begin, make: Maker, step: str) -> None:
    talk = named(begin, make, step).turn("none_given")
    assert talk.asked == "confirm.unnamed" and talk.slots["report_mode"] == "realname", "it takes a plain yes"
    assert talk.choose("no").asked == step
    talk.turn("none_given").choose("yes")
    assert talk.slots["report_mode"] == "anonymous"


def test_who_is_anonymous_already_hears_so(begin: Begin) -> None:
    talk = begin().turn("report").choose("anonymous").choose("unsure").turn("none_given")
    assert talk.said[0] == "utter_already_so" and talk.asked == "report.party"


def test_another_date_takes_the_place_of_the_one_before(begin: Begin, make: Maker) -> None:
    talk = named(begin, make, "report.facts").turn("correct", "date.given")
    assert talk.said[0] == "utter_given_anew" and talk.asked == "report.facts"
    assert talk.slots["report_date"] == "sealed" and talk.slots.get("report_facts") is None


def test_an_item_named_is_asked_anew(begin: Begin, make: Maker) -> None:
    talk = named(begin, make, "report.evidence").turn("correct", "date")
    assert talk.asked == "report.date"
    assert talk.turn("sealed").asked == "report.evidence"


def test_an_item_that_was_not_given_is_chosen_from_a_list(begin: Begin, make: Maker) -> None:
    assert named(begin, make, "report.party").turn("correct", "facts").said == ["utter_change"]


def test_not_by_name_is_anonymous(begin: Begin) -> None:
    talk = typed(begin().turn("report"), "deny", "denied", "report_mode.realname")
    assert talk.slots["report_mode"] == "anonymous"


@pytest.mark.parametrize(
    ("intent", "stance", "denied"),
    [
        ("deny", "denied", ("report_mode.anonymous",)),
        ("deny", "denied", ("report_mode.anonymous", "report_mode.realname")),
        ("answer", "asked", ("report_mode.realname",)),
        ("answer", "doubted", ("report_mode.realname",)),
        ("answer", "quoted", ("report_mode.realname",)),
        ("cancel", "denied", ("report_mode.realname",)),
    ],
)
def test_nothing_else_chooses_by_denying(begin: Begin, intent: str, stance: str, denied: tuple[str, ...]) -> None:
    talk = typed(begin().turn("report"), intent, stance, *denied)
    assert talk.slots.get("report_mode") is None


@pytest.mark.parametrize("step", ["report.name", "report.contact", "report.facts"])
def test_impatience_is_answered_with_nothing_false(begin: Begin, make: Maker, step: str) -> None:
    talk = named(begin, make, step).turn("frustrated")
    assert talk.said[0] == "utter_frustrated" and talk.asked == step
    assert not any("跳过" in one["text"] for one in DOMAIN["responses"]["utter_frustrated"])


@pytest.mark.parametrize("step", ["report.facts", "report.review"])
def test_insisting_on_the_report_goes_on_with_it(begin: Begin, make: Maker, step: str) -> None:
    talk = named(begin, make, step).turn("report")
    assert talk.asked == step
    with make.store.read() as s:
        assert cases.submitted(s, talk.conversation, "report") is None
