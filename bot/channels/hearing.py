"""What sealed words call for besides: numbers that are told while the words themselves are kept. The engine learns the
kind (entity `heard`), never the words. The page reads the same (`bot/web/src/deciding.ts`), and says it beside the
envelope.
"""

from collections.abc import Sequence

import bot.danger as danger
from bot.channels import control, passing, undertone
from bot.channels.caller import CALLER_ASKS, STAFF, callers_word, direct
from bot.channels.mind import listed
from bot.channels.naming import NAMED
from bot.channels.passing import ASKS_OF_HARM
from bot.channels.passing_words import ASKS_INSTEAD, LONGEST, OWN_NAME, simple
from bot.channels.reached import ACCOUNT, bare_cry, beside, not_meant, police_named, vague, wavers
from bot.channels.schemas import Ask, Heard
from bot.channels.sentinel_model import NEVER_DOUBTED, Reader
from bot.channels.sessions import Session
from bot.channels.telling import names_somebody
from bot.channels.text import bare
from bot.channels.whether import URGENT_STEPS
from bot.danger_scenes import perhaps_now
from bot.stated import pressed
from bot.unnamed import said_beside
from store.entities import entity_of

HEARD = "heard"
Entities = tuple[tuple[str, str], ...]
# Asked whether there is danger now, more is told than the answer: those words stand in no box.
TOLD = (HEARD, "told")
TELLS_OF_DANGER = frozenset(
    {"protect_reporter", "protect_witness", "protection_report", "urgent", "rights", "withdraw"}
)
# Heard even where a date or a number is asked for: none says it.
OF_BODY = frozenset({"despair", "illness"})
# What is told there, or before any flow is open, may become an anonymous report.
REPORTS = frozenset({"", "report"})
# What is named there is named of the writer, most likely.
OF_THEMSELVES = frozenset({"report.capacity", "report.acknowledge", "confirm.unnamed", "confirm.anonymous"})
# They come between two steps.
BETWEEN = frozenset({"confirm", "change"})


def of(plain: str, *, urgent: bool) -> tuple[Heard, ...]:
    """`despair`: the writer wishes to die; `police`: the harm comes from the police.

    Args:
        plain: the cleaned text.
        urgent: whether it is a call for help; elsewhere the police count only where it goes on now.
    """
    at_hand = urgent and (danger.by_police(plain) or danger.police_at_hand(plain) or police_named(plain))
    police = at_hand or (not urgent and danger.goes_on_by_police(plain))
    found: tuple[Heard, ...] = ("despair",) if danger.despairs(plain) else ()
    return (*found, "police") if police else found


def entities(kinds: Sequence[str]) -> Entities:
    """As an event states them."""
    return tuple((HEARD, kind) for kind in kinds)


def besides(plain: str, *, urgent: bool = True) -> Entities:
    """What is heard in words of danger, or in a story, as an event states it."""
    return entities(of(plain, urgent=urgent))


def first_words(plain: str) -> Entities:
    """What is heard in the words that begin a call for help: `cry`, they say no more; `wavers`, that none is meant."""
    found: tuple[Heard, ...] = ("wavers",) if not_meant(plain) else ("cry",) if bare_cry(plain) else ()
    return (*besides(plain), *entities(found))


def in_call(ask: Ask, plain: str) -> Entities:
    """What is heard in words that go along with a call for help."""
    return (*besides(plain), *entities(doubts(ask, plain)))


def doubts(ask: Ask | None, plain: str) -> tuple[Heard, ...]:
    """At a step of a call for help: `wavers`, it is in doubt that it shall go; `vague` and `beside`, unless they can be
    reached.
    """
    if ask is None:
        return ()
    if wavers(ask.id, plain):
        return ("wavers",)
    return ("beside",) if beside(ask.id, plain) else ("vague",) if vague(ask.id, plain) else ()


def in_story(session: Session, plain: str, reader: Reader) -> Entities:
    """What is heard in a story, as an event states it."""
    found = (*of(plain, urgent=False), *undertone.heard(reader, session.ask, session.flow, plain))
    if "撤" in plain and pressed(plain):
        found = (*found, "pressed")
    if session.flow == "report" and said_beside(plain, account=True):
        found = (*found, "unnamed")
    ask = session.ask
    own = ask is not None and ask.id in OF_THEMSELVES and (names_somebody(ask, plain) or ACCOUNT.search(plain))
    if session.flow in REPORTS and (own or tells_own_name(plain)):
        found = (*found, "own_name")
    return entities((*found, *doubts(session.ask, plain)))


