"""What is said at the two steps of a call for help that answers neither: it shall not go, or as it is; who is asked how
to be reached asks back, or cries again. The words go along with the call. Twin: `bot/web/src/deciding.ts`, `inUrgent`.
"""

from collections.abc import Mapping
from dataclasses import replace

import bot.danger as danger
from bot.channels import hearing, reached
from bot.channels.engine import Event
from bot.channels.hearing import Entities
from bot.channels.said import Refusal
from bot.channels.schemas import Ask
from bot.channels.sessions import Session
from bot.channels.text import Cleaned
from bot.channels.whether import CONFIRM_NOW, URGENT_CONTACT, URGENT_STEPS, WHETHER_NOW, takes_back
from bot.danger_scenes import perhaps_now

# As the page states it beside the sealed words (`StoryAbout.goal`).
EVENTS: Mapping[str, Event] = {
    "not_now": Event("not_that", "now"),
    "go_on": Event("skip"),
    "urgent": Event("danger", "words"),
    "none": Event("story", "none"),
}
# Said nowhere else.
STATED = frozenset({"not_now", "go_on"})


def heard_as(step: str, cleaned: Cleaned) -> str | None:
    """A key of `EVENTS`, or None for an answer and for other calls for help, which their own words tell."""
    plain = cleaned.plain
    if step not in URGENT_STEPS or danger.aside_of(plain) is not None:
        return None
    now = danger.is_now(plain)
    account = step == URGENT_CONTACT and reached.ACCOUNT.search(plain) is not None
    if not now and takes_back(plain, reached=account):
        return "not_now"
    if step != URGENT_CONTACT or reached.reaches(cleaned):
        return None
    if now or perhaps_now(plain, content=False) or danger.by_police(plain):
        return "urgent"
    return "go_on" if reached.sends(cleaned) and not reached.wavers(step, plain) else "none"


def event(ask: Ask, cleaned: Cleaned) -> Event | None:
    """`heard_as`, as an event."""
    heard = heard_as(ask.id, cleaned)
    return replace(EVENTS[heard], entities=hearing.in_call(ask, cleaned.plain)) if heard else None


def label_of(session: Session, goal: str) -> str | None:
    """Where words belong that the page sealed for another step than the open one: `date`, the one given last;
    `contact`, how to be reached, said where it is asked whether there is danger. None for any other goal. Raises
    Refusal.
    """
    if goal == "date" and session.dated.startswith(f"{session.flow}."):
        return session.dated
    if goal == "contact" and session.ask is not None and session.ask.id == CONFIRM_NOW:
        return URGENT_CONTACT
    if goal in {"date", "contact"}:
        raise Refusal("not_sealed_step", 409)
    return None


def stated(ask: Ask | None, goal: str, heard: Entities) -> Event:
    """The event of words that the page sealed in a call for help, or at the question whether it is one."""
    step = ask.id if ask is not None else ""
    if step in WHETHER_NOW and goal == "not_now":
        return Event("choose", "no", (*heard, hearing.TOLD))
    return replace(EVENTS[goal if step in URGENT_STEPS else "none"], entities=heard)
