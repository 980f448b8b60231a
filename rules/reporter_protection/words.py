"""What all modules of 规定 2 share: its sentences, and the checks of facts and of what is lacking."""

import dataclasses
import datetime as dt
import functools
import inspect
import typing
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, TypeVar

from rules.outcome import InvalidFacts, Outcome, Point
from rules.wording import load

WORDING = load("reporter_protection")
PROTECTED = frozenset({"self", "close_relative"})  # 举报人及其近亲属; nobody else is named in 规定 2
say = WORDING.say
outcome = WORDING.outcome
P = ParamSpec("P")
R = TypeVar("R")


def exact(function: Callable[P, R]) -> Callable[P, R]:
    """Let a rule take flags that are true, false or (where it says so) None, and days that are days.

    Anything else raises InvalidFacts with its name: a text such as "no" must never count as a yes. Looks at
    the arguments and into those that are dataclasses of facts.
    """
    hints = typing.get_type_hints(function)
    signature = inspect.signature(function)

    @functools.wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        for name, value in signature.bind(*args, **kwargs).arguments.items():
            _check(name, hints[name], value)
            if dataclasses.is_dataclass(value):
                for field in dataclasses.fields(value):
                    _check(field.name, field.type, getattr(value, field.name))
        return function(*args, **kwargs)

    return checked


def _check(name: str, hint: Any, value: Any) -> None:
    if hint in (bool, bool | None) and not (isinstance(value, bool) or (value is None and hint is not bool)):
        raise InvalidFacts(name)
    if hint is dt.date and (not isinstance(value, dt.date) or isinstance(value, dt.datetime)):
        raise InvalidFacts(name)


def lacking(given: Mapping[str, bool]) -> tuple[Point, ...]:
    """The points of the codes that are not there, in their order."""
    return say(*(code for code, there in given.items() if not there))


def verdict(
    passed: str,
    failed: str,
    given: Mapping[str, bool],
    *,
    reasons: tuple[Point, ...] = (),
    approver: Point | None = None,
    documents: tuple[Point, ...] = (),
    notes: tuple[Point, ...] = (),
) -> Outcome:
    """The outcome of a check: `passed` when everything is there, else `failed` with what is lacking.

    The rest is said either way.
    """
    missing = lacking(given)
    return outcome(
        failed if missing else passed,
        reasons=reasons,
        missing=missing,
        approver=approver,
        documents=documents,
        notes=notes,
    )


def kind_points(table: str, ids: frozenset[str]) -> tuple[Point, ...]:
    """The chosen options of a table as points, in the order of the text."""
    kinds = WORDING.kinds[table].values()
    return tuple(Point(kind.id, kind.title, kind.refs) for kind in kinds if kind.id in ids)
