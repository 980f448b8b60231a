"""A change of mind in the middle of a flow: "还是匿名吧", said when something else is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from actions.answers import outright, read
from actions.speech import Titles
from actions.visit import Visit
from store.items import Item

# Said in passing, only these are a change of mind, and only by a word for the option itself: "别公开我名字" answers
# the question when it is open, elsewhere it is a wish for protection, and a change would delete the name.
IN_PASSING = frozenset({"report.mode"})


@dataclass(frozen=True)
class Correction:
    """An answer given before that is now another one."""

    item: str
    option: str
    item_title: Titles
    option_title: Titles


def of(visit: Visit, items: Mapping[str, Item]) -> Correction | None:
    """The one earlier choice that the turn answers otherwise than before, or None.

    Only a single choice that has an answer, and only when no other could be meant: with two candidates nothing is
    changed, since a change may drop what hangs on the answer (a name, when somebody turns anonymous).
    """
    if visit.turn.intent not in {"answer", "correct"} or not visit.turn.entities:
        return None
    turn = replace(visit.turn, intent="answer")
    found = []
    for name, item in items.items():
        before = visit.sheet.get(name)
        if item.kind != "choice" or item.multiple or not isinstance(before, str) or before not in item.options:
            continue
        if visit.turn.intent != "correct" and not (item.label in IN_PASSING and outright(item, turn)):
            continue
        option = read(item, None, turn)
        if isinstance(option, str) and option in item.options and option != before:
            found.append((name, option))
    if len(found) != 1:
        return None
    [(name, option)] = found
    return Correction(name, option, Titles.of([items[name].title]), Titles.of([items[name].options[option]]))
