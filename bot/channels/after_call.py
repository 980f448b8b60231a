"""After a call for help went, with nothing open: who writes is still in it. Twin: `followsUp` of
`bot/web/src/passing.ts`.

What takes it back only offers to tell the duty desk, so its list is wide; what asks about the call is answered; all
else that is no plain wish or question belongs to the call, and is not asked about.
"""

import re

import bot.danger as danger
from bot.channels import choosing, hearing
from bot.channels.boundary import BUTTON, URGENT_WORDS
from bot.channels.caller import STAFF
from bot.channels.engine import Event
from bot.channels.passing_words import simple
from bot.channels.reached import ACCOUNT, REFUSES_CLAUSE, RINGS, WANTS_OF_BOT, says_where
from bot.channels.said import Said
from bot.channels.schemas import URGENT
from bot.channels.sentinel import Sentinel
from bot.channels.sessions import Session
from bot.channels.text import bare, clean
from bot.channels.urgent_words import GONE, NOT_NOW, SAFE, TAKEN_BACK
from bot.channels.vaulting import Vaulting
from bot.channels.whether import PARTS
from bot.danger_scenes import perhaps_now
from store import digits as spoken

LONGEST_CLAUSE = 16
# 送出去没有, 多久到, 你们派人了没, 人到哪了.
ASKS_OF_CALL = re.compile(
    r"(?:送|发|报|收|看|接)(?:出去|出|到|上去|过去|见)*(?:了|我的求助)?(?:没有?|吗|么|未|冇)|送到了?[?？]|(?:多久|多长时间|几时|何时|什么时候|啥时候?|好久|几点)(?:才?能?|可以|会)?(?:到|来|嚟|赶|有人)"
    r"|^(?:还|仲)?(?:要|需要)(?:多久|多长时间|好久)|(?:有没有|有冇|有)(?:人|警察)(?:会?来|看|收|管|处理)|(?:派|叫|通知)(?:了|咗)?(?:人|警察)?(?:了|咗)?(?:没|吗|未)"
    r"|(?:人|警察|你们)(?:到|在|来)(?:了)?(?:哪|没(?!有?用))|怎么(?:还|都)?(?:没|不)(?:来|到|人)|咋(?:还|都)?(?:没|不)(?:来|到)|来不来|没人(?:来|理|管)"
)
# What the lists of `urgent_words.py` leave out, since before a call goes it is asked about: 弟弟乱按的, 能撤回吗.
BY_MISTAKE = re.compile(
    r"(?:是|刚才|刚刚|不好意思|对不起|抱歉|我|我们?|俺|其实|就)*(?:我?(?:儿子|女儿|弟弟|妹妹|孙子|孩子)|小孩子?|娃儿?|别人|自己|不小心|我)?(?:刚才|不小心|瞎|乱|误|随便|拿手机)*(?:按|点|碰|发|弄|搞|玩|摁)(?:错|到)?(?:了|的|着玩|咗)+(?:不好意思|对不起|抱歉)*"
    r"|(?:请|帮我|快|我要|能不能|能|可以|可不可以|想)*(?:取消|撤销|撤回|撤|收回)(?:求助|刚才的|那条)*(?:吗|吧|了)?"
    r"|(?:(?:么得|没得|冇|莫得|没|没有)(?:事|危险)(?:情)?(?:了|咯|啦|喇)*)+(?:不好意思|谢谢|麻烦你们了|打扰了|多谢)*"
    r"|(?:别来了)?(?:我们?|俺)?(?:自己|已经|都)*(?:跑|逃|溜)(?:出来|掉|出去|开)(?:了|啦|咯)+"
)
_BACK = (TAKEN_BACK, NOT_NOW, SAFE, GONE, REFUSES_CLAUSE, BY_MISTAKE)


def takes_back(plain: str) -> bool:
    """Whether one clause takes the call back, and none tells danger."""
    if "?" in plain or RINGS.search(plain) or danger.is_now(plain) or perhaps_now(plain, content=False):
        return False
    words = (simple(bare(part)) for part in (plain, *PARTS.split(plain)) if len(part) <= LONGEST_CLAUSE)
    return any(word and any(one.fullmatch(word) for one in _BACK) for word in words)


def asks_of_it(plain: str) -> bool:
    """Whether a short text asks whether the call arrived, or when somebody comes."""
    return len(plain) <= LONGEST_CLAUSE and ASKS_OF_CALL.search(simple(plain)) is not None


class FollowUp:
    """Reads what is typed after a call for help went, while nothing is open."""

    def __init__(self, sentinel: Sentinel, vaulting: Vaulting, max_text: int) -> None:
        self._sentinel = sentinel
        self._vaulting = vaulting
        self._max_text = max_text

    async def event(self, session: Session, said: Said) -> Event | None:
        """What is said of the call, or belongs to it and is sealed for it; None for anything else: a button, a plain
        wish or question, a report, another cry. Raises what the store raises when something could not be kept.
        """
        if not session.called or session.ask is not None or said.text is None or said.meant == "question":
            return None
        cleaned = clean(said.text)
        plain = cleaned.plain
        if not plain or cleaned.command or bare(plain) == BUTTON or len(cleaned.kept) > self._max_text:
            return None
        if choosing.chosen(session, plain) is not None or spoken.receipt(cleaned.kept).number is not None:
            return None
        if asks_of_it(plain):
            return Event("not_that", "sent")
        if takes_back(plain):
            return Event("not_that", "safe")
        if session.way_in in STAFF:
            return None  # they may write for the next caller already
        zone = self._sentinel.zone(plain)
        if zone == "danger" or (zone == "clear" and ACCOUNT.search(plain) is None and not says_where(plain)):
            return None
        if zone in ("story", "unsure") and (WANTS_OF_BOT.search(plain) or self._sentinel.story(plain).goal == "report"):
            return None
        await self._vaulting.seal_text(session.conversation, URGENT_WORDS, cleaned.kept)
        return Event("story", URGENT, hearing.besides(plain))
