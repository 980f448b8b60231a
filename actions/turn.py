"""What the person just did, as the engine understood it: an intent, a fixed value, typed entities. Never words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# Events the boundary makes: they answer the step that was asked, whatever the step is.
STRUCTURED = frozenset({"choose", "sealed", "receipt", "receipt_invalid", "grant", "typed_back", "invalid"})


@dataclass(frozen=True)
class Turn:
    """One user turn.

    Attributes:
        intent: name of the intent, as `docs/intents.md` lists them, or of an event.
        value: the event's fixed value (option id, grant id, reason code), if it has one.
        entities: entity name → canonical values (option ids), in the order they were said.
        ranking: the likeliest goals and how likely each is, the likeliest first; of a text only.
    """

    intent: str
    value: str | None = None
    entities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranking: tuple[tuple[str, float], ...] = ()

    @classmethod
    def of(cls, latest_message: Mapping[str, Any]) -> Turn:
        """The turn in the tracker's latest message; an unknown intent reads as `nlu_fallback`."""
        found: dict[str, list[str]] = {}
        for entity in latest_message.get("entities") or []:
            name, value = entity.get("entity"), entity.get("value")
            if isinstance(name, str) and isinstance(value, str):
                values = found.setdefault(name, [])
                if value not in values:
                    values.append(value)
        intent = (latest_message.get("intent") or {}).get("name") or "nlu_fallback"
        value = found.pop("value", [None])[0]
        ranking = tuple(
            (str(goal["name"]), float(goal["confidence"])) for goal in latest_message.get("intent_ranking") or []
        )
        return cls(intent, value, {name: tuple(values) for name, values in found.items()}, ranking)

    def first(self, entity: str) -> str | None:
        """The first value of an entity, or None."""
        values = self.entities.get(entity, ())
        return values[0] if values else None

    @property
    def structured(self) -> bool:
        """Whether the boundary made this turn from a button, a sealed item or a receipt."""
        return self.intent in STRUCTURED
