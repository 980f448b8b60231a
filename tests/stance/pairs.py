"""Generated pairs of question and sentence that is no plain yes: question × thing × pattern × way of writing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot import stance_words

HERE = Path(__file__).parent
_TO_TRADITIONAL = {ord(simple): other for other, simple in stance_words.TRADITIONAL.items()}
WAYS: Mapping[str, Callable[[str], str]] = {
    "as_it_is": lambda text: text,
    "full_stop": lambda text: text + "。",
    "traditional": lambda text: "".join(chr(_TO_TRADITIONAL.get(ord(c), ord(c))) if c != "？" else c for c in text),
    "no_punctuation": lambda text: re.sub("[，。？！…]", "", text) if "？" not in text else text,
    "spaced_end": lambda text: f"  {text} ",
    "exclaimed": lambda text: text + "！！",
    "polite": lambda text: f"您好，{text}，谢谢",
    "twice": lambda text: f"{text}，{text}",
}


@dataclass(frozen=True)
class Pair:
    """One generated sentence."""

    asked: str
    thing: str
    stance: str
    text: str


@cache
def templates() -> dict[str, dict[str, list[str]]]:
    """The file of parts."""
    found: dict[str, dict[str, list[str]]] = yaml.safe_load((HERE / "templates.yml").read_text(encoding="utf-8"))
    return found


def pairs(ways: tuple[str, ...] = tuple(WAYS)) -> Iterator[Pair]:
    """All of them."""
    made = templates()
    for asked, things in made["things"].items():
        for thing in things:
            for stance, patterns in made["patterns"].items():
                for pattern in patterns:
                    for way in ways:
                        yield Pair(asked, thing, stance, WAYS[way](pattern.format(x=thing)))


def plain() -> Iterator[tuple[str, str, str]]:
    """Question, outcome, sentence of plain.yml."""
    tree = yaml.safe_load((HERE / "plain.yml").read_text(encoding="utf-8"))
    for asked, outcomes in tree.items():
        for outcome, texts in outcomes.items():
            for text in texts:
                yield asked, outcome, str(text)
