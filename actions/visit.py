"""One turn of one conversation, as the flows see it: who speaks, from where, what was asked, how to answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.sheet import Sheet
from actions.speech import Button, Spoken, say
from actions.turn import Turn

PUBLIC = frozenset({"web", "plain"})
HOTLINE = frozenset({"hotline"})
OFFICER = frozenset({"officer"})
# Ends the step that asks whether a story needs anything added.
MORE = "_more"
# Ends a step whose question was read already: asked once more, it is one sentence.
BRIEFLY = "_briefly"


@dataclass
class Visit:
    """What an action needs of a turn.

    Attributes:
        conversation: opaque id; the store knows its way in and its draft items.
        way_in: web, plain, officer or hotline, as the conversation row says (never as a message claims).
        turn: what the person did.
        sheet: the flow's form, as far as it is filled.
        asked: slot of the step that was asked last, or None.
        more: whether that step asked only for what a story does not say yet.
        asks_back: whether what was said in this turn is a question of its own, so that a menu would be in the way.
    """

    dispatcher: CollectingDispatcher
    conversation: str
    way_in: str
    turn: Turn
    sheet: Sheet
    asked: str | None
    more: bool = False
    asks_back: bool = False

    @classmethod
    def of(cls, flow: str, dispatcher: CollectingDispatcher, tracker: Tracker) -> Visit:
        """The visit of this turn, for the form of `flow`."""
        slots: dict[str, Any] = tracker.slots
        asked: str | None = slots.get("requested_slot")
        more = asked is not None and asked.endswith(MORE)
        return cls(
            dispatcher=dispatcher,
            conversation=str(tracker.sender_id),
            way_in=str(slots.get("way_in") or "web"),
            turn=Turn.of(tracker.latest_message),
            sheet=Sheet(flow, slots),
            asked=asked.removesuffix(MORE).removesuffix(BRIEFLY) if asked else asked,
            more=more,
        )

    def say(self, response: str, *, buttons: tuple[Button, ...] = (), **values: Spoken) -> None:
        """Say one response of `domain.yml`."""
        say(self.dispatcher, response, buttons, **values)
