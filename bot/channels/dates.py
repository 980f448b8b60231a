"""Dates in speech (昨天, 上个月5号, 去年国庆到现在): what day or days are meant.

The grammar, and the cases the chat page's twin (`bot/web/src/dates.ts`) passes too, stand in
`tests/data/date_cases.yml`. What is not understood is asked again, never guessed.
"""

import calendar
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import cast


class InvalidDate(ValueError):
    """Not a date we can use; `reason` is `empty`, `date` or `date_future`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, both inclusive."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Context:
    """What a date may lean on: today, and for the end of a range the beginning's year, month and week."""

    today: date
    start: date | None = None


_PUNCTUATION = re.compile(r"[。，,!;、“”\"'‘’「」()]")
_BEFORE = re.compile(r"^(?:大概|大约|约|好像|可能|应该|估计|差不多|就是|就在|是|在|从|自|于)")
_AFTER = re.compile(r"(?:左右|前后|附近|期间|那天|那会儿|的时候|时|当天|吧|呢|的|了|开始|起)$")
_TIME = re.compile(
    r"(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|夜间|半夜|深夜|晚间)?"
    r"(?:\d{1,2}(?:点|时)(?:钟|整|半|\d{1,2}分?|[123]刻)?多?|\d{1,2}:\d{2}(?::\d{2})?)$"
    r"|(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|夜间|半夜|深夜|晚间)$"
)
_DAY_AND_TIME = re.compile(r"^(今|昨|前|明)(?:早|晚|夜)(?:上|里)?")
_RANGE = re.compile(r"^(.+?)(?:到|至|~|—+|–|(?<=[年月日号])-)(.+)$")
_NOW = frozenset({"今", "今天", "今日", "现在", "目前", "如今"})
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十两]+")
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}

_DAY_WORDS = {
    "今天": 0,
    "今日": 0,
    "昨天": -1,
    "昨日": -1,
    "前天": -2,
    "大前天": -3,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
}
_YEAR_WORDS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "大前年": -3, "明年": 1, "后年": 2}
_YEAR = r"(?P<y>\d{4}年|\d{2}年|今年|本年|去年|上年|大前年|前年|明年|后年)"
_TENTHS = {"初": 0, "上旬": 0, "中": 1, "中旬": 1, "底": 2, "末": 2, "下旬": 2}
_TENTH = r"(?P<t>初|上旬|中旬|中|底|末|下旬)"
_PARTS = {"初": (1, 2), "中": (6, 7), "底": (11, 12), "末": (11, 12), "上半年": (1, 6), "下半年": (7, 12)}
_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 14)}
_WEEKS = {"这": 0, "本": 0, "上": -1, "上上": -2, "下": 1, "下下": 2}
_MONTHS = {"这个": 0, "这": 0, "本": 0, "上个": -1, "上": -1, "上上个": -2, "上上": -2, "下个": 1, "下": 1}
_WEEKDAYS = {"1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "日": 6, "天": 6}


def parse(text: str, today: date) -> Days:
    """The days `text` means, seen from `today` (Asia/Shanghai). Raises InvalidDate."""
    words = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()
    if not words:
        raise InvalidDate("empty")
    words = _PUNCTUATION.sub("", words)
    parts = _RANGE.match(_strip(words))
    try:
        if parts is None:
            days = _one(words, _Context(today))
        else:
            first = _one(parts[1], _Context(today))
            end = _strip(parts[2])
            last = Days(today, today) if end in _NOW else _one(end, _Context(today, first.first))
            if last.last < first.first:
                raise InvalidDate("date")
            days = Days(first.first, last.last)
    except (ValueError, OverflowError) as error:
        raise error if isinstance(error, InvalidDate) else InvalidDate("date") from None
    if days.first.year < 1900:
        raise InvalidDate("date")
    if days.first > today:
        raise InvalidDate("date_future")
    return Days(days.first, min(days.last, today))


def _strip(words: str) -> str:
    """Hedges and the time of day gone, from both ends, as often as they stand there."""
    words = _DAY_AND_TIME.sub(r"\1天", words)
    while True:
        shorter = _DAY_AND_TIME.sub(r"\1天", _BEFORE.sub("", words))
        shorter = _AFTER.sub("", shorter)
        if shorter != words:
            words = shorter
            continue
        time = _TIME.search(_numbers(words))
        if time is None or time.start() == 0:
            return words
        words = _numbers(words)[: time.start()]


def _numbers(words: str) -> str:
    """Chinese numerals as Arabic ones: digit by digit before 年 (二〇二四年), else numbers to 99; 三四 stays
    (about 3 or 4).
    """

    def arabic(match: re.Match[str]) -> str:
        numeral = match[0]
        following = words[match.end() : match.end() + 1]
        if "十" not in numeral and len(numeral) in (2, 4) and following == "年" and "两" not in numeral:
            return "".join(str(_DIGIT[c]) for c in numeral)
        if len(numeral) == 1 and numeral != "十":
            return str(_DIGIT[numeral])
        tens = re.fullmatch(r"([二两三四五六七八九一]?)十([一二三四五六七八九]?)", numeral)
        if tens is None:
            return numeral
        return str((_DIGIT[tens[1]] if tens[1] else 1) * 10 + (_DIGIT[tens[2]] if tens[2] else 0))

    return _NUMERAL.sub(arabic, words)


def _one(words: str, context: _Context) -> Days:
    spoken = _strip(words)
    festival = _festival(spoken, context)
    if festival is not None:
        return festival
    numeric = _numbers(spoken)
    for form, read in _FORMS:
        match = form.fullmatch(numeric)
        if match is not None:
            return read(match, context)
    raise InvalidDate("date")


def _month_days(year: int, month: int, last_month: int | None = None) -> Days:
    """Whole months; a month above 12 is one of the next year."""
    end = month if last_month is None else last_month
    end_year, end_month = year + (end - 1) // 12, (end - 1) % 12 + 1
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return Days(first, date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]))


