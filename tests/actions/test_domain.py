"""`domain.yml` is complete and agrees with the catalogue: every question, reason, topic and sentence an action says."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.registry import ACTIONS
from actions.topics import topics
from store.items import Item, catalogue

ROOT = Path(__file__).parent.parent.parent
DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RESPONSES: dict[str, list[dict[str, Any]]] = DOMAIN["responses"]
ITEMS = [item for flow in catalogue().values() for item in flow.items.values()]
# The words that came with a call for help are sealed when it is made, never asked for.
NEVER_ASKED = {"urgent.words"}


@pytest.mark.parametrize("item", [i for i in ITEMS if i.label not in NEVER_ASKED], ids=lambda i: i.label)
def test_every_item_is_asked_as_the_catalogue_says(item: Item) -> None:
    for variant in RESPONSES[f"utter_ask_{item.flow}_{item.id}"]:
        ask = variant["custom"]["ask"]
        assert ask["id"] == item.label
        assert ask["kind"] == item.kind
        assert ask["sealed"] == item.sealed
        assert ask["optional"] == (item.optional or item.deferrable)
        payloads = {b["payload"]: b["title"] for b in variant.get("buttons", [])}
        if item.kind == "choice":
            offered = {p.removeprefix("choose:"): t for p, t in payloads.items() if p.startswith("choose:")}
            assert ("done" in offered) == item.multiple
            offered.pop("done", None)
            assert offered.items() <= dict(item.options).items()
            assert set(item.options) - set(offered) <= {"just_now"}
        assert ("skip" in payloads) == (item.optional or item.deferrable)


@pytest.mark.parametrize("item", ITEMS, ids=lambda i: i.label)
def test_every_item_says_why_it_is_asked_and_has_a_slot(item: Item) -> None:
    assert f"utter_why_{item.flow}_{item.id}" in RESPONSES
    assert f"{item.flow}_{item.id}" in DOMAIN["slots"]


def test_the_hotline_asks_in_the_third_person() -> None:
    for flow in ("report", "protect_reporter", "protect_witness", "urgent", "add_material"):
        for item in catalogue()[flow].items.values():
            if item.label in NEVER_ASKED:
                continue
            variants = RESPONSES[f"utter_ask_{flow}_{item.id}"]
            spoken = [v["text"] for v in variants if v.get("condition", [{}])[0].get("value") == "hotline"]
            assert spoken, f"{item.label} has no wording for the hotline"
            assert "您" not in re.sub("请您", "", spoken[0]), f"{item.label}: {spoken[0]}"


def test_every_topic_has_an_answer_with_its_article() -> None:
    assert len(topics()) > 50
    for topic in topics():
        text = RESPONSES[f"utter_ask_rule/{topic}"][0]["text"]
        assert re.search(r"（《.+》第.+条", text), f"{topic} cites nothing: {text}"


def said() -> set[str]:
    """Names of responses that stand in the actions' code."""
    found: set[str] = set()
    for path in (ROOT / "actions").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.fullmatch(r"utter_[a-z_]+", node.value)
            ):
                found.add(node.value)
    return found


def test_everything_an_action_says_stands_in_the_domain() -> None:
    names = said()
    assert len(names) > 60
    missing = {n for n in names if n not in RESPONSES and not any(r.startswith(n) for r in RESPONSES)}
    assert not missing


def test_nothing_stands_in_the_domain_that_nobody_says() -> None:
    spoken_by_pattern = ("utter_ask_", "utter_why_", "utter_gateway_", "utter_invalid_", "utter_officer_task/")
    built = {
        "utter_joint_means",
        "utter_unit_means",
        "utter_receipt_invalid_length",
        "utter_receipt_invalid_check_digit",
    }
    submitted = {r for r in RESPONSES if r.endswith("_submitted")}
    idle = {r for r in RESPONSES if not r.startswith(spoken_by_pattern)} - said() - built - submitted
    assert not idle


def test_every_action_is_registered_and_named() -> None:
    assert {action().name() for action in ACTIONS} == set(DOMAIN["actions"])


def test_slots_hold_no_text_from_messages() -> None:
    """Every slot is set by an action: no mapping takes a value out of what somebody wrote."""
    for name, slot in DOMAIN["slots"].items():
        assert slot["mappings"] == [{"type": "custom"}], name
        assert slot["influence_conversation"] is False, name
    assert all(form["required_slots"] == [] for form in DOMAIN["forms"].values())


def test_no_response_stands_twice() -> None:
    """YAML would silently keep the last one."""
    names = re.findall(r"^  (utter_\S+):$", (ROOT / "domain.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(names) == len(set(names)), sorted({name for name in names if names.count(name) > 1})
