"""补充材料: adds sealed text and files to what was filed before, with its number and password."""

from __future__ import annotations

import logging

from sqlalchemy.exc import SQLAlchemyError

from actions import data
from actions.flow import Events
from actions.gate import ReceiptGate
from actions.sheet import SKIPPED
from actions.speech import Moment
from actions.visit import HOTLINE, OFFICER, PUBLIC, Visit
from store import cases
from store.grants import CaseRef

log = logging.getLogger(__name__)


class AddMaterialForm(ReceiptGate):
    """Number and password first, then text or files or both."""

    flow = "add_material"
    form = "add_material_form"
    ways_in = PUBLIC | HOTLINE | OFFICER

    async def begin(self, visit: Visit) -> Events:
        if visit.sheet.state("add_material_case"):
            return await self.advance(visit)
        return self.ask_receipt(visit)

    async def opened(self, visit: Visit, case: CaseRef) -> Events:
        visit.sheet.note("add_material_case", case.id)
        return await self.advance(visit)

    async def complete(self, visit: Visit) -> Events:
        if all(value == SKIPPED for value in visit.sheet.answers(self.items).values()):
            visit.say("utter_material_empty")
            self.forget(visit)
            return await self.advance(visit)
        return self.review(visit)

    async def submit(self, visit: Visit) -> Events:
        case_id = str(visit.sheet.state("add_material_case"))
        try:
            at = await data.write(lambda s: cases.add_material(s, visit.conversation, case_id))
        except (cases.NothingToAdd, SQLAlchemyError, OSError) as failure:
            log.error("material failed: reason=%s", type(failure).__name__)
            visit.say("utter_not_submitted")
            return self.again(visit)
        visit.say("utter_material_added", date=Moment(at))
        return self.end(visit)

    def end(self, visit: Visit, follow: str | None = None) -> Events:
        if follow is None:
            self.forget(visit)
            visit.sheet.note("add_material_case", None)
        return super().end(visit, follow)
