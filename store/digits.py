"""Digits as people write, type and read them out: one table (`digits.json`) for every way in; and receipts in them.

The chat page reads the same table (`bot/web/src/digits.ts`). A receipt is a number of 12 digits with a check digit
(ISO 7064 mod 11,10) and a password of 20.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

NUMBER_DIGITS = 12
PASSWORD_DIGITS = 20
# Fewer digits than this together are no number that must stay out of the engine.
LONG = 7

_DATA = json.loads(Path(__file__).with_name("digits.json").read_text("utf-8"))
_DIGITS = {ord(c): digit for digit, chars in _DATA["digits"].items() for c in chars}
_LETTERS = {ord(c): digit for digit, chars in _DATA["letters"].items() for c in (*chars, *chars.upper())}
_EITHER = _DIGITS | _LETTERS
_REAL = "[" + re.escape("".join(map(chr, _DIGITS))) + "]"
_ANY = "[" + re.escape("".join(map(chr, (*_DIGITS, *_LETTERS)))) + "]"
_BETWEEN = "[" + re.escape(_DATA["between"]) + "]"
# Up to four signs between two digits; letters only in a run that has a digit of its own.
_RUN = re.compile(f"{_ANY}(?:{_BETWEEN}{{0,4}}{_ANY})*")
# Up to three letters before the first digit of a run are digits of it, grouped or not: `OO O2 2O`.
_BESIDE = re.compile(f"(?:{_ANY}{_BETWEEN}{{0,4}}){{0,3}}{_REAL}")
_HAS_REAL = re.compile(_REAL)
_WORD = re.compile(r"[A-Za-z\u0400-\u04ff]")
_PARTS = re.compile("[\n,，;；、/／。|]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What of a receipt stands in a text."""

    number: str | None
    password: str | None
    # What stands beside the digits.
    rest: str
    # Whether that is anything else than their labels and polite words.
    bare: bool


def digits(text: str) -> str:
    """All digits of `text`, read one by one."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(_value(run) for run, _, _ in _runs(plain))


def in_arabic(text: str) -> str:
    """`text` with Chinese and spoken digits as Arabic ones; letters stay letters."""
    return unicodedata.normalize("NFKC", text).translate(_DIGITS)


def _value(run: str) -> str:
    return "".join(c for c in run.translate(_EITHER) if c in "0123456789")


def _runs(plain: str) -> list[tuple[str, int, int]]:
    """Runs of digits and where they stand. A letter is a digit only beside digits, and not within a word."""
    found = []
    for match in _RUN.finditer(plain):
        first, last = match.span()
        # `oil 5`, `QQ il`: letters at the ends belong to the word they touch.
        while (
            first < last
            and ord(plain[first]) not in _DIGITS
            and ((first and _WORD.match(plain[first - 1])) or not _BESIDE.match(plain, first, last))
        ):
            first += 1
        while (
            last > first
            and ord(plain[last - 1]) not in _DIGITS
            and ((last < len(plain) and _WORD.match(plain[last])) or ord(plain[last - 1]) not in _LETTERS)
        ):
            last -= 1
        if _HAS_REAL.search(plain, first, last):
            found.append((plain[first:last], first, last))
    return found


def check_digit(body: str) -> str:
    """ISO 7064 mod 11,10 of a number without its check digit."""
    check = 10
    for digit in body:
        check = ((((check + int(digit)) % 10) or 10) * 2) % 11
    return str((11 - check) % 10)


def is_number(text: str) -> bool:
    """Whether these are the digits of a receipt number of ours."""
    return bool(re.fullmatch(r"[0-9]{12}", text)) and check_digit(text[:-1]) == text[-1]


_AREA_CODE = re.compile(r"^\(?0(?:10|2[0-9]|[3-9][0-9]{2})\)?[\s-]{1,2}[2-9][0-9]{6,7}$")
_LABELS = re.compile(_DATA["labels"])


def receipt(text: str) -> Receipt:
    """Number and password in what somebody typed, pasted or said, in either order, with or without labels.

    Whether a run of 32 digits begins with the number or the password, the check digit says; where parts stand on lines
    of their own, they do. A landline with its area code is no receipt.
    """
    plain = unicodedata.normalize("NFKC", text)
    numbers: list[str] = []
    passwords: list[str] = []
    pieces, behind = [], 0
    for run, first, last in _runs(plain):
        if _AREA_CODE.match(run.strip()):
            continue
        for value in _split(run):
            if len(value) == PASSWORD_DIGITS:
                passwords.append(value)
            elif is_number(value):
                numbers.append(value)
        pieces += [plain[behind:first], " "]
        behind = last
    rest = "".join([*pieces, plain[behind:]])
    number = numbers[0] if len(set(numbers)) == 1 else None
    password = passwords[0] if len(set(passwords)) == 1 else None
    left = "".join(c for c in _LABELS.sub("", rest.lower()) if c.isalnum())
    return Receipt(number, password, rest, not left)


def _split(run: str) -> list[str]:
    """A run of digits as number and password, where it is both, or as its parts, where one of them is either."""
    value = _value(run)
    if len(value) <= NUMBER_DIGITS or len(value) == PASSWORD_DIGITS:
        return [value]
    for between in (_PARTS, _SPACES):
        parts = [_value(part) for part in between.split(run) if _value(part)]
        if any(len(part) == PASSWORD_DIGITS or is_number(part) for part in parts):
            return parts
    if len(value) != NUMBER_DIGITS + PASSWORD_DIGITS:
        return [value]
    if is_number(value[:NUMBER_DIGITS]):
        return [value[:NUMBER_DIGITS], value[NUMBER_DIGITS:]]
    return [value[:PASSWORD_DIGITS], value[PASSWORD_DIGITS:]]


def values(text: str) -> list[str]:
    """The digits of each run in `text`; number and password apart."""
    return [value for run, _, _ in _runs(unicodedata.normalize("NFKC", text)) for value in _split(run)]


def without_long(text: str) -> str:
    """`text` with every run of seven digits and more, however written, replaced: telephone, ID, receipt and password
    stay out of the engine even where free text may go there."""
    plain = unicodedata.normalize("NFKC", text)
    for run, first, last in reversed(_runs(plain)):
        if len(_value(run)) >= LONG:
            plain = plain[:first] + "〇" + plain[last:]
    return plain
