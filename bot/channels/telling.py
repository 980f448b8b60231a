"""The event of a story: its goal and the choices it states, never its words. What is told where options are asked."""

from collections.abc import Sequence

from bot.channels import inputs
from bot.channels.called import MOST_READ
from bot.channels.engine import Event
from bot.channels.passing import ASKS_OF_HARM
from bot.channels.passing_words import BUT, HARMED, POSTED, PUTS_RIGHT, TELLS, simple
from bot.channels.reached import says_where
from bot.channels.schemas import Ask
from bot.channels.sentinel_model import Reader
from bot.channels.sessions import Session
from bot.channels.text import bare
from bot.channels.whether import PARTS, WHETHER_NOW
from bot.stated import opens_report

# As a story states it.
BY_NAME = "report_mode.realname"
KIND_STEP = "report.crime"  # answered by telling what was done
# A landline with its area code, or a mobile; fewer may be anything.
LEAST_PHONE = 10
NUMBERS = frozenset({"receipt_number", "query_password", "typeback"})


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


def account_beside(reader: Reader, plain: str) -> bool:
    """Whether a clause beside a wish plainly tells (他还收了一辆车，提交吧)."""
    parts = PARTS.split(plain)
    return len(parts) > 1 and any(reader.zone(part, "") == "story" for part in parts)


def names_somebody(ask: Ask, plain: str) -> bool:
    """At a choice or a review: a person with a post, the writer's name, a telephone number, what was done to its
    writer (被停职了); where harm is asked about, a no with more behind it; in danger, where they are. It answers
    nothing there, and is sealed with the story. So is a name where the digits of a receipt are asked for.
    """
    if ask.kind in NUMBERS:
        return len(plain) <= MOST_READ and POSTED.fullmatch(simple(bare(plain))) is not None
    if ask.kind not in ("choice", "review") or len(plain) > MOST_READ:
        return False
    if ask.id in WHETHER_NOW and says_where(plain):
        return True  # where they are, said where it is asked whether there is danger
    if ask.id in ASKS_OF_HARM and BUT.search(plain):
        return True
    word = simple(bare(plain))
    told = HARMED.search(word) or (ask.id != KIND_STEP and TELLS.search(word))
    if ask.kind == "review" and "?" not in plain and PUTS_RIGHT.search(simple(plain)):
        return True
    if POSTED.fullmatch(word) or (ask.id not in ASKS_OF_HARM and "?" not in plain and told):
        return True
    if sum(c.isdigit() for c in plain) < LEAST_PHONE:
        return False
    try:
        inputs.phone(plain)
    except inputs.Invalid:
        return False
    return True


def tells_harm(plain: str) -> bool:
    """Whether a text that is no date and no number tells what was done to its writer (我被停职了)."""
    return len(plain) <= MOST_READ and "?" not in plain and HARMED.search(simple(bare(plain))) is not None
