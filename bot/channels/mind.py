"""A change of mind about the way of reporting, in one short sentence (还是匿名吧). Twin: `bot/web/src/passing.ts`."""

import re
from functools import cache
from pathlib import Path

import yaml

from bot.by_name import plainly_hidden
from bot.channels.called import MOST_READ
from bot.channels.passing_words import LONGEST, SHED_AFTER, SHED_BEFORE, simple
from bot.channels.text import bare
from bot.unnamed import is_marked, plainly_unnamed

LOOKUPS = Path(__file__).resolve().parents[2] / "nlu_data" / "lookups"
# Choices of a report that can be changed by a sentence at every step, by the entity that names their options.
CHANGEABLE = ("report_mode", "capacity")

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
    if "?" in plain or len(plain) > MOST_READ or is_marked(plain):
        return None
    plain = simple(plain)
    said = SHED_AFTER.sub("", SHED_BEFORE.sub("", plain)) or plain
    word = bare(said)
    if not 2 <= len(word) <= LONGEST:
        return None
    if plainly_unnamed(said) and plainly_hidden(said):
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
