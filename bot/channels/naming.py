"""Whether by name: what is said where the way of reporting, the name, or how to be reached is asked."""

import re
from functools import cache

from bot import unnamed
from bot.channels import control
from bot.channels.engine import Event
from bot.channels.mind import change_of_mind, mode_doubted
from bot.channels.passing_words import LATER, PAUSES, UNREACHED, simple
from bot.channels.schemas import Ask
from bot.channels.text import bare
from bot.channels.whether import PARTS
from bot.unnamed import HIDDEN, LEAST_DIGITS, may_be_name, names_nobody, only_talks, wants_name, wants_no_name

# A report by name needs these; who gives none is offered the anonymous way.
NAMED = frozenset({"report.name", "report.contact"})
# Asked whether to go on without a name.
WHETHER_UNNAMED = frozenset({"confirm.unnamed", "confirm.anonymous"})

NOTHING = re.compile(
    r"(?:我)?(?:没|没有|无|暂无|都没有?)(?:名字|姓名|联系方式|联系电话|电话|手机|手机号|号码|微信|邮箱|可以留的|方便的|合适的)*(?:了|的|啊|呀|可留)*"
)

# Asked whether the report is one's own: it is, and what is said with it.
_OWN_DEED = re.compile(
    r"(?:对|嗯|那|当然|确实|都|就)*(?:是|系)(?:我们?|俺们?|本人)(?:自己|本人|亲自|单位|实名)*(?:举报|写|报|反映|检举|告)?(?:的|嘞|嘅|呀|啊|哦)*"
    r"|(?:对|嗯|是|的)*(?:我们?|俺们?)(?:自己|本人)(?:举报|写|报|反映|检举|告)?(?:的|嘞|嘅)*|(?:对|嗯|是|的|我|俺)*(?:认|认可|承认)(?:的|了)?"
)
_AGREES = re.compile(
    r"(?:是|对|系|嗯|好|行|中|成|得|要得|可以|阔以|没错|不错|没问题|当然|同意|确认|yes|ok|okay|sure)(?:是|对|系|嗯|好|的|头|嘞|嘅|呀|啊|呢|吧|啦)*"
    r"|(?:名字|姓名)(?:也|都)?(?:没错|对|是真|是(?:我|俺)|没问题)(?:的|嘞)*|👌|👍|🆗"
)
_NAMED_ALL_THE_SAME = re.compile(r"(?:我|就是|是)*(?:不(?:用|要)?匿名|实名)(?:的|举报)*(?:了|吧)*")
_GOES_ON = re.compile(
    r"(?:就(?:这么|这样|噉))?(?:继续|接着|往下)?(?:来|走|办|弄|整)?(?:吧|啦|了|嘛)*"
    r"|谢谢(?:理解|你们?|您)?|go ?on|(?:恁|你)看着[弄办]"
)


def whether(step: str, plain: str, word: str) -> Event | None:
    """The answer to a question whether by name, or None; both ways in one answer are asked again."""
    if step == "report.mode" and mode_doubted(plain):
        return Event("repeat")
    if step in WHETHER_UNNAMED and (change_of_mind(plain) == ("report_mode", "realname") or wants_name(plain)):
        return Event("choose", "no")  # 还是实名
    if step == "report.review" and wants_name(plain) and not wants_no_name(plain):
        return Event("correct", entities=(("report_mode", "realname"),))  # 实名就实名: so it is, or becomes
    if step == "report.mode" and HIDDEN in word and wants_no_name(plain):
        return Event("choose", "anonymous")
    # 是我 不过不留名: it is asked whether to go on without.
    if step == "report.acknowledge" and wants_no_name(plain):
        changed = change_of_mind(plain)
        return Event("choose", "no") if changed is None else Event("correct", entities=(changed,))
    if step == "report.acknowledge" and _says(plain, _OWN_DEED):
        return Event("choose", "yes")
    unnamed = step in WHETHER_UNNAMED and (wants_no_name(plain) or (_says(plain, _AGREES) and "名" not in word))
    return Event("choose", "yes") if unnamed else None


def _says(plain: str, what: re.Pattern[str]) -> bool:
    """Whether a short text says this, and else only agrees, goes on or thanks (对头 就是我本人; 是的呢 继续)."""
    parts = [word for part in PARTS.split(plain) if (word := simple(bare(part)).lower())]
    known = all(any(one.fullmatch(word) for one in (what, _AGREES, _GOES_ON, _NAMED_ALL_THE_SAME)) for word in parts)
    return "?" not in plain and known and any(what.fullmatch(word) for word in parts)


def gives_none(ask: Ask, plain: str, word: str) -> bool:
    """Whether, asked for a name or how to be reached, a text gives none; 先不填了 and 回头再写 put it off."""
    if NOTHING.fullmatch(word) or word in _none() or (ask.kind == "name" and names_nobody(plain)):
        return True
    put_off = PAUSES.fullmatch(word) or LATER.fullmatch(word) or (ask.kind == "name" and may_be_name(plain))
    if put_off or sum(c.isdigit() for c in plain) >= LEAST_DIGITS:
        return False
    parts = [part for part in PARTS.split(plain) if bare(part)]
    unreached = [part for part in parts if UNREACHED.fullmatch(simple(bare(part)))]
    return unnamed.gives_none(plain) or (bool(unreached) and all(p in unreached or only_talks(p) for p in parts))


@cache
def _none() -> frozenset[str]:
    return control.sections()["none"] | control.sections()["unsure"]
