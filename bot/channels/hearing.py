"""What sealed words call for besides: numbers that are told while the words themselves are kept. The engine learns the
kind (entity `heard`), never the words. The page reads the same (`bot/web/src/deciding.ts`), and says it beside the
envelope.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import bot.danger as danger
from bot.channels.engine import Event
from bot.channels.passing import URGENT_CONTACT, URGENT_STEPS, WHETHER_NOW, takes_back
from bot.channels.schemas import Ask, Heard
from bot.channels.sentinel_model import NEVER_DOUBTED, Reader
from bot.channels.sessions import Session
from bot.channels.text import Cleaned
from bot.danger_scenes import perhaps_now
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
# Heard even where a date or a number is asked for: none says it.
OF_BODY = frozenset({"despair", "illness"})
LONGEST_ASKED = 20
# They come between two steps.
BETWEEN = frozenset({"confirm", "change"})
# A number or an account; 110 is none.
ACCOUNT = re.compile(r"[A-Za-z0-9_@.+-]{5,}|\d[\d \-]{5,}\d")
REACHES = re.compile(r"[A-Za-z@]|微信|电话|手机|邮箱|找我|联系|转告")
# No way to be reached, but the call shall go: 别联系我，直接来.
SENDS = re.compile(
    r"派人|叫人过?来|直接(?:来|过来|报|送)|快(?:点|啲|些)?(?:来|派|送|报|发)|赶紧|赶快|送出去|报上去|发出去|就这样(?:报|送|发)|先(?:送|报|发)|救人要紧"
)
SENDS_NOT = re.compile(r"[不别没唔莫甭](?:要|用|想|能|可以|敢)?(?:再)?(?:派人|叫人|来|送|报|发|赶)")
# Asked, or said of a line that nobody answers, the same words reach nobody.
REACHES_NOT = re.compile(
    r"[?？]|[吗么嘛呢]\s*$|为什么|为啥|干嘛|干吗|怎么|咋|会不会|能不能|可不可以|是不是|要不要|多久|凭什么|打不通|没人接|不接|占线|没有信号|监听|监控|偷听|在他|被.{0,4}(?:收|拿|抢|扣)|手里|不能打|没有?手机"
)


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
    """Of an answer: who wishes to die, always; who is ill, where no account is given; the police, where help is called
    for; who is made to withdraw.
    """
    found = of(plain, urgent=True)
    if session.ask is not None and session.ask.kind in NEVER_DOUBTED and danger.aside_of(plain) == "illness":
        found = (*found, "illness")
    if session.flow == "withdraw" and pressed(plain):
        found = (*found, "pressed")
    return found if session.flow == "urgent" else tuple(kind for kind in found if kind != "police")


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
    return ask.kind in TELLING or session.flow == "urgent"


_ASKS = re.compile(
    r"[?？]|(?:[吗么嘛呢]|多久到|谁能看到|怎样|怎么样)\s*$|^(?:为什么|为啥|谁|怎么|多久|会不会|能不能|可不可以|是不是)"
)


def asks(plain: str) -> bool:
    """Whether a short text at the step how to reach somebody is a question."""
    return len(plain) <= LONGEST_ASKED and _ASKS.search(plain) is not None and not danger.is_now(plain)


def reaches(cleaned: Cleaned) -> bool:
    """Whether it may say how to reach somebody: no command does (/submit), nor known words alone (好，再写一点), nor a
    question (会不会打电话过来).
    """
    if ACCOUNT.search(cleaned.plain) and not cleaned.command:
        return True
    return not cleaned.command and REACHES.search(cleaned.plain) is not None and not REACHES_NOT.search(cleaned.plain)


def help_wanted(session: Session, plain: str, reader: Reader) -> str | None:
    """A call for help that is none for the police where no sealed step is open. At 「确定吗」 only its words count:
    a learned guess would answer who gives up with a hot line.
    """
    sure = session.ask is not None and session.ask.id.startswith("confirm.")
    return danger.aside_of(plain) if sure else reader.help_of(plain, free=True)


def in_urgent(ask: Ask, cleaned: Cleaned) -> Event | None:
    """What is no answer at a step of a call for help, as an event: its words go along with it. None: an answer."""
    if ask.id not in URGENT_STEPS or danger.aside_of(cleaned.plain) is not None:
        return None
    if not danger.is_now(cleaned.plain) and takes_back(cleaned.plain):
        return replace(EVENTS["not_now"], entities=besides(cleaned.plain))
    if ask.id != URGENT_CONTACT or reaches(cleaned):
        return None
    if danger.is_now(cleaned.plain) or perhaps_now(cleaned.plain, content=False) or danger.by_police(cleaned.plain):
        return Event("danger", "words", besides(cleaned.plain))
    goes = SENDS.search(cleaned.plain) and not SENDS_NOT.search(cleaned.plain) and not REACHES_NOT.search(cleaned.plain)
    return EVENTS["go_on"] if goes and not cleaned.command else Event("story", "none")


# As the page states it beside the sealed words (`StoryAbout.goal`): asked whether it is needed; sent as it is.
EVENTS = {"not_now": Event("not_that", "now"), "go_on": Event("skip")}


def stated(ask: Ask | None, goal: str, heard: Entities) -> Event:
    """The event of words that the page sealed in a call for help, or at the question whether it is one."""
    if ask is not None and ask.id in WHETHER_NOW and goal == "not_now":
        return Event("choose", "no", heard)
    return (
        replace(EVENTS[goal], entities=heard) if ask is not None and ask.id in URGENT_STEPS else Event("story", "none")
    )
