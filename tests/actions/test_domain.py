"""`domain.yml` is complete and agrees with the catalogue: every question, reason, topic and sentence an action says."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions import asides, walk
from actions.flow import FORMS
from actions.registry import ACTIONS
from actions.topics import offers, topics
from actions.visit import BRIEFLY
from rules.reference import Ref
from rules.texts import REGULATIONS, load
from store.items import Item, catalogue

ROOT = Path(__file__).parent.parent.parent
DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RESPONSES: dict[str, list[dict[str, Any]]] = DOMAIN["responses"]
ITEMS = [item for flow in catalogue().values() for item in flow.items.values()]
ASKED = [item for item in ITEMS if item.asked]
TOLD = [flow.items[item.tells] for flow in catalogue().values() for item in flow.items.values() if item.tells]


@pytest.mark.parametrize("item", ASKED, ids=lambda i: i.label)
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


@pytest.mark.parametrize("item", TOLD, ids=lambda i: i.label)
def test_what_a_story_tells_of_is_asked_only_for_more(item: Item) -> None:
    for variant in RESPONSES[f"utter_ask_{item.flow}_{item.id}_more"]:
        ask = variant["custom"]["ask"]
        assert ask == {**RESPONSES[f"utter_ask_{item.flow}_{item.id}"][0]["custom"]["ask"], "optional": True}
        assert "skip" in {button["payload"] for button in variant["buttons"]}


@pytest.mark.parametrize("item", [i for i in ITEMS if not i.asked], ids=lambda i: i.label)
def test_what_is_never_asked_has_no_question(item: Item) -> None:
    assert f"utter_ask_{item.flow}_{item.id}" not in RESPONSES


def test_the_hotline_asks_in_the_third_person() -> None:
    for flow in ("report", "protect_reporter", "protect_witness", "urgent", "add_material", "withdraw", "name_self"):
        for item in catalogue()[flow].items.values():
            if not item.asked:
                continue
            variants = RESPONSES[f"utter_ask_{flow}_{item.id}"]
            spoken = [v["text"] for v in variants if v.get("condition", [{}])[0].get("value") == "hotline"]
            assert spoken, f"{item.label} has no wording for the hotline"
            assert "您" not in re.sub("请您", "", spoken[0]), f"{item.label}: {spoken[0]}"


def test_no_two_conditions_of_a_response_hold_at_once() -> None:
    """The engine picks at random among the variants whose conditions hold: 匿名 was said of a report by name."""

    def conditions(variant: dict[str, Any]) -> dict[str, Any]:
        return {one["name"]: one["value"] for one in variant.get("condition", [])}

    for name, variants in RESPONSES.items():
        given = [conditions(variant) for variant in variants]
        assert given.count({}) <= 1, name
        for one, other in itertools.combinations(filter(None, given), 2):
            assert any(one[slot] != other[slot] for slot in one.keys() & other), f"{name}: {one} and {other}"


def test_every_topic_has_an_answer_with_its_article() -> None:
    assert len(topics()) > 50
    for topic, rests_on in topics().items():
        text = RESPONSES[f"utter_ask_rule/{topic}"][0]["text"]
        assert bool(re.search(r"（《.+》第.+条", text)) == bool(rests_on), f"{topic}: {text}"


def texts() -> Iterator[tuple[str, str]]:
    """Every wording of every response, with its name; the bot's, its buttons' and what a refused answer is told."""
    for name, variants in RESPONSES.items():
        for variant in variants:
            yield name, variant["text"]
            yield from ((name, button["title"]) for button in variant.get("buttons", ()))
            yield name, str((variant.get("custom") or {}).get("ask", {}).get("invalid", ""))


def test_nobody_is_told_a_number_where_a_regulation_has_a_name() -> None:
    numbered = {name for name, text in texts() if re.search(r"规定 ?[1-3一二三](?!部)", text)}
    assert not numbered


def test_a_regulation_is_cited_by_its_full_title_first() -> None:
    full = {load(number).short_title: load(number).title for number in REGULATIONS}
    for name, text in texts():
        for short, title in full.items():
            if (at := text.find(f"《{short}》")) >= 0:
                assert 0 <= text.find(f"《{title}》") < at, f"{name}: {text}"


def test_every_citation_in_every_response_resolves() -> None:
    numbers = {title: number for number in REGULATIONS for title in (load(number).title, load(number).short_title)}
    count = 0
    for name, text in texts():
        for title, places in re.findall(r"《([^》]+)》((?:第[^《》）；，。]*))", text):
            assert title in numbers, f"{name}: {title}"
            for place in re.findall(r"第[^、至和]+条(?:第[^、至和条]+款)?(?:第[^、至和条款]+项)?", places):
                Ref.parse_words(numbers[title], place)
                count += 1
    assert count > 150


def test_every_offer_is_a_flow_that_the_menu_can_name() -> None:
    assert {flow for offered in offers().values() for flow in offered} <= set(asides.OFFERED)
    assert set(asides.OFFERED) <= set(FORMS)


def test_a_brief_question_asks_what_the_long_one_asks() -> None:
    briefly = {name.removeprefix("utter_ask_").removesuffix(BRIEFLY) for name in RESPONSES if name.endswith(BRIEFLY)}
    assert briefly == walk.BRIEF
    for step in walk.BRIEF:
        long, brief = RESPONSES[f"utter_ask_{step}"], RESPONSES[f"utter_ask_{step}{BRIEFLY}"]
        assert [variant["custom"] for variant in brief] == [variant["custom"] for variant in long]
        assert [variant["buttons"] for variant in brief] == [variant["buttons"] for variant in long]
        assert all(len(b["text"]) < len(a["text"]) for a, b in zip(long, brief, strict=True))


def test_every_number_to_call_is_a_link_that_dials() -> None:
    for name, variants in RESPONSES.items():
        for variant in variants:
            for link in (variant.get("custom") or {}).get("links", []):
                assert re.fullmatch(r"(?:tel|sms):(\+?[0-9]+|\{office_phone\})", link["href"]), name
                dialled = link["href"].partition(":")[2]
                assert dialled.removeprefix("+8610") in link["title"], name


def test_the_office_is_named_only_where_an_action_says_it() -> None:
    """The questions of forms are said by Rasa, the gateway's sentences by the gateway: nobody fills braces there."""
    for name, variants in RESPONSES.items():
        filled_by_nobody = name.startswith("utter_gateway_") or (
            name.startswith("utter_ask_") and not name.startswith(("utter_ask_rule/", "utter_ask_rule_"))
        )
        assert not (filled_by_nobody and "{office_" in str(variants)), name