def at_step(session: Session, plain: str, reader: Reader) -> Entities:
    """Of an answer: who wishes to die, always; who is ill, where no account is given; the police, where help is called
    for; who is made to withdraw; what may be danger.
    """
    found = (*of(plain, urgent=True), *undertone.heard(reader, session.ask, session.flow, plain))
    if session.ask is not None and session.ask.kind in NEVER_DOUBTED and danger.aside_of(plain) == "illness":
        found = (*found, "illness")
    if session.flow == "withdraw" and pressed(plain):
        found = (*found, "pressed")
    if session.flow == "report" and session.ask is not None and said_beside(plain, account=session.ask.id not in NAMED):
        found = (*found, "unnamed")
    if session.flow == "report" and session.ask is not None and session.ask.id not in NAMED and tells_own_name(plain):
        found = (*found, "own_name")
    found = (*found, *doubts(session.ask, plain))
    return entities(found if session.flow == "urgent" else tuple(kind for kind in found if kind != "police"))


def tells_own_name(plain: str) -> bool:
    """Whether an account says who its writer is: sealed with it, the name is in an anonymous report."""
    return OWN_NAME.search(simple(plain).lower()) is not None


def is_told(plain: str) -> bool:
    """Whether danger in these words is past, feared or others', and no scene that may be now."""
    return danger.is_told(plain) and not perhaps_now(plain, content=True)


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
    return ask.kind in undertone.KINDS or session.flow == "urgent"


def help_wanted(session: Session, plain: str, reader: Reader) -> str | None:
    """A call for help that is none for the police where no sealed step is open. At 「确定吗」 only its words count:
    a learned guess would answer who gives up with a hot line; so would it who answers a choice (人没救过来).
    """
    ask = session.ask
    answers = ask is not None and ask.kind == "choice" and bare(plain) in listed(entity_of(ask.id) or "")
    sure = answers or (ask is not None and ask.id.startswith("confirm."))
    return danger.aside_of(plain) if sure else reader.help_of(plain, free=True)


def as_told(session: Session, plain: str, reader: Reader) -> str:
    """What is read of a text by staff. At the hotline who says it does not count; where an account is asked for, whose
    words they are belongs to it, but for a question. What cries in the mouth of whom it tells of (她说她要跳楼), does.
    """
    ask = session.ask
    account = ask is not None and ask.sealed and ask.kind not in NEVER_DOUBTED and ask.id not in URGENT_STEPS
    word = plain
    if session.way_in == "hotline":
        word = (CALLER_ASKS.sub("", plain, count=1) or plain) if account else callers_word(plain)
    said = direct(plain)
    if session.way_in == "hotline" and ask is not None:
        heard = passing.read if ask.sealed else passing.anywhere
        # 她说等一下, 她说不清楚 tell nothing of what was reported, whatever is asked.
        for one in (callers_word(plain), said):
            if one != plain and (control.exact(one) or heard(ask, one)):
                return one
    return said if said != word and _cries(said, reader) and not _cries(word, reader) else word


def asked_by_caller(session: Session, ask: Ask, kept: str) -> bool:
    """Whether hotline staff say what the caller asks (她问名字不知道行不行): no name and no number; where an account is
    asked for, only what reads like a question to the bot.
    """
    if session.way_in != "hotline" or CALLER_ASKS.match(kept) is None:
        return False
    return ask.kind in NEVER_DOUBTED or (len(kept) <= LONGEST and ASKS_INSTEAD.search(kept) is not None)


def of_body(session: Session, ask: Ask, plain: str) -> str | None:
    """Where staff are asked for a name or a number, a wish to die or an illness that is told is no answer."""
    named = danger.aside_of(plain) if session.way_in in STAFF and ask.kind in NEVER_DOUBTED else None
    return named if named in OF_BODY else None


def _cries(plain: str, reader: Reader) -> bool:
    """Whether the words call for help of any kind, now."""
    if danger.aside_of(plain) in OF_BODY or danger.despairs(plain) or danger.is_now(plain):
        return True
    return reader.zone(plain, "") in {"danger", "maybe_danger"}
