"""The forms of a date in speech: what one of them means (去年腊月二十三, 上周三, 三四年前, 国庆期间).

The forms themselves are data that the chat page reads too (`date_grammar.json`); `bot/web/src/dateForms.ts` is this
module's twin. Ranges and sentences are read in `bot/channels/dates.py`.
"""

import calendar
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.channels import lunar
from bot.channels.date_grammar import Context, Found, InvalidDate, count, grammar, numbers

# Of a range's end that names no year: how far it may lie beyond the beginning (11月到1月, not 5月到3月).
FARTHEST_TURN = timedelta(days=183)

Groups = Mapping[str, str | None]
Reader = Callable[[Groups, Context], Found | None]


def one(words: str, context: Context) -> Found | None:
    """One date or period: as it stands, else with a hedge or the time of day taken away, again and again."""
    while words:
        found = _form(words, context)
        if found is not None:
            return found
        shorter = _shorter(words)
        if shorter == words:
            return None
        words = shorter
    return None


def _shorter(words: str) -> str:
    g = grammar().re
    for pattern, new in (("near_day", r"\1天"), ("before", ""), ("time", ""), ("after", "")):
        match = g[pattern].search(words)
        if match is None or (pattern == "time" and match.start() == 0):
            continue
        shorter = words[: match.start()] + match.expand(new) + words[match.end() :]
        if shorter != words:
            return shorter
    return words


def _form(words: str, context: Context) -> Found | None:
    numeric = numbers(words)
    for kind, form, raw in grammar().forms:
        match = form.fullmatch(words if raw else numeric)
        if match is not None:
            found = _READERS[kind](match.groupdict(), context)
            if found is not None:
                return found
    return None


# -- what the forms mean


def _months(year: int, month: int, last: int | None = None) -> Found:
    """Whole months; a month below 1 or above 12 is one of another year."""
    end = month if last is None else last
    end_year, end_month = year + (end - 1) // 12, (end - 1) % 12 + 1
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return Found(first, date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]))


def _tenth(first: date, last: date, word: str) -> Found:
    part = grammar().data["tenths"][word]
    begin = first + timedelta(days=10 * part)
    return Found(begin, last if part == 2 else begin + timedelta(days=9))


def _day(day: date) -> Found:
    return Found(day, day)


def _choose(context: Context, make: Callable[[int], Found], candidates: Iterable[int]) -> Found:
    """Of the possible days, latest first, the latest that exists and has begun (`skip`: the one before); in a range,
    whose candidates come earliest first, the first that does not end before the beginning does."""
    skip = context.skip
    for candidate in candidates:
        try:
            found = replace(make(candidate), free=True)
        except InvalidDate:
            raise
        except ValueError:
            continue
        if context.start is not None:
            if found.last >= context.start.last:
                if found.first - context.start.last > FARTHEST_TURN and found.first.year != context.start.first.year:
                    raise InvalidDate("date")
                return found
        elif found.first <= context.today:
            if not skip:
                return found
            skip -= 1
    raise InvalidDate("date")


def _in_some_year(context: Context, make: Callable[[int], Found], this_year: int) -> Found:
    if context.start is not None:
        return _choose(context, make, range(context.start.first.year, context.start.first.year + 2))
    return _choose(context, make, range(this_year + 1, this_year - 9, -1))


def _year(word: str, this_year: int) -> int:
    """今年, 2024年, 24年, 二零二四年, 3年前 as a year, seen from `this_year`."""
    word = numbers(word).removesuffix("度")
    words = grammar().data["years"]
    if word in words:
        return this_year + int(words[word])
    number = re.match(r"[0-9]+", word)
    if number is None:
        raise InvalidDate("date")
    value = int(number[0])
    if "前" in word:
        return this_year - value
    if len(number[0]) != 2:
        return value
    return 2000 + value if 2000 + value <= this_year else 1900 + value


def _in_year(g: Groups, context: Context) -> Found | None:
    """A month, day, half, quarter or season of a year, or the whole year."""
    data = grammar().data

    def make(year: int) -> Found:
        if g.get("m"):
            month = int(g["m"] or 0)
            if not 1 <= month <= 12:
                raise InvalidDate("date")
            if g.get("d"):
                return _day(date(year, month, int(g["d"] or 0)))
            whole = _months(year, month)
            return _tenth(whole.first, whole.last, g["t"] or "") if g.get("t") else whole
        if g.get("q"):
            quarter = int(g["q"] or 0)
            return _months(year, 3 * quarter - 2, 3 * quarter)
        table, name = (data["parts"], g.get("p")) if g.get("p") else (data["seasons"], g.get("s"))
        return _months(year, *table[name]) if name else _months(year, 1, 12)

    if g.get("y"):
        return make(_year(g["y"] or "", context.today.year))
    return _in_some_year(context, make, context.today.year)


def _ymd(g: Groups, context: Context) -> Found | None:
    year = _year((g["y"] or "") + "年", context.today.year)
    return _in_year({**g, "y": f"{year}年"}, context)


