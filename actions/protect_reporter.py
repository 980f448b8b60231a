"""举报人保护 (规定 2 第七条至第十条): a reporter, or their close relatives, suffer or fear retaliation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions import data
from actions.flow import Condition, Events
from actions.gate import ReceiptGate
from actions.sheet import SKIPPED, Value
from actions.visit import HOTLINE, PUBLIC, Visit
from store import cases
from store.grants import CaseRef


def _must_name(answers: Mapping[str, Value]) -> bool:
    """Protection by the procuratorate presupposes a report by name (第八条): asked where none is known.

    第九条, on threats to person and property, does not say so again: a name can be left out.
    """
    return answers.get("link") == "none"


def _may_acknowledge(answers: Mapping[str, Value]) -> bool:
    return _must_name(answers) and SKIPPED not in (answers.get("name"), answers.get("contact"))


def _for_others(answers: Mapping[str, Value]) -> bool:
    who = answers.get("who")
    return isinstance(who, list) and any(person != "self" for person in who)


class ProtectReporterForm(ReceiptGate):
    """Links the request to a report when there is one; asks who, what, how near the danger, what is wished."""

    flow = "protect_reporter"
    form = "protect_reporter_form"
    ways_in = PUBLIC | HOTLINE
    not_here: ClassVar[Mapping[str, str]] = {"officer": "utter_protection_for_officers"}
    conditions: ClassVar[Mapping[str, Condition]] = {
        "name": _must_name,
        "contact": _must_name,
        "acknowledge": _may_acknowledge,
        "person": _for_others,
    }

    async def begin(self, visit: Visit) -> Events:
        if visit.sheet.state("linked_case") and visit.sheet.get("link") is None:
            visit.sheet.set("link", "just_now")
        return await self.advance(visit)

    async def answered(self, visit: Visit, item: str, value: Value) -> Events | None:
        if item == "link" and value == "receipt":
            return self.ask_receipt(visit)
        if item == "link" and value == "none":
            visit.say("utter_not_linked")
        elif item == "name" and value == SKIPPED:
            visit.say("utter_unnamed_request")
        elif item == "who" and isinstance(value, list) and {"fiance", "cohabitant", "other"} & set(value):
            visit.say("utter_not_relative")
        elif item == "unit_leader" and value == "yes":
            visit.say("utter_unit_leader")
        elif item == "gravity" and value == "imminent":
            visit.say("utter_danger")
        return None

    async def opened(self, visit: Visit, case: CaseRef) -> Events:
        if case.kind != "report":
            visit.say("utter_not_a_report")
            return self.ask_receipt(visit)
        case_id = case.id
        visit.sheet.note("linked_case", case_id)
        known = await data.read(lambda s: cases.known(s, case_id))
        if known.get("mode") != "realname" and known.get("named") != "yes":
            # Named now: with name, contact and acknowledgment it is a report by name (第二条第二款).
            visit.say("utter_linked_anonymous")
            visit.sheet.set("link", "none")
        return await self.advance(visit)
