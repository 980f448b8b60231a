"""Running conversations, as the gateway holds them: in memory, gone with the process or after idle time.

What is here is little and short-lived: what was asked, the payloads behind the buttons, a receipt until it is
typed back. `Sessions` is the seam for several gateway processes (Redis); `MemorySessions` is the default.
"""

import asyncio
import hashlib
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Protocol

from bot.channels.schemas import Ask, Message, Receipt

REPLAY_SECONDS = 600.0
REPLAYS = 32


@dataclass(slots=True)
class Prepared:
    """A receipt that waits for its case: the password is nowhere but here and, hashed, in the store."""

    number: str
    password: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A button as it was shown: its title and what it stands for."""

    title: str
    payload: str


@dataclass(slots=True)
class Upload:
    """A file on its way: for which step, in how many parts, and whether it is complete."""

    label: str
    parts: int
    done: bool = False


@dataclass(frozen=True, slots=True)
class Replay:
    """What was answered, when, and whether what was said had been taken."""

    at: float
    messages: list[Message]
    taken: bool


@dataclass(slots=True)
class Session:
    """One conversation of one client. `lock` is held for a whole turn: one turn at a time."""

    key: bytes
    conversation: str
    way_in: str
    staff_id: str | None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    turn: int = 0
    ask: Ask | None = None
    # Title and payload by the random id of this turn's buttons; ids of earlier turns are gone.
    choices: dict[str, Shown] = field(default_factory=dict)
    # The open question, to show it again.
    question: list[Message] = field(default_factory=list)
    preparing: "asyncio.Task[Prepared] | None" = None
    # Digits, for typing back.
    receipt: Receipt | None = None
    # The number a query is about, and the case a right password opened.
    asked_number: str | None = None
    # Given before they were asked for; used when they are.
    pasted_number: str | None = None
    pasted_password: str | None = None
    # The flow that is open: a question that comes between its steps does not close it.
    open_flow: str = ""
    opened_case: str | None = None
    # A call for help went, and nothing else was begun since.
    called: bool = False
    # Label of the date that was given last.
    dated: str = ""
    # The sealed step and the call for help whose numbers were told there last: said again, it is the answer.
    helped: tuple[str, str] | None = None
    uploads: dict[str, Upload] = field(default_factory=dict)
    replays: OrderedDict[str, Replay] = field(default_factory=OrderedDict)
    # Labels asked so far, the last one last, for saying where one is; those of a flow that was put aside, too.
    asked: list[str] = field(default_factory=list)
    used: float = field(default_factory=time.monotonic)
    touched: float = field(default_factory=time.monotonic)

    @property
    def flow(self) -> str:
        """The flow of the open step, or of the one that a question has come between; else the empty string."""
        return self.open_flow

    def note_date(self, ask: Ask | None) -> None:
        """The date that was given last is the one a correction is about."""
        if ask is not None and ask.kind == "date":
            self.dated = ask.id

    def replay(self, message_id: str) -> Replay | None:
        """What was answered to this message id, within ten minutes."""
        self.forget_replays()
        return self.replays.get(message_id)

    def remember(self, message_id: str, messages: list[Message], taken: bool) -> None:
        """Keep an answer for its repeat."""
        self.replays[message_id] = Replay(time.monotonic(), messages, taken)
        while len(self.replays) > REPLAYS:
            self.replays.popitem(last=False)

    def forget_replays(self) -> None:
        """Drop answers older than ten minutes: one of them may hold a password."""
        oldest = time.monotonic() - REPLAY_SECONDS
        while self.replays and next(iter(self.replays.values())).at < oldest:
            self.replays.popitem(last=False)


class Sessions(Protocol):
    """Where conversations are held."""

    def create(self, conversation: str, way_in: str, staff_id: str | None) -> tuple[str, Session]:
        """A new session and its token (43 characters, 256 bits), which nobody else can compute."""
        ...

    def get(self, token: str) -> Session | None:
        """The session of this token, or None. Never makes one."""
        ...

    def holds(self, session: Session) -> bool:
        """Whether it has not been removed."""
        ...

    def renew(self, session: Session, token: str) -> None:
        """This token (256 bits, like any) for a session that is held; another before it is void."""
        ...

    def remove(self, session: Session) -> None: ...

    def idle(self, seconds: float) -> list[Session]:
        """Sessions unused for so long and not in a turn."""
        ...

    def all(self) -> list[Session]: ...


class MemorySessions:
    """Sessions of one process. Tokens are kept as SHA-256 only."""

    def __init__(self) -> None:
        self._sessions: dict[bytes, Session] = {}

    def create(self, conversation: str, way_in: str, staff_id: str | None) -> tuple[str, Session]:
        token = secrets.token_urlsafe(32)
        session = Session(_key(token), conversation, way_in, staff_id)
        self._sessions[session.key] = session
        return token, session

    def get(self, token: str) -> Session | None:
        return self._sessions.get(_key(token))

    def holds(self, session: Session) -> bool:
        return session.key in self._sessions

    def renew(self, session: Session, token: str) -> None:
        self._sessions.pop(session.key, None)
        session.key = _key(token)
        self._sessions[session.key] = session

    def remove(self, session: Session) -> None:
        self._sessions.pop(session.key, None)

    def idle(self, seconds: float) -> list[Session]:
        oldest = time.monotonic() - seconds
        return [s for s in self._sessions.values() if s.used < oldest and not s.lock.locked()]

    def all(self) -> list[Session]:
        return list(self._sessions.values())


def _key(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
