"""How it stands (第五条第七项): status, since when, what comes next, by when; the desk's answer; never content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions import data
from actions.flow import Events
from actions.gate import ReceiptGate
from actions.periods import say_deadlines
from actions.speech import Day, Law, Moment, Placeholder
from actions.visit import HOTLINE, OFFICER, PUBLIC, Visit
from rules.reference import cite_all
from store import cases, told
from store.clock import ZONE
from store.grants import CaseRef
from store.items import Item

# What was asked of the desk (`store.requests`), as the reporter hears of it: kind and decision → response.
ASKED: Mapping[tuple[str, str | None], str] = {
    ("withdraw", None): "utter_withdraw_waiting",
    ("withdraw", "continued"): "utter_withdraw_continued",
    ("withdraw", "stopped"): "utter_withdraw_stopped",
    ("name_self", None): "utter_named_since",
    ("name_self", "noted"): "utter_named_since",
    ("call_off", None): "utter_called_off_since",
    ("call_off", "noted"): "utter_called_off_since",
    ("call_off", "continued"): "utter_called_off_since",
}


class StatusForm(ReceiptGate):
    """Asks number and password, and tells what a holder of both may know."""

    flow = "status"
    form = "status_form"
    ways_in = PUBLIC | HOTLINE | OFFICER
    no_items: ClassVar[Mapping[str, Item]] = {}

    @property
    def items(self) -> Mapping[str, Item]:
        return self.no_items

    async def begin(self, visit: Visit) -> Events:
        if visit.turn.intent in {"receipt", "receipt_invalid"}:  # the number came before anything was asked
            self.ask_receipt(visit)
            events = await self.step(visit, visit.sheet.slot("number"))
            if events is not None and visit.turn.intent == "receipt":
                return events
        return self.ask_receipt(visit)

    async def opened(self, visit: Visit, case: CaseRef) -> Events:
        case_id = case.id
        view = await data.read(lambda s: cases.view(s, case_id))
        visit.say(
            "utter_status", status=Law(view.status_title), since=Moment(view.since), next_step=Law(view.next_step)
        )
        if view.untold:
            # Noted before it is said: what somebody may have been told binds, also when this turn breaks off.
            await data.write(lambda s: told.tell(s, case_id, "status"))
        say_deadlines(visit, list(view.deadlines))
        for moved in view.moved:
            visit.say(
                "utter_deadline_moved",
                told_at=Day(moved.told.at.astimezone(ZONE).date()),
                told=Day(moved.told.due),
                due=Day(moved.due),
                kept=Day(moved.keep),
                reason=Law(moved.reason_zh),
                citation=Law(cite_all(moved.refs)),
            )
        for kind, at, decision in view.asked:
            visit.say(ASKED[kind, decision], date=Moment(at))
        if view.has_answer:
            visit.say("utter_status_answer", desk_answer=Placeholder("desk_answer"))
        else:
            visit.say("utter_status_no_answer")
        if case.must_change and visit.way_in in PUBLIC:
            # A password that was read out on the phone has been heard by somebody.
            visit.say("utter_new_password", query_password=Placeholder("query_password"))
        return self.end(visit)
