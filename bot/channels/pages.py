"""The plain page's pages: each turn's answer stands under an address of its own, so that "back" and "reload" ask again
instead of sending again.

A form that answers its own POST leaves the browser a history entry that holds what was posted, and "back" shows an
error. Here a POST leads on to an address (303) that says nothing; what it shows is held in memory, for as long as
the conversation lives, and the newest one only: older addresses lead to the question that is open.

The browser's history keeps the addresses, and the next one who holds the device must not get in by them. There is no
cookie to know the person by, so an address opens once, for who was led to it; after that only in passing, for
"reload" and "back": in the same tab (a browser says that a page was asked for from its own list, `Sec-Fetch-Site:
none`) and within ten minutes of the last answer. Leaving (快速离开) shuts all of them. A page that is over says nothing
of the conversation, holds no session, and takes the person's code (docs/decisions/0007).
"""

import hashlib
import secrets
import time
from dataclasses import dataclass

from bot.channels.sessions import Session, Sessions
from bot.channels.turns import Answered

MOST = 20_000
# For "reload" and "back".
IN_PASSING_SECONDS = 600.0


@dataclass(slots=True)
class Page:
    """What one turn said. `token`: the session's, for the form on the page."""

    session: Session
    token: str
    answered: Answered
    message_id: str
    # What was not taken: it stands in the box again.
    kept: str = ""
    # Whether the address has been looked at.
    opened: bool = False


class Pages:
    """Pages by the hash of their random id."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions
        self._pages: dict[bytes, Page] = {}
        self._newest: dict[int, bytes] = {}

    def put(self, session: Session, token: str, answered: Answered, kept: str = "") -> str:
        """Keep a turn's answer; returns the page's id."""
        if len(self._pages) >= MOST:
            self.sweep()
        page = secrets.token_urlsafe(16)
        name = _name(page)
        held = Page(session, token, answered, secrets.token_urlsafe(12), kept)
        before = self._newest.get(id(session))
        if before is not None and before in self._pages and self._pages[before].session is session:
            # The earlier page keeps its address and forgets what it said: it may have shown a receipt.
            self._pages[before] = Page(session, token, Answered([]), self._pages[before].message_id, opened=True)
        self._pages[name] = held
        self._newest[id(session)] = name
        return page

    def get(self, page: str) -> tuple[Page, bool] | None:
        """The page, and whether it is the newest of its conversation; None when there is none, or it ended."""
        name = _name(page)
        held = self._pages.get(name)
        if held is None or not self._sessions.holds(held.session):
            return None
        return held, self._newest.get(id(held.session)) == name

    def lets_in(self, page: Page, elsewhere: bool) -> bool:
        """Whether a page may be looked at now: for the first time, or in passing. `elsewhere`: the request comes from
        no page of ours.
        """
        first, page.opened = not page.opened, True
        return first or (not elsewhere and page.session.used > time.monotonic() - IN_PASSING_SECONDS)

    def shut(self, page: str) -> None:
        """Whoever had this page has left: the session's token goes, and with it each page of the conversation. A code
        still opens it.
        """
        found = self.get(page)
        if found is not None and self._sessions.get(found[0].token) is found[0].session:
            self._sessions.renew(found[0].session, secrets.token_urlsafe(32))

    def newest(self, session: Session) -> Page | None:
        """The page this conversation stands at."""
        held = self._pages.get(self._newest.get(id(session), b""))
        return held if held is not None and held.session is session else None

    def sweep(self) -> None:
        """Forget the pages of conversations that ended."""
        self._pages = {k: p for k, p in self._pages.items() if self._sessions.holds(p.session)}
        live = {id(p.session) for p in self._pages.values()}
        self._newest = {k: v for k, v in self._newest.items() if k in live and v in self._pages}


def _name(page: str) -> bytes:
    return hashlib.sha256(page.encode("utf-8", "replace")).digest()
