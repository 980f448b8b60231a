"""The first story: what people tell outside a sealed step is sealed, and kept as the first part of the facts.

The boundary seals it under `<flow>.story` (`store.items.story_label`) and says no more than that, what for, and which
choices it names. Told before any flow is open, it waits (slot `story_waits`) for the flow that begins next.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from actions import data
from actions.sheet import SEALED
from actions.visit import Visit
from store import vault
from store.items import STORY, Item, catalogue, story_label


def waits(visit: Visit) -> None:
    """Note that the story of this turn belongs to no flow yet. What it was told for is the event's value, or none."""
    labels = list(visit.sheet.state("story_waits") or [])
    label = story_label("", visit.turn.value)
    visit.sheet.note("story_waits", sorted({*labels, label}))


async def adopt(visit: Visit, items: Mapping[str, Item]) -> bool:
    """Take the stories that wait into the flow that has begun; returns whether it has got one by that."""
    waiting = visit.sheet.state("story_waits")
    if not waiting or STORY not in items:
        return False
    target = items[STORY].label

    def move(s: Session) -> int:
        for label in waiting:
            if label != target:
                vault.move(s, visit.conversation, label, target)
        return vault.filled(s, visit.conversation, items[STORY].flow).get(target, 0)

    there = await data.write(move)
    visit.sheet.note("story_waits", None)
    if there:
        visit.sheet.set(STORY, SEALED)
    return bool(there)


def kept(visit: Visit, items: Mapping[str, Item]) -> bool:
    """Whether something was told that is kept: deleting it takes a plain yes."""
    return bool(visit.sheet.state("story_waits")) or (STORY in items and visit.sheet.get(STORY) is not None)


def let_go(visit: Visit) -> list[str]:
    """Forget the stories that wait; returns their labels, to be deleted."""
    waiting = list(visit.sheet.state("story_waits") or [])
    visit.sheet.note("story_waits", None)
    return waiting


def kept_in(flow: str) -> bool:
    """Whether a flow keeps a story of its own."""
    return flow in catalogue() and STORY in catalogue()[flow].items
