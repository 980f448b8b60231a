"""Amounts and periods as dated values with a reference each.

An amended rule is a new value with its day; an old case keeps the value of its own day.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rules.reference import Ref

FILES = ("witness_protection", "reporter_protection", "police_rights")


@dataclass(frozen=True)
class Parameter:
    """One value in force from a day on. `words` are those of the provision that set it.

    `value` is in `unit`. A list holds its ids in `members`; its value is how many there are.
    """

    name: str
    title: str
    since: dt.date
    value: int
    unit: str
    ref: Ref
    words: str
    members: tuple[str, ...] = ()


class NotInForce(LookupError):
    """No value of that parameter was in force on that day."""


def parameter(name: str, on: dt.date) -> Parameter:
    """The value of a parameter ("police_rights.answer") on a day.

    Raises KeyError, or NotInForce before its first value.
    """
    values = all_parameters()[name]
    for value in reversed(values):
        if value.since <= on:
            return value
    raise NotInForce(name)


@cache
def all_parameters() -> dict[str, tuple[Parameter, ...]]:
    """Every parameter with its values, oldest first."""
    found: dict[str, tuple[Parameter, ...]] = {}
    for file in FILES:
        tree = yaml.safe_load((Path(__file__).parent / f"{file}.yaml").read_text(encoding="utf-8"))
        for name, entry in tree.items():
            full = f"{file}.{name}"
            values = [_value(full, entry, v) for v in entry["values"]]
            found[full] = tuple(sorted(values, key=lambda p: p.since))
    return found


def _value(name: str, entry: dict[str, Any], tree: dict[str, Any]) -> Parameter:
    members = tuple(tree.get("members", ()))
    return Parameter(
        name,
        entry["title"],
        tree["from"],
        tree["value"] if "value" in tree else len(members),
        entry["unit"],
        Ref.parse(tree["ref"]),
        tree["words"],
        members,
    )
