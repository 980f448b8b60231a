"""证人保护 (规定 1): a witness, 鉴定人 or victim, or someone close to them, asks for protection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions.flow import Events, FlowForm
from actions.sheet import Value
from actions.visit import HOTLINE, PUBLIC, Visit

NEED_CONSENT = frozenset({"special_protection", "safe_place", "relocation"})


class ProtectWitnessForm(FlowForm):
    """Asks what the assessment of 第五条 and the six contents of 第六条 will need, as far as the person can say it."""

    flow = "protect_witness"
    form = "protect_witness_form"
    ways_in = PUBLIC | HOTLINE
    elsewhere: ClassVar[Mapping[str, str]] = {"officer": "protection_report_form"}

    async def answered(self, visit: Visit, item: str, value: Value) -> Events | None:
        if item == "case_kind" and value == "other":
            visit.say("utter_reference_case")
        elif item == "who" and isinstance(value, list) and {"fiance", "cohabitant", "other"} & set(value):
            visit.say("utter_reference_person")
        elif item == "gravity" and value == "imminent":
            visit.say("utter_danger")
        elif item == "measures" and isinstance(value, list) and NEED_CONSENT & set(value):
            visit.say("utter_needs_consent")
        return None