def _six(g: Groups, context: Context) -> Found | None:
    """202103; 201112 may be a month of 2011 or a day of 2020: asked again."""
    text = g["six"] or ""
    year, month = int(text[:4]), int(text[4:])
    try:
        other = date(2000 + int(text[:2]), int(text[2:4]), int(text[4:])) <= context.today
    except ValueError:
        other = False
    if other or not 1900 <= year <= context.today.year or not 1 <= month <= 12:
        raise InvalidDate("date")
    return _months(year, month)


def _near_day(g: Groups, context: Context) -> Found | None:
    return _day(context.today + timedelta(days=int(grammar().data["days"][g["k"]])))


def _same_day(g: Groups, context: Context) -> Found | None:
    return _day(context.today.replace(year=_year(g["y"] or "", context.today.year)))


def _day_of_month(g: Groups, context: Context) -> Found | None:
    number = int(g["d"] or 0)
    start = context.start
    if start is not None:
        shifts, base = range(2), start.first
    else:
        shifts, base = range(0, -14, -1), context.today

    def make(shift: int) -> Found:
        month = _months(base.year, base.month + shift).first
        return _day(month.replace(day=number))

    return _choose(context, make, shifts)


def _shift(word: str) -> int:
    """这个 → 0, 上上个 → -2, 大上 → -2, 下 → 1."""
    return word.count("下") - word.count("上") - ("大" in word)


def _month(g: Groups, context: Context) -> Found | None:
    def make(shift: int) -> Found:
        whole = _months(context.today.year, context.today.month + shift)
        if g.get("d"):
            return _day(whole.first.replace(day=int(g["d"] or 0)))
        return _tenth(whole.first, whole.last, g["t"] or "") if g.get("t") else whole

    if g.get("r"):
        return make(_shift(g["r"] or ""))
    if context.start is not None:
        whole = _months(context.start.first.year, context.start.first.month)
        return _tenth(whole.first, whole.last, g["t"] or "")
    return _choose(context, make, (0, -1, -2))


