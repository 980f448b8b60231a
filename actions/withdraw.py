"""撤回举报: asks the desk to let a report rest. The regulations say nothing of it; nothing is deleted by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from sqlalchemy.orm import Session

from actions.flow import Events
from actions.opened_case import OpenedReportForm
from actions.speech import Moment
from actions.visit import Visit
from store import cases


class WithdrawForm(OpenedReportForm):
    """Says what withdrawing means, takes a sealed reason if one is given, and hands the request to the desk."""

    flow = "withdraw"
    form = "withdraw_form"
    settled = "utter_withdraw_waiting"
    means = "utter_withdraw_means"
    not_here: ClassVar[Mapping[str, str]] = {"officer": "utter_withdraw_in_person"}
    own_word_at_review = True
    gives_up_at_review = False  # 取消举报 there may as well mean the report

    def needless(self, session: Session, case_id: str) -> bool:
        return any(one.kind == "withdraw" for one in cases.waiting_of(session, case_id))

    async def complete(self, visit: Visit) -> Events:
        return self.ask(visit, "withdraw_review")

    async def submit(self, visit: Visit) -> Events:
        case_id = str(visit.sheet.state(self.case_slot))
        at = await self.hand_in(visit, lambda s: cases.request_withdrawal(s, visit.conversation, case_id))
        if at is None:
            return self.again(visit)
        visit.say("utter_withdraw_received", date=Moment(at))
        return self.end(visit)
