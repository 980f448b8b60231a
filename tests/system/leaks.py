"""Looks for a secret wherever something could have been left: replies, logs, every file of the data folder, temp files.

A leak is a run of eight characters of a secret, or one of its names, numbers or amounts. In files numbers count from six
digits on and standing alone: shorter ones, and pieces of ids, stand in any log or database by chance.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

RUN = 8
_NUMBER = re.compile(r"\d[\d.,]{3,}\d|\d{4,}")
_AMOUNT = re.compile(r"[〇一二三四五六七八九十百千万亿\d]{2,}(?:元|万元|余元)")
_NAME = re.compile(r"[\u4e00-\u9fff]{1,2}\d?某[某甲乙丙丁\d]?")


def plain(text: str) -> str:
    """One width; no white space or invisible characters: what hides a run from a search hides it from nobody."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"})


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
    """Marks of many secrets, looked for at once by their runs of eight."""

    def __init__(self, secrets: Sequence[str], allowed: str = "") -> None:
        """`allowed`: text that anybody may read (what the bot says anyway); marks in it are no leak."""
        free = plain(allowed)
        self.marks = {mark for secret in secrets for mark in marks(secret) if mark not in free}
        self._runs = {mark for mark in self.marks if len(mark) == RUN}
        self._others = [mark for mark in self.marks if len(mark) != RUN]

        digits = [mark for mark in self._others if mark[0].isdigit() and len(mark.rstrip("元万余")) >= 6]
        self._alone = re.compile("|".join(rf"(?<![\w.:-]){re.escape(mark)}(?![\w.:-])" for mark in digits) or r"(?!)")
        self._words = [mark for mark in self._others if not mark[0].isdigit()]
        self._words += sorted({name for secret in secrets for name in names(secret) if name not in free})

    def catch(self, text: str) -> set[str]:
        """The marks that stand in a text."""
        body = plain(text)
        return self._runs_in(body) | {mark for mark in self._others if mark in body}

    def _runs_in(self, body: str) -> set[str]:
        return {body[i : i + RUN] for i in range(len(body) - RUN + 1)} & self._runs

    def _catch_in_file(self, text: str) -> set[str]:
        body = plain(text)
        return self._runs_in(body) | {w for w in self._words if w in body} | set(self._alone.findall(text))

    def catch_bytes(self, data: bytes) -> set[str]:
        """The marks in a file, in UTF-8, UTF-16, or escaped as JSON and Python escape it."""
        caught = self._catch_in_file(data.decode("utf-8", "ignore"))
        for encoding in ("utf-16-le", "utf-16-be"):
            caught |= self._catch_in_file(data.decode(encoding, "ignore"))
        if b"\\u" in data:
            unescaped = re.sub(rb"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)).encode("utf-8", "replace"), data)
            caught |= self._catch_in_file(unescaped.decode("utf-8", "ignore"))
        return caught


def files(*folders: Path) -> Iterator[Path]:
    """Every file under some folders."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                yield path
