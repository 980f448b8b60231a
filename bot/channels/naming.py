"""Whether by name: what is said where the way of reporting, the name, or how to be reached is asked."""

import re
from functools import cache

from bot.by_name import SAME, WORD_FOR_NAME, objects, plainly_hidden, plainly_named, speaks_of_name
from bot.channels import control
from bot.channels.engine import Event
from bot.channels.mind import change_of_mind, mode_doubted
from bot.channels.passing_words import LATER, PAUSES, SHED_BEFORE, UNREACHED, simple
from bot.channels.schemas import Ask
from bot.channels.text import bare
from bot.channels.whether import PARTS
from bot.unnamed import (
    HIDDEN,
    LEAST_DIGITS,
    LONGEST_SAID,
    asks,
    is_marked,
    leaves_all,
    left_out,
    may_be_name,
    named_after_all,
    names_nobody,
    only_hidden,
    only_talks,
    plainly_unnamed,
    refuses_own_name,
    wants_name,
    wants_no_name,
)
from store.items import catalogue

# Where much is told of others, and a text that is nothing but small words is the writer's.
TOLD_AT = frozenset({"report.facts", "report.evidence", "report.files"})
# A wish put as a question.
POLITE_WORDS = r"行不行|中不中|可不可以|能不能|好不好|得唔得|行不|[吗么?]"
# A report by name needs these; who gives none is offered the anonymous way.
NAMED = frozenset({"report.name", "report.contact"})
# Steps of a report that are not sealed and do not ask about the way of reporting themselves.
STEERED_BY_MODE = frozenset(
    item.label
    for item in catalogue()["report"].items.values()
    if item.kind == "choice" and item.id not in ("mode", "acknowledge")
) | {"report.review"}
# Needless to hide it, or somebody else wants it so.
_NO_HIDING = re.compile(r"(?:无需|毋需|没必要|用不着|犯不着|[让叫劝]我)匿|匿名(?:就算|免)")
_NAME_IS = re.compile(r"名字?(?:也|都)?(?:没问题|没错|对|写得对|写对了)")
_NAME_WRONG = re.compile(r"^(?:他|她|被举报人|领导|那个人)?的?名(?:字|子)?[^,，。\s]{0,4}错|^(?:写|打|填|说)错.{0,4}名")
_SAME, _WORD_FOR_NAME, _POLITE = re.compile(SAME), re.compile(WORD_FOR_NAME), re.compile(POLITE_WORDS)
# Asked whether to go on without a name.
WHETHER_UNNAMED = frozenset({"confirm.unnamed", "confirm.anonymous"})
MARKED_AT = (WHETHER_UNNAMED | STEERED_BY_MODE | {"report.acknowledge", "report.mode"}) - {"report.review"}
# Where anything said of the name counts, and no step is sealed.
CONCERNED = MARKED_AT | {"report.review", "confirm.cancel"}

NOTHING = re.compile(
    r"(?:我)?(?:没|没有|无|暂无|都没有?)(?:名字|姓名|联系方式|联系电话|电话|手机|手机号|号码|微信|邮箱|可以留的|方便的|合适的)*(?:了|的|啊|呀|可留)*"
)

