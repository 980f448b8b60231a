"""What is said at the two steps of a call for help that answers neither: it shall not go, or as it is; who is asked how
to be reached asks back, or cries again. The words go along with the call. Twin: `bot/web/src/deciding.ts`, `inUrgent`.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

import bot.danger as danger
from bot.channels import hearing
from bot.channels.engine import Event
from bot.channels.hearing import Entities, besides
from bot.channels.passing import URGENT_CONTACT, URGENT_STEPS, WHETHER_NOW, takes_back
from bot.channels.schemas import Ask
from bot.channels.text import Cleaned
from bot.danger_scenes import perhaps_now

LONGEST_ASKED = 20
"""What asks in more characters tells, too."""
# A number or an account; 110 is none, nor are words (don't send, dian cuo le).
ACCOUNT = re.compile(r"(?=[A-Za-z0-9_@.+-]{5})[A-Za-z_.+-]*[0-9_@][A-Za-z0-9_@.+-]*|\d[\d \-]{5,}\d")
REACHES = re.compile(
    r"@|(?:[Ww]e[Cc]hat|[Ww]ei[Xx]in|[Ww][Xx]|[Vv][Xx]?|[Qq][Qq])[ :：]*[A-Za-z]"
    r"|微信|电话|手机|邮箱|找我|联系|转告"
)
# A number that nobody may ring, or that is his who does it.
FORBIDS = re.compile(
    r"(?:别|不要|千万|不能|不可以|勿|莫|唔好|不|not|don'?t)(?:再|call)?(?:打|写|用|联系|拨)?(?:给)?[\s,，:：]*\+?\d"
    r"|\d[^,，。\d]{0,4}(?:不要|别|不能|不行|行吗)|别(?:告诉|打给)|不要打给|(?:他|对方|那个?人|坏人|打我的[^,，。]{0,2})(?:的|是)+(?:电话|号码|手机)?[\s:：]*\d"
    r"|\d[^,，。\d]{0,4}(?:他的|对方的|打我的|那个人)|打我的(?:那个?)?人|(?:等我想|[?？]\s*$)"
)
ASKS = re.compile(
    r"[?？]|(?:[吗么嘛呢]|多久到|谁能看到|怎样|怎么样)\s*$"
    r"|^(?:为什么|为啥|干嘛|干吗|谁|怎么|咋|多久|凭什么|会不会|能不能|可不可以|是不是|要不要)"
)
# Of a line that nobody answers, or that somebody else holds, the same words reach nobody.
REACHES_NOT = re.compile(
    r"怕|会听[见到]|(?:他|她|对方)会接|先别|没说|不要来|还没想|快没电|没电了|[拿握]着|打不通|没人接|不接|占线|没有信号|监听|监控|偷听|在他|被.{0,4}(?:收|拿|抢|扣)|手里|不能打|没有?手机"
    r"|想想|想一[下想]|考虑|要不要|该不该|犹豫|再(?:说|想)|让我|后悔|先不|告诉我|[等想]好?了?再"
)
# No way to be reached, but the call shall go: 别联系我，直接来.
SENDS = re.compile(
    r"派人|叫人过?来|直接(?:来|过来|报|送)|快(?:点|啲|些)?(?:来|派|送|报|发)|送出去|报上去|发出去|就这样(?:报|送|发)|先(?:送|报|发)(?!个?平安)|救人要紧"
    r"|(?:赶紧|赶快)(?:来|派|送|报|发|救|帮|的|点|啊|呀|吧|[\s,.。!！]|$)"
)
SENDS_NOT = re.compile(
    r"[不别没唔莫甭](?:要|用|想|能|可以|敢|让|叫|给|再|他们?|你们?|人|警察|谁)*(?:派人|叫人|来|送|报|发|赶|过来)|取消|撤|停|删|平安"
)
# As the page states it beside the sealed words (`StoryAbout.goal`).
EVENTS: Mapping[str, Event] = {
    "not_now": Event("not_that", "now"),
    "go_on": Event("skip"),
    "urgent": Event("danger", "words"),
    "none": Event("story", "none"),
}
# Said nowhere else.
STATED = frozenset({"not_now", "go_on"})


def asks(plain: str) -> bool:
    """Whether a short text at the step how to reach somebody is a question."""
    return len(plain) <= LONGEST_ASKED and ASKS.search(plain) is not None and not ACCOUNT.search(plain)


def reaches(cleaned: Cleaned) -> bool:
    """Whether it may say how to reach somebody: no command does (/submit), nor known words alone (好，再写一点), nor a
    question (会不会打电话过来).
    """
    plain = cleaned.plain
    if cleaned.command or ACCOUNT.search(plain):
        return not cleaned.command and FORBIDS.search(plain) is None
    return REACHES.search(plain) is not None and not (REACHES_NOT.search(plain) or ASKS.search(plain))


def heard_as(step: str, cleaned: Cleaned) -> str | None:
    """A key of `EVENTS`, or None for an answer and for other calls for help, which their own words tell."""
    plain = cleaned.plain
    if step not in URGENT_STEPS or danger.aside_of(plain) is not None:
        return None
    now = danger.is_now(plain)
    reached = step == URGENT_CONTACT and ACCOUNT.search(plain) is not None
    if not now and takes_back(plain, reached=reached):
        return "not_now"
    if step != URGENT_CONTACT or reaches(cleaned):
        return None
    if now or perhaps_now(plain, content=False) or danger.by_police(plain):
        return "urgent"
    goes = SENDS.search(plain) and not (SENDS_NOT.search(plain) or REACHES_NOT.search(plain) or ASKS.search(plain))
    return "go_on" if goes and not cleaned.command else "none"


def event(ask: Ask, cleaned: Cleaned) -> Event | None:
    """`heard_as`, as an event."""
    heard = heard_as(ask.id, cleaned)
    return replace(EVENTS[heard], entities=besides(cleaned.plain)) if heard else None


def stated(ask: Ask | None, goal: str, heard: Entities) -> Event:
    """The event of words that the page sealed in a call for help, or at the question whether it is one."""
    step = ask.id if ask is not None else ""
    if step in WHETHER_NOW and goal == "not_now":
        return Event("choose", "no", (*heard, hearing.TOLD))
    return replace(EVENTS[goal if step in URGENT_STEPS else "none"], entities=heard)
