"""The way into the engine: one HTTP route for the gateway, on loopback, behind a bearer token.

Contract: `docs/architecture.md`, "Gateway ⇄ engine". What a user wrote ends here: it is understood in memory, and
what goes on is an intent, canonical entity values, and the placeholder `·`.
"""

from __future__ import annotations

import hmac
import json
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.engine.nlu.context import Context, kind_of_step
from bot.engine.quiet import in_hand
from bot.engine.settings import NotConfigured
from bot.engine.understanding import DANGER_NOW, HEARD, PLACEHOLDER, ParseData, understand

logger = logging.getLogger(__name__)

MAX_BODY = 32 * 1024
"""Bytes of a request: 2,000 characters take at most 24,000 as escaped JSON."""
MAX_TEXT = 2_000
"""Characters of a text that reach understanding."""

WAYS_IN = frozenset({"web", "plain", "officer", "hotline"})
CONVERSATION = re.compile(r"[A-Za-z0-9_-]{1,64}")
INTENT = re.compile(r"[a-z_]{1,40}(/[a-z_0-9]{1,60})?")
VALUE = re.compile(r"[A-Za-z0-9_.+-]{1,200}")

EVENT_VALUES: dict[str, re.Pattern[str] | None] = {
    "choose": re.compile(r"[A-Za-z0-9_.-]{1,80}(\+[A-Za-z0-9_.-]{1,80}){0,19}"),
    "sealed": None,
    "receipt": re.compile(r"[0-9]{12}"),
    "receipt_invalid": re.compile(r"length|check_digit"),
    "grant": re.compile(r"[A-Za-z0-9_.-]{1,80}"),
    "typed_back": re.compile(r"match|mismatch"),
    "invalid": re.compile(
        r"id_length|id_checksum|phone|phone_area|contact|name|none_given|date|date_future|date_lunar|empty|too_long"
    ),
    "none_given": None,
    "story": re.compile(r"[a-z_]{1,40}"),
    "danger": re.compile(r"button|words|unclear"),
}
"""What the value of an event intent must be; `None`: must not have one. Others are asides: a value may be given."""
VALUE_OPTIONAL = frozenset({"danger"})

STATING = frozenset({"story", "correct"})
"""Events that may state choices: entities of the domain with option ids, read where the words were in hand."""
HEARING = frozenset({"danger", "sealed", "story", "not_that", "skip", "choose"})
"""Events that may say what the sealed words call for besides (bot/channels/hearing.py)."""
MAX_ENTITIES = 20

RASAS_OWN = frozenset({"restart", "back", "session_start", "nlu_fallback"})
"""Intents that every domain has by itself; no event of the gateway is one of them."""


OURS = frozenset({"value", "topic", "article", "regulation", DANGER_NOW})
"""Entities that an event's own value makes; nobody states them."""


class BadTurn(ValueError):
    """The request is not what the contract says. Holds no content."""


@dataclass(frozen=True)
class Turn:
    """A request to `/turn`, checked."""

    conversation: str
    turn: int
    way_in: str
    text: str | None
    """What the user wrote, or nothing when the input is an event."""
    intent: str | None
    value: str | None
    entities: tuple[tuple[str, str], ...] = ()
    """Choices that an event states: entity and option id."""


def read_turn(body: bytes) -> Turn:
    """Read a request's body. Raises `BadTurn` for anything the contract does not name."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise BadTurn("not JSON") from None
    if not isinstance(data, dict) or not isinstance(data.get("input"), dict):
        raise BadTurn("not an object with an input")
    conversation, turn, way_in = (data.get(name) for name in ("conversation", "turn", "way_in"))
    given: dict[str, Any] = data["input"]
    if not isinstance(conversation, str) or not CONVERSATION.fullmatch(conversation):
        raise BadTurn("conversation")
    if not isinstance(turn, int) or isinstance(turn, bool) or turn < 1:
        raise BadTurn("turn")
    if not isinstance(way_in, str) or way_in not in WAYS_IN:
        raise BadTurn("way_in")
    if given.get("type") == "text" and isinstance(given.get("text"), str):
        return Turn(conversation, turn, way_in, given["text"][:MAX_TEXT], None, None)
    if given.get("type") == "event":
        intent, value = given.get("intent"), given.get("value")
        if not isinstance(intent, str) or not INTENT.fullmatch(intent):
            raise BadTurn("intent")
        if value is not None and (not isinstance(value, str) or not VALUE.fullmatch(value)):
            raise BadTurn("value")
        return Turn(conversation, turn, way_in, None, intent, value, _entities(given.get("entities")))
    raise BadTurn("input")


def _entities(given: Any) -> tuple[tuple[str, str], ...]:
    """The entities of an event. Raises `BadTurn`."""
    if given is None:
        return ()
    if not isinstance(given, list) or len(given) > MAX_ENTITIES:
        raise BadTurn("entities")
    found = []
    for one in given:
        name, value = (one.get("entity"), one.get("value")) if isinstance(one, dict) else (None, None)
        if not isinstance(name, str) or not isinstance(value, str):
            raise BadTurn("entities")
        if not INTENT.fullmatch(name) or not VALUE.fullmatch(value):
            raise BadTurn("entities")
        found.append((name, value))
    return tuple(found)


def event_parse_data(
    intent: str,
    value: str | None,
    known_intents: set[str],
    stated: tuple[tuple[str, str], ...] = (),
    known_entities: set[str] | None = None,
) -> ParseData:
    """The parse data of an event. Raises `BadTurn` when intent, value or an entity is not one the engine knows."""
    base, _, topic = intent.partition("/")
    if base not in known_intents:
        raise BadTurn("intent")
    if base in EVENT_VALUES:
        pattern = EVENT_VALUES[base]
        given = value is not None or base not in VALUE_OPTIONAL
        if topic or (given and (pattern is None) != (value is None)):
            raise BadTurn("value")
        if given and pattern and not pattern.fullmatch(value or ""):
            raise BadTurn("value")
    elif topic and value:
        raise BadTurn("value")
    value = value or topic or None
    entities = [{"entity": "value", "value": value}] if value else []
    if base == "ask_rule" and value:
        entities.append({"entity": "topic", "value": value})
    if base == "danger" and value != "unclear":
        entities.append({"entity": DANGER_NOW, "value": "yes"})
    may_state = (known_entities or set()) - OURS - {HEARD} if base in STATING else set()
    if not {name for name, _ in stated} <= may_state | ({HEARD} if base in HEARING else set()):
        raise BadTurn("entities")
    entities += [{"entity": name, "value": option} for name, option in stated]
    return {
        "text": PLACEHOLDER,
        "intent": {"name": base, "confidence": 1.0},
        "entities": entities,
        "intent_ranking": [{"name": base, "confidence": 1.0}],
    }


class Collector(OutputChannel):
    """Collects a turn's messages as the contract has them."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """As the channel's: responses may be written for it."""
        return "shoukou"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep text, buttons and custom of one message."""
        self.messages.append(
            {
                "text": message.get("text") or "",
                "buttons": [
                    {"title": button.get("title", ""), "payload": button.get("payload", "")}
                    for button in message.get("buttons") or []
                ],
                "custom": message.get("custom") or {},
            }
        )


