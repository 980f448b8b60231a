"""Number and password: the gate before status, added material and a linked protection request (第五条第七项).

The gateway tries number and password with exactly one KDF and hands over a one-time grant; only redeeming it tells
whether a case was opened. Unknown number, wrong password and a slowed-down source all read the same (no oracle).
"""

from __future__ import annotations

from actions import data
from actions.flow import Events, FlowForm
from actions.visit import Visit
from store import grants
from store.grants import CaseRef

PATIENCE = 3


class ReceiptGate(FlowForm):
    """A flow that begins with a receipt. Subclasses say what is done with the opened case."""

    async def opened(self, visit: Visit, case: CaseRef) -> Events:
        """The right number and password were given."""
        raise NotImplementedError

    def ask_receipt(self, visit: Visit) -> Events:
        """Ask number and password, from the start."""
        visit.sheet.set("number", None)
        visit.sheet.set("password", None)
        return self.ask(visit, visit.sheet.slot("number"))

    async def step(self, visit: Visit, step: str) -> Events | None:
        intent, value = visit.turn.intent, visit.turn.value
        if step == visit.sheet.slot("number") and intent == "receipt":
            visit.sheet.set("number", "given")
            return self.ask(visit, visit.sheet.slot("password"))
        if intent == "receipt_invalid":
            visit.say(f"utter_receipt_invalid_{'check_digit' if value == 'check_digit' else 'length'}")
            return self.again(visit)
        if step == visit.sheet.slot("password") and intent == "grant" and value:
            return await self._tried(visit, value)
        if step == visit.sheet.slot("password") and intent == "step_back":
            return self.ask_receipt(visit)
        return None

    async def _tried(self, visit: Visit, grant: str) -> Events:
        case = await data.write(lambda s: grants.redeem(s, visit.conversation, grant))
        if case is not None:
            visit.sheet.note("receipt_tries", 0)
            visit.sheet.set("number", None)
            return await self.opened(visit, case)
        tries = int(visit.sheet.state("receipt_tries") or 0) + 1
        visit.sheet.note("receipt_tries", tries)
        visit.say("utter_receipt_wrong_again" if tries >= PATIENCE else "utter_receipt_wrong")
        return self.ask_receipt(visit)
