"""A change of mind at every step, and the anonymous way for whoever gives no name."""

from __future__ import annotations

import pytest

from store import cases, vault
from tests.actions.conftest import Begin
from tests.actions.talk import Talk
from tests.store.make import Maker

STEPS = ["report.party", "report.date", "report.facts", "report.evidence", "report.files", "report.retaliation"]


def named(begin: Begin, make: Maker, until: str) -> Talk:
    """A report by name up to a step, with what was sealed on the way."""
    talk = begin().turn("report").choose("realname").choose("individual")
    answers = {"report.acknowledge": "yes", "report.crime": "corruption", "report.retaliation": "none"}
    while talk.asked != until:
        asked = str(talk.asked)
        if asked in answers:
            talk.choose(answers[asked])
        elif asked == "report.files":
            talk.turn("skip")
        else:
            make.draft(talk.conversation, asked)
            talk.turn("sealed")
    return talk


@pytest.mark.parametrize("step", ["report.contact", "report.acknowledge", "report.crime", *STEPS, "report.review"])
def test_anonymous_after_all_at_every_step(begin: Begin, make: Maker, step: str) -> None:
    talk = named(begin, make, step).turn("correct", report_mode="anonymous")
    assert talk.slots["report_mode"] == "anonymous"
    assert "utter_changed_dropping" in talk.said
    expected = "report.crime" if step in {"report.contact", "report.acknowledge"} else step
    assert talk.asked == expected
    with make.store.read() as s:
        assert "report.name" in vault.filled(s, talk.conversation, "report"), "said first, deleted with the next answer"
    if step == "report.review":
        make.prepare(talk.conversation)
        talk.turn("submit")
        with make.store.read() as s:
            made = cases.submitted(s, talk.conversation, "report")
            assert made is not None
            labels = {item.label for item in vault.of_case(s, made.case_id)}
        assert not labels & {"report.name", "report.contact", "report.id_number"}
        return
    talk.choose("none" if step == "report.retaliation" else "unsure") if talk.asked in {
        "report.crime", "report.retaliation"
    } else talk.turn("skip" if step == "report.files" else "sealed")  # fmt: skip
    with make.store.read() as s:
        assert "report.name" not in vault.filled(s, talk.conversation, "report")


def test_taken_back_at_once_the_name_is_still_there(begin: Begin, make: Maker) -> None:
    talk = named(begin, make, "report.party").turn("correct", report_mode="anonymous")
    talk.turn("correct", report_mode="realname")
    assert talk.asked == "report.party" and talk.slots["report_name"] == "sealed"
    with make.store.read() as s:
        assert "report.name" in vault.filled(s, talk.conversation, "report")


def test_what_is_so_already_is_said_to_be_so(begin: Begin, make: Maker) -> None:
    talk = named(begin, make, "report.party").turn("correct", report_mode="realname")
    assert talk.said == ["utter_already_so", "utter_ask_report_party"]


def test_the_unit_after_all(begin: Begin, make: Maker) -> None:
    talk = named(begin, make, "report.contact").turn("correct", capacity="unit")
    assert talk.slots["report_capacity"] == "unit" and talk.asked == "report.contact"


@pytest.mark.parametrize("step", ["report.name", "report.contact"])
@pytest.mark.parametrize("intent", ["none_given", "skip", "deny", "unsure"])
def test_who_gives_no_name_is_offered_the_anonymous_way(begin: Begin, make: Maker, step: str, intent: str) -> None:
    talk = named(begin, make, step).turn(intent)
    assert talk.said == ["utter_ask_confirm_unnamed"]
    back = talk.choose("no")
    assert back.asked == step and talk.slots["report_mode"] == "realname"
    talk.turn(intent).choose("yes")
    assert talk.slots["report_mode"] == "anonymous" and talk.asked == "report.crime"
    with make.store.read() as s:
        assert vault.filled(s, talk.conversation, "report") == {}


def test_a_date_in_own_words_is_an_answer(begin: Begin, make: Maker) -> None:
    """The boundary seals 记不清了 without days; the flow goes on and asks nothing about giving up."""
    talk = named(begin, make, "report.date").turn("sealed")
    assert talk.asked == "report.facts"
    officer = begin("officer").turn("rights_apply").choose("self").choose("police").choose("yes")
    officer.choose("infringed").choose("threat").choose("scene").choose("none").turn("sealed").turn("sealed")
    officer.turn("sealed")
    assert officer.asked == "rights.date"
    assert officer.turn("unsure").said == ["utter_unsure_sealed", "utter_ask_rights_date"]
    assert officer.turn("sealed").asked == "rights.place"