class ShoukouChannel(InputChannel):
    """Rasa input channel `shoukou`. Refuses to be made without a token."""

    def __init__(self, token: str) -> None:
        """`token`: the bearer token that the gateway sends. Raises `NotConfigured` when empty."""
        if not token:
            raise NotConfigured("the shoukou channel needs SHOUKOU_INTERNAL_TOKEN")
        self._token = token.encode()

    @classmethod
    def name(cls) -> str:
        """Name of the channel and of its URL prefix."""
        return "shoukou"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> ShoukouChannel:
        """As `rasa run` makes it from credentials.yml; the token comes from the environment all the same."""
        from bot.engine.settings import EngineSettings

        return cls(EngineSettings.from_env().token)

    def _is_gateway(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        # Compared as bytes, in constant time; the scheme is no secret.
        return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), self._token)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's routes: health, a turn, forgetting a conversation."""
        blueprint = Blueprint("shoukou_channel")

        @blueprint.get("/")
        async def health(request: Request) -> HTTPResponse:
            return json_response({"status": "ok"})

        @blueprint.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            if not self._is_gateway(request):
                return _error(401, "unauthorized")
            if len(request.body) > MAX_BODY:
                return _error(413, "too_large")
            return await _turn(request, on_new_message)

        @blueprint.delete("/conversations/<conversation:str>")
        async def forget(request: Request, conversation: str) -> HTTPResponse:
            if not self._is_gateway(request):
                return _error(401, "unauthorized")
            if not CONVERSATION.fullmatch(conversation):
                return _error(400, "bad_request")
            return json_response({"forgotten": request.app.ctx.agent.tracker_store.forget(conversation)})

        return blueprint


async def _turn(request: Request, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> HTTPResponse:
    """One turn: read, understand, hand to Rasa, answer."""
    agent = request.app.ctx.agent
    try:
        turn = read_turn(request.body)
        if turn.turn > 1 and not await agent.tracker_store.exists(turn.conversation):
            return _error(409, "conversation_lost")
        with in_hand(turn.text or ""):
            if turn.text is None:
                parsed = event_parse_data(
                    turn.intent or "",
                    turn.value,
                    set(agent.domain.intents) - RASAS_OWN,
                    turn.entities,
                    set(agent.domain.entities),
                )
            else:
                parsed = understand(agent.processor, turn.text, await _context(agent.tracker_store, turn))
        metadata = {"way_in": turn.way_in, "turn": turn.turn}
        parsed["metadata"] = metadata
        collector = Collector()
        await on_new_message(
            UserMessage(
                PLACEHOLDER,
                collector,
                turn.conversation,
                parse_data=parsed,
                input_channel=ShoukouChannel.name(),
                metadata=metadata,
            )
        )
    except BadTurn:
        return _error(400, "bad_request")
    except Exception as error:
        # Type and our own words only: another's message might quote what it was working on.
        ours = str(error) if type(error).__module__.startswith("bot.engine") else ""
        logger.error("turn failed: %s %s", type(error).__name__, ours)
        return _error(500, "turn_failed")
    return json_response({"messages": collector.messages})


async def _context(store: Any, turn: Turn) -> Context:
    """What was asked last in the conversation of `turn`, and who is asked."""
    tracker = await store.retrieve(turn.conversation)
    if tracker is None:
        return Context("none", turn.way_in)
    return Context(kind_of_step(tracker.active_loop_name, tracker.get_slot("requested_slot")), turn.way_in)


def _error(status: int, code: str) -> HTTPResponse:
    return json_response({"error": code}, status=status)