def _quarter(g: Groups, context: Context) -> Found | None:
    first = 3 * ((context.today.month - 1) // 3 + _shift(g["r"] or "")) + 1
    return _months(context.today.year, first, first + 2)


def _week(g: Groups, context: Context) -> Found | None:
    shift, weekday, start = g["r"], g["w"], context.start
    anchor = start.first if start is not None and not shift else context.today
    monday = anchor - timedelta(days=anchor.weekday())
    if weekday is None:
        if not shift:
            return None
        first = monday + timedelta(weeks=_shift(shift))
        return Found(first, first + timedelta(days=6))
    offset = 5 if weekday == "末" else 6 if weekday in "日天" else int(weekday) - 1

    def make(weeks: int) -> Found:
        first = monday + timedelta(weeks=weeks, days=offset)
        return Found(first, first + timedelta(days=1 if weekday == "末" else 0))

    if shift:
        return make(_shift(shift))
    return _choose(context, make, (0, 1) if start is not None else range(0, -6, -1))


def _back(today: date, number: int, unit: str) -> Found:
    """The day, month or year so many units before today."""
    if unit in ("月", "季度"):
        return _months(today.year, today.month - number * (3 if unit == "季度" else 1))
    if unit == "年":
        return _months(today.year - number, 1, 12)
    return _day(today - timedelta(days=number * (1 if unit in ("天", "日") else 7)))


def _ago(g: Groups, context: Context) -> Found | None:
    today, number, unit = context.today, g["n"] or "", g["u"] or ""
    half = bool(g.get("h")) or "h" not in g
    if number == "半":
        if half or unit not in ("年", "月"):
            raise InvalidDate("date")
        return _months(today.year, today.month - 6) if unit == "年" else _day(today - timedelta(days=15))
    near, far = int(number), int(g.get("n2") or number)
    if near == 0 or far < near or (half and g.get("n2")):
        raise InvalidDate("date")
    if half:
        if unit == "年":
            return _months(today.year, today.month - near * 12 - 6)
        if unit != "月":
            raise InvalidDate("date")
        return _day(_back_days(today, near, "月") - timedelta(days=15))
    return Found(_back(today, far, unit).first, _back(today, near, unit).last)


def _ago_and_more(g: Groups, context: Context) -> Found | None:
    """两年多前: between two and three years ago."""
    today = context.today
    if g["n"] == "半":
        return _months(today.year, today.month - 11, today.month - 6)
    number, unit = int(g["n"] or 0), g.get("u") or "年"
    if number == 0:
        raise InvalidDate("date")
    return Found(_back(today, number + 1, unit).first, _back(today, number, unit).last)


def _back_days(today: date, number: int, unit: str) -> date:
    """The same day so many units before, or the last day of a shorter month."""
    if unit in ("天", "日"):
        return today - timedelta(days=number - 1)
    if unit in ("周", "星期", "礼拜"):
        return today - timedelta(weeks=number)
    month = _months(today.year, today.month - number * {"月": 1, "季度": 3, "年": 12}[unit])
    return month.first.replace(day=min(today.day, month.last.day))


def _last(g: Groups, context: Context) -> Found | None:
    """近三个月 (to today); 前两个月 (the two before this one); 今年前三个月 (its first)."""
    today, number, unit = context.today, g["n"] or "", g["u"] or ""
    near = g.get("near")
    if number == "半":
        days = {"年": (6, "月"), "月": (15, "天")}.get(unit)
        return None if days is None else Found(_back_days(today, *days), today)
    count = int(number)
    if count == 0 or (near == "这" and unit in ("天", "日")):
        return None
    if g.get("y"):
        months = {"月": 1, "季度": 3}.get(unit)
        year = _year(g["y"] or "", today.year)
        return None if months is None or months * count > 12 else _months(year, 1, months * count)
    if near:
        return Found(_back_days(today, count, unit), today)
    if unit == "季度" or (unit in ("天", "日") and count == 2):  # 前两天: some days ago
        return None
    if unit in ("天", "日"):
        return Found(today - timedelta(days=count), today - timedelta(days=1))
    if unit in ("周", "星期", "礼拜"):
        monday = today - timedelta(days=today.weekday())
        return Found(monday - timedelta(weeks=count), monday - timedelta(days=1))
    return Found(_back(today, count, unit).first, _back(today, 1, unit).last)


def _decade(g: Groups, context: Context) -> Found | None:
    return _months(1900 + int(g["dec"] or 0), 1, 120)


# -- festivals and the lunar calendar


def _festival(g: Groups, context: Context) -> Found | None:
    data, name = grammar().data, g["f"] or ""
    span = g.get("span") or ""

    def make(year: int) -> Found:
        if name in data["festivals"]:
            first, last = (date.fromisoformat(f"{year}-{d}") for d in data["festivals"][name])
            base = first
        elif name in data["month_of_term"]:
            base = first = last = lunar.term(name, year, data["month_of_term"][name])
        else:
            month, number, before, after = data["lunar_festivals"][name]
            base = lunar.day(year, month, number)
            if month == 12 and base.year > year and (base := lunar.day(year - 1, month, number)).year != year:
                raise InvalidDate("date_lunar")
            first, last = base + timedelta(days=before), base + timedelta(days=after)
        if re.match(r"当|那天", span):
            return _day(base)
        wide = timedelta(days=2 if re.match(r"期间|前后|假|长假|小长假|放假|那几天", span) and first == last else 0)
        return Found(first - wide, last + wide)

    if g.get("y"):
        return make(_year(g["y"] or "", context.today.year))
    return _in_some_year(context, make, context.today.year)


_SPECIAL = {"正": 1, "冬": 11, "腊": 12}


def _lunar(g: Groups, context: Context) -> Found | None:
    """A lunar month or day. A month and a day in Chinese numerals, without 日 or 号, may be either calendar's."""
    name, number, said = g["lm"] or "", (g["ld"] or "").removeprefix("初"), g["ld"] or ""
    month = _SPECIAL.get(name) or count(name)
    part = said in ("初", "中", "底", "末")
    day = None if part or not number else count(number)
    if month is None or (number and not part and day is None):
        return None
    sure = g.get("mark") or g.get("leap") or name in _SPECIAL or (said.startswith("初") and not part)
    if not sure:
        chinese = day is not None and not number.isdigit()
        if chinese and not g.get("sun") and (10 <= (day or 0) <= 30 or day == month):
            raise InvalidDate("date_lunar")
        return None
    return _lunar_days(g, context, month, day, said if part else "")


def _lunar_days(g: Groups, context: Context, month: int, day: int | None, part: str) -> Found:
    leap = bool(g.get("leap"))

    def make(year: int) -> Found:
        if day is not None:
            return replace(_day(lunar.day(year, month, day, leap)), lunar=(year, month, leap))
        first, last = lunar.month(year, month, leap)
        found = _tenth(first, last, part) if part else Found(first, last)
        return replace(found, lunar=(year, month, leap))

    # The year's last month lies mostly in the next: there, the year that is spoken of is the lunar one.
    this_year = lunar.year_of(context.today) if month == 12 else context.today.year
    if g.get("y"):
        return make(_year(g["y"] or "", this_year))
    return _in_some_year(context, make, this_year)


def _new_year(g: Groups, context: Context) -> Found | None:
    """正月初五, 大年初二."""
    day = count((g["ld"] or "").removeprefix("初"))
    return None if day is None else _lunar_days(g, context, 1, day, "")


def _lunar_day(g: Groups, context: Context) -> Found | None:
    """初七, 二十: a day of the lunar month that a range began in."""
    day = count((g["ld"] or "").removeprefix("初"))
    if context.start is None or context.start.lunar is None or day is None:
        return None
    year, month, leap = context.start.lunar
    return _day(lunar.day(year, month, day, leap))


_READERS: Mapping[str, Reader] = {
    "festival": _festival, "lunar": _lunar, "newyear": _new_year, "first": _lunar_day, "day": _near_day,
    "sameday": _same_day, "ymd": _ymd, "six": _six, "inyear": _in_year, "dom": _day_of_month, "month": _month,
    "quarter": _quarter, "week": _week, "ago": _ago, "agomore": _ago_and_more, "last": _last, "decade": _decade,
}  # fmt: skip
