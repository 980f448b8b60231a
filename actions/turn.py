"""What the person just did, as the engine understood it: an intent, a fixed value, typed entities. Never words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

AFFIRMED = "affirmed"
# Events that agree, and what to. (`cancel` is none: the word asks whether to give up, and does not answer it.)
_EVENTS = {"affirm": "yes", "deny": "no", "submit": "submit"}

# Said with a plain wish, of which it is no part: a word more (`BESIDES` of `bot/stance.py`).
_WORD_MORE = "besides"
# A bare yes said of what is written (`FINISHED`).
FINISHED = "finished"

# Events the boundary makes: they answer the step that was asked, whatever the step is.
STRUCTURED = frozenset(
    {"choose", "sealed", "receipt", "receipt_invalid", "grant", "typed_back", "invalid", "none_given"}
)


@dataclass(frozen=True)
class Turn:
    """One user turn.

    Attributes:
        intent: name of the intent, as `docs/intents.md` lists them, or of an event.
        value: the event's fixed value (option id, grant id, reason code), if it has one.
        entities: entity name → canonical values (option ids), in the order they were said; only affirmed ones.
        stance: of what was said: affirmed, denied, asked, doubted, conditional or quoted (`bot/stance.py`); an event
            (a button) is affirmed.
        assent: acts that were plainly wished or agreed to (`yes`, `no`, `submit`, `cancel` …), read by rule: what
            cannot be undone hangs on them. Of an event, what it stands for.
        denied: `<entity>.<option>` or `do.<act>` that was named, but not affirmed: denied, asked about, doubted ….
        ranking: the likeliest goals and how likely each is, the likeliest first; of a text only.
    """

    intent: str
    value: str | None = None
    entities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stance: str = AFFIRMED
    assent: frozenset[str] | None = None
    denied: tuple[str, ...] = ()
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
        stance, assent = found.pop("stance", None), found.pop("assent", [])
        denied = tuple(found.pop("denied", []))
        entities = {name: tuple(values) for name, values in found.items()}
        if stance is None:
            return cls(intent, value, entities, denied=denied, ranking=ranking)
        return cls(intent, value, entities, stance[0], frozenset(assent), denied, ranking)

    def first(self, entity: str) -> str | None:
        """The first value of an entity, or None."""
        values = self.entities.get(entity, ())
        return values[0] if values else None

    @property
    def affirmed(self) -> bool:
        """Whether it was said outright: no denial, question, doubt, condition or another's word."""
        return self.stance == AFFIRMED

    @property
    def typed(self) -> bool:
        """Whether it was said in free words, and no event."""
        return self.assent is not None

    def agrees(self, *acts: str, beside: Collection[str] = (), loosely: bool = False) -> bool:
        """A plain yes to one of these acts, in so many words or by a button; other acts only of `beside`.

        `loosely`: a word more may be said with it; only where it can be taken back.
        """
        said = self.assent - {_WORD_MORE, FINISHED} if self.assent is not None and loosely else self.assent
        if said is None:
            said = frozenset({self.value or "" if self.intent == "choose" else _EVENTS.get(self.intent, "")})
        return bool(said & set(acts)) and said <= {*acts, *beside}

    @property
    def likely(self) -> float:
        """How sure the classifier is of its first goal; 1 where none was asked."""
        return self.ranking[0][1] if self.ranking else 1.0

    @property
    def holds(self) -> bool:
        """A wish, heard at the boundary, that nothing be submitted (先别提交)."""
        return self.intent == "not_that" and self.value == "submit"

    def refuses(self, *acts: str) -> bool:
        """A plain no: by a button, in so many words, or one of these acts plainly denied."""
        if self.assent is None:
            return self.intent == "choose" and self.value == "no"
        named = self.stance == "denied" and any(f"do.{act}" in self.denied for act in acts)
        return named or self.assent == {"no"}

    @property
    def structured(self) -> bool:
        """Whether the boundary made this turn from a button, a sealed item or a receipt."""
        return self.intent in STRUCTURED
