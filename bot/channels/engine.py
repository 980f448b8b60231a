"""The gateway's side of the engine's one route (docs/architecture.md, "Gateway ⇄ engine")."""

import json
from contextlib import suppress
from dataclasses import dataclass, field

from bot.channels.schemas import JSON
from bot.channels.wire import Wire, WireError


class EngineDown(Exception):
    """No usable answer: it is not known whether the turn was done. Holds no content."""


class ConversationLost(Exception):
    """The engine does not know the conversation (it was restarted)."""


@dataclass(frozen=True, slots=True)
class Event:
    """An intent by name and a fixed value: what the gateway already decided."""

    intent: str
    value: str | None = None
    # Choices it states, as entity and option id.
    entities: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of_payload(cls, payload: str) -> "Event":
        """From a button's payload, `intent` or `intent:value`."""
        intent, _, value = payload.partition(":")
        return cls(intent.lstrip("/"), value or None)


@dataclass(frozen=True, slots=True)
class Text:
    """Words for the engine's understanding; they end in its memory."""

    text: str


@dataclass(frozen=True, slots=True)
class EngineMessage:
    text: str
    buttons: list[tuple[str, str]] = field(default_factory=list)
    custom: JSON = field(default_factory=dict)


class Engine:
    """One client with kept-alive connections; close it at the end."""

    def __init__(self, url: str, token: str, timeout: float) -> None:
        """`timeout`: seconds to wait for a turn."""
        self.wire = Wire(url, token, timeout)

    async def turn(self, conversation: str, number: int, way_in: str, said: Event | Text) -> list[EngineMessage]:
        """One turn. Raises EngineDown, ConversationLost."""
        given: JSON
        if isinstance(said, Text):
            given = {"type": "text", "text": said.text}
        else:
            given = {"type": "event", "intent": said.intent}
            if said.value is not None:
                given["value"] = said.value
            if said.entities:
                given["entities"] = [{"entity": name, "value": option} for name, option in said.entities]
        body = {"conversation": conversation, "turn": number, "way_in": way_in, "input": given}
        try:
            status, answer = await self.wire.request("POST", "/webhooks/shoukou/turn", json.dumps(body).encode())
        except WireError as error:
            raise EngineDown(f"no answer: {error}") from None
        if status == 409:
            raise ConversationLost
        if status != 200:
            raise EngineDown(f"status {status}")
        try:
            return [_message(m) for m in json.loads(answer)["messages"]]
        except (ValueError, KeyError, TypeError, AttributeError):
            raise EngineDown("not the agreed shape") from None

    async def forget(self, conversation: str) -> None:
        """Have the engine drop a conversation; it drops idle ones by itself as well, so failing is no harm."""
        with suppress(WireError):
            await self.wire.request("DELETE", f"/webhooks/shoukou/conversations/{conversation}")

    async def alive(self) -> bool:
        """Whether it answers."""
        try:
            status, _ = await self.wire.request("GET", "/webhooks/shoukou/", timeout=2.0)
        except WireError:
            return False
        return status == 200

    async def close(self) -> None:
        await self.wire.close()


def _message(tree: JSON) -> EngineMessage:
    return EngineMessage(
        text=tree.get("text") or "",
        buttons=[(b["title"], b["payload"]) for b in tree.get("buttons") or []],
        custom=tree.get("custom") or {},
    )
