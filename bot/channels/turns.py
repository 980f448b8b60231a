"""A conversation's turns: boundary, engine, speech; what happens when one of them fails; and what idle time
takes away.
"""

import asyncio
import logging
import time
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session as Db

from bot.channels.after_call import FollowUp
from bot.channels.boundary import URGENT_WORDS, Boundary
from bot.channels.engine import ConversationLost, Engine, EngineDown, EngineMessage, Event, Text
from bot.channels.receipts import ReceiptDesk
from bot.channels.responses import Responses
from bot.channels.said import Refusal, Said
from bot.channels.schemas import URGENT, Message
from bot.channels.sentinel_model import HELP
from bot.channels.sessions import Session, Sessions
from bot.channels.speech import Speech, fill
from bot.channels.text import clean
from bot.channels.vaulting import Vaulting
from store import conversations, receipts, vault
from store.clock import now
from store.conversations import UnknownConversation
from store.keys import NoKey

log = logging.getLogger("shoukou.gateway")

TOUCH_SECONDS = 60.0
PURGE_SECONDS = 60.0
GREETING = Event("greet")
STORE_FAILURES = (SQLAlchemyError, OSError, TimeoutError, NoKey)


@dataclass(frozen=True, slots=True)
class Answered:
    """What to send: the messages, and the HTTP status that fits."""

    messages: list[Message]
    status: int = 200
    # Whether what was said was taken: if not, it belongs back into the box.
    taken: bool = True


class SessionUnknown(Exception):
    """No such session, or no longer."""


