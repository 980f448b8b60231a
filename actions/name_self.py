"""匿名改实名: an anonymous reporter gives the three elements of 规定 2 第二条第二款; the report is by name since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sqlalchemy.orm import Session

from actions import consent
from actions.flow import Condition, Events
from actions.opened_case import OpenedReportForm, own_items
from actions.sheet import Value
from actions.speech import Moment
from actions.visit import Visit
from store import cases

OFFER = "name_self_offer"


class NameSelfForm(OpenedReportForm):
    """Asks true name, a concrete contact and the acknowledging; offers protection afterwards (第八条)."""

    flow = "name_self"
    form = "name_self_form"
    settled = "utter_already_named"
    means = "utter_name_self_means"
    own_word_at_review = True
    conditions: ClassVar[Mapping[str, Condition]] = {
        "id_number": lambda answers: answers.get("capacity") == "individual",
    }

    def needless(self, session: Session, case_id: str) -> bool:
        report = cases.get(session, case_id)
        return report is None or report.facts.get("mode") != "anonymous"

    async def begin(self, visit: Visit) -> Events:
        case_id = visit.sheet.state(self.case_slot)
        if case_id and visit.sheet.state("linked_case") == case_id:
            return self.ask(visit, OFFER)  # named already, and called away before the last question
        return await super().begin(visit)

    async def answered(self, visit: Visit, item: str, value: Value) -> Events | None:
        if item == "acknowledge" and value == "no":
            return self.ask(visit, "confirm_anonymous")
        return None

    async def submit(self, visit: Visit) -> Events:
        case_id = str(visit.sheet.state(self.case_slot))
        facts = own_items(visit, dict(self.items))
        at = await self.hand_in(visit, lambda s: cases.name_self(s, visit.conversation, case_id, facts))
        if at is None:
            return self.again(visit)
        visit.say("utter_named", date=Moment(at))
        self.forget(visit)
        visit.sheet.note("linked_case", case_id)
        return self.ask(visit, OFFER)

    async def step(self, visit: Visit, step: str) -> Events | None:
        turn = visit.turn
        if step == "confirm_anonymous":
            return await self._anonymous_or_not(visit)
        if step != OFFER:
            return await super().step(visit, step)
        if turn.agrees(*consent.YES, "protect", loosely=True) or consent.opens(turn, "protect_reporter"):
            self.leave(visit)
            return self.end(visit, follow="protect_reporter_form")
        if consent.yes_or_no(turn) is False or turn.refuses("protect") or turn.intent in {"skip", "cancel"}:
            visit.sheet.note("linked_case", None)
            return self.end(visit)
        return None

    async def _anonymous_or_not(self, visit: Visit) -> Events | None:
        """Staying anonymous deletes what was given, acknowledging names oneself: either takes its own plain words."""
        turn = visit.turn
        if (turn.agrees("no") and not turn.typed) or turn.agrees("acknowledge"):
            visit.sheet.set("acknowledge", "yes")
            return await self.advance(visit)
        if not consent.agreed(visit, "confirm_anonymous"):
            return self.again(visit) if consent.ask_again(visit, "confirm_anonymous") else None
        # Without it the report stays anonymous (第二条第二款): nothing of what was given is kept.
        await self.drop_all(visit)
        visit.say("utter_stays_anonymous")
        return self.end(visit)
