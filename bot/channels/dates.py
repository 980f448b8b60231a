"""Dates in speech (昨天, 上个月5号, 去年国庆到现在, 去年腊月二十三): what day or days are meant.

The grammar is data that the chat page reads too (`date_grammar.json`, `lunar.json`); here, in `date_forms.py` and in
their twins `bot/web/src/dates.ts` and `dateForms.ts` stands only what data can't say. `tests/data/date_cases.yml` are
the cases both pass. Nothing is guessed: what may mean two things is asked about, and what names no day (疫情那会儿,
记不清了) stays the person's own words.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from bot.channels.date_forms import one
from bot.channels.date_grammar import Context, Found, InvalidDate, grammar, numbers

__all__ = ["Days", "InvalidDate", "parse"]

# A longer text is a story: no date is looked for in it.
MOST = 200


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, both inclusive."""

    first: date
    last: date


def parse(text: str, today: date) -> Days:
    """The days `text` means, seen from `today` (Asia/Shanghai). Raises InvalidDate."""
    words = _cleaned(text)
    if not words:
        raise InvalidDate("empty")
    try:
        found = _sentence(words, today)
    except (ValueError, OverflowError) as error:
        raise error if isinstance(error, InvalidDate) else InvalidDate("date") from None
    if found.first.year < 1900 or found.last < found.first:
        raise InvalidDate("date")
    if found.first > today:
        raise InvalidDate("date_future")
    return Days(found.first, min(found.last, today))


def _cleaned(text: str) -> str:
    g = grammar()
    words = unicodedata.normalize("NFKC", text).lower().translate(g.fold)
    for pattern, replacement in g.clean:
        words = pattern.sub(replacement, words)
    return words


def _sentence(words: str, today: date) -> Found:
    """A date, or one date among clauses that name none."""
    g = grammar()
    if g.re["lunar_alone"].search(words):
        raise InvalidDate("date_lunar")
    if len(words) <= MOST:
        found = _read(words, today)
        if found is not None:
            return found
        clauses = [clause for clause in words.split(",") if clause]
        read = {clause: _read(clause, today) for clause in clauses} if len(clauses) > 1 else {}
        days = {(f.first, f.last): f for f in read.values() if f is not None}
        others = "".join(clause for clause, f in read.items() if f is None)
        if len(days) == 1 and not g.re["dateish"].search(others):
            return next(iter(days.values()))
    tells = len(words) >= 8 and g.re["tells_of_time"].search(words)
    if tells or g.re["own_words"].search(words) or g.re["time_only"].search(words):
        raise InvalidDate("words")
    raise InvalidDate("date")


def _read(words: str, today: date) -> Found | None:
    """One date, a period that goes on (起, 至今), a range, or days side by side."""
    g = grammar()
    context = Context(today)
    if g.re["now"].search(words):
        return Found(today, today)
    tail = g.re["open_end"].search(words)
    if tail is not None and g.re["open_sure"].search(tail[0]):
        begun = one(g.re["part_head"].sub("", words[: tail.start()]), context)
        if begun is not None:
            return _open(begun, today)
    found = one(words, context) or _range(words, today) or _list(words, today)
    if found is None and g.re["open_from"].search(words):
        begun = one(g.re["open_from"].sub("", words), context)
        if begun is not None:
            return _open(begun, today)
    return found


def _open(begun: Found, today: date) -> Found:
    return Found(begun.first, max(begun.first, today))


def _range(words: str, today: date) -> Found | None:
    g = grammar()
    for cut in g.re["range"].finditer(words):
        left = g.re["part_tail"].sub("", g.re["part_head"].sub("", words[: cut.start()]))
        right = g.re["part_head"].sub("", words[cut.end() :])
        ends = _ends(left, right, today)
        if ends is None:
            continue
        first, last = ends
        if last.last < first.last:
            raise InvalidDate("date")
        if last.first > today:
            raise InvalidDate("date_future")
        return Found(first.first, last.last)
    return None


def _list(words: str, today: date) -> Found | None:
    """Days or months side by side (5、6月; 周三和周四): one period. Apart, they are no range: kept as words."""
    parts = [part for part in grammar().re["list"].split(words) if part]
    if len(parts) < 2:
        return None
    for i in range(len(parts) - 2, -1, -1):
        parts[i] = _lend(parts[i], parts[i + 1])
    period = one(parts[0], Context(today))
    for before, part in pairwise(parts):
        if period is None:
            return None
        found = one(_with_unit_of(part, before), Context(today, period))
        if found is None:
            return None
        if found.first > today:
            raise InvalidDate("date_future")
        if not period.first <= found.first <= period.last + timedelta(days=1):
            raise InvalidDate("words")
        period = replace(period, last=max(period.last, found.last))
    return period


def _ends(left: str, right: str, today: date) -> tuple[Found, Found] | None:
    """Beginning and end; the one lends the other its unit, year, month or week. A beginning whose year is not named is
    the latest whose end has begun, too."""
    if not left or not right:
        return None
    g = grammar()
    begin = _lend(left, right)
    found = None
    for skip in range(4):
        start = one(begin, Context(today, skip=skip))
        if start is None:
            return found
        if g.re["now"].search(right):
            return start, Found(today, today)
        if g.re["time_only"].search(right):
            day = start.last + timedelta(days=1 if g.re["next_day"].search(right) else 0)
            return start, Found(day, day)
        end = one(_with_unit_of(right, left), Context(today, start))
        if end is None:
            return None
        found = (start, end)
        # Turned into another year (11月到1月): the winter meant is the one that is over.
        if end.first <= today or not start.free or end.first.year == start.first.year:
            return found
    return found


def _lend(left: str, right: str) -> str:
    """`left`, with the unit that only `right` names: 3到5月, 2019-2021年, 2021年3-5月."""
    number = re.search(r"(?:^|[年月])([0-9]{1,4}|[零一二三四五六七八九十两]{1,4})$", left)
    unit = grammar().re["unit_ahead"].search(numbers(right))
    return left + unit[1].lstrip("个") if number and unit and not re.fullmatch(r"[0-9]{4}", left) else left


def _with_unit_of(right: str, left: str) -> str:
    """`right`, with the unit that only `left` names: 5月3日-8, 2021.3.5-8."""
    if not re.fullmatch(r"[0-9]{1,2}", right):
        return right
    if re.search(r"[月号日./_-][0-9]{1,2}$|[号日]$", left) and not re.fullmatch(r"[0-9]{4}[-/._][0-9]{1,2}", left):
        return right + "日"
    return right + "月" if re.search(r"月$|^[0-9]{4}[-/._][0-9]{1,2}$", left) else right
