"""Checks an answer to a reporter against what was opened: 答复时不得涉及举报具体内容 (规定 2 第五条第七项).

A word of the report may stand in the answer only if it is official vocabulary, that is, occurs in the regulations or in
what the bot says anyway (举报, 材料, 核实 …). Names, numbers, amounts and any longer run of the same characters are refused
whatever they are. It would rather have the officer reword a harmless sentence than let one through; the officer alone
sees the words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import cn2an
import jieba
import jieba.posseg
import yaml

from rules.texts import load
from store import statuses

DOMAIN = Path(__file__).parent.parent / "domain.yml"
# As many characters in a row as no two texts share by chance, unless both quote the rules.
RUN = 4
# Words of these kinds carry no content: pronouns, adverbs, particles, conjunctions, prepositions …
EMPTY_KINDS = frozenset(
    {"r", "d", "u", "c", "p", "y", "e", "o", "f", "q", "x", "zg", "k", "h", "w", "ul", "uj", "uz", "ud", "ug", "uv"}
)
_NUMBER = re.compile(r"\d{2,}")
_CHINESE_DIGITS = str.maketrans("〇零一二两三四五六七八九", "001223456789")
_AMOUNT = re.compile(r"[\d〇零一二两三四五六七八九十百千]+(?:多|余)?(?:[万亿]|元|块)")


def offending(answer: str, contents: Iterable[str]) -> list[str]:
    """The words of `answer` that touch `contents`, in the order they stand; empty when it may go out.

    Args:
        answer: what the officer wrote.
        contents: every opened text of the case and of cases linked to it.
    """
    said = _plain(answer)
    secret = [_plain(text) for text in contents if text]
    found: dict[str, int] = {}
    for text in secret:
        for words in (*_shared_runs(said, text), *_shared_words(said, text), *_shared_numbers(said, text)):
            found.setdefault(words, said.find(words))
    longest = [one for one in found if not any(one != other and one in other for other in found)]
    return sorted(longest, key=lambda one: found[one])


def _plain(text: str) -> str:
    """Letters and digits, one width and case: "王 某" and "王·某" read alike."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LN")


def _shared_runs(said: str, secret: str) -> list[str]:
    """Maximal runs of at least RUN characters in both, less those that official texts have too."""
    runs: list[str] = []
    start = 0
    while start <= len(said) - RUN:
        end = start + RUN
        if said[start:end] not in secret:
            start += 1
            continue
        while end < len(said) and said[start : end + 1] in secret:
            end += 1
        if said[start:end] not in _official_text():
            runs.append(said[start:end])
        start = end
    return runs


def _shared_words(said: str, secret: str) -> list[str]:
    """Words of content in both that are not official vocabulary, as either text is cut."""
    known = _official_words()
    shared: list[str] = []
    for text, other in ((secret, said), (said, secret)):
        for token in jieba.posseg.cut(text):
            word, kind = str(token.word), str(token.flag)
            if len(word) < 2 or kind in EMPTY_KINDS or word.isdigit() or word not in other:
                continue
            if kind.startswith("nr") or word not in known:
                shared.append(word)
    return shared


def _shared_numbers(said: str, secret: str) -> list[str]:
    """Numbers of two digits and more, and amounts however they are written."""
    numbers = [n for n in _NUMBER.findall(said) if n in secret.translate(_CHINESE_DIGITS)]
    given = {_worth(a) for a in _AMOUNT.findall(secret)} - {None}
    amounts = [a for a in _AMOUNT.findall(said) if _worth(a) in given]
    return [*(one for one in numbers if one not in _official_text()), *amounts]


def _worth(amount: str) -> float | None:
    """What an amount comes to: 三十万元, 30万 and 300000元 are the same."""
    bare = re.sub(r"[元块多余]", "", amount)
    try:
        return float(cn2an.cn2an(bare, "smart"))
    except ValueError:
        return None


@cache
def _official_text() -> str:
    """The regulations, the statuses and everything the bot says, as one run of characters."""
    regulations = (a.words() for n in (1, 2, 3) for a in load(n).articles)
    described = (f"{s.title}。{s.next}" for k in statuses.kinds().values() for s in k.statuses.values())
    domain: Any = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))
    spoken = (str(v.get("text", "")) for variants in domain["responses"].values() for v in variants)
    return "。".join(_plain(text) for text in (*regulations, *described, *spoken))


@cache
def _official_words() -> frozenset[str]:
    return frozenset(jieba.cut(_official_text()))
