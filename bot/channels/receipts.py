"""Receipts never pass the engine: made, checked and typed back here (docs/architecture.md)."""

import asyncio
import logging
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from bot.channels.schemas import Receipt
from bot.channels.sessions import Prepared, Session
from bot.channels.vaulting import Vaulting
from store import cases, items, receipts
from store.models import GrantRow

log = logging.getLogger("shoukou.gateway")

# Fewer typed-back digits than one group would be no proof of having it.
LEAST_TYPED_BACK = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a broken submit came to: the receipt of the case that was made after all, or None: nothing was submitted."""

    receipt: Receipt | None


# Steps without a review behind them. Who comes back to a call for help that was put aside may stand at its last one;
# who wavered is asked before it goes.
SUBMITTING = frozenset({"urgent.facts", "urgent.contact", "confirm.now"})


class ReceiptDesk:
    """All of a receipt's life in the gateway."""

    def __init__(self, vaulting: Vaulting) -> None:
        self._vaulting = vaulting

    def begin(self, session: Session) -> None:
        """Start to prepare a receipt in the background when the open step leads to a submission."""
        ask = session.ask
        if ask is None or (ask.kind != "review" and ask.id not in SUBMITTING):
            return
        earlier = session.preparing
        if earlier is not None and not earlier.done():
            return
        flow = items.catalogue().get(session.flow)
        if flow is not None and flow.case is not None:
            held = None if earlier is None or _failed(earlier) else earlier.result()
            session.preparing = asyncio.create_task(self._prepare(session.conversation, held))
            # Awaited before the next turn; asked here so that a failure nobody waits for is no warning.
            session.preparing.add_done_callback(lambda task: task.cancelled() or task.exception())

    async def ready(self, session: Session) -> None:
        """Wait until the receipt is there; a first failure is tried again. Raises what the database raises."""
        if session.preparing is None:
            return
        try:
            await asyncio.shield(session.preparing)
        except Exception:
            session.preparing = asyncio.create_task(self._prepare(session.conversation))
            await asyncio.shield(session.preparing)

    async def _prepare(self, conversation: str, held: Prepared | None = None) -> Prepared:
        # A cancelled flow discards what was prepared in the store; else it still waits there for this submission.
        if held is not None:
            waiting = await self._vaulting.read(lambda s: receipts.prepared_number(s, conversation))
            if waiting == held.number:
                return held
        password, hashed = await self._vaulting.new_password()

        def keep(s: Db) -> str:
            number = receipts.new_number()
            receipts.prepare(s, conversation, number, hashed)
            return number

        for _ in range(3):
            try:
                return Prepared(await self._vaulting.write(keep), password)
            except receipts.NumberTaken:
                continue
        return Prepared(await self._vaulting.write(keep), password)

    def take(self, session: Session) -> Receipt | None:
        """The prepared receipt, now that its case is made. It stays in the session to be typed back."""
        task = session.preparing
        if task is None or not task.done() or _failed(task):
            return None
        session.preparing = None
        prepared = task.result()
        session.receipt = Receipt(number=prepared.number, password=prepared.password)
        return session.receipt

    async def recover(self, session: Session) -> Outcome | None:
        """After the engine broke off: None when no submission was under way, else what became of it.

        When no case was made, what was prepared is discarded in the same transaction: an action still running
        can't make one afterwards. Raises what the database raises.
        """
        task = session.preparing
        if task is None or not task.done() or _failed(task):
            return None
        number, conversation, flow = task.result().number, session.conversation, session.flow

        def look(s: Db) -> bool:
            made = cases.submitted(s, conversation, flow)
            if made is not None and made.number == number:
                return True
            receipts.discard(s, conversation)
            return False

        if await self._vaulting.write(look):
            return Outcome(self.take(session))
        session.preparing = None
        self.begin(session)
        return Outcome(None)

    async def try_password(self, session: Session, password: str, source: str) -> str:
        """Try the number given before and this password; returns a grant, always, after the wait the store asks for.

        Raises what the database raises.
        """
        number = session.asked_number or "0" * receipts.NUMBER_DIGITS
        conversation = session.conversation

        def check() -> tuple[str, float, str | None]:
            checked = receipts.check(self._vaulting.store, conversation, number, password, source)
            # The gateway remembers which case it is: the desk's answer is placed by it and never passes the engine.
            with self._vaulting.store.read() as s:
                case_id = s.scalar(select(GrantRow.case_id).where(GrantRow.id == checked.grant))
            return checked.grant, checked.wait, case_id

        grant, wait, session.opened_case = await self._vaulting.hashing(check)
        if wait > 0:
            await asyncio.sleep(wait)
        return grant

    def typed_back(self, session: Session, digits: str) -> bool:
        """Whether the digits end the password (or are all of it)."""
        held = session.receipt
        return held is not None and len(digits) >= LEAST_TYPED_BACK and held.password.endswith(digits)

    async def answer(self, session: Session) -> str:
        """The desk's answer for the case a right password opened; empty when there is none."""
        case_id = session.opened_case
        if case_id is None:
            return ""
        return await self._vaulting.read(lambda s: cases.answer_text(s, case_id)) or ""

    async def new_password(self, session: Session) -> Receipt | None:
        """Give the opened case a new password; None when no case is open. Raises what the database raises."""
        case_id, number = session.opened_case, session.asked_number
        if case_id is None or number is None:
            return None
        password, hashed = await self._vaulting.new_password()
        await self._vaulting.write(lambda s: receipts.replace_password(s, case_id, hashed))
        session.receipt = Receipt(number=number, password=password)
        return session.receipt


def grouped(receipt: Receipt) -> Receipt:
    """As it is shown and read out."""
    return Receipt(number=receipts.group(receipt.number), password=receipts.group(receipt.password))


def _failed(task: "asyncio.Task[Prepared]") -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
