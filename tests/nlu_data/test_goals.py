"""One home for goals: `nlu_data/goals.yml` agrees with the domain, with docs/intents.md, with the responses and with the training data."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk.executor import CollectingDispatcher

from actions import offers
from actions.sheet import Sheet
from actions.turn import STRUCTURED, Turn
from actions.visit import Visit

ROOT = Path(__file__).parents[2]
DATA: dict[str, Any] = yaml.safe_load((ROOT / "nlu_data/goals.yml").read_text(encoding="utf-8"))
DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
GOALS: dict[str, dict[str, str]] = DATA["goals"]
TASKS = {goal.partition("/")[2] for goal in GOALS if goal.startswith("officer_task/")}
# What a button says cannot be undone, or means nothing without the question it answers.
NEVER_OFFERED = {"submit", "cancel", "affirm", "deny", "answer", "unsure"}


def intents() -> set[str]:
    """The domain's intents that a text can have."""
    named = {next(iter(i)) if isinstance(i, dict) else i for i in DOMAIN["intents"]}
    return named - STRUCTURED - {"story", "not_that"}


def test_goals_are_the_domains_intents() -> None:
    assert {goal.partition("/")[0] for goal in GOALS} == intents()


def test_the_page_of_intents_names_every_goal_and_no_other() -> None:
    page = (ROOT / "docs/intents.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ") and "---" not in line]
    named = {name.partition("/")[0] for row in rows[1:] for name in re.split(r", ", row)}
    assert named - {"story", "not_that"} == intents()
    assert {task for task in re.findall(r"`([a-z_]+)`", page) if task in TASKS} == TASKS


def test_every_goal_has_training_sentences_and_every_sentence_a_goal() -> None:
    trained = {
        block["intent"]
        for path in sorted((ROOT / "nlu_data/nlu").glob("*.yml"))
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        if "intent" in block
    }
    topics = set(yaml.safe_load((ROOT / "nlu_data/topics.yml").read_text(encoding="utf-8"))["topics"])
    assert {goal for goal in trained if not goal.startswith("ask_rule/")} == set(GOALS) - {"ask_rule"}
    assert {goal.partition("/")[2] for goal in trained if goal.startswith("ask_rule/")} <= topics


def test_weights_name_goals_that_exist() -> None:
    for kind, named in DATA["asked"].items():
        assert {goal.partition("/")[0] for goal in named} <= intents(), kind
        assert all(weight >= 0 for weight in named.values())


def test_every_officers_task_has_an_answer() -> None:
    answered = {name.partition("/")[2] for name in DOMAIN["responses"] if name.startswith("utter_officer_task/")}
    assert answered == TASKS and len(TASKS) == 15


@pytest.mark.parametrize("goal", sorted(NEVER_OFFERED))
def test_what_cannot_be_undone_is_never_offered(goal: str) -> None:
    assert offers.title(goal) is None


def offered(way_in: str, intent: str, *ranking: tuple[str, float]) -> list[tuple[str, str]]:
    turn = Turn(intent, ranking=ranking)
    visit = Visit(CollectingDispatcher(), "c", way_in, turn, Sheet("", {}), None)
    return [(button.title, button.payload) for button in offers.buttons(visit)]


def test_the_likeliest_goals_are_offered_in_plain_words() -> None:
    ranking = (("report", 0.4), ("cancel", 0.2), ("ask_rule/reward_amount", 0.2), ("query_status", 0.1), ("help", 0.05))
    assert offered("web", "nlu_fallback", *ranking) == [
        ("举报职务犯罪", "report"),
        ("奖金有多少", "ask_rule:reward_amount"),
        ("查办理进度", "query_status"),
        ("都不是", "choose:none_of_these"),
    ]


def test_each_side_of_the_counter_is_offered_its_own() -> None:
    ranking = (("officer_task/approve", 0.4), ("rights_apply", 0.3), ("query_status", 0.2))
    assert [payload for _, payload in offered("web", "nlu_fallback", *ranking)] == [
        "query_status",
        "choose:none_of_these",
    ]
    assert [payload for _, payload in offered("officer", "nlu_fallback", *ranking)] == [
        "officer_task:approve",
        "rights_apply",
        "query_status",
        "choose:none_of_these",
    ]


def test_nothing_is_offered_where_nothing_is_likely() -> None:
    assert offered("web", "nlu_fallback") == []
    assert offered("web", "out_of_scope", ("out_of_scope", 0.95), ("report", 0.03)) == []


def test_an_answer_that_was_not_sure_brings_the_next_likeliest() -> None:
    def besides(*ranking: tuple[str, float]) -> list[str]:
        visit = Visit(CollectingDispatcher(), "c", "web", Turn("ask_rule", ranking=ranking), Sheet("", {}), None)
        return [button.payload for button in offers.besides(visit)]

    assert besides(("ask_rule/anonymous", 0.6), ("ask_rule/reward_amount", 0.3), ("report", 0.005)) == [
        "ask_rule:reward_amount"
    ]
    assert besides(("ask_rule/anonymous", 0.98), ("ask_rule/reward_amount", 0.02)) == []
