"""A conversation with the actions alone: rules and forms as Rasa runs them, without understanding and without a gateway.

A turn is what the engine hands to an action: an intent, a value, entities. Texts come out of `domain.yml`.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.flow import FORMS
from actions.idle import Aside, WhatNext
from actions.registry import ACTIONS

ROOT = Path(__file__).parent.parent.parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DOMAIN: dict[str, Any] = yaml.load((ROOT / "domain.yml").read_text(encoding="utf-8"), Loader=_LOADER)
BY_FORM = {action.form: action for action in ACTIONS if hasattr(action, "form")}
STARTS = {**FORMS, "receipt": "status_form", "receipt_invalid": "status_form"}


@dataclass
class Talk:
    """One conversation. `said`: names of the responses of the last turn; `asked`: the id of what is asked now."""

    conversation: str
    way_in: str = "web"
    slots: dict[str, Any] = field(default_factory=dict)
    active: str | None = None
    said: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.slots.setdefault("way_in", self.way_in)

    @property
    def asked(self) -> str | None:
        """The id of the question that is open."""
        return self.asks[-1] if self.asks else None

    def turn(self, intent: str, value: str | None = None, **entities: Any) -> Talk:
        """One turn."""
        found = [{"entity": name, "value": v} for name, all_ in entities.items() for v in _list(all_)]
        if value is not None:
            found.append({"entity": "value", "value": value})
        return self._hands({"intent": {"name": intent}, "entities": found})

    def types(self, *ranking: tuple[str, float]) -> Talk:
        """A sentence whose likeliest goals are these, the likeliest first."""
        goals = [{"name": goal, "confidence": share} for goal, share in ranking]
        stance = [{"entity": "stance", "value": "affirmed"}]
        return self._hands({"intent": {"name": ranking[0][0]}, "entities": stance, "intent_ranking": goals})

    def _hands(self, message: dict[str, Any]) -> Talk:
        self.said, self.asks = [], []
        asyncio.run(self._run(message))
        return self

    def choose(self, option: str) -> Talk:
        """Press the button of an option."""
        return self.turn("choose", option)

    async def _run(self, message: dict[str, Any]) -> None:
        form = self.active or STARTS.get(message["intent"]["name"])
        if form is None:
            form = await self._action(Aside(), message)
        for _ in range(6):
            if form is None:
                return
            if self.active != form:
                self.active = form
                self.slots["requested_slot"] = None
            follow = await self._action(BY_FORM[form](), message)
            if self.slots.get("requested_slot") is not None:
                if self.slots["requested_slot"] != "change":  # its buttons are made by the action
                    self._hear(f"utter_ask_{self.slots['requested_slot']}")
                return
            self.active = None
            form = follow or await self._action(WhatNext(), message)
        raise AssertionError("no end")

    async def _action(self, action: Any, message: dict[str, Any]) -> str | None:
        dispatcher = CollectingDispatcher()
        tracker = Tracker(self.conversation, dict(self.slots), message, [], False, None, {}, None)
        events = await action.run(dispatcher, tracker, {})
        for spoken in dispatcher.messages:
            self._hear(spoken["response"])
        follow = None
        for event in events:
            if event["event"] == "slot":
                assert event["name"] == "requested_slot" or event["name"] in DOMAIN["slots"], event["name"]
                self.slots[event["name"]] = event["value"]
            elif event["event"] == "followup":
                follow = event["name"]
        return follow

    def _hear(self, response: str) -> None:
        variants = DOMAIN["responses"].get(response)
        assert variants, f"{response} is in no domain"
        self.said.append(response)
        ask = (variants[-1].get("custom") or {}).get("ask")
        if ask:
            self.asks.append(ask["id"])


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
