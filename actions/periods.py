"""Says the deadlines of a case, each with its article."""

from __future__ import annotations

from actions.speech import Day, Law
from actions.visit import Visit
from rules.deadlines import Deadline
from rules.reference import cite_all


def say_deadlines(visit: Visit, deadlines: list[Deadline]) -> None:
    """Say each deadline with its article; 暂定 where the calendar of that year is not published.

    A duty at once (立即) is said as the text has it: without a last day.
    """
    for deadline in deadlines:
        if deadline.at_once:
            visit.say(
                "utter_deadline_at_once",
                deadline=Law(deadline.title_zh),
                word=Law(deadline.word),
                citation=Law(cite_all(deadline.refs)),
            )
            continue
        visit.say(
            "utter_deadline_provisional" if deadline.provisional else "utter_deadline",
            deadline=Law(deadline.title_zh),
            due=Day(deadline.due),
            citation=Law(cite_all(deadline.refs)),
        )
