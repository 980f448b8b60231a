"""接着填的口令: a code by which a conversation goes on after a reload, on another device, without scripts.

It lies in the page's memory or in the person's hand, never in a browser's storage (docs/decisions/0007). Here it is
kept as a keyed hash, in memory, for as long as its conversation lives; it opens once.
"""

import base64
import hashlib
import hmac
import logging
import secrets
import time
from dataclasses import dataclass

from bot.channels import codes
from bot.channels.http import Refused
from bot.channels.limits import Limiter, Rate
from bot.channels.receipts import grouped
from bot.channels.responses import Responses
from bot.channels.schemas import Message
from bot.channels.sessions import Session, Sessions
from bot.channels.text import clean, digits
from bot.channels.turns import STORE_FAILURES, Conversations, SessionUnknown
from bot.channels.vaulting import Vaulting
from store import items, receipts, vault

log = logging.getLogger("shoukou.gateway")

REPEAT_SECONDS = 60.0
PER_SOURCE = Rate(per_minute=6, burst=6)
# Of all sources together, this machine and staff included: 2^50 codes at this pace take longer than there are people.
PER_ALL = Rate(per_minute=240, burst=240)


@dataclass(frozen=True, slots=True)
class Spent:
    """A code that opened its conversation: when, by which request, and what the token was made with."""

    at: float
    message_id: str
    session: Session
    seed: bytes


class Codes:
    """Which code opens which session."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._key = secrets.token_bytes(32)
        self._held: dict[bytes, Session] = {}
        self._spent: dict[bytes, Spent] = {}

    def issue(self, session: Session) -> str:
        """A new code of this session, in digits; an earlier one of it is void."""
        # Those of ended conversations go, too.
        self._held = {k: s for k, s in self._held.items() if s is not session and self._sessions.holds(s)}
        code = codes.new()
        self._held[self._name(code)] = session
        return code

    def find(self, code: str) -> Session | None:
        """The session this code opens, or None. It stays valid until `spend`."""
        found = self._held.get(self._name(code))
        return found if found is not None and self._sessions.holds(found) else None

    def spend(self, code: str, message_id: str, session: Session) -> str:
        """This code opens nothing any more; returns the token that the conversation goes on with."""
        self._held.pop(self._name(code), None)
        oldest = time.monotonic() - REPEAT_SECONDS
        self._spent = {name: spent for name, spent in self._spent.items() if spent.at > oldest}
        spent = Spent(time.monotonic(), message_id, session, secrets.token_bytes(32))
        self._spent[self._name(code)] = spent
        return _token(spent.seed, code)

    def again(self, code: str, message_id: str) -> tuple[Session, str] | None:
        """Session and token of a repeat within a minute of the same request, whose answer got lost on the way. None
        when it is none, or when the conversation has gone on elsewhere since.
        """
        spent = self._spent.get(self._name(code))
        if spent is None or not message_id or spent.at <= time.monotonic() - REPEAT_SECONDS:
            return None
        token = _token(spent.seed, code)
        same = hmac.compare_digest(spent.message_id.encode(), message_id.encode("utf-8", "replace"))
        return (spent.session, token) if same and self._sessions.get(token) is spent.session else None

    def _name(self, code: str) -> bytes:
        return hmac.digest(self._key, code.encode(), hashlib.sha256)


def _token(seed: bytes, code: str) -> str:
    """A session's token, as long as any (43 characters), that a repeat can find again and memory does not hold: it
    takes the code, which is in the person's hand.
    """
    return base64.urlsafe_b64encode(hmac.digest(seed, code.encode(), hashlib.sha256)).rstrip(b"=").decode()


class Resuming:
    """Hands out codes and takes them."""

    def __init__(self, conversations: Conversations, vaulting: Vaulting, responses: Responses) -> None:
        self._conversations = conversations
        self._vaulting = vaulting
        self._responses = responses
        self._codes = Codes(conversations.sessions)
        self._by_source = Limiter(PER_SOURCE)
        self._by_all = Limiter(PER_ALL)

    def code(self, session: Session) -> str:
        """A new code for a conversation, in groups of four."""
        return receipts.group(self._codes.issue(session))

    async def resume(
        self, typed: str, message_id: str, ways_in: frozenset[str], staff_id: str | None, source: str
    ) -> tuple[str, Session, list[Message]]:
        """A new token for the code's conversation, and what is open in it; the old token and the code are void. A
        repeat of the same request gets the same token.

        `source`: an opaque name of where it comes from; empty for this machine itself, whose tries count among all
        the same (behind a proxy that does not say for whom it asks, everybody is this machine).
        Unknown, spent, ended and somebody else's are told alike. Raises Refused.
        """
        if wait := max(self._by_source.take(source), self._by_all.take("all")):
            raise Refused("too_fast", 429, {"retry-after": str(int(wait) + 1)})
        code = digits(clean(typed[:200]).plain)
        if not codes.valid(code):
            raise Refused("resume_format", 422)
        repeated = self._codes.again(code, message_id)
        session = repeated[0] if repeated else self._codes.find(code)
        if session is None or session.way_in not in ways_in or session.staff_id != staff_id:
            raise Refused("resume_unknown", 404)
        async with session.lock:
            # Two with the same code: one of them; the same one twice: both.
            repeated = self._codes.again(code, message_id)
            if repeated is None and self._codes.find(code) is not session:
                raise Refused("resume_unknown", 404)
            token = repeated[1] if repeated else self._codes.spend(code, message_id, session)
            try:
                self._conversations.renew(session, token)
            except SessionUnknown:
                raise Refused("resume_unknown", 404) from None
            return token, session, await self._open(session)

    async def _open(self, session: Session) -> list[Message]:
        """What is filled by title, never what it says; a receipt that was not typed back yet; the open question."""
        filled = await self._filled(session)
        said = self._responses.say("resumed" if filled else "resumed_new")
        said.text = said.text.replace("{items}", "、".join(filled))
        messages = [said]
        if session.receipt is not None and session.ask is not None and session.ask.kind == "typeback":
            again = self._responses.say("receipt_again")
            again.receipt = grouped(session.receipt)
            messages.append(again)
        return [*messages, *(m.model_copy(update={"receipt": None}) for m in session.question)]

    async def _filled(self, session: Session) -> list[str]:
        flow = items.catalogue().get(session.flow)
        if flow is None:
            return []
        try:
            labels = await self._vaulting.read(lambda s: vault.filled(s, session.conversation, flow.id))
        except STORE_FAILURES as error:
            log.error("store failed: %s", type(error).__name__)
            return []
        return [item.title for item in flow.items.values() if item.label in labels]
