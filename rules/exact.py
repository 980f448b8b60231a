"""Flags are flags and days are days: a text such as "no" must never count as a yes."""

import dataclasses
import datetime as dt
import functools
import inspect
import typing
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from rules.outcome import InvalidFacts

P = ParamSpec("P")
R = TypeVar("R")


def exact(function: Callable[P, R]) -> Callable[P, R]:
    """Let a rule take flags that are true, false or (where its type says so) None, and days that are days.

    Anything else raises InvalidFacts with its name, never its value. Looks at the arguments and into those
    that are dataclasses of facts.
    """
    hints = typing.get_type_hints(function)
    signature = inspect.signature(function)

    @functools.wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        for name, value in signature.bind(*args, **kwargs).arguments.items():
            _check(name, hints[name], value)
            if dataclasses.is_dataclass(value) and not isinstance(value, type):
                check_fields(value)
        return function(*args, **kwargs)

    return checked


def check_fields(facts: Any) -> None:
    """Raise InvalidFacts for a flag of a dataclass of facts that is no flag, or a day that is no day."""
    for field in dataclasses.fields(facts):
        _check(field.name, field.type, getattr(facts, field.name))


def _check(name: str, hint: Any, value: Any) -> None:
    if value is None and hint in (bool | None, dt.date | None):
        return
    if hint in (bool, bool | None) and not isinstance(value, bool):
        raise InvalidFacts(name)
    if hint in (dt.date, dt.date | None) and (not isinstance(value, dt.date) or isinstance(value, dt.datetime)):
        raise InvalidFacts(name)
