"""A flow about one report that number and password opened: withdrawing it, putting a name to it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from actions import data
from actions.flow import Events
from actions.gate import ReceiptGate
from actions.visit import HOTLINE, PUBLIC, Visit
from store import cases, vault
from store.grants import CaseRef
from store.items import Item

log = logging.getLogger(__name__)


class OpenedReportForm(ReceiptGate):
    """Number and password first, then what is asked about the report; nothing happens before a plain yes.

    Attributes:
        settled: said when the report needs it no more.
        means: said before anything is asked: what it brings about and what not.
    """

    ways_in = PUBLIC | HOTLINE
    settled: ClassVar[str]
    means: ClassVar[str]

    def needless(self, session: Session, case_id: str) -> bool:
        """Whether there is nothing to ask for: it was asked already."""
        raise NotImplementedError

    @property
    def case_slot(self) -> str:
        """Slot of the id of the case that was opened."""
        return f"{self.flow}_case"

    async def begin(self, visit: Visit) -> Events:
        if visit.sheet.state(self.case_slot):
            return await self.advance(visit)
        return self.ask_receipt(visit)

    async def opened(self, visit: Visit, case: CaseRef) -> Events:
        if case.kind != "report":
            visit.say("utter_not_a_report")
            return self.ask_receipt(visit)
        case_id = case.id
        if await data.read(lambda s: self.needless(s, case_id)):
            visit.say(self.settled)
            return self.end(visit)
        visit.sheet.note(self.case_slot, case_id)
        visit.say(self.means)
        return await self.advance(visit)

    async def hand_in(self, visit: Visit, work: Callable[[Session], datetime]) -> datetime | None:
        """Write what is asked; None when it was not written, which is then said (fail closed)."""
        try:
            return await data.write(work)
        except (cases.AlreadyAsked, cases.NothingToAdd, KeyError, ValueError, SQLAlchemyError, OSError) as failure:
            log.error("%s failed: reason=%s", self.flow, type(failure).__name__)
            visit.say("utter_not_submitted")
            return None

    async def drop_all(self, visit: Visit) -> None:
        """Delete what was sealed for the flow and not handed in."""
        await data.write(lambda s: vault.drop(s, visit.conversation, f"{self.flow}."))

    async def _reviewed(self, visit: Visit) -> Events | None:
        if visit.turn.intent == "choose" and visit.turn.value == "stay":  # the button says so
            await self.drop_all(visit)
            visit.say("utter_left")
            return self.end(visit)
        if visit.turn.intent == "deny" and visit.sheet.state("asked_afresh") != visit.asked:
            visit.say("utter_held_back")  # back from 确定放弃吗: not asked in turns without end
            return self.again(visit)
        if visit.turn.intent == "deny":  # in other words: before anything is deleted it is asked plainly
            visit.sheet.note("before", visit.asked)
            return self.ask(visit, "confirm_cancel")
        return await super()._reviewed(visit)

    def end(self, visit: Visit, follow: str | None = None) -> Events:
        if follow is None:
            self.leave(visit)
        return super().end(visit, follow)

    def leave(self, visit: Visit) -> None:
        """Forget the form and the case it was about."""
        self.forget(visit)
        visit.sheet.note(self.case_slot, None)


def own_items(visit: Visit, items: dict[str, Item]) -> dict[str, str | list[str]]:
    """The plain choices among the answers, as the store keeps them."""
    answers = visit.sheet.answers(items)
    return {
        name: value
        for name, value in answers.items()
        if items[name].kind == "choice" and isinstance(value, str | list) and value != "skipped"
    }
