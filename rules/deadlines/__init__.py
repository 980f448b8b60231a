"""Periods and duties of the three regulations: from which day, how long, until when, and what follows.

model.py          a running period, a suspension
table.py          rules/data/deadlines.yaml: each period as data
engine.py         from the table and a day to a last day; what an event starts and ends
police_rights.py  the periods of 规定 3 第三十一条 and 第三十二条 by name, with the readings taken

规定 1 and 规定 2 set no number of days: 立即, 及时 and 迅速 stand in the table as duties without one.
None of the three regulations names a suspension of a period; the engine can suspend where a rule does.
"""

from rules.deadlines.engine import (
    Change,
    NotSuspendable,
    again,
    decided,
    guard,
    on_event,
    on_paper,
    on_submit,
    passed,
    reckon,
    warn_on,
    with_due,
)
from rules.deadlines.model import UNIT_ZH, Deadline, Suspension, Unit
from rules.deadlines.police_rights import (
    AnswerState,
    answer_application,
    answer_state,
    feedback,
    investigation,
    review_answer,
    review_request,
)
from rules.deadlines.table import Expiry, Extension, Period, PeriodError, Start, of_case, period, periods

__all__ = [
    "UNIT_ZH",
    "AnswerState",
    "Change",
    "Deadline",
    "Expiry",
    "Extension",
    "NotSuspendable",
    "Period",
    "PeriodError",
    "Start",
    "Suspension",
    "Unit",
    "again",
    "answer_application",
    "answer_state",
    "decided",
    "feedback",
    "guard",
    "investigation",
    "of_case",
    "on_event",
    "on_paper",
    "on_submit",
    "passed",
    "period",
    "periods",
    "reckon",
    "review_answer",
    "review_request",
    "warn_on",
    "with_due",
]