# Numbers that exist, and for what; another in a response is a slip.
HELPLINES = frozenset(
    {"110", "119", "120", "12110", "12308", "12309", "12315", "12333", "12337", "12338", "12345"}
    | {"12348", "12355", "12356", "12366", "12368", "12388", "12389", "96110"}
)


def test_only_helplines_that_exist_are_named() -> None:
    for name, text in texts():
        named = set(
            re.findall(
                r"(?<![0-9-])(?:1[12]0|119|12[0-9]{3}|96[0-9]{3})(?![0-9 ]*(?:万|元|位|天|分|个|字|年|款))", text
            )
        )
        assert named <= HELPLINES, f"{name}: {named - HELPLINES}"


# Who comes with a matter that is not for this place, or is not understood, hears where to go.
KIND = (
    *("utter_out_of_scope", "utter_officers_only", "utter_fallback_again"),
    *("utter_afraid", "utter_frustrated", "utter_handoff"),
)


@pytest.mark.parametrize("name", KIND)
def test_nobody_with_a_matter_is_turned_away(name: str) -> None:
    [public] = [v["text"] for v in RESPONSES[name] if "condition" not in v]
    assert re.search(r"1[12][0-9]{1,3}|\{office_phone\}", public), public
    assert "帮不上" not in public and "没听懂" not in public


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
