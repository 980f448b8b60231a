"""The shared grammar of dates (`date_grammar.json`), read; numerals; and what a date is found as."""

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any


class InvalidDate(ValueError):
    """Not a date we can use. `reason`: `empty`; `date` (not understood, or no such day); `date_future`;
    `date_lunar` (农历 or 公历?); `words` (tells of a time and names no day: kept as it was said).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Found:
    """Days, and how they were found: `free` when year, month or week was not named; the lunar month they are in."""

    first: date
    last: date
    free: bool = False
    lunar: tuple[int, int, bool] | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a date may lean on: today; for a range's end its beginning; how many possible beginnings were too late."""

    today: date
    start: Found | None = None
    skip: int = 0


class Grammar:
    """`date_grammar.json`, ready to use."""

    def __init__(self, data: dict[str, Any]) -> None:
        macros: dict[str, str] = dict(data["macros"])
        names = [*data["festivals"], *data["lunar_festivals"], *data["month_of_term"]]
        for name, words in (("FESTIVALS", names), ("DAYS", list(data["days"]))):
            macros[name] = "|".join(sorted(words, key=lambda word: (-len(word), word)))

        def made(pattern: str) -> re.Pattern[str]:
            while "@" in pattern:
                pattern = re.sub(r"@(\w+)@", lambda m: macros[m[1]], pattern)
            return re.compile(pattern.replace("(?<", "(?P<").replace("\\k<s>", "(?P=s)"))

        self.data = data
        self.fold = str.maketrans(data["fold"]["from"], data["fold"]["to"])
        self.clean = [
            (made(p), r.replace("$1", r"\1").replace("$2", r"\2").replace("$3", r"\3")) for p, r in data["clean"]
        ]
        self.forms = [(kind, made(pattern), bool(raw)) for kind, pattern, *raw in data["forms"]]
        self.re = {k: made(v) for k, v in data.items() if isinstance(v, str) and k != "about"}


@cache
def grammar() -> Grammar:
    return Grammar(json.loads(Path(__file__).with_name("date_grammar.json").read_text("utf-8")))


_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}


def numbers(words: str) -> str:
    """Chinese numerals as Arabic ones: digit by digit before 年 (二零二四年), else numbers to 99. 三四年 stays: it may
    be some years or 1934."""
    g = grammar()

    def arabic(match: re.Match[str]) -> str:
        numeral, following = match[0], words[match.end() :]
        plain = "十" not in numeral
        if plain and len(numeral) in (2, 4) and following.startswith("年") and "两" not in numeral:
            number = "".join(str(_DIGIT[c]) for c in numeral)
            doubtful = (
                g.re["pair_year"].search(numeral) and int(number) > 30 and not g.re["year_goes_on"].search(following)
            )
            return numeral if doubtful else number
        value = count(numeral)
        return numeral if value is None else str(value)

    return g.re["numerals"].sub(arabic, words)


def count(text: str) -> int | None:
    """31, 三十一, 两 as a number; 三四 and the like are none."""
    if re.fullmatch(r"[0-9]+", text):
        return int(text)
    if len(text) == 1 and text != "十":
        return _DIGIT.get(text)
    tens = re.fullmatch(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)", text)
    if tens is None:
        return None
    return (_DIGIT[tens[1]] if tens[1] else 1) * 10 + (_DIGIT[tens[2]] if tens[2] else 0)
