"""Is what was given at a sealed step usable? Decided in memory, before sealing; the engine learns a reason
code only.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.channels import dates, inputs
from bot.channels.inputs import Invalid

__all__ = ["SHANGHAI", "Invalid", "check"]

SHANGHAI = ZoneInfo("Asia/Shanghai")


def check(kind: str, plain: str, longest: int, today: date | None = None) -> str | None:
    """Raise Invalid when `plain` (cleaned) cannot be an answer of this `kind`.

    Args:
        kind: an ask's kind (`name`, `id_number`, `phone`, `contact`, `date`, `address`, `text`; any other is
        taken as `text`).
        plain: the cleaned text.
        longest: most characters.
        today: for dates; the day in Shanghai when not given.

    Returns:
        What the answer means where it depends on the day it was said (昨天 → `2026-11-21`, 上个月 →
        `2026-10-01/2026-10-31`). None also for a date that names no day (疫情那会儿): kept as it was said.
    """
    if not any(c.isalnum() for c in plain):
        raise Invalid("empty")
    if len(plain) > longest:
        raise Invalid("too_long")
    day = today or datetime.now(SHANGHAI).date()
    if kind == "date":
        return _date(plain, day)
    if kind in ("name", "contact", "phone") and inputs.refuses(kind, plain):
        raise Invalid("none_given")
    if kind == "id_number":
        inputs.id_number(plain, day)
    elif kind == "phone":
        inputs.phone(plain)
    elif kind == "contact":
        inputs.contact(plain)
    elif kind == "name":
        inputs.name(plain)
    return None


def _date(plain: str, today: date) -> str | None:
    try:
        days = dates.parse(plain, today)
    except dates.InvalidDate as error:
        if error.reason == "words":
            return None
        raise Invalid(error.reason) from None
    if days.first == days.last:
        return days.first.isoformat()
    return f"{days.first.isoformat()}/{days.last.isoformat()}"
