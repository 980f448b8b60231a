"""The periods of 规定 3 第三十一条 and 第三十二条: from which day, how long, until when, and what follows.

Where the text leaves a choice, the reading that protects the person is taken and said in the deadline's note.
All functions take days (see `calendar.local_day`) and raise NotInForce for a day before 12 May 2020.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

from rules.calendar import Calendar, default_calendar
from rules.parameters import parameter
from rules.provision import provision
from rules.reference import Ref

Unit = Literal["working_days", "calendar_days"]
UNIT_ZH: dict[str, str] = {"working_days": "工作日", "calendar_days": "日"}
AnswerState = Literal["answered", "waiting", "deemed_accepted", "applicant_caused", "provisional"]


@dataclass(frozen=True)
class Deadline:
    """One running period.

    base: day of the event, not counted. due: the last day; counted: the last day before a holiday moved it.
    provisional: 暂定. effect: code of what follows when it passes ("" for nothing named), effect_zh the
    sentence. note_zh: which reading was taken, where the text leaves a choice.
    """

    kind: str
    title_zh: str
    base: dt.date
    length: int
    unit: Unit
    due: dt.date
    provisional: bool
    refs: tuple[Ref, ...]
    effect: str = ""
    effect_zh: str = ""
    note_zh: str = ""
    counted: dt.date | None = None

    @property
    def length_zh(self) -> str:
        """3个工作日, 60日."""
        return f"{self.length}{'个' if self.unit == 'working_days' else ''}{UNIT_ZH[self.unit]}"

    def as_dict(self) -> dict[str, Any]:
        """All fields as JSON values: days in ISO form, references in short form.

        `from_dict` reads it back.
        """
        return {
            "kind": self.kind,
            "title_zh": self.title_zh,
            "base": self.base.isoformat(),
            "length": self.length,
            "unit": self.unit,
            "due": self.due.isoformat(),
            "provisional": self.provisional,
            "refs": [r.short for r in self.refs],
            "effect": self.effect,
            "effect_zh": self.effect_zh,
            "note_zh": self.note_zh,
            "counted": (self.counted or self.due).isoformat(),
        }

    @classmethod
    def from_dict(cls, tree: dict[str, Any]) -> "Deadline":
        """The deadline that `as_dict` wrote."""
        days = {name: dt.date.fromisoformat(tree[name]) for name in ("base", "due", "counted")}
        return cls(**{**tree, **days, "refs": tuple(Ref.parse(r) for r in tree["refs"])})


@provision("3:31")
def answer_application(received: dt.date, *, scene: bool = False, calendar: Calendar | None = None) -> Deadline | None:
    """3 working days to answer an application.

    None for a scene application, which 第三十一条 does not cover (非现场).

    The sentence on the 3 days follows 启动维权工作程序后: it can mean from the start of the procedure or, as
    the office "收到" the application, from receipt. Nothing limits the time between the two, so a start that
    is put off would put off the answer for ever: counted from receipt.
    """
    if scene:
        return None
    return _deadline(
        "answer_application",
        "police_rights.answer",
        received,
        calendar,
        effect="deemed_accepted",
        effect_zh="期满未答复的，视为受理；因申请人原因无法答复的除外",
        note_zh="自收到申请的次日起算。条文也可以理解为自启动维权工作程序起算，这里按对申请人有利的理解。",
    )


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
    if extension_approved:
        return _deadline(
            "investigation_extended",
            "police_rights.investigation_extended",
            accepted,
            calendar,
            note_zh="自受理的次日起共60日（日历日），不是另加60日。须经维权委同意，限于重大、疑难、复杂的申请。",
        )
    return _deadline(
        "investigation",
        "police_rights.investigation",
        accepted,
        calendar,
        note_zh="自受理的次日起算。条文没有写明起算日，这里按对申请人有利的理解。",
    )


@provision("3:32.1")
def feedback(completed: dt.date, *, calendar: Calendar | None = None) -> Deadline:
    """3 days to tell the applicant the result, counted from the end of the investigation.

    维权委 agrees within them.

    日 again means calendar days; a last day off moves to the next working day, since somebody must be there
    to answer.
    """
    return _deadline(
        "feedback",
        "police_rights.feedback",
        completed,
        calendar,
        note_zh="3日为日历日，维权委审核同意也在这3日之内。",
    )


@provision("3:32.2")
def review_request(answer_received: dt.date, *, calendar: Calendar | None = None) -> Deadline:
    """10 working days for the applicant to ask the office above for a review, from receiving the result.

    That day, not the day it was sent: 自收到答复之日起. The text names no loss of right for a late request,
    so none is stated as effect.
    """
    return _deadline(
        "review_request",
        "police_rights.review_request",
        answer_received,
        calendar,
        note_zh="自申请人收到答复的次日起算，向上一级公安机关维权办提出。",
    )


@provision("3:32.2")
def review_answer(request_received: dt.date, *, calendar: Calendar | None = None) -> Deadline:
    """30 calendar days for the office above to answer a request for review, from the day it received it."""
    return _deadline(
        "review_answer", "police_rights.review_answer", request_received, calendar, note_zh="30日为日历日。"
    )


def _deadline(
    kind: str,
    name: str,
    base: dt.date,
    calendar: Calendar | None,
    *,
    effect: str = "",
    effect_zh: str = "",
    note_zh: str = "",
) -> Deadline:
    length = parameter(name, base)
    calendar = calendar or default_calendar()
    if length.unit == "working_days":
        unit: Unit = "working_days"
        due = calendar.add_working_days(base, length.value)
    else:
        unit = "calendar_days"
        due = calendar.add_calendar_days(base, length.value)
    return Deadline(
        kind,
        length.title,
        base,
        length.value,
        unit,
        due.date,
        due.provisional,
        (length.ref,),
        effect,
        effect_zh,
        note_zh,
        due.counted,
    )