def _tenth(month: Days, word: str) -> Days:
    part = _TENTHS[word]
    first = month.first.replace(day=1 + 10 * part)
    return Days(first, month.last if part == 2 else month.first.replace(day=10 * part + 10))


def _latest(context: _Context, make: Callable[[int], Days]) -> Days:
    """What `make(year)` gives for the range's own year, or for the latest year in which it has begun and exists."""
    if context.start is not None:
        return make(context.start.year)
    for year in range(context.today.year, context.today.year - 9, -1):
        try:
            days = make(year)
        except ValueError:
            continue
        if days.first <= context.today:
            return days
    raise InvalidDate("date")


def _year(word: str, today: date) -> int:
    if word in _YEAR_WORDS:
        return today.year + _YEAR_WORDS[word]
    number = int(word[:-1])
    if len(word) == 5:
        return number
    return 2000 + number if 2000 + number <= today.year else 1900 + number


def _in_year(match: re.Match[str], context: _Context, make: Callable[[int], Days]) -> Days:
    word = match["y"]
    return _latest(context, make) if word is None else make(_year(word, context.today))


def _single(day: date) -> Days:
    return Days(day, day)


def _day_word(match: re.Match[str], context: _Context) -> Days:
    return _single(context.today + timedelta(days=_DAY_WORDS[match[0]]))


def _full(match: re.Match[str], context: _Context) -> Days:
    return _single(date(int(match[1]), int(match[2]), int(match[3])))


def _year_month(match: re.Match[str], context: _Context) -> Days:
    if not 1 <= int(match[2]) <= 12:
        raise InvalidDate("date")
    return _month_days(int(match[1]), int(match[2]))


def _whole_year(match: re.Match[str], context: _Context) -> Days:
    return _month_days(_year(match["y"], context.today), 1, 12)


def _month(match: re.Match[str], context: _Context) -> Days:
    month = int(match["m"])
    if not 1 <= month <= 12:
        raise InvalidDate("date")

    def make(year: int) -> Days:
        if match["d"]:
            return _single(date(year, month, int(match["d"])))
        whole = _month_days(year, month)
        return _tenth(whole, match["t"]) if match["t"] else whole

    return _in_year(match, context, make)


def _day_of_month(match: re.Match[str], context: _Context) -> Days:
    day = int(match[1])
    if context.start is not None:
        return _single(context.start.replace(day=day))
    for back in range(12):
        month = _month_days(context.today.year, context.today.month - back).first
        if 1 <= day <= calendar.monthrange(month.year, month.month)[1] and month.replace(day=day) <= context.today:
            return _single(month.replace(day=day))
    raise InvalidDate("date")


def _relative_month(match: re.Match[str], context: _Context) -> Days:
    whole = _month_days(context.today.year, context.today.month + _MONTHS[match["r"]])
    if match["d"]:
        return _single(whole.first.replace(day=int(match["d"])))
    return _tenth(whole, match["t"]) if match["t"] else whole


def _week(match: re.Match[str], context: _Context) -> Days:
    shift, weekday = match["r"], match["w"]
    anchor = context.today if context.start is None or shift else context.start
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=_WEEKS.get(shift or "", 0))
    if weekday is None:
        if shift is None:
            raise InvalidDate("date")
        return Days(monday, monday + timedelta(days=6))
    offset = 5 if weekday == "末" else _WEEKDAYS[weekday]
    first = monday + timedelta(days=offset)
    if shift is None and context.start is None and first > context.today:
        first -= timedelta(weeks=1)
    return Days(first, first + timedelta(days=1 if weekday == "末" else 0))


