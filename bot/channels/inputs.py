"""Documents, phones, contacts: what is usable, by rules that the chat page reads too (`inputs.json`).

Any identity document has a way in: 居民身份证 (also of 15 digits; unknown area codes pass by check digit), 外国人
永久居留身份证 of 2017 and 2023, 港澳 and 台湾 permits, 港澳台居民居住证, passports, and others that are named.
"""

import json
import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from stdnum.iso7064 import mod_11_2

from bot.channels.text import bare
from store.digits import in_arabic

_HAN = re.compile(r"[\u4e00-\u9fff]")


class Invalid(ValueError):
    """Not usable; `reason` is one of the reason codes of docs/architecture.md. Never carries the text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@cache
def _rules() -> dict[str, Any]:
    def made(value: Any) -> Any:
        if isinstance(value, str):
            return re.compile(value)
        return [made(one) for one in value] if isinstance(value, list) else {k: made(v) for k, v in value.items()}

    table = json.loads(Path(__file__).with_name("inputs.json").read_text("utf-8"))
    return {part: made(rules) for part, rules in table.items() if part != "about"}


@cache
def given() -> dict[str, dict[str, str]]:
    """What is given where a name, or how to be reached, is asked for (`given.json`), as patterns."""
    table: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("given.json").read_text("utf-8"))
    return {part: rules for part, rules in table.items() if part != "about"}


@cache
def _given(part: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in given()[part].items()}


def id_number(text: str, today: date) -> None:
    """Raise Invalid (`id_length`, `id_checksum`) when this is no number of an identity document."""
    rules = _rules()["id"]
    plain = unicodedata.normalize("NFKC", text).lower()
    number = rules["noise"].sub("", in_arabic(rules["labels"].sub(" ", plain))).upper()
    if rules["other"].search(plain) and sum(c.isascii() and c.isalnum() for c in number) >= 4:
        return
    if rules["eighteen"].search(number):
        born = number[6:14]
        # No list of areas: old ones are on cards that are in use, new ones come.
        if _born(born, today) and mod_11_2.is_valid(number):
            return
        raise Invalid("id_checksum")
    if rules["fifteen"].search(number):
        if rules["provinces"].search(number) and _born("19" + number[6:12], today):
            return
        raise Invalid("id_checksum")
    if any(form.search(number) for form in rules["forms"]):
        return
    if re.fullmatch(r"[0-9]{8}", number) and rules["taiwan"].search(plain):
        return
    if rules["any_passport"].search(number) and rules["passport"].search(plain):
        return
    # One letter too many (O for 0): of the right length, so it is not the length that is wrong.
    if rules["like_eighteen"].search(number) and sum(c.isdigit() for c in number) >= 12:
        raise Invalid("id_checksum")
    raise Invalid("id_length")


def _born(digits: str, today: date) -> bool:
    try:
        return date(1900, 1, 1) <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) <= today
    except ValueError:
        return False


def phone(text: str) -> None:
    """Raise Invalid (`phone`, `phone_area`) when this is no phone number, or several of which one is none."""
    rules = _rules()["phone"]
    plain = rules["labels"].sub("", in_arabic(unicodedata.normalize("NFKC", text).lower()))
    parts = [part for part in rules["several"].split(plain) if part.strip()]
    if not parts:
        raise Invalid("phone")
    for part in parts:
        _one_phone(rules["noise"].sub("", part))


def _one_phone(given: str) -> None:
    rules = _rules()["phone"]
    problem = _form_of_phone(given.replace("-", ""))
    extended = rules["extension"].search(given)
    if problem and extended is not None:
        without = _form_of_phone(extended[1].replace("-", ""))
        problem = without if problem == "phone" or not without else problem
    if problem:
        raise Invalid(problem)


def _form_of_phone(number: str) -> str:
    """The empty string for a number that can be called, else what is wrong with it."""
    rules = _rules()["phone"]
    number = re.sub(r"^00(?=[1-9])", "+", number)
    home = re.sub(r"^[+]?86(?=1[3-9][0-9]{9}$)", "", number)
    home = re.sub(r"^[+]?86(?=(?:10|2[0-9]|[3-9][0-9]{2})[2-8][0-9]{6,7}$)", "0", home)
    if any(rules[form].search(home) for form in ("mobile", "landline", "service", "foreign")):
        return ""
    return "phone_area" if rules["no_area"].search(home) else "phone"


def contact(text: str) -> None:
    """Raise Invalid when nobody could be reached so: a phone, a mail address, an account, or a place."""
    rules, known = _rules()["contact"], _given("contact")
    plain = unicodedata.normalize("NFKC", text)
    if known["forbids"].search(plain):
        raise Invalid("contact")  # 别打13800001111: a call there would give the writer away
    if rules["email"].search(plain):
        return
    try:
        phone(plain)
    except Invalid as invalid:
        if invalid.reason == "phone_area" or rules["number_only"].search(plain):
            raise
    else:
        return
    says = known["says"].search(plain) and not known["way"].search(plain) and not any(c.isdigit() for c in plain)
    if not says and (rules["account"].search(plain) or len(plain) >= 6):
        return
    raise Invalid("contact")


def name(text: str) -> None:
    """Raise Invalid(`name`) when this is a sentence and no name: a refusal, a question, a cry for help, a wish beside
    a name that it is not written. What is introduced (我叫火娃) is taken, whatever it reads like.
    """
    rules = _given("name")
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    parts = [part for part in rules["parts"].split(plain) if part]
    if len(parts) == 1 and rules["known"].search(plain):
        return
    if rules["against"].search(plain):
        raise Invalid("name")
    given = [(part, rules["intro"].sub("", part)) for part in parts]
    told = [each for part, rest in given for each in (part, rules["outro"].sub("", rest), rules["of"].sub("", part))]
    if any(rules["known"].search(one) for one in told) or rules["other"].search(plain):
        return
    if not _HAN.search(plain):
        if rules["english"].search(plain) or len(re.sub(r"\W", "", plain)) < 2:
            raise Invalid("name")
        return
    first, rest = given[0] if given else ("", "")
    introduced = len(rest) > 1 and rules["introduces"].search(first.removesuffix(rest)) is not None
    if len(re.sub(r"\W", "", plain)) < 2 or (not introduced and rules["says"].search(first)):
        raise Invalid("name")


def refuses(kind: str, text: str) -> bool:
    """Whether who was asked for a name or a contact says that there is none, or that it will not be given."""
    pattern = _given("none")["name" if kind == "name" else "contact"]
    return pattern.search(bare(text)) is not None
