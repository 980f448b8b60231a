"""The event of a story: its goal and the choices it states, never its words."""

from collections.abc import Sequence

from bot.channels.engine import Event
from bot.channels.sentinel_model import Reader
from bot.channels.sessions import Session
from bot.stated import opens_report

# As a story states it.
BY_NAME = "report_mode.realname"


def told(reader: Reader, session: Session, goal: str, choices: Sequence[str], words: str = "") -> Event:
    """The event of a story, with the choices it states; `words` is empty where nobody here saw them.

    To report by name takes the person's own plain word. A story's is one only where its words are in hand, open
    with the request itself (我要实名举报我们局长…) and nobody was asked yet. What a client states beside an
    envelope (`about`) never is: anybody may send anything, and the step asks, once. Anonymous may be stated either
    way: it gives nothing away and can be changed at every step.
    """
    asked = session.ask is not None and session.ask.id == "report.mode"
    said = bool(words) and not asked and opens_report(words)
    known = [c for c in choices if reader.knows(c) and (said or c != BY_NAME)]
    entities = tuple((entity, value) for entity, _, value in (choice.partition(".") for choice in known))
    return Event("story", goal, entities)
