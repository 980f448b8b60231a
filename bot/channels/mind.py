"""A change of mind about the way of reporting, in one short sentence (还是匿名吧). Twin: `bot/web/src/passing.ts`."""

import re
from functools import cache
from pathlib import Path

import yaml

from bot.channels.called import MOST_READ
from bot.channels.passing_words import (
    ASKS_TO_LEAVE_OUT,
    LONGEST,
    SHED_AFTER,
    SHED_BEFORE,
    UNNAMED,
    simple,
)
from bot.channels.text import bare

LOOKUPS = Path(__file__).resolve().parents[2] / "nlu_data" / "lookups"
# Choices of a report that can be changed by a sentence at every step, by the entity that names their options.
CHANGEABLE = ("report_mode", "capacity")
LEAST_DIGITS = 4

_BEFORE = (
    r"(?:那|算了|算啦|我|咱|想了想|考虑了一下|决定|还是|要不然?|不如|干脆|帮我|给我|请|麻烦|把|刚才|前面|举报方式|方式|这个|想|要|就"
    r"|改主意了?|改变主意了?|变卦了?|改成|改为|改回|改做|改作|改|换成|换为|换回|换|变成|变回|变更为|转为|转成|转做|转返|转回|转|选择?|用|以|按|走|来|先|重新)*"
)
_AFTER = r"(?:举报|方式|形式|名义|身份|的|来|处理|办|受理|吧|好了|好|啊|呀|更好|稳妥|安全|保险|一点|点|得了|可以|行)*"
_CHANGES = re.compile(r"还是|算了|改|换|变|转|要|想|要不|不如|干脆|那就|决定|重新|吧$|好了$|得了$")
_NOT_SAID = re.compile(r"不用(?!真名|我)|不想(?!留名|让)|不要(?!写)|不愿意?实|别(?!写|让)|算了$|怎么|什么|吗$|呢$|区别")


@cache
def _words() -> dict[str, dict[str, str]]:
    """Entity → word (bare) → option."""
    found: dict[str, dict[str, str]] = {}
    for name in CHANGEABLE:
        tree = yaml.safe_load((LOOKUPS / f"{name}.yml").read_text("utf-8"))
        found[name] = {bare(str(word)): option for option, words in tree["values"].items() for word in words}
    return found


@cache
def _change(entity: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_words()[entity], key=len, reverse=True))
    return re.compile(f"({_BEFORE})({words})({_AFTER})")


def change_of_mind(plain: str) -> tuple[str, str] | None:
    """The entity and the option that a whole short sentence changes to ("还是匿名吧", "改成单位名义"), or None."""
    if "?" in plain or len(plain) > MOST_READ:
        return None
    plain = simple(plain)
    word = bare(SHED_AFTER.sub("", SHED_BEFORE.sub("", plain)) or plain)
    if not 2 <= len(word) <= LONGEST:
        return None
    if UNNAMED.fullmatch(word) and not ASKS_TO_LEAVE_OUT.search(word):
        return "report_mode", "anonymous"
    for entity in CHANGEABLE:
        found = _change(entity).fullmatch(word)
        if found is None or _NOT_SAID.search(found[1].replace("算了", "") + found[3]):
            continue
        bare_mode = entity == "report_mode" and word in {"匿名", "匿名举报", "实名", "实名举报"}
        if bare_mode or _CHANGES.search(found[1]) or _CHANGES.search(found[3]):
            return entity, _words()[entity][found[2]]
    return None


# Whether by name, said and taken back in one breath, or trailing off: it is asked again (匿名 不对 实名; 实名…).
MODE_DOUBTED = re.compile(
    r"实名\s*(?:…|[.。．]{2,})\s*$|^要不(?:然|就)?实名|(?:实名|匿名)[\s,，。]*(?:不对|错了|哦不|不是|不)[\s,，。]+(?:实名|匿名)$"
)
# Both ways in one answer are plain only so: 实名，不匿名; 不匿名，实名; 不要实名，匿名.
_BOTH = re.compile(r"(?=.*实名).*匿名")
_ONE_OF_BOTH = re.compile(
    r"(?:我|还是|就|要|选|用|想|是|走)*实名(?:举报)?吧?[\s,，。]*而?(?:不(?:要|用|想|是)?|别|唔(?:要|想|系)?)[\s,，。]*匿名(?:举报|的)*[吧了啊呀哈\s。!！]*"
    r"|(?:我|还是|就|可)*(?:不|别|莫|勿|甭|唔)[^,，。]{0,3}实名.*"
    r"|(?:我|还是|就|可)*(?:不(?:要|用|想|是)?|别|唔(?:要|想|系)?)匿名[\s,，。]+(?:我|还是|就|要|选|用|改|是)*实名(?:举报)?[吧了啊呀哈\s。!！]*"
)


