"""The gateway's side of the engine's one route (docs/architecture.md, "Gateway ⇄ engine")."""

from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.channels.schemas import JSON


class EngineDown(Exception):
    """No usable answer: it is not known whether the turn was done. Holds no content."""


class ConversationLost(Exception):
    """The engine does not know the conversation (it was restarted)."""


@dataclass(frozen=True, slots=True)
class Event:
    """An intent by name and a fixed value: what the gateway already decided."""

    intent: str
    value: str | None = None

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
        self._client = httpx.AsyncClient(
            base_url=url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(timeout, connect=2.0),
            # Shorter than the engine keeps a silent connection (5 s): a request never meets one just being closed.
            limits=httpx.Limits(max_connections=100, max_keepalive_connections=50, keepalive_expiry=3.0),
            trust_env=False,
        )

    async def turn(self, conversation: str, number: int, way_in: str, said: Event | Text) -> list[EngineMessage]:
        """One turn. Raises EngineDown, ConversationLost."""
        given: JSON
        if isinstance(said, Text):
            given = {"type": "text", "text": said.text}
        else:
            given = {"type": "event", "intent": said.intent}
            if said.value is not None:
                given["value"] = said.value
        body = {"conversation": conversation, "turn": number, "way_in": way_in, "input": given}
        try:
            answer = await self._client.post("/webhooks/shoukou/turn", json=body)
            tree: Any = answer.json()
        except (httpx.HTTPError, ValueError):
            # From None: neither the request nor its text hangs on the exception.
            raise EngineDown("no answer") from None
        if answer.status_code == 409:
            raise ConversationLost
        if answer.status_code != 200:
            raise EngineDown(f"status {answer.status_code}")
        try:
            return [_message(m) for m in tree["messages"]]
        except (KeyError, TypeError, AttributeError):
            raise EngineDown("not the agreed shape") from None

    async def forget(self, conversation: str) -> None:
        """Have the engine drop a conversation; it drops idle ones by itself as well, so failing is no harm."""
        try:
            await self._client.delete(f"/webhooks/shoukou/conversations/{conversation}")
        except httpx.HTTPError:
            return

    async def alive(self) -> bool:
        """Whether it answers."""
        try:
            return (await self._client.get("/webhooks/shoukou/", timeout=2.0)).status_code == 200
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        await self._client.aclose()


def _message(tree: JSON) -> EngineMessage:
    return EngineMessage(
        text=tree.get("text") or "",
        buttons=[(b["title"], b["payload"]) for b in tree.get("buttons") or []],
        custom=tree.get("custom") or {},
    )
