"""What sealed words call for besides: numbers that are told while the words themselves are kept. The engine learns the
kind (entity `heard`), never the words. The page reads the same (`bot/web/src/deciding.ts`), and says it beside the
envelope.
"""

import re
from collections.abc import Sequence

import bot.danger as danger
from bot.channels.schemas import Ask, Heard
from bot.channels.sessions import Session
from bot.channels.text import Cleaned, digits
from bot.stance import read
from bot.stated import pressed

HEARD = "heard"
Entities = tuple[tuple[str, str], ...]
TELLS_OF_DANGER = frozenset(
    {"protect_reporter", "protect_witness", "protection_report", "urgent", "rights", "withdraw"}
)
TELLING = frozenset({"text", "address"})
# Choices about harm: what is told there answers.
ASKS_OF_HARM = frozenset(
    {"report.retaliation", "protect_reporter.retaliation", "protect_reporter.stage"}
    | {"rights.ground", "rights.behaviour"}
)
# They come between two steps.
BETWEEN = frozenset({"confirm", "change"})
_REACHES = re.compile(r"[A-Za-z@]|微信|电话|手机|邮箱|找我|联系|转告")


def of(plain: str, *, urgent: bool) -> tuple[Heard, ...]:
    """`despair`: the writer wishes to die; `police`: the harm comes from the police.

    Args:
        plain: the cleaned text.
        urgent: whether it is a call for help; elsewhere the police count only where it goes on now.
    """
    police = danger.by_police(plain) if urgent else danger.goes_on_by_police(plain)
    found: tuple[Heard, ...] = ("despair",) if danger.despairs(plain) else ()
    return (*found, "police") if police else found


def entities(kinds: Sequence[str]) -> Entities:
    """As an event states them."""
    return tuple((HEARD, kind) for kind in kinds)


def besides(plain: str, *, urgent: bool = True) -> Entities:
    """What is heard in words of danger, or in a story, as an event states it."""
    return entities(of(plain, urgent=urgent))


def at_step(session: Session, plain: str) -> tuple[Heard, ...]:
    """Of an answer: who wishes to die, always; the police, where help is called for; who is made to withdraw."""
    found = of(plain, urgent=True)
    if session.flow == "withdraw" and pressed(plain):
        found = (*found, "pressed")
    return found if session.flow == "urgent" else tuple(kind for kind in found if kind != "police")


def tells_past_harm(ask: Ask, plain: str) -> bool:
    """At a choice that asks of no harm, harm that is past is an account, however short."""
    asks = ask.kind == "choice" and ask.id not in ASKS_OF_HARM and ask.id.partition(".")[0] not in BETWEEN
    return asks and danger.tells_past(plain)


def tells_of_danger(session: Session) -> bool:
    """Whether the open step asks about danger by its nature: what is told there is the answer. A date or a number can't
    tell of anything: said there, danger is a call for help.
    """
    ask = session.ask
    if ask is None or ask.id.partition(".")[0] not in TELLS_OF_DANGER:
        return False
    return ask.kind in TELLING or session.flow == "urgent"


def reaches(cleaned: Cleaned) -> bool:
    """Whether it may say how to reach somebody: no command does (/submit), nor known words alone (好，再写一点)."""
    if digits(cleaned.plain):
        return read(cleaned.plain).unknown > 0
    return not cleaned.command and _REACHES.search(cleaned.plain) is not None
