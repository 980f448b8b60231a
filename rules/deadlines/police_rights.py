"""The periods of 规定 3 第三十一条 and 第三十二条. Their lengths, events and ends stand in rules/data/deadlines.yaml.

Where the text leaves a choice, the reading that protects the person is taken and said in the deadline's note.
All functions take days (see `calendar.local_day`) and raise NotInForce for a day before 12 May 2020.
"""

import datetime as dt
from typing import Literal

from rules.calendar import Calendar
from rules.deadlines.engine import reckon
from rules.deadlines.model import Deadline
from rules.provision import provision

AnswerState = Literal["answered", "waiting", "deemed_accepted", "applicant_caused", "provisional"]


@provision("3:31")
def answer_application(received: dt.date, *, scene: bool = False, calendar: Calendar | None = None) -> Deadline | None:
    """3 working days to answer an application.

    None for a scene application, which 第三十一条 does not cover (非现场).

    The sentence on the 3 days follows 启动维权工作程序后: it can mean from the start of the procedure or, as
    the office "收到" the application, from receipt. Nothing limits the time between the two, so a start that
    is put off would put off the answer for ever: counted from receipt.
    """
    return None if scene else reckon("answer_application", received, calendar=calendar)


@provision("3:31")
def answer_state(
    deadline: Deadline, today: dt.date, *, answered: dt.date | None = None, applicant_caused: bool = False
) -> AnswerState:
    """Where an application stands: 第三十一条 last sentence.

    An answer on the last day is in time; an answer after it does not undo the acceptance. A provisional last
    day that has passed is said to be provisional: acceptance is stated only by a settled calendar.
    """
    if answered is not None and answered <= deadline.due:
        return "answered"
    if today <= deadline.due and answered is None:
        return "waiting"
    if applicant_caused:
        return "answered" if answered is not None else "applicant_caused"
    return "provisional" if deadline.provisional else "deemed_accepted"


@provision("3:32.1")
def investigation(accepted: dt.date, *, extension_approved: bool = False, calendar: Calendar | None = None) -> Deadline:
    """30 working days to finish the investigation, or 60 days in all when 维权委 has agreed to extend.

    The text names no base day. Counted from acceptance (受理, also when deemed), not from the committee's
    approval to investigate, for which no time is set. 60日 stands beside 30个工作日 in one sentence, so 日
    are calendar days; and 延长至 means 60 in all from the same base, not 60 more.
    """
    return reckon("investigation_extended" if extension_approved else "investigation", accepted, calendar=calendar)


@provision("3:32.1")
def feedback(completed: dt.date, *, calendar: Calendar | None = None) -> Deadline:
    """3 days to tell the applicant the result, counted from the end of the investigation.

    维权委 agrees within them.

    日 again means calendar days; a last day off moves to the next working day, since somebody must be there
    to answer.
    """
    return reckon("feedback", completed, calendar=calendar)


@provision("3:32.2")
def review_request(answer_received: dt.date, *, calendar: Calendar | None = None) -> Deadline:
    """10 working days for the applicant to ask the office above for a review, from receiving the result.

    That day, not the day it was sent: 自收到答复之日起. The text names no loss of right for a late request,
    so none is stated as effect.
    """
    return reckon("review_request", answer_received, calendar=calendar)


@provision("3:32.2")
def review_answer(request_received: dt.date, *, calendar: Calendar | None = None) -> Deadline:
    """30 calendar days for the office above to answer a request for review, from the day it received it."""
    return reckon("review_answer", request_received, calendar=calendar)