# It only agrees (嗯, 好): whether that answers, the engine knows by what was said before.
MERELY = ("heard", "merely")
# Said to 按匿名继续吗, either is meant: on without a name, or on with filling in.
_EITHER = frozenset({"继续", "接着", "接着来", "往下", "提交", "交"})
# Asked whether the report is one's own: it is, and what is said with it.
_OWN_DEED = re.compile(
    r"(?:对|嗯|那|当然|确实|都|就)*(?:是|系)(?:我们?|俺们?|本人)(?:自己|本人|亲自|单位|实名)*(?:举报|写|报|反映|检举|告)?(?:的|嘞|嘅|呀|啊|哦)*"
    r"|(?:对|嗯|是|的)*(?:我们?|俺们?)(?:自己|本人)(?:举报|写|报|反映|检举|告)?(?:的|嘞|嘅)*|(?:对|嗯|是|的|我|俺)*(?:认(?:的|嘞)?|(?:认可|承认)(?:的|了)?)"
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
    """The answer to a question whether by name, or None. What is not said plainly is asked, and drops no name."""
    if step not in CONCERNED:
        return None
    if step == "report.mode" and (mode_doubted(plain) or _NO_HIDING.search(word) or objects(plain)):
        return Event("repeat")
    if is_marked(plain) and "?" not in plain and speaks_of_name(plain) and step in MARKED_AT:
        return Event("answer" if step in WHETHER_UNNAMED else "repeat")  # 匿名❌: asked again, nothing is dropped
    hidden, named = plainly_hidden(plain), plainly_named(plain)
    if step == "report.mode":
        return Event("choose", "anonymous") if hidden and HIDDEN in word else None
    if step in WHETHER_UNNAMED:
        return _unnamed_or_not(plain, word, hidden=hidden, named=named)
    if step == "confirm.cancel":  # 只删名字: the report is not given up
        return Event("resume") if "?" not in plain and any(one in word for one in "名匿") else None
    if step == "report.review" and named:
        return Event("correct", entities=(("report_mode", "realname"),))  # 实名就实名: so it is, or becomes
    if step == "report.acknowledge" and _says(plain, _OWN_DEED):
        return Event("choose", "yes")
    changed = change_of_mind(plain)
    if step == "report.acknowledge" and wants_no_name(plain) and changed is None:
        return Event("choose", "no")  # 是我 不过不留名: it is asked whether to go on without
    acknowledging = step == "report.acknowledge"  # there 我要实名 answers
    if changed is not None and changed[0] == "report_mode" and not (acknowledging and changed[1] == "realname"):
        return Event("correct", entities=(changed,))
    if hidden:
        return Event("correct", entities=(("report_mode", "anonymous"),))
    if (named or named_after_all(plain)) and step in STEERED_BY_MODE:
        return Event("correct", entities=(("report_mode", "realname"),))  # 名字还是留着, said after 还是匿名吧
    return Event("none_given") if step != "report.review" and wants_no_name(plain) else None


def at_review(plain: str) -> Event | None:
    """What is said of the name at the review, and not plainly: by name or not is asked anew, and nothing submitted."""
    unclear = "?" not in plain and (is_marked(plain) or not asks(plain)) and not _NAME_IS.search(plain)
    if unclear and _NAME_WRONG.search(plain):
        return Event("correct")  # whose name is wrong, is chosen from what can be changed
    return Event("correct", "mode") if unclear and speaks_of_name(plain) else None


def _unnamed_or_not(plain: str, word: str, *, hidden: bool, named: bool) -> Event | None:
    """Asked whether to go on without a name: a yes deletes it."""
    if named or (not hidden and (wants_name(plain) or change_of_mind(plain) == ("report_mode", "realname"))):
        return Event("choose", "no")  # 还是实名
    if hidden:
        return Event("choose", "yes")
    if _says(plain, _AGREES) and "名" not in word:
        return Event("choose", "yes", (MERELY,))
    unclear = (speaks_of_name(plain) or bool(left_out(plain)) or word in _EITHER) and not asks(plain)
    return Event("answer") if unclear else None


def _says(plain: str, what: re.Pattern[str]) -> bool:
    """Whether a short text says this, and else only agrees, goes on or thanks (对头 就是我本人; 是的呢 继续)."""
    parts = [word for part in PARTS.split(plain) if (word := simple(bare(part)).lower())]
    known = all(any(one.fullmatch(word) for one in (what, _AGREES, _GOES_ON, _NAMED_ALL_THE_SAME)) for word in parts)
    return "?" not in plain and known and any(what.fullmatch(word) for word in parts)


def at_sealed(ask: Ask, plain: str, word: str) -> Event | None:
    """What a whole short text says of the name at a sealed step of a report, or None."""
    if ask.id in NAMED and only_hidden(plain):
        return Event("none_given")  # said where a name is asked, it is asked whether it is meant so
    if (changed := change_of_mind(plain)) is not None:
        return Event("correct", entities=(changed,))
    if ask.id not in NAMED and ask.id != "report.party" and named_after_all(plain):
        return Event("correct", entities=(("report_mode", "realname"),))
    if (kept := same(ask, plain, word)) is not None:
        return kept
    said = SHED_BEFORE.sub("", plain)  # 她改主意不想实名了
    refuses = refuses_own_name(said, told=ask.id in TOLD_AT) or plainly_unnamed(said)
    return Event("none_given") if refuses or (ask.id in NAMED and gives_none(ask, plain, word)) else None


def same(ask: Ask, plain: str, word: str) -> Event | None:
    """Asked for a name or how to be reached: it stays as it was (名字不变); the mere word for it is asked again."""
    protests = ask.kind == "name" and HIDDEN in word and wants_name(plain)  # 我不是要匿名, where the name is asked anew
    if protests or (ask.id in NAMED and _SAME.fullmatch(word)):
        return Event("resume", "unchanged")
    return Event("repeat") if ask.kind == "name" and _WORD_FOR_NAME.fullmatch(word) else None


def gives_none(ask: Ask, plain: str, word: str) -> bool:
    """Whether, asked for a name or how to be reached, a text gives none; 先不填了 and 回头再写 put it off."""
    if NOTHING.fullmatch(word) or word in _none() or (ask.kind == "name" and names_nobody(plain)):
        return True
    if len(plain) > LONGEST_SAID:
        return False
    put_off = PAUSES.fullmatch(word) or LATER.fullmatch(word) or (ask.kind == "name" and may_be_name(plain))
    if put_off or sum(c.isdigit() for c in plain) >= LEAST_DIGITS:
        return False
    parts = [part for part in PARTS.split(plain) if bare(part)]
    if len(parts) > 1 and leaves_all(_POLITE.sub("", plain)):
        return True  # 不写行不行，怕得很
    if leaves_all(plain) or ask.kind == "name":  # where a name is asked, 别打我 is no wish about being called
        return leaves_all(plain)
    unreached = [part for part in parts if UNREACHED.fullmatch(simple(bare(part)))]
    return bool(unreached) and all(p in unreached or only_talks(p) for p in parts)


@cache
def _none() -> frozenset[str]:
    return control.sections()["none"] | control.sections()["unsure"]
