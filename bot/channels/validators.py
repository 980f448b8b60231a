"""Is what was given at a sealed step usable? Decided in memory, before sealing; the engine learns a reason
code only.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

import phonenumbers
from id_validator import validator

from bot.channels import dates

SHANGHAI = ZoneInfo("Asia/Shanghai")

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_NUMBER_ONLY = re.compile(r"[\d\s()+\-.转#*]*")
_ACCOUNT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-]{4,}")
_SEPARATORS = re.compile(r"[\s\-.·]")
# Fifteen digits: cards of the first generation, still on old papers.
_ID_LENGTHS = (15, 18)


class Invalid(ValueError):
    """Not usable; `reason` is one of the reason codes of docs/architecture.md. Never carries the text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


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
        `2026-10-01/2026-10-31`).
    """
    if not any(c.isalnum() for c in plain):
        raise Invalid("empty")
    if len(plain) > longest:
        raise Invalid("too_long")
    if kind == "date":
        return _date(plain, today or datetime.now(SHANGHAI).date())
    checker = _CHECKS.get(kind)
    if checker is not None:
        checker(plain)
    return None


def _id_number(plain: str) -> None:
    number = _SEPARATORS.sub("", plain).upper()
    if len(number) not in _ID_LENGTHS:
        raise Invalid("id_length")
    if not validator.is_valid(number):
        raise Invalid("id_checksum")


def _phone(plain: str) -> None:
    try:
        number = phonenumbers.parse(plain, "CN")
    except phonenumbers.NumberParseException:
        raise Invalid("phone") from None
    if not phonenumbers.is_valid_number(number):
        raise Invalid("phone")


def _contact(plain: str) -> None:
    """A telephone number, a mail address, an account, or a place where the person can be found."""
    if _EMAIL.search(plain) or any(phonenumbers.PhoneNumberMatcher(plain, "CN")):
        return
    if _NUMBER_ONLY.fullmatch(plain):
        raise Invalid("phone")
    if _ACCOUNT.search(plain) or len(plain) >= 6:
        return
    raise Invalid("phone")


def _date(plain: str, today: date) -> str:
    try:
        days = dates.parse(plain, today)
    except dates.InvalidDate as error:
        raise Invalid(error.reason) from None
    if days.first == days.last:
        return days.first.isoformat()
    return f"{days.first.isoformat()}/{days.last.isoformat()}"


_CHECKS: Mapping[str, Callable[[str], None]] = {"id_number": _id_number, "phone": _phone, "contact": _contact}
