"""Answers to questions with choices, in people's own words: `answers.yml`, read by the trained model and the flows."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.answers import Chosen, read
from actions.turn import Turn
from bot.channels import control
from store.items import Item, catalogue
from tests.conftest import ROOT

ENGINE = ROOT / "bot" / "engine" / ".venv" / "bin" / "python"
pytestmark = pytest.mark.system
ITEMS = {item.label: item for flow in catalogue().values() for item in flow.items.values()}


def answers() -> Iterator[tuple[Item, str, str]]:
    """Item, option, what is said."""
    tree = yaml.safe_load((Path(__file__).parent / "answers.yml").read_text(encoding="utf-8"))
    for label, options in tree.items():
        for option, said in options.items():
            for text in said:
                yield ITEMS[label], option, text


def understood(texts: list[str]) -> list[dict[str, Any]]:
    """What the trained model makes of each text."""
    done = subprocess.run(
        [ENGINE, "-m", "bot.engine.parse"], input="\n".join(texts), capture_output=True, text=True, check=True, cwd=ROOT
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def options_read(item: Item, parsed: dict[str, Any], text: str) -> set[str]:
    """The options that the flow takes from it."""
    word = control.exact(text)
    turn = Turn(word) if word else Turn.of(parsed)
    if turn.intent == "danger" and turn.stance == "denied":
        turn = replace(turn, intent="deny")  # as the flow does
    value = read(item, None, turn)
    if isinstance(value, Chosen):
        return set(value.options)
    return {value} if isinstance(value, str) else set()


def test_answers_in_own_words_are_understood() -> None:
    cases = list(answers())
    parsed = understood([f"{item.label.replace('.', '_', 1)}\t{text}" for item, _, text in cases])
    assert len(parsed) == len(cases)
    wrong = [
        f"{item.label} {option} {text!r}: read {sorted(found)}, {one['intent']['name']} {one['entities']}"
        for (item, option, text), one in zip(cases, parsed, strict=True)
        if option not in (found := options_read(item, one, text))
    ]
    assert not wrong, f"{len(wrong)} of {len(cases)}:\n" + "\n".join(wrong)