def _ago(match: re.Match[str], context: _Context) -> Days:
    number, unit, half = match["n"], match["u"], match["h"]
    today = context.today
    months = None
    if unit == "年" and (number == "半" or half):
        months = 6 if number == "半" else int(number) * 12 + 6
    elif half:
        raise InvalidDate("date")
    elif number == "半":
        if unit != "月":
            raise InvalidDate("date")
        return _single(today - timedelta(days=15))
    elif int(number) == 0:
        raise InvalidDate("date")
    elif unit == "年":
        return _month_days(today.year - int(number), 1, 12)
    elif unit == "月":
        months = int(number)
    if months is not None:
        return _month_days(today.year, today.month - months)
    return _single(today - timedelta(days=int(number) * (1 if unit in ("天", "日") else 7)))


def _part_of_year(match: re.Match[str], context: _Context) -> Days:
    first, last = _PARTS[match["p"]]
    return _in_year(match, context, lambda year: _month_days(year, first, last))


def _quarter(match: re.Match[str], context: _Context) -> Days:
    quarter = int(match["q"])
    return _in_year(match, context, lambda year: _month_days(year, 3 * quarter - 2, 3 * quarter))


def _season(match: re.Match[str], context: _Context) -> Days:
    first, last = _SEASONS[match["s"]]
    return _in_year(match, context, lambda year: _month_days(year, first, last))


_WEEKDAY_AFTER = r"(?:(?:周|星期|礼拜)[1-6日天])?"
_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str], _Context], Days]]] = [
    (re.compile("|".join(_DAY_WORDS)), _day_word),
    (
        re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _WEEKDAY_AFTER),
        lambda m, c: _single(date(int(m[1]), int(m[3]), int(m[4]))),
    ),
    (re.compile(r"(\d{4})(\d{2})(\d{2})"), _full),
    (re.compile(r"(\d{4})[-/.](\d{1,2})"), _year_month),
    (re.compile(_YEAR), _whole_year),
    (
        re.compile(
            _YEAR + r"?(?P<m>\d{1,2})月份?的?(?:(?P<d>\d{1,2})(?:号|日)?" + _WEEKDAY_AFTER + "|" + _TENTH + ")?"
        ),
        _month,
    ),
    (re.compile(r"(\d{1,2})(?:号|日)" + _WEEKDAY_AFTER), _day_of_month),
    (
        re.compile(
            r"(?P<r>这个|这|本|上上个|上上|上个|上|下个|下)月份?的?(?:(?P<d>\d{1,2})(?:号|日)?|" + _TENTH + ")?"
        ),
        _relative_month,
    ),
    (re.compile(r"(?P<r>这|本|上上|上|下下|下)?个?(?:周|星期|礼拜)(?P<w>[1-6日天末])?"), _week),
    (re.compile(r"(?P<n>\d{1,4}|半)个?(?P<u>天|日|周|星期|礼拜|月|年)(?P<h>半)?(?:以前|之前|前)"), _ago),
    (re.compile(_YEAR + r"?年(?P<p>初|中|底|末)"), _part_of_year),
    (re.compile(_YEAR + r"(?P<p>初|中|底|末)"), _part_of_year),
    (re.compile(_YEAR + r"?的?(?P<p>上半年|下半年)"), _part_of_year),
    (re.compile(_YEAR + r"?的?第?(?P<q>[1-4])季度?"), _quarter),
    (re.compile(_YEAR + r"?的?(?P<s>[春夏秋冬])(?:天|季)"), _season),
]


@cache
def _festivals() -> tuple[dict[str, list[str]], dict[str, dict[str, str]], re.Pattern[str]]:
    table = json.loads(Path(__file__).with_name("festivals.json").read_text("utf-8"))
    fixed = cast(dict[str, list[str]], table["fixed"])
    moving = cast(dict[str, dict[str, str]], table["moving"])
    names = sorted({name.removesuffix("节") for name in [*fixed, *moving]} | {*fixed, *moving}, key=len, reverse=True)
    return fixed, moving, re.compile(r"(?P<y>[^年]{2,4}年|大?[今去前明后]年)?的?(?P<f>" + "|".join(names) + r")节?")


def _festival(words: str, context: _Context) -> Days | None:
    fixed, moving, form = _festivals()
    match = form.fullmatch(words)
    if match is None:
        return None
    name = next(n for n in (match["f"], match["f"] + "节") if n in fixed or n in moving)
    year_word = _numbers(match["y"]) if match["y"] else None
    if year_word is not None and not re.fullmatch(_YEAR, year_word):
        return None

    def make(year: int) -> Days:
        if name in fixed:
            first, last = fixed[name]
            return Days(date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last}"))
        if str(year) not in moving[name]:
            # Not `ValueError`: an unknown year must not fall back to an earlier one.
            raise LookupError
        return _single(date.fromisoformat(f"{year}-{moving[name][str(year)]}"))

    try:
        if year_word is not None:
            return make(_year(year_word, context.today))
        return _latest(context, make)
    except LookupError:
        raise InvalidDate("date") from None
