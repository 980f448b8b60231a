"""Ties a function to the provisions it applies; `python -m rules.coverage` reads the ties."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from rules.reference import Ref

P = ParamSpec("P")
R = TypeVar("R")

REGISTRY: dict[Ref, list[str]] = {}  # provision → names of the functions that apply it


def provision(*short: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a function as applying these provisions (short form).

    Raises UnknownProvision when one doesn't exist.
    """
    found = tuple(Ref.parse(s) for s in short)

    def tie(function: Callable[P, R]) -> Callable[P, R]:
        name = f"{function.__module__}.{function.__qualname__}"
        for ref in found:
            names = REGISTRY.setdefault(ref, [])
            if name not in names:
                names.append(name)
        return function

    return tie
