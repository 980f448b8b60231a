"""A text as it is compared: one width and case, letters and digits only, and how it sounds."""

from __future__ import annotations

import logging
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

import jieba
import jieba.posseg
import pypinyin

jieba.setLogLevel(logging.WARNING)
_PIECE = re.compile(r"[a-z]+|\d|.", re.DOTALL)


def fold(text: str) -> str:
    """One width, one case, no spaces and no invisible characters: "Ａ　王 某" is "a王某"."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] not in "ZC")


@dataclass(frozen=True)
class Plain:
    """`text`: folded, marks kept. `letters`: letters and digits only, so that "王·某" and "王、某" read alike.

    `spaced`: as `text`, with its spaces: "58" and "2" on two lines are not 582.
    """

    text: str
    letters: str
    spaced: str

    @cached_property
    def tokens(self) -> list[tuple[str, str]]:
        """The words of it with their kinds."""
        return [(str(token.word), str(token.flag)) for token in jieba.posseg.cut(self.letters)]

    @cached_property
    def syllables(self) -> list[tuple[str, str]]:
        """(sound, as written) of every character; a Latin word is cut into syllables when it can be."""
        return _syllables(self.letters)

    @classmethod
    def of(cls, text: str) -> Plain:
        """Both forms of a text."""
        folded = fold(text)
        spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).casefold())
        return cls(folded, "".join(c for c in folded if unicodedata.category(c)[0] in "LN"), spaced)


@lru_cache(maxsize=20_000)
def sound(character: str) -> str:
    """A character's toneless pinyin, its first reading; itself when it has none."""
    found: list[str] = pypinyin.lazy_pinyin(character)
    return found[0] if found else character


def _syllables(letters: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for piece in _PIECE.findall(letters):
        if piece.isascii() and piece.isalpha():
            found += [(one, one) for one in _cut(piece) or [piece]]
        else:
            found.append((sound(piece), piece))
    return found


def _cut(word: str) -> list[str] | None:
    """`liujianguo` as [liu, jian, guo]; None when it is no pinyin."""
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            before = best[start]
            if before is not None and word[start:end] in _syllable_set():
                made = [*before, word[start:end]]
                current = best[end]
                if current is None or len(made) < len(current):
                    best[end] = made
    return best[len(word)]


@lru_cache(maxsize=1)
def _syllable_set() -> frozenset[str]:
    # The common characters (GB 2312) have every syllable there is.
    return frozenset(s for c in range(0x4E00, 0x9FA6) if (s := sound(chr(c))).isascii() and s.isalpha())
