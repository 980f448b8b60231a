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
class Change:
    """A choice that was answered before and is named again. `same`: as it is already."""

    item: str
    option: str
    item_title: Titles
    option_title: Titles
    same: bool = False


def of(visit: Visit, items: Mapping[str, Item]) -> Change | None:
    """The one earlier choice that the turn answers otherwise than before, or None.

    Only a single choice that has an answer, and only when no other could be meant: with two candidates nothing is
    changed, since a change may drop what hangs on the answer (a name, when somebody turns anonymous). What is named
    plainly and is so already is said to be so, when nothing else changes.
    """
    if visit.turn.intent not in {"answer", "correct"} or not visit.turn.entities or visit.turn.stance != "affirmed":
        return None
    turn = replace(visit.turn, intent="answer")
    found: list[Change] = []
    for name, item in items.items():
        before = visit.sheet.get(name)
        if item.kind != "choice" or item.multiple or not isinstance(before, str) or before not in item.options:
            continue
        plainly = bool(outright(item, turn))
        if visit.turn.intent != "correct" and not (item.label in IN_PASSING and plainly):
            continue
        option = read(item, None, turn)
        if not isinstance(option, str) or option not in item.options:
            continue
        if option != before or plainly:
            titles = Titles.of([item.title]), Titles.of([item.options[option]])
            found.append(Change(name, option, *titles, same=option == before))
    others = [change for change in found if not change.same]
    if len(others) == 1:
        return others[0]
    return found[0] if found and not others else None
