"""A form being filled in: which items of a flow have an answer. Of a sealed item it knows that it is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk.events import SlotSet

SEALED = "sealed"
SKIPPED = "skipped"

Value = str | int | list[str]


class Sheet:
    """The answers of one flow, on top of the tracker's slots.

    A slot of an item is `<flow>_<item>`; other slots (`misses`, `before` …) are read and set by their own name.
    """

    def __init__(self, flow: str, slots: Mapping[str, Any]) -> None:
        self.flow = flow
        self._slots = dict(slots)
        self._changed: dict[str, Any] = {}

    def slot(self, item: str) -> str:
        """Name of an item's slot."""
        return f"{self.flow}_{item}"

    def item(self, slot: str) -> str:
        """Name of a slot's item."""
        return slot.removeprefix(f"{self.flow}_")

    def state(self, name: str) -> Any:
        """Value of a slot that is not an item."""
        return self._slots.get(name)

    def note(self, name: str, value: Any) -> None:
        """Set a slot that is not an item; None clears it."""
        self._slots[name] = value
        self._changed[name] = value

    def get(self, item: str) -> Value | None:
        """Answer of an item, or None while it is open."""
        value: Value | None = self._slots.get(self.slot(item))
        return value

    def set(self, item: str, value: Value | None) -> None:
        """Answer an item; None opens it again."""
        self.note(self.slot(item), value)

    def answers(self, items: Mapping[str, Any]) -> dict[str, Value]:
        """The items that have an answer."""
        return {item: value for item in items if (value := self.get(item)) is not None}

    def events(self) -> list[dict[str, Any]]:
        """What changed, as events for the tracker."""
        return [SlotSet(name, value) for name, value in self._changed.items()]