class Conversations:
    """Starts, continues and ends conversations. The only caller of the engine."""

    def __init__(
        self,
        sessions: Sessions,
        vaulting: Vaulting,
        engine: Engine,
        boundary: Boundary,
        follow_up: FollowUp,
        desk: ReceiptDesk,
        speech: Speech,
        responses: Responses,
        idle_seconds: float,
    ) -> None:
        self.sessions = sessions
        self._vaulting = vaulting
        self._engine = engine
        self._boundary = boundary
        self._follow_up = follow_up
        self._desk = desk
        self._speech = speech
        self._responses = responses
        self._idle_seconds = idle_seconds

    # -- beginning and end

    async def start(self, way_in: str, staff_id: str | None) -> tuple[str | None, Answered]:
        """A new conversation: its token and the greeting; no token when it could not be begun (status 503)."""
        try:
            conversation = await self._vaulting.write(lambda s: conversations.start(s, way_in, staff_id))
        except STORE_FAILURES as error:
            log.error("start failed: %s", type(error).__name__)
            return None, Answered([self._responses.say("engine_down")], 503)
        token, session = self.sessions.create(conversation, way_in, staff_id)
        async with session.lock:
            try:
                answered = Answered(await self._turn(session, GREETING))
            except (EngineDown, ConversationLost) as error:
                log.error("engine failed: %s", error or type(error).__name__)
                await self.end(session)
                return None, Answered([self._responses.say("engine_down")], 503)
        return token, answered

    def session(self, token: str, way_in: frozenset[str], staff_id: str | None) -> Session:
        """The session of this token, if it came by this way in and belongs to this person. Raises SessionUnknown."""
        session = self.sessions.get(token)
        if session is None or session.way_in not in way_in or session.staff_id != staff_id:
            raise SessionUnknown
        if session.used < time.monotonic() - self._idle_seconds:
            raise SessionUnknown
        return session

    def renew(self, session: Session, token: str) -> None:
        """Have a conversation that still lives go on with this token. Call it with the lock held. Raises
        SessionUnknown.
        """
        if not self.sessions.holds(session) or session.used < time.monotonic() - self._idle_seconds:
            raise SessionUnknown
        session.used = time.monotonic()
        self.sessions.renew(session, token)

    async def end(self, session: Session) -> None:
        """End a conversation: session, drafts, and what the engine knows of it."""
        self.sessions.remove(session)
        if session.preparing is not None:
            session.preparing.cancel()
        try:
            await self._vaulting.write(lambda s: conversations.end(s, session.conversation))
        except STORE_FAILURES as error:
            log.error("end failed: %s", type(error).__name__)  # purge_idle takes it later
        await self._engine.forget(session.conversation)

    async def purge(self) -> None:
        """Every minute, for ever: end what has been idle too long, here and in the store."""
        while True:
            await asyncio.sleep(PURGE_SECONDS)
            for session in self.sessions.idle(self._idle_seconds):
                await self.end(session)
            for session in self.sessions.all():
                session.forget_replays()
            # Rows are touched once a minute only, and may be of another gateway process.
            oldest = now() - timedelta(seconds=self._idle_seconds + 2 * TOUCH_SECONDS)
            try:
                await self._vaulting.write(lambda s, oldest=oldest: conversations.purge_idle(s, oldest))  # type: ignore[misc]
            except STORE_FAILURES as error:
                log.error("purge failed: %s", type(error).__name__)

    # -- turns

    async def say(self, session: Session, said: Said, message_id: str | None, source: str) -> Answered:
        """Do one turn, or repeat the answer of an earlier one with the same message id. Raises SessionUnknown."""
        async with session.lock:
            if message_id is not None:
                earlier = session.replay(message_id)
                if earlier is not None:
                    return Answered(earlier.messages, taken=earlier.taken)
            # Ended while this turn waited for the lock.
            if not self.sessions.holds(session):
                raise SessionUnknown
            session.used = time.monotonic()
            # A client that hangs up must not break a turn in the middle.
            answered = await asyncio.shield(asyncio.ensure_future(self._say(session, said, source)))
            session.used = time.monotonic()
            if message_id is not None and answered.status < 500:
                session.remember(message_id, answered.messages, answered.taken)
            return answered

    async def _say(self, session: Session, said: Said, source: str) -> Answered:
        event: Event | Text | None = None
        try:
            await self._touch(session)
            await self._desk.ready(session)
            event = await self._follow_up.event(session, said) or await self._boundary.decide(session, said, source)
            was = session.flow
            # The numbers for it are told; it may be the answer all the same.
            own_word = said.meant is not None and session.way_in != "plain"  # there the main button says content
            offered = not own_word and said.text is not None and session.ask is not None and session.ask.sealed
            messages = await self._turn(session, event)
            went = was == URGENT and any(message.receipt for message in messages)
            session.called = went or (session.called and session.ask is None)
            if isinstance(event, Text) and was != "urgent" and _calls_for_help(session):
                # Understood as danger only there: what was said is still in hand, and goes along as its first words.
                await self._vaulting.seal_text(session.conversation, URGENT_WORDS, clean(said.text or "").kept)
            messages = await self._pasted(session, source) or messages
            back = ("invalid", *HELP) if offered and was != "urgent" else ("invalid",)
            return Answered(messages, taken=not (isinstance(event, Event) and event.intent in back))
        except Refusal as refusal:
            return Answered([self._responses.say(refusal.name), *session.question], refusal.status, taken=False)
        except UnknownConversation:
            raise SessionUnknown from None
        except vault.VaultError as error:
            if error.reason == "conversation":
                raise SessionUnknown from None
            log.error("not kept: %s", error.reason)
            return Answered([self._responses.say("not_saved"), *session.question], 503)
        except STORE_FAILURES as error:
            log.error("store failed: %s", type(error).__name__)
            name = "no_key" if isinstance(error, NoKey) else "not_saved"
            return Answered([self._responses.say(name), *session.question], 503)
        except ConversationLost:
            return await self._after_break(session, event, lost=True)
        except EngineDown as error:
            log.error("engine failed: %s", error)
            return await self._after_break(session, event, lost=False)

    async def _pasted(self, session: Session, source: str) -> list[Message] | None:
        """Answer with the number and the password that were given before they were asked for."""
        messages = None
        number = session.pasted_number
        if number is not None and _asks(session, "receipt_number"):
            session.asked_number, session.pasted_number, session.opened_case = number, None, None
            messages = await self._turn(session, Event("receipt", number))
        password = session.pasted_password
        if password is not None and session.pasted_number is None and _asks(session, "query_password"):
            session.pasted_password = None
            grant = await self._desk.try_password(session, password, source)
            messages = await self._turn(session, Event("grant", grant))
        return messages

    async def _turn(self, session: Session, said: Event | Text) -> list[Message]:
        session.turn += 1
        answer = await self._engine.turn(session.conversation, session.turn, session.way_in, said)
        return await self._render(session, answer)

    async def _render(self, session: Session, answer: list[EngineMessage]) -> list[Message]:
        messages = await self._speech.render(session, answer)
        self._desk.begin(session)
        return messages

    async def _touch(self, session: Session) -> None:
        if time.monotonic() - session.touched > TOUCH_SECONDS:
            session.touched = time.monotonic()
            await self._vaulting.write(lambda s: conversations.touch(s, session.conversation))

    # -- broken turns

    async def _after_break(self, session: Session, said: Event | Text | None, *, lost: bool) -> Answered:
        """The engine broke off. What was submitted is in the store; say what is true and nothing else."""
        messages: list[Message] = []
        try:
            outcome = await self._desk.recover(session)
        except STORE_FAILURES as error:
            log.error("recovery failed: %s", type(error).__name__)
            return Answered([self._responses.say("error"), *session.question], 503)
        if outcome is not None and outcome.receipt is not None:
            recovered = self._responses.say("recovered")
            fill(recovered, outcome.receipt)
            # The engine missed its own success; it begins anew, so that nobody submits the same twice.
            rest = await self._restart(session)
            return Answered([recovered, *rest])
        if isinstance(said, Event) and said.intent == "danger":
            police = ("heard", "police") in said.entities
            messages.append(self._responses.say("danger_police" if police else "danger"))
        if lost:
            return await self._lost(session, messages)
        name = "engine_down" if outcome is None else "not_submitted"
        return Answered([*messages, self._responses.say(name), *session.question], 503)

    async def _lost(self, session: Session, before: list[Message]) -> Answered:
        rest = await self._restart(session, drop=True)
        return Answered([*before, self._responses.say("restarted"), *rest], taken=False)

    async def _restart(self, session: Session, *, drop: bool = False) -> list[Message]:
        """The engine begins the conversation anew; with `drop`, what was not submitted goes."""
        if drop:
            try:
                await self._vaulting.write(lambda s: _drop(s, session.conversation))
            except STORE_FAILURES as error:
                log.error("drop failed: %s", type(error).__name__)
            session.preparing = None
        await self._engine.forget(session.conversation)
        session.turn = 0
        session.ask, session.choices, session.question = None, {}, []
        try:
            return await self._turn(session, GREETING)
        except (EngineDown, ConversationLost):
            return []


def _calls_for_help(session: Session) -> bool:
    return session.ask is not None and session.ask.id in ("urgent.facts", "confirm.danger")


def _asks(session: Session, kind: str) -> bool:
    return session.ask is not None and session.ask.kind == kind


def _drop(s: Db, conversation: str) -> None:
    vault.drop(s, conversation, "")
    receipts.discard(s, conversation)
