"""呈请证人保护 (规定 1 第六条): the handling unit puts together the six contents of the report for approval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions.flow import Condition, Events, FlowForm
from actions.protect_witness import NEED_CONSENT
from actions.sheet import SKIPPED, Value
from actions.speech import Titles
from actions.visit import HOTLINE, OFFICER, PUBLIC, Visit


def _chosen(*measures: str) -> Condition:
    wanted = set(measures)
    return lambda answers: bool(wanted & set(m if isinstance(m := answers.get("measures"), list) else ()))


class ProtectionReportForm(FlowForm):
    """Required contents may be given later; until then the report can only be made as a draft."""

    flow = "protection_report"
    form = "protection_report_form"
    ways_in = OFFICER
    elsewhere: ClassVar[Mapping[str, str]] = dict.fromkeys(PUBLIC | HOTLINE, "protect_witness_form")
    conditions: ClassVar[Mapping[str, Condition]] = {
        "consent": _chosen(*NEED_CONSENT),
        "alias": _chosen("hide_information"),
    }

    async def answered(self, visit: Visit, item: str, value: Value) -> Events | None:
        if item == "case_kind" and value == "other":
            visit.say("utter_reference_case")
        elif item == "who" and value in {"fiance", "cohabitant", "other"}:
            visit.say("utter_reference_person")
        return None

    def review(self, visit: Visit) -> Events:
        answers = visit.sheet.answers(self.items)
        missing = [i.title for name, i in self.items.items() if i.deferrable and answers.get(name) == SKIPPED]
        events = super().review(visit)
        if missing:
            visit.say("utter_contents_missing", items=Titles.of(missing))
        else:
            visit.say("utter_contents_complete")
        return events
