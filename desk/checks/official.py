"""Official vocabulary: what may stand in any answer, because the rules, the bot or an office says it anyway."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jieba
import yaml

from desk.checks.plain import Plain
from rules.texts import load
from store import items, statuses

DOMAIN = Path(__file__).parent.parent.parent / "domain.yml"
PHRASES = Path(__file__).parent / "official_phrases.txt"
# Words of these kinds carry no content: pronouns, adverbs, particles, conjunctions, prepositions, directions …
EMPTY_KINDS = frozenset(
    {"r", "d", "u", "c", "p", "y", "e", "o", "f", "q", "zg", "k", "h", "ul", "uj", "uz", "ud", "ug", "uv"}
)


@cache
def official_text() -> str:
    """The regulations, the statuses, everything the bot says and the phrases, as one run of letters and digits."""
    regulations = (a.words() for n in (1, 2, 3) for a in load(n).articles)
    described = (f"{s.title}。{s.next}" for k in statuses.kinds().values() for s in k.statuses.values())
    asked = (one.title for flow in items.catalogue().values() for one in flow.items.values())
    domain: Any = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))
    spoken = (str(v.get("text", "")) for variants in domain["responses"].values() for v in variants)
    phrases = PHRASES.read_text(encoding="utf-8").splitlines()
    return "\n".join(Plain.of(text).letters for text in (*regulations, *described, *asked, *spoken, *phrases))


@cache
def _official_words() -> frozenset[str]:
    return frozenset(word for line in official_text().splitlines() for word in jieba.cut(line))


def is_harmless(text: str, kind: str = "") -> bool:
    """Whether a word (of that kind), or every word of a run, is empty of content or official vocabulary."""
    known = _official_words()
    if kind:
        return kind in EMPTY_KINDS or (text in known and not kind.startswith("nr"))
    return all(_may_stand(word, flag) for word, flag in Plain.of(text).tokens)


def _may_stand(word: str, flag: str) -> bool:
    if flag in EMPTY_KINDS:
        return True
    # A single character is harmless where it is a verb or an auxiliary; a name falls apart into single characters.
    return word in _official_words() and not flag.startswith("nr") and not word.isdigit()
