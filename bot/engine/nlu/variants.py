"""Sentences made from training sentences by rule: as the hotline tells them, as they are spoken, with a number put in,
"not X but Y", another matter first, a wrong word of the same sound.

Nothing here is random: which sentence gets which frame depends on the sentence alone (frames: `nlu_data/variants.yml`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from bot.engine.settings import ROOT

FRAMES = ROOT / "nlu_data/variants.yml"
LONGEST = 28
"""Characters of a sentence that is put into a frame; longer ones are in people's own words already."""

Pair = tuple[str, str]


@dataclass(frozen=True)
class Amounts:
    """One in so many sentences is varied in each way."""

    hotline: int = 16
    spoken: int = 16
    numbered: int = 6
    contrast: int = 8
    after: int = 14
    homophone: int = 8


@lru_cache(maxsize=1)
def _frames() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(FRAMES.read_text(encoding="utf-8"))
    return data


def variants(sentences: Sequence[Pair], amounts: Amounts | None = None) -> list[Pair]:
    """Variants of `sentences` (text, goal), each with its goal; none that is itself among them."""
    amounts = amounts or Amounts()
    known = {text for text, _ in sentences}
    made: dict[str, str] = {}
    for text, goal in sentences:
        for variant in _of(text, goal, amounts):
            if variant not in known:
                made.setdefault(variant, goal)
    return list(made.items())


def _of(text: str, goal: str, amounts: Amounts) -> Iterator[str]:
    data = _frames()
    number = int.from_bytes(hashlib.blake2s(f"{goal} {text}".encode(), digest_size=6).digest(), "big")

    def due(one_in: int, salt: int) -> bool:
        return (number >> salt) % one_in == 0

    def pick(options: Sequence[Any], salt: int) -> Any:
        return options[(number >> salt) % len(options)]

    short = 2 <= len(text) <= LONGEST
    intent = goal.partition("/")[0]
    if short and due(amounts.hotline, 1) and "来电人" not in text:
        yield pick(data["hotline"], 5).format(s=_third_person(text, pick("他她", 9)))
    if short and due(amounts.spoken, 2):
        yield pick(data["spoken"], 6).format(s=text.replace("，", "").replace(",", ""))
    if short and goal in data["numbered"]["goals"] and due(amounts.numbered, 3):
        yield pick(data["numbered"]["frames"], 7).format(s=text)
    matters: dict[str, list[str]] = data["matters"]
    if short and (intent in matters or goal in data["contrasted"]):
        noun, verb = pick([names for name, names in matters.items() if name != intent], 11)
        if noun not in text and verb not in text:
            if due(amounts.contrast, 4):
                yield pick(data["contrast"], 13).format(s=text, x=noun, v=verb)
            if intent in matters and due(amounts.after, 8):
                yield pick(data["after"], 15).format(s=text, x=noun, v=verb)
    if due(amounts.homophone, 10):
        for right, wrong in data["homophones"].items():
            if right in text:
                yield text.replace(right, pick(wrong, 12), 1)
                break


def _third_person(text: str, who: str) -> str:
    return text.replace("我们", who + "们").replace("俺", who).replace("我", who)
