"""Plays the stories against the running system: each is a conversation as a table of what is said and what is asked.

A story: `story` (title), `way_in` (web, officer, hotline; default web), `turns`. A turn is one of
`say` (typed), `press` (a button's title), `seal` (typed at a sealed step: sealed at the boundary),
`envelope` (sealed beforehand, as the page does), `receipt: number|password|typeback` (what the receipt said),
`receipt_in` (a sentence with `{number}` and `{password}` of the receipt),
and what must follow: `asks` (id of the question), `hears` (words the bot says), `never` (words it must not say),
`buttons` (titles that must be there), `receipt_shown: true`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from store.sealing import PublicKey, seal_text
from tests.client import Person
from tests.running import Running
from tests.staff import arrives_as

STORIES = Path(__file__).parent / "stories"
pytestmark = pytest.mark.system


def stories() -> Iterator[Any]:
    """Every story in every folder, named by folder and title."""
    for path in sorted(STORIES.glob("*/*.yml")):
        for story in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            yield pytest.param(story, id=f"{path.parent.name}/{story['story']}")


@pytest.mark.parametrize("story", list(stories()))
def test_story(story: dict[str, Any], system: Running, http: httpx.Client) -> None:
    way_in = story.get("way_in", "web")
    person = Person.arrives(http, system.gateway) if way_in == "web" else arrives_as(way_in, http, system)
    kept: dict[str, str] = {}
    for number, turn in enumerate(story["turns"], 1):
        where = f"turn {number} {json.dumps(turn, ensure_ascii=False)}"
        play(person, turn, kept)
        check(person, turn, where)
        if person.receipt:
            kept.update(person.receipt)


def play(person: Person, turn: dict[str, Any], kept: dict[str, str]) -> None:
    """Do what the turn says."""
    if "say" in turn:
        person.says(str(turn["say"]))
    elif "seal" in turn:
        assert person.ask.get("sealed"), f"not a sealed step: {person.ask}"
        person.says(str(turn["seal"]))
    elif "envelope" in turn:
        person.seals(envelope(person, str(turn["envelope"])))
    elif "press" in turn:
        person.presses(turn["press"])
    elif "receipt_in" in turn:
        person.says(turn["receipt_in"].format(**kept))
    elif "receipt" in turn:
        digits = "".join(filter(str.isdigit, kept["password" if turn["receipt"] == "typeback" else turn["receipt"]]))
        person.says(digits[-4:] if turn["receipt"] == "typeback" else digits)


def envelope(person: Person, text: str) -> dict[str, Any]:
    """What the page sends: the answer to the open step, sealed with the desk's public key."""
    key = person.http.get(f"{person.base}/chat/key").json()
    public = PublicKey.from_dict(key)
    sealed = seal_text(public, person.ask["id"], person.ask["kind"], text, datetime.now(UTC))
    found: dict[str, Any] = sealed.as_dict()
    return found


def check(person: Person, turn: dict[str, Any], where: str) -> None:
    """What must follow."""
    if "asks" in turn:
        assert person.ask.get("id") == turn["asks"], f"{where}: asked {person.ask}; said {person.text}"
    for words in _list(turn.get("hears")):
        assert words in person.text, f"{where}: said {person.text}"
    for words in _list(turn.get("never")):
        assert words not in person.text, f"{where}: said {person.text}"
    for title in _list(turn.get("buttons")):
        assert title in person.buttons, f"{where}: buttons {person.buttons}"
    if turn.get("receipt_shown"):
        assert any(message.get("receipt") for message in person.last), f"{where}: said {person.text}"
    assert any(message.get("text") for message in person.last), f"{where}: no answer"


def _list(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)
