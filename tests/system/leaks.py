"""Looks for a secret wherever something could have been left: replies, logs, every file of the data folder, temp files.

A leak is a run of eight characters of a secret, or one of its names, numbers or amounts. In files numbers count from six
digits on and standing alone: shorter ones, and pieces of ids, stand in any log or database by chance.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import ahocorasick  # type: ignore[import-not-found, unused-ignore]

RUN = 8
_BLANK = re.compile(
    "["
    + "".join(
        re.escape(c)
        for c in map(chr, range(sys.maxunicode + 1))
        if c.isspace() or unicodedata.category(c) in {"Cf", "Cc"}
    )
    + "]+"
)
_JOINED = re.compile(r"[\w.:-]")
_NUMBER = re.compile(r"\d[\d.,]{3,}\d|\d{4,}")
_AMOUNT = re.compile(r"[〇一二三四五六七八九十百千万亿\d]{2,}(?:元|万元|余元)")
_NAME = re.compile(r"[\u4e00-\u9fff]{1,2}\d?某[某甲乙丙丁\d]?")


def plain(text: str) -> str:
    """One width; no white space or invisible characters: what hides a run from a search hides it from nobody."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text))


def marks(secret: str) -> set[str]:
    """What must not be found anywhere of a secret."""
    text = plain(secret)
    found = {text[i : i + RUN] for i in range(0, len(text) - RUN + 1)}
    found |= set(_NUMBER.findall(text)) | set(_AMOUNT.findall(text))
    return {mark for mark in found if len(mark) >= 4}


def names(secret: str) -> set[str]:
    """Court-anonymised names with a figure or a second 某 (俞某, 王1某): short, so looked for in replies only."""
    return {name for name in _NAME.findall(plain(secret)) if len(name) >= 3}


class Net:
    """Marks of many secrets, looked for at once."""

    def __init__(self, secrets: Sequence[str], allowed: str = "") -> None:
        """`allowed`: text that anybody may read (what the bot says anyway); marks in it are no leak."""
        free = plain(allowed)
        found = {mark for secret in secrets for mark in marks(secret)}
        self.marks = {mark for mark in found if mark not in free}
        people = {name for secret in secrets for name in names(secret) if name not in free}
        digits = {mark for mark in self.marks if len(mark) != RUN and mark[0].isdigit()}
        self._alone = _automaton({mark for mark in digits if len(mark.rstrip("元万余")) >= 6})
        self._anywhere = _automaton(self.marks)
        # A database page lists where its cells lie; cells of 256 bytes make a run of one letter there, as courts use to
        # blot out a number (XXXXXXXX).
        runs = {mark for mark in self.marks - digits if len(set(mark)) == 1}
        self._in_files = _automaton((self.marks - digits - runs) | people)

    def catch(self, text: str) -> set[str]:
        """The marks that stand in a text."""
        return _matches(self._anywhere, plain(text))

    def _catch_in_file(self, text: str) -> set[str]:
        return _matches(self._in_files, plain(text)) | _standing_alone(self._alone, text)

    def catch_bytes(self, data: bytes) -> set[str]:
        """The marks in a file, in UTF-8, UTF-16, or escaped as JSON and Python escape it."""
        caught = self._catch_in_file(data.decode("utf-8", "ignore"))
        if not _is_utf8(data):  # a run of Chinese in UTF-16 is as good as never valid UTF-8
            for encoding in ("utf-16-le", "utf-16-be"):
                for start in (0, 1):
                    caught |= self._catch_in_file(data[start:].decode(encoding, "ignore"))
        if b"\\u" in data:
            unescaped = re.sub(rb"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)).encode("utf-8", "replace"), data)
            caught |= self._catch_in_file(unescaped.decode("utf-8", "ignore"))
        return caught


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _automaton(words: set[str]) -> ahocorasick.Automaton:
    made = ahocorasick.Automaton()
    for word in words:
        made.add_word(word, word)
    made.make_automaton()
    return made


def _matches(automaton: ahocorasick.Automaton, body: str) -> set[str]:
    return {word for _, word in automaton.iter(body)} if len(automaton) else set()


def _standing_alone(automaton: ahocorasick.Automaton, text: str) -> set[str]:
    """The words that stand in a text with nothing of a longer number or id beside them."""
    if not len(automaton):
        return set()
    return {
        word
        for end, word in automaton.iter(text)
        if not _JOINED.match(text[end + 1 : end + 2]) and not _JOINED.match(text[end - len(word) : end - len(word) + 1])
    }


def files(*folders: Path) -> Iterator[Path]:
    """Every file under some folders."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                yield path
