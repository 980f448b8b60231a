"""What the modules of regulation 1 share: its options and sentences, and checks of facts."""

import datetime as dt
from collections.abc import Iterable, Mapping

from rules.exact import check_fields as check_fields  # every module of 规定 1 takes it from here
from rules.outcome import InvalidFacts, Point, require, require_all
from rules.parameters import parameter
from rules.wording import load

WORDING = load("witness_protection")
CLOSE_OTHERS = frozenset({"fiance", "cohabitant", "other"})  # 第二十三条第一项
Gravity = str | frozenset[str]  # one degree of danger or several, see `degrees`
say = WORDING.say
outcome = WORDING.outcome


def listed(name: str, on: dt.date) -> tuple[str, ...]:
    """The ids of a list as it stood on a day (rules/parameters/witness_protection.yaml). Raises NotInForce."""
    return parameter(f"witness_protection.{name}", on).members


def degrees(field: str, gravity: Gravity) -> frozenset[str]:
    """The degrees of danger found: one option id or several.

    急迫 (第十二条) and 特别重大 (第十三条) are not steps of one scale: a danger can be both, and opens both then.
    Empty: none found yet. Raises InvalidFacts, naming the field, when one is no option.
    """
    if not isinstance(gravity, str | frozenset):
        raise InvalidFacts(field)
    found = frozenset({gravity}) if isinstance(gravity, str) else gravity
    choose_all(field, found, "gravity")
    return found


def choose(field: str, value: str | None, table: str | None = None, *, optional: bool = False) -> None:
    """Raise InvalidFacts when the value is no option of the table (by default the one named as the field)."""
    require(field, value, WORDING.ids(table or field), optional=optional)


def choose_all(field: str, values: Iterable[str], table: str | None = None) -> None:
    """Raise InvalidFacts when one of the values is no option of the table."""
    require_all(field, values, WORDING.ids(table or field))


def lacking(there: Mapping[str, bool | None]) -> tuple[Point, ...]:
    """The points of those codes that are not there, in the order given (code → whether it is there)."""
    return say(*(code for code, is_there in there.items() if not is_there))
