"""维权申请 (规定 3 第三十条至第三十二条): an officer, a close relative or the unit applies to the rights office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from actions.flow import Condition, Events, FlowForm
from actions.periods import say_deadlines
from actions.sheet import Value
from actions.speech import Law
from actions.visit import OFFICER, Visit
from rules.police_rights import clauses_of
from rules.reference import cite_all
from store import cases


def _infringed(answers: Mapping[str, Value]) -> bool:
    return answers.get("ground") == "infringed"


class RightsForm(FlowForm):
    """Applicant, ground, what was done (matched to its clause), scene or not, what follows from it."""

    flow = "rights"
    form = "rights_form"
    ways_in = OFFICER
    conditions: ClassVar[Mapping[str, Condition]] = {
        "relative": lambda answers: answers.get("applicant") == "close_relative",
        "applicant_name": lambda answers: answers.get("applicant") != "self",
        "sanction": lambda answers: answers.get("ground") == "wrongly_blamed",
        "behaviour": _infringed,
        "injury": _infringed,
        "against": _infringed,
        "lawyer": lambda answers: answers.get("injury") in {"minor", "property", "severe", "below_minor"},
    }

    async def answered(self, visit: Visit, item: str, value: Value) -> Events | None:
        if (item, value) in {("relative", "other")} or (item == "position" and value != "police"):
            visit.say("utter_reference_rights")
        elif (item, value) == ("on_duty", "no"):
            visit.say("utter_off_duty")
        elif (item, value) == ("sanction", "grave"):
            visit.say("utter_sanction_hearing")
        elif item == "behaviour" and isinstance(value, str) and (refs := clauses_of(value)):
            visit.say("utter_clause", citation=Law(cite_all(refs)))
            if value == "assault":
                visit.say("utter_no_mediation")
        elif (item, value) == ("injury", "severe"):
            visit.say("utter_report_upward")
        return None

    async def submitted(self, visit: Visit, receipt: cases.Submitted) -> Events:
        self.say_receipt(visit)
        say_deadlines(visit, list(receipt.deadlines))
        if any(deadline.effect == "deemed_accepted" for deadline in receipt.deadlines):
            visit.say("utter_deadline_deemed")
        return self.ask(visit, "typeback")