# Of those who did: 实名举报的都被整了.
OF_OTHERS = re.compile(r"[^,，。]{0,6}实名(?:举报)?的(?!$|吧|了|好|呀|啊|啦|[\s,，。!！])")
# One clause among others: no name shall be given (提交（匿名）, 我自己，但是要匿名, 电话不能给，怕).
NO_NAME = re.compile(
    r"(?:我们?|俺|自己|但是?|可是?|不过|还是|就|要|想|用|以|改|那|算了|走|选|来|得|好|的|嗯|行|吧|提交|交)*[匿隐]名(?:交|提交|整|举报|报|来|的|吧|啦|喇|好|稳当|安全|一点|点|些|得了|算了)*"
    r"|(?:我们?|俺|但[是系]?|可是?|不过|还是|就是?|千万|算了|那|也|真的|提交|照?交|吧|中|行)*(?:不|别|莫|勿|甭|唔|冇)(?:要|想|用|再|好|使|愿意?|敢|肯|讲得?|说|写|留|给|能|带|有|露|暴露|透露|交|出)*"
    r"(?:实名|署名|真名|[我俺](?:的|个|嘅)?(?:真|大)?(?:名字?|姓名)|(?:名字|姓名|身份)(?!证)|名)(?:举报|进去|上去|出去|了|吧|啦|喇|咗|算球)*"
    r"|(?:我们?|俺|真的|实在)*(?:不|别|唔)(?:想|敢|愿意?|能|肯)*(?:说|讲|透露|告诉)(?:你们?)?[我俺](?:是谁|叫(?:啥|什么|咩)|姓(?:啥|什么))"
    r"|(?:我的?|俺的?|把)*(?:名字|姓名|名)(?:帮我|给我|就|都)?(?:去掉|删掉?|隐去|抹掉|算|不要)(?:了|吧)*|隐去姓名(?:再|后)?(?:交|提交)?|(?:换成|改成|用|要)*不记名的?"
    r"|(?:我|俺|那|就|都|也|还是)*(?:不|别|莫|唔|甭)(?:要|想|用)?留(?:了|吧|啦|喇)*"
    r"|实名算(?:球|咗)|(?:我的?)?(?:电话|号码|名字|姓名|联系方式)(?:不能|不敢|不想|没法|不便|不方便)(?:给|留|说|写|提供)(?:了|你们?)*"
)
_CLAUSES = re.compile(r"[\s,，。;；:：!！、…()（）]+")


def wants_no_name(plain: str) -> bool:
    """Whether one clause of a short text says that no name shall be given: no question does, nor what has a number."""
    text = simple(plain)
    if len(bare(text)) > LONGEST or "?" in text or sum(c.isdigit() for c in text) >= LEAST_DIGITS:
        return False
    return any(NO_NAME.fullmatch(bare(part)) for part in _CLAUSES.split(text))


def mode_doubted(plain: str) -> bool:
    """Whether an answer how to report takes itself back, trails off or names both ways: it is asked again."""
    word = simple(plain).strip()
    both = _BOTH.match(word) is not None and _ONE_OF_BOTH.fullmatch(word) is None
    return both or OF_OTHERS.match(word) is not None or MODE_DOUBTED.search(plain) is not None


KIND = "crime_kind"


@cache
def kind_correction() -> re.Pattern[str]:
    """The kind of the deed, corrected at a later step (不是渎职，是贪污); its word is group 1."""
    words = "|".join(re.escape(word) for word in sorted(_kinds(), key=len, reverse=True))
    return re.compile(
        rf"^(?:不是|不对|错了|[说选写点]错了|搞错了|唔系)[^,，。;；]{{0,8}}[\s,，。;；]+(?:应该|应当)?(?:是|系|选)?({words})(?:罪|类|吧|的|啊|那类)*[\s。!！]*$"
    )


@cache
def listed(entity: str) -> dict[str, str]:
    """The words of an entity's lookup, without punctuation, and the option of each; empty where there is none."""
    path = LOOKUPS / f"{entity}.yml"
    values = yaml.safe_load(path.read_text("utf-8")).get("values", {}) if path.exists() else {}
    return {bare(str(word)): option for option, words in values.items() for word in words}


@cache
def _kinds() -> dict[str, str]:
    return {word: option for word, option in listed(KIND).items() if option != "unsure"}


def kind_corrected(plain: str) -> tuple[str, str] | None:
    """The entity and the option that a short sentence corrects the kind of the deed to, or None."""
    found = kind_correction().search(simple(plain)) if len(plain) <= 2 * LONGEST else None
    return (KIND, _kinds()[found[1]]) if found is not None else None
