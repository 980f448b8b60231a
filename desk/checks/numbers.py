"""Numbers, amounts and dates of the report, however the answer writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import cn2an

from desk.checks.official import official_text

_SMALL = "〇零一二两三四五六七八九十百千万亿"
_CAPITAL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億幺廿", "一二二三三四五六六七八九十百千万亿一二")
_DIGITS = str.maketrans("〇零一二两三四五六七八九", "001223456789")
_NUMBER = re.compile(rf"\d+(?:\.\d+)?[十百千万亿]*|[{_SMALL}]+(?:点[{_SMALL}]+)?[多余来几]?[十百千万亿]*")
# A single Chinese numeral is a number only before one of these: 十分, 一起, 万一 are none.
_UNITS = "元块人名岁年月日号点次件辆台套吨斤亩米里层楼栋室户万亿"
_UNIT_OF_MONEY = re.compile(r"[多余来几]?[元块角万亿]|[多余来几]?人民币")
_DATE = re.compile(
    rf"(?:(?P<y>\d{{4}}|[{_SMALL}]{{4}})年)?(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})月份?"
    rf"(?:(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]?)?"
    r"|(?P<y2>\d{4})[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})"
)
HOTLINES = frozenset({"110", "120", "119", "12309", "12388", "12389"})
NEAR = 0.1  # a rounded amount is the amount
LEAST = 10  # smaller numbers stand everywhere
LONG_DIGITS = 3  # so many digits in a row of a phone, an account …


@dataclass(frozen=True)
class _Number:
    written: str
    value: float
    start: int
    following: str
    money: bool


@dataclass(frozen=True)
class _Date:
    written: str
    year: int | None
    month: int
    day: int | None
    start: int

    def same(self, other: _Date) -> bool:
        """Whether both can mean the same day or month."""
        if self.year is not None and other.year is not None and self.year != other.year:
            return False
        return self.month == other.month and (self.day is None or other.day is None or self.day == other.day)


def shared(said: str, secret: str) -> Iterator[str]:
    """Numbers of two digits and more, amounts and dates of `said` that `secret` has. Both with one width and case."""
    figures = {float(one) for one in re.findall(r"\d{2,}", secret)}
    said, secret = _unified(said), _unified(secret)
    figures |= {v for n in _numbers(secret) if (v := _worth(n.written.rstrip("十百千万亿"))) is not None}
    given = _dates(secret)
    for one in _dates(said):
        if any(one.same(other) for other in given):
            yield one.written
    said_left = _without(said, harmless_dates(said, secret))
    values = _numbers(secret)
    # And the bare figures: 58 of 58万元, 23 of 23,800.
    exact = {n.value for n in values} | figures
    amounts = [n.value for n in values if n.money]
    for number in _numbers(said_left):
        small = number.value < LEAST and len(number.written) < 2 and not number.money
        if small or _is_official(number):
            continue
        near = number.money and any(abs(number.value - a) <= NEAR * a for a in amounts)
        if number.value in exact or near:
            yield number.written
    yield from _digit_runs(said_left, secret)


def harmless_dates(said: str, secret: str) -> list[str]:
    """Dates of `said` that are none of `secret`: a day by which something is due."""
    said, secret = _unified(said), _unified(secret)
    given = _dates(secret)
    return [one.written for one in _dates(said) if not any(one.same(other) for other in given)]


def _digit_runs(said: str, secret: str) -> Iterator[str]:
    """Digits in a row that are part of a longer number, in Arabic or Chinese digits."""
    digits = secret.translate(_DIGITS)
    for run in re.findall(rf"\d{{{LONG_DIGITS},}}", said.translate(_DIGITS)):
        if run in HOTLINES:
            continue
        for start in range(len(run) - LONG_DIGITS + 1):
            if run[start : start + LONG_DIGITS] in digits:
                yield run
                break


def _unified(text: str) -> str:
    """Capital numerals as plain ones, no thousands separators."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", text.translate(_CAPITAL))


def _without(text: str, pieces: list[str]) -> str:
    for piece in pieces:
        text = text.replace(piece, "。")
    return text


def _numbers(text: str) -> list[_Number]:
    found = []
    for match in _NUMBER.finditer(text):
        written, following = match[0], text[match.end() : match.end() + 2]
        if len(written) == 1 and not written.isdigit() and following[:1] not in _UNITS:
            continue
        value = _worth(written)
        if value is not None:
            money = bool(re.search(r"[万亿]$", written) or _UNIT_OF_MONEY.match(text[match.end() :]))
            found.append(_Number(written, value, match.start(), following, money))
    return found


def _worth(written: str) -> float | None:
    """What a number comes to: 三十万, 30万, 三十余万 and 300000 are the same; 一三八 is 138."""
    bare = re.sub(r"[多余来几]", "", written)
    if re.fullmatch(r"[〇零一二两三四五六七八九]{2,}", bare):
        return float(bare.translate(_DIGITS))
    try:
        return float(cn2an.cn2an(bare.replace("〇", "零"), "smart"))
    except ValueError:
        return None


def _dates(text: str) -> list[_Date]:
    found = []
    for match in _DATE.finditer(text):
        year, month, day = (match[name] or match[name + "2"] for name in ("y", "m", "d"))
        m, d = _worth(month), _worth(day) if day else None
        if m is None or not 1 <= m <= 12 or (d is not None and not 1 <= d <= 31):
            continue
        if year is None and d is None:
            continue
        y = _worth(year) if year else None
        found.append(_Date(match[0], int(y) if y else None, int(m), int(d) if d else None, match.start()))
    return found


def _is_official(number: _Number) -> bool:
    """30个工作日, 第三十一条, 12309: the rules say it, with the same words after it."""
    if number.written in HOTLINES:
        return True
    following = number.following[:1] if number.following[:1] in "条款项" else number.following
    return len(following) >= 1 and (number.value, following) in _official_numbers()


@cache
def _official_numbers() -> frozenset[tuple[float, str]]:
    found = set()
    for line in official_text().splitlines():
        for number in _numbers(_unified(line)):
            following = number.following[:1] if number.following[:1] in "条款项" else number.following
            if following:
                found.add((number.value, following))
    return frozenset(found)
