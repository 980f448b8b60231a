"""No list of words can be read in two ways: such a pattern takes twice as long with each word, and one text stops all."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

MODULES = (
    "bot.danger", "bot.danger_scenes", "bot.outright_words", "bot.references", "bot.stance_cutting", "bot.stance_words",
    "bot.stated", "bot.channels.called", "bot.channels.reached", "bot.channels.urgent_words", "bot.channels.choosing", "bot.channels.date_forms",
    "bot.channels.numbers", "bot.channels.caller", "bot.channels.mind", "bot.channels.passing", "bot.channels.passing_words", "bot.channels.errands",
    "bot.channels.at_hand", "bot.channels.codes",
)  # fmt: skip
MOST_WORDS = 20_000
LONGEST_OPTION = 3


def words(items: Any) -> set[str] | None:
    """Every text that a parsed part matches; None when these are too many to tell."""
    found = {""}
    for op, value in items:
        options: set[str] | None
        if op is code.LITERAL:
            options = {chr(value)}
        elif op is code.IN and all(one is code.LITERAL for one, _ in value):
            options = {chr(one) for _, one in value}
        elif op is code.SUBPATTERN:
            options = words(value[3])
        elif op is code.BRANCH:
            options = set()
            for branch in value[1]:
                more = words(branch)
                options = None if more is None or options is None else options | more
        elif op is code.MAX_REPEAT and value[1] is not code.MAXREPEAT and value[1] <= LONGEST_OPTION:
            once, options, repeated = words(value[2]), set(), {""}
            for times in range(value[1] + 1):
                options = options | repeated if options is not None and times >= value[0] else options
                repeated = {a + b for a in repeated for b in once or ()}
            options = None if once is None else options
        else:
            options = {""} if op in (code.ASSERT, code.ASSERT_NOT) else None
        if options is None or len(found) * len(options) > MOST_WORDS:
            return None
        found = {a + b for a in found for b in options}
    return found


def stars(items: Any) -> Iterator[Any]:
    """What is repeated without end, anywhere in a parsed pattern."""
    for op, value in items:
        if op in (code.MAX_REPEAT, code.MIN_REPEAT):
            if value[1] is code.MAXREPEAT:
                yield value[2]
            yield from stars(value[2])
        elif op is code.SUBPATTERN:
            yield from stars(value[3])
        elif op is code.BRANCH:
            for branch in value[1]:
                yield from stars(branch)
        elif op in (code.ASSERT, code.ASSERT_NOT):
            yield from stars(value[1])


def branches(items: Any) -> list[Any]:
    """The alternatives of what is repeated."""
    (op, value), *more = items
    if more:
        return [items]
    if op is code.SUBPATTERN:
        return branches(value[3])
    return list(value[1]) if op is code.BRANCH else [items]


def read_twice(pattern: str) -> set[str]:
    """Words of a repeated list that others of it make up, too: 一下 beside 一 and 下."""
    found = set()
    for star in stars(parser.parse(pattern)):
        known = {word for branch in branches(star) for word in words(branch) or ()} - {""}
        for word in known:
            ends = {0}
            for end in range(1, len(word) + 1):
                if any(start in ends and word[start:end] in known - {word} for start in range(end)):
                    ends.add(end)
            if len(word) in ends:
                found.add(word)
    return found


@pytest.mark.parametrize("name", MODULES)
def test_a_list_that_repeats_is_read_in_one_way(name: str) -> None:
    found = vars(importlib.import_module(name)).items()
    patterns = {key: one.pattern for key, one in found if isinstance(one, re.Pattern)}
    patterns |= {key: one for key, one in found if isinstance(one, str) and one.startswith("(?:")}  # parts of others
    patterns |= {f"{key} {i}": one for key, all_ in found if isinstance(all_, tuple) for i, one in enumerate(of(all_))}
    assert not {key: twice for key, one in patterns.items() if (twice := read_twice(one))}


def of(listed: tuple[object, ...]) -> list[str]:
    """The patterns of a list of them, or of (name, pattern)."""
    flat = [one for each in listed for one in (each if isinstance(each, tuple) else (each,))]
    return [one.pattern for one in flat if isinstance(one, re.Pattern)]


def test_such_a_list_is_found() -> None:
    assert read_twice("(?:一下|一|下)*") == {"一下"}
    assert read_twice("(?:的|我的?)+") == {"我的"}
    assert not read_twice("(?:我|的|我们)*")
