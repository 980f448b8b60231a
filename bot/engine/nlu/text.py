"""One spelling for what can be spelt in many ways: pure functions on text, used in training and at run time alike."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.metadata import files
from pathlib import Path

import yaml

from bot.engine.settings import ROOT

LEXICON = ROOT / "nlu_data/lexicon.yml"

MAX_UNDERSTOOD = 240
"""Characters that understanding looks at. What people want is said at the start; the rest of a long text is a story."""

_SLASHES = "/／⁄∕╱⧸\\＼⟋"
_SPACE = re.compile(r"\s+")
_LETTERS = re.compile(r"[a-z]+(?: [a-z]+)*")
_LONG_NUMBER = re.compile(r"[0-9](?:[ -]?[0-9]){5,}")
_CASE_NUMBER = re.compile(
    r"[(\[〔](?:19|20)[0-9]{2}[)\]〕][\u4e00-\u9fff]{1,3}[0-9]{0,6}[\u4e00-\u9fff]{1,4}[0-9]{1,6}号"
)
_REPEATED = re.compile(r"([^0-9a-z])\1{2,}")


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    """Traditional → simplified, one character for one, from OpenCC's table (its first choice)."""
    table: dict[int, str] = {}
    for path in files("opencc-python-reimplemented") or ():
        if path.name != "TSCharacters.txt":
            continue
        for line in Path(path.locate()).read_text(encoding="utf-8").splitlines():
            traditional, _, simplified = line.partition("\t")
            first = simplified.split(" ")[0]
            if len(traditional) == 1 and len(first) == 1 and first != traditional:
                table[ord(traditional)] = first
    if not table:
        raise RuntimeError("opencc-python-reimplemented brings no TSCharacters.txt")
    return table


def visible(text: str) -> str:
    """Text in compatibility form, without control, zero-width and bidi characters, white space collapsed."""
    text = unicodedata.normalize("NFKC", text)
    kept = (" " if c in "\n\t\r" else c for c in text if c in "\n\t\r" or unicodedata.category(c)[0] != "C")
    return _SPACE.sub(" ", "".join(kept)).strip()


def is_command(text: str) -> bool:
    """Whether a text, as it is seen, starts with a slash or what looks like one."""
    return visible(text)[:1] in tuple(_SLASHES) if visible(text) else False


def normalise(text: str) -> str:
    """The text as the classifiers see it: visible, simplified, lower case, runs of a sign shortened, cut in length."""
    text = visible(text).lower().translate(_simplified())
    return _REPEATED.sub(r"\1\1", text)[:MAX_UNDERSTOOD]


def bare(text: str) -> str:
    """Letters, digits and Chinese characters only: to compare two sayings."""
    return "".join(c for c in normalise(text) if c.isalnum())


@lru_cache(maxsize=1)
def lexicon() -> dict[str, str]:
    """Foreign words, abbreviations and pinyin → what they stand for (`nlu_data/lexicon.yml`)."""
    words = yaml.safe_load(LEXICON.read_text(encoding="utf-8"))["words"]
    return {str(word).lower(): str(meaning) for word, meaning in words.items()}


def plain(text: str) -> str:
    """A normalised text with foreign words said in Chinese, and numbers as what they are: a case's, or just long.

    A sentence in English is left as it is: of more than four words, or when a word is not in the lexicon.
    """
    known = lexicon()

    def meant(run: re.Match[str]) -> str:
        words = run[0].split(" ")
        if run[0] in known:
            return known[run[0]]
        if "".join(words) in known:  # bian hao
            return known["".join(words)]
        if len(words) > 4 or (len(words) > 1 and not all(word in known for word in words)):
            return run[0]
        return "".join(known.get(word, word) for word in words)

    text = _CASE_NUMBER.sub("某案号", normalise(text))
    return _LETTERS.sub(meant, _LONG_NUMBER.sub("某编号", text))
