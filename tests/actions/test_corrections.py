"""A change of mind in passing: only what names another option outright; a change may drop what was given."""

from __future__ import annotations

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import corrections
from actions.sheet import Sheet
from actions.turn import Turn
from actions.visit import Visit
from store.items import catalogue


def changed(intent: str, entities: dict[str, str], stance: str = "affirmed", **answers: str) -> tuple[str, str] | None:
    """Item and option that a turn at another step of a report changes."""
    found = change(intent, entities, stance, **answers)
    return (found.item, found.option) if found and not found.same else None


def change(intent: str, entities: dict[str, str], stance: str = "affirmed", **answers: str) -> corrections.Change | None:
    sheet = Sheet("report", {f"report_{item}": value for item, value in answers.items()})
    turn = Turn(intent, None, {name: (option,) for name, option in entities.items()}, stance=stance)
    return corrections.of(
        Visit(CollectingDispatcher(), "c", "web", turn, sheet, "report_retaliation"), catalogue()["report"].items
    )


def test_what_is_so_already_is_known_to_be_so() -> None:
    same = change("correct", {"report_mode": "anonymous"}, mode="anonymous", crime="corruption")
    assert same is not None and same.same and same.option == "anonymous"


def test_a_denied_option_changes_nothing() -> None:
    assert changed("answer", {"report_mode": "realname"}, "denied", mode="anonymous") is None


def test_the_other_way_of_reporting_is_a_change_of_mind() -> None:
    assert changed("answer", {"report_mode": "anonymous"}, mode="realname") == ("mode", "anonymous")
    assert changed("answer", {"report_mode": "realname"}, mode="realname") is None
    assert changed("answer", {"report_mode": "anonymous"}) is None


def test_a_wish_for_secrecy_deletes_no_name() -> None:
    assert changed("answer", {"measure": "hide_information"}, mode="realname") is None


@pytest.mark.parametrize(("intent", "expected"), [("correct", ("crime", "dereliction")), ("answer", None)])
def test_other_choices_change_only_when_a_correction_is_meant(intent: str, expected: tuple[str, str] | None) -> None:
    assert changed(intent, {"crime_kind": "dereliction"}, mode="anonymous", crime="corruption") == expected


def test_with_two_that_could_be_meant_nothing_changes() -> None:
    said = {"crime_kind": "dereliction", "report_mode": "realname"}
    assert changed("correct", said, mode="anonymous", crime="corruption") is None
