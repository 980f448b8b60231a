"""The first story: sealed, kept, moved to the flow it is for, never asked again; choices said once are taken once."""

from __future__ import annotations

import pytest

from actions import stating
from store import cases, vault
from store.items import catalogue
from tests.actions.conftest import Begin, drafts
from tests.actions.talk import Talk
from tests.store.make import Maker


def tell(make: Maker, talk: Talk, goal: str = "none", label: str = "report.story", **entities: str) -> Talk:
    """What the boundary does with a story: sealed, then an event."""
    make.draft(talk.conversation, label)
    return talk.turn("story", goal, **entities)


def test_a_story_with_its_goal_begins_it_and_is_not_asked_for(begin: Begin, make: Maker) -> None:
    talk = tell(make, begin(), "report", report_mode="anonymous", crime_kind="corruption")
    assert talk.said[:2] == ["utter_story_kept", "utter_taken"]
    assert talk.asked == "report.party"
    talk.turn("sealed").turn("skip")
    assert talk.said[-1] == "utter_ask_report_facts_more"
    talk.turn("skip")
    assert "utter_cannot_skip" not in talk.said and "utter_deferred" not in talk.said
    talk.turn("skip").turn("skip").choose("none")
    assert talk.asked == "report.review"
    make.prepare(talk.conversation)
    talk.turn("submit")
    with make.store.read() as s:
        made = cases.submitted(s, talk.conversation, "report")
        assert made is not None
        assert [item.label for item in vault.of_case(s, made.case_id)] == ["report.story"]
    # The next report begins without it.
    talk.turn("skip")
    talk.turn("report")
    assert talk.slots["report_story"] is None


@pytest.mark.parametrize(
    ("goal", "first"),
    [
        ("protect_reporter", "protect_reporter.link"),
        ("protect_witness", "protect_witness.role"),
        ("report", "report.mode"),
        ("add_material", "add_material.number"),
    ],
)
def test_without_a_goal_it_is_asked_and_the_story_moves_there(
    begin: Begin, make: Maker, goal: str, first: str
) -> None:
    talk = tell(make, begin())
    assert talk.said == ["utter_story_waits", "utter_story_goal"]
    assert drafts(make, talk, "report") == {"report.story": 1}
    assert talk.turn(goal).asked == first
    assert drafts(make, talk, goal) == {f"{goal}.story": 1}
    assert talk.slots[f"{goal}_story"] == "sealed"


def test_told_in_pieces_it_stands_in_pieces(begin: Begin, make: Maker) -> None:
    talk = tell(make, tell(make, begin()))
    tell(make, talk, "report")
    assert drafts(make, talk, "report") == {"report.story": 3}


def test_at_a_choice_and_at_the_review_it_is_added_and_the_question_stays(begin: Begin, make: Maker) -> None:
    talk = begin().turn("report")
    tell(make, talk)
    assert talk.said == ["utter_story_added", "utter_ask_report_mode"]
    tell(make, talk, report_mode="anonymous")
    assert talk.asked == "report.crime"
    talk.choose("unsure").turn("sealed").turn("skip").turn("skip").turn("skip").turn("skip").choose("none")
    assert talk.asked == "report.review"
    tell(make, talk)
    assert talk.said == ["utter_story_added", "utter_review", "utter_ask_report_review"]
    assert drafts(make, talk, "report") == {"report.story": 3}


def test_giving_up_takes_it_along(begin: Begin, make: Maker) -> None:
    talk = tell(make, begin(), "report").choose("anonymous")
    talk.turn("cancel").choose("yes")
    assert drafts(make, talk, "report") == {} and talk.slots["report_story"] is None


def test_another_errand_leaves_it_where_it_is(begin: Begin, make: Maker) -> None:
    talk = tell(make, begin(), "report").choose("anonymous")
    talk.turn("protect_witness").choose("yes")
    assert talk.asked == "protect_witness.role"
    assert drafts(make, talk, "report") == {"report.story": 1} and drafts(make, talk, "protect_witness") == {}


def test_in_a_flow_without_a_story_it_waits(begin: Begin, make: Maker) -> None:
    talk = tell(make, begin().turn("query_status"))
    assert talk.said == ["utter_story_waits", "utter_ask_status_number"]
    talk.turn("report").choose("yes")
    assert talk.slots["report_story"] == "sealed"


@pytest.mark.parametrize(
    ("intent", "entities", "asked", "slots"),
    [
        ("report", {"report_mode": "anonymous"}, "report.crime", {"report_mode": "anonymous"}),
        ("report", {"report_mode": "realname"}, "report.capacity", {"report_mode": "realname"}),
        (
            "report",
            {"crime_kind": "corruption", "report_mode": "realname"},
            "report.capacity",
            {"report_mode": "realname", "report_crime": "corruption"},
        ),
        (
            "report",
            {"report_mode": "realname", "capacity": "unit", "crime_kind": "dereliction"},
            "report.name",
            {"report_capacity": "unit", "report_crime": "dereliction"},
        ),
        ("protect_witness", {"witness_role": "victim", "case_kind": "drugs"}, "protect_witness.who", {}),
        # Nothing is taken from what is denied, asked about or contradicts itself.
        ("report", {"report_mode": "realname", "stance": "denied"}, "report.mode", {"report_mode": None}),
        ("report", {"report_mode": "realname", "stance": "asked"}, "report.mode", {"report_mode": None}),
        ("report", {"report_mode": ["realname", "anonymous"]}, "report.mode", {"report_mode": None}),
    ],
)
def test_what_was_stated_is_not_asked(
    begin: Begin, intent: str, entities: dict[str, str], asked: str, slots: dict[str, str | None]
) -> None:
    talk = begin().turn(intent, **entities)
    assert talk.asked == asked, talk.said
    assert {name: talk.slots.get(name) for name in slots} == slots


def test_who_reports_waits_for_how(begin: Begin) -> None:
    """我们单位要举报: by name or not is asked; by name, the unit is known; anonymously, it never counts."""
    talk = begin().turn("report", capacity="unit")
    assert talk.asked == "report.mode"
    assert talk.choose("realname").asked == "report.name"
    assert talk.slots["report_capacity"] == "unit"
    talk = begin().turn("report", capacity="unit").choose("anonymous")
    assert talk.asked == "report.crime" and talk.slots.get("report_capacity") is None


def test_several_at_once_in_the_middle(begin: Begin) -> None:
    talk = begin().turn("report").turn("answer", report_mode="anonymous", crime_kind="corruption")
    assert talk.asked == "report.party"


def test_stated_for_the_flow_that_one_switches_to(begin: Begin) -> None:
    talk = begin().turn("report").choose("anonymous").turn("protect_witness", witness_role="victim").choose("yes")
    assert talk.asked == "protect_witness.case_kind"


@pytest.mark.parametrize("way_in, flow", [("officer", "rights"), ("officer", "protection_report"), ("web", "protect_witness")])
def test_a_story_of_any_flow_begins_it(begin: Begin, make: Maker, way_in: str, flow: str) -> None:
    talk = tell(make, begin(way_in), flow, label=f"{flow}.story")
    assert talk.active == f"{flow}_form" and "utter_story_goal" not in talk.said


def test_the_kind_of_the_deed_is_taken_and_never_said_back(begin: Begin, make: Maker) -> None:
    talk = tell(make, begin(), "report", report_mode="anonymous", crime_kind="corruption")
    assert talk.slots["report_crime"] == "corruption" and talk.asked == "report.party"
    said = stating.titles(catalogue()["report"].items, [("mode", "anonymous"), ("crime", "corruption")])
    assert said == ["匿名举报", "职务犯罪类别"]
