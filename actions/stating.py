"""Said once, taken once: choices that a sentence names are kept until the flow comes to them, and not asked again.

"我要匿名举报我们镇长贪污" opens a report, and its way and kind are known. Kept are option ids of the catalogue, under
the item's label; what an item's condition still hides (who reports, before it is said whether by name) waits here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.answers import outright
from actions.sheet import Value
from actions.visit import Visit
from store.items import Item

# In other sentences an option is named without being chosen (匿名有奖励吗).
STATEMENTS = frozenset(
    {"report", "query_status", "add_material", "protect_reporter", "protect_witness", "rights_apply"}
    | {"protection_report", "answer", "affirm", "correct", "story"}
)

UNSAID = frozenset({"report.crime"})
"""Read out of what was reported: taken, never said back."""

SAME_WORDS: Mapping[str, frozenset[str]] = {"protection_report.urgent": frozenset({"gravity"})}
"""Items that are asked in the same words: who answers one of them (紧急) has not assessed the other."""

Applies = Callable[[str, Mapping[str, Value]], bool]


def note(visit: Visit, items: Mapping[str, Item], answering: Item | None = None) -> None:
    """Keep the options that the turn names outright for choices that are still open.

    Only what is plainly stated: a denial, a question, a doubt states nothing, and two options of one choice contradict
    each other, so that it is asked. `answering`: what the turn is the answer to; it states that one otherwise.
    """
    if visit.turn.intent not in STATEMENTS or visit.turn.stance != "affirmed":
        return
    stated = dict(visit.sheet.state("stated") or {})
    before = dict(stated)
    same = {answering.id, *SAME_WORDS.get(answering.label, ())} if answering is not None else set()
    for name, item in items.items():
        if name in same or item.kind != "choice" or not item.asked or visit.sheet.get(name) is not None:
            continue
        named = outright(item, visit.turn)
        if item.multiple and named:
            stated[item.label] = list(named)
        elif len(named) == 1:
            stated[item.label] = named[0]
        elif named:
            stated.pop(item.label, None)
    if stated != before:
        visit.sheet.note("stated", stated)


def take(visit: Visit, items: Mapping[str, Item], applies: Applies) -> list[tuple[str, Value]]:
    """Answer every open choice that was stated and applies by now; returns item and option, in the flow's order.

    An answer can make another choice apply: looked through until nothing is left to take.
    """
    stated = dict(visit.sheet.state("stated") or {})
    if not stated:
        return []
    taken: list[tuple[str, Value]] = []
    found = True
    while found:
        found = False
        answers = visit.sheet.answers(items)
        for name, item in items.items():
            if item.label in stated and visit.sheet.get(name) is None and applies(name, answers):
                value: Value = stated.pop(item.label)
                visit.sheet.set(name, value)
                taken.append((name, value))
                found = True
                break
    if taken:
        visit.sheet.note("stated", stated or None)
    return taken


def titles(items: Mapping[str, Item], taken: list[tuple[str, Value]]) -> list[str]:
    """The titles of the options that were taken; of what kind the deed is, only that it was noted."""
    found = []
    for name, value in taken:
        if items[name].label in UNSAID:
            found.append(items[name].title)
            continue
        options = value if isinstance(value, list) else [str(value)]
        found += [items[name].options[option] for option in options]
    return found


def forget(visit: Visit, items: Mapping[str, Item]) -> None:
    """Nothing stated for these items counts any more."""
    labels = {item.label for item in items.values()}
    stated = {label: value for label, value in (visit.sheet.state("stated") or {}).items() if label not in labels}
    if visit.sheet.state("stated"):
        visit.sheet.note("stated", stated or None)
