"""Danger now: 110 first, then an urgent request in two steps (规定 1 第六条第二款; 规定 2 第九条第三款)."""

from __future__ import annotations

from actions.flow import Events, FlowForm
from actions.visit import HOTLINE, OFFICER, PUBLIC, Visit
from store import cases


class UrgentForm(FlowForm):
    """Open to every way in, at every moment; submitted without a review, first at the desk."""

    flow = "urgent"
    form = "urgent_form"
    ways_in = PUBLIC | HOTLINE | OFFICER

    async def begin(self, visit: Visit) -> Events:
        visit.say("utter_danger")
        visit.say("utter_danger_step")
        # What was said when help was called for is sealed already, as `urgent.words`; it is never asked.
        visit.sheet.set("words", "skipped")
        return await self.advance(visit)

    async def complete(self, visit: Visit) -> Events:
        return await self.submit(visit)

    async def submitted(self, visit: Visit, receipt: cases.Submitted) -> Events:
        self.say_receipt(visit)
        return self.end(visit)

    def _danger(self, visit: Visit) -> Events:
        visit.say("utter_danger_again")
        return self.again(visit)
