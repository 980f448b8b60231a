"""Finds the provisions that words name, for both sides of the boundary: pure functions, standard library only.

第十六条第二款, 16条2款, 規定二第十四條, 嘉兴细则三十一条, 第五条（七） → a canonical value, numbers joined by dots:
regulation, article, paragraph (款), item (项), sub-item (目). 0 stands for what was not named, and what is not named at
the end is left out: "2.16.2" is 规定 2 第十六条第二款, "0.14" 第十四条 of a regulation that was not named, "2.5.0.7"
第五条第七项, "0.0.2" 第二款 of the article spoken of last. "9.20" is 第二十条 of a text that is
none of the three (刑法).

Whether such a provision exists is not decided here: the gateway and the engine know no regulation's text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ELSEWHERE = "9"
"""Stands for a text that is none of the three."""

# The traditional characters that stand in what is looked for; each is one character, so that places stay.
_SIMPLE = str.maketrans(
    "條項點規證護舉報獎勵職務維權細則興執實說寫講讀聽給幫請麼嗎過關於內裡裏這個遍體問顯貼發查們還幾號兩廿",
    "条项点规证护举报奖励职务维权细则兴执实说写讲读听给帮请么吗过关于内里里这个遍体问显贴发查们还几号两廿",
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_N = r"(?:[0-9]{1,3}|[零〇一二两三四五六七八九十百廿卅]{1,7})"
_ARTICLE = re.compile(rf"第\s*({_N})\s*条")
_BARE_DIGITS = re.compile(r"(?<![0-9第.])([0-9]{1,3})\s*条(?![a-z]|[0-9]+(?![0-9\s]*[款项]))")
_BEHIND_NAME = re.compile(rf"[\s的里中,，]{{0,2}}({_N})\s*条")
_BARE_NUMERAL = re.compile(r"(?<![第零〇一二两三四五六七八九十百廿卅])([零〇一二三四五六七八九十百廿卅]{1,7})\s*条")
# Below an article, directly behind it: 第二款, 的第三项, 二款, （七）, 第6点, 第4目.
_PART = re.compile(
    rf"[\s,，、的]{{0,3}}(?:(第)?\s*[（(]?\s*({_N})\s*[)）]?\s*(款|小项|项|目|小点|点)|[（(]\s*({_N})\s*[)）])"
)
_LEVELS = {"款": 2, "项": 3, "小项": 3, "目": 4}
# What 三条 counts when it is no article: 三条建议, 第一条线索.
_COUNTED = re.compile(
    r"\s*(?:建议|路|街|线|意见|信息|消息|短信|微信|记录|命|狗|鱼|烟|人命|腿|裤|船|新闻|评论|证据|语音|视频|内容写|理由|毛巾|香烟|软中华|中华)"
)
# 有3条, 送了两条: a count, whatever follows.
_COUNTS = re.compile(r"(?:有|共|了|发|送|收|买|这|那|写|删|几|给|提供|转)\s*$")
# 规定二十四条, 细则的十四条: behind such a word a number and 条 are an article even without 第.
_NAMES_A_TEXT = re.compile(r"(?:规定|细则|法条|条文|条款|办法)[的里中上]?\s*$")

_STRICT: tuple[tuple[str, str], ...] = (
    (
        r"规定\s*[（(]?[一1][)）]?(?![0-9十百下般定些样个共直]|\s*[条款项])|第?\s*[一1]\s*号规定|第一[部份个]规定"
        r"|(?:公安机关)?(?:办理)?(?:刑事案件)?(?:的)?证人保护(?:工作)?(?:的)?(?:规定|办法)?|保护证人(?:工作)?(?:的)?规定"
        r"|证人(?:的)?规定|公通字[^第]{0,8}2\s*号",
        "1",
    ),
    (
        r"规定\s*[（(]?[二2两][)）]?(?![0-9十百]|\s*[条款项])|第?\s*[二2]\s*号规定|第二[部份个]规定"
        r"|(?:关于)?(?:保护|奖励)(?:[、,，和与及]?(?:保护|奖励))?(?:职务犯罪)?(?:的)?举报人(?:的)?(?:若干)?规定"
        r"|举报人(?:保护|奖励)(?:[、,，和与及]?(?:保护|奖励))?(?:的)?(?:若干)?(?:规定|办法)?"
        r"|举报人(?:的)?(?:若干)?规定|奖励(?:举报人)?(?:的)?(?:规定|办法)",
        "2",
    ),
    (
        r"规定\s*[（(]?[三3][)）]?(?![0-9十百]|\s*[条款项])|第?\s*[三3]\s*号规定|第三[部份个]规定"
        r"|嘉兴(?:市)?(?:公安(?:机关|局)?)?(?:民警)?(?:的)?(?:维权)?(?:维护(?:民警|警察)?执法权威)?(?:工作)?(?:的)?(?:实施)?"
        r"(?:细则|规定|办法)?"
        r"|(?:民警)?维权(?:工作)?(?:的)?(?:那个)?(?:实施)?(?:细则|规定|办法|文件)"
        r"|维护(?:民警|警察|公安民警)?执法权威(?:工作)?(?:的)?(?:规定|细则|办法|实施细则)?|执法权威(?:的)?(?:规定|细则)"
        r"|实施细则|细则",
        "3",
    ),
    (r"规定\s*[四五六七八4-8](?![0-9十百]|\s*[条款项])", ELSEWHERE),
)
# Names of laws and of others' rules; only directly before an article are they what it belongs to.
_FOREIGN = re.compile(
    r"(?:刑法|宪法|民法典?|党章|刑诉法?|民诉法|道交法|治安法|警察法|反恐法|司法解释|指导意见|程序规定|条例"
    r"|[\u4e00-\u9fff]{2,14}(?:诉讼|处罚|合同|保护|警察|公务员|监察|检察官|法官|赔偿|安全|保密|组织|强制|许可|复议|婚姻|继承"
    r"|劳动|行政|主义|犯罪|保险|公司|税收|土地|信访)法(?:实施条例)?)》?[\s的里中上面说规定]{0,5}$"
)
# Enough beside an article to tell the regulation, when nothing clearer is said.
_LOOSE = (("1", re.compile("证人")), ("2", re.compile("举报人|奖励|奖金")), ("3", re.compile("维权|执法权威")))
_COMPILED = tuple((re.compile(pattern), number) for pattern, number in _STRICT)

# What may stand round a provision when it is all that is asked for.
_ASKING = re.compile(
    r"(?:原文|全文|原话|条文|法条|条款|内容|具体|完整|详细|怎么|咋|如何|什么|甚么|啥|哪|意思|规定|写|说|讲|念|读|看|查|找|翻|贴|发|抄"
    r"|显示|打开|引用|引|背|听|告诉|知道|了解|给|帮|请|麻烦|劳驾|想|要|能|可以|让|把|将|我|咱|俺|你|您|他|它|刚才|刚刚|之前|前面|上面"
    r"|提到|到|那部|那份|那条|那|这条|这|一字不[改落漏]|一个字一个字|一|下|遍|的话|的|地|得|是|了|吗|呢|吧|啊"
    r"|呀|嘛|么|哈|哦|噢|嗯|喂|来|出|来着|不|没|里头|里面|里|中|关于|对|于|和|跟|还有|再|又|也|就|先|都|到底|究竟|同志|老师"
    r"|谢谢|多谢|问|有|第|叫|行|成|好|个|，|。|？|！|、|：|；|…|—|《|》|「|」|“|”|[\s,.?!:;~\"'（）()\[\]-])*"
)


@dataclass(frozen=True)
class Reference:
    """`entity` is `article` (value as in the module's docstring) or `regulation` (its number); where it stands."""

    entity: str
    value: str
    start: int
    end: int


def number(text: str) -> int | None:
    """The number that digits or Chinese numerals below 1,000 stand for; nothing when they are none.

    一四 is read digit by digit, 廿一 is 21.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not any(unit in text for unit in "十百"):
        digits = [_DIGITS.get(c) for c in text]
        return None if not digits or None in digits else int("".join(str(d) for d in digits))
    total, digit, last_unit = 0, None, 1_000
    for c in text:
        if c in "十百":
            unit = 10 if c == "十" else 100
            if unit >= last_unit:
                return None
            total += (1 if digit is None else digit) * unit
            last_unit, digit = unit, None
        elif c not in _DIGITS or digit not in (None, 0):
            return None
        else:
            digit = _DIGITS[c]
    return total + (digit or 0)


def find_references(text: str) -> list[Reference]:
    """All references of a text, in order. `text`: in compatibility form (NFKC); simplified or traditional."""
    plain = text.translate(_SIMPLE)
    named = list(_regulations(plain))
    articles = sorted(_articles(plain, named), key=lambda found: found[0])
    found: list[Reference] = []
    # 规定214条 was 规定二第十四条 before it was written down: no text has so many articles.
    for start, end, numbers in articles:
        regulation = _split(plain, start, numbers) or _owner(plain, start, end, named)
        found.append(Reference("article", _value(regulation, numbers), start, end))
    if not found:
        found += _parts_alone(plain)
    found += [Reference("regulation", regulation, *span) for span, regulation in named]
    return sorted(found, key=lambda reference: (reference.start, reference.entity))


def asks_for_words(text: str, references: Sequence[Reference]) -> bool:
    """Whether a text asks for a provision's words and says nothing else: 规定二第十四条怎么说, 第九条.

    `references`: those `find_references` found in it.
    """
    if not any(reference.entity == "article" for reference in references):
        return False
    plain = text.translate(_SIMPLE)
    for reference in sorted(references, key=lambda r: r.start, reverse=True):
        plain = plain[: reference.start] + " " + plain[reference.end :]
    return _ASKING.fullmatch(plain) is not None


def article_topic(plain: str) -> str | None:
    """`article.2.14` for "规定2第十四条怎么说", as the topic of an event; None when no article is named."""
    for reference in find_references(unicodedata.normalize("NFKC", plain)):
        if reference.entity == "article" and not reference.value.startswith("0.0"):
            return f"article.{reference.value}"
    return None


def _regulations(plain: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Regulations by name; of names that overlap, the longest."""
    found = [(match.span(), regulation) for pattern, regulation in _COMPILED for match in pattern.finditer(plain)]
    taken: list[tuple[int, int]] = []
    for span, regulation in sorted(found, key=lambda one: (one[0][0] - one[0][1], one[0])):
        if all(span[1] <= start or end <= span[0] for start, end in taken):
            taken.append(span)
            yield span, regulation


def _articles(plain: str, named: list[tuple[tuple[int, int], str]]) -> Iterator[tuple[int, int, list[int]]]:
    """Where an article stands, and its numbers from the article down."""
    behind_names = [match for (_, stop), _ in named if (match := _BEHIND_NAME.match(plain, stop))]
    others = [match for pattern in (_BARE_DIGITS, _BARE_NUMERAL) for match in pattern.finditer(plain)]
    spans: list[tuple[int, int]] = []
    for match in [*_ARTICLE.finditer(plain), *behind_names, *others]:
        value = number(match[1])
        start = match.start(1) if match in behind_names else match.start()
        if not value or _COUNTED.match(plain, match.end()) or any(a < match.end() and start < b for a, b in spans):
            continue
        end, below = _below(plain, match.end())
        if match in others and not _meant(plain, match, end):
            continue
        spans.append((start, end))
        yield start, end, [value, *below]


def _meant(plain: str, match: re.Match[str], end: int) -> bool:
    """Whether a number and 条 without 第 are an article and no count (两条烟)."""
    before = plain[: match.start()]
    if _NAMES_A_TEXT.search(before) or end > match.end() or _FOREIGN.search(before):
        return True
    if _COUNTS.search(before):
        return False
    if match[1].isdigit():
        return True
    rest = before + plain[end:]
    return bool(_ASKING.fullmatch(rest)) and (any(c in match[1] for c in "十廿卅") or bool(rest.strip()))


def _below(plain: str, end: int) -> tuple[int, list[int]]:
    """What stands behind an article: paragraph, item, sub-item, as far as they are named, in this order."""
    numbers = {2: 0, 3: 0, 4: 0}
    deepest = 1
    while (match := _PART.match(plain, end)) is not None:
        ordinal, first, unit, bracketed = match.groups()
        value = number(first or bracketed)
        if unit in {"点", "小点"} and not ordinal:
            break  # 第三十条两点: not a place
        level = _LEVELS.get(unit or "项") or (4 if numbers[3] else 3)
        if not value or level <= deepest:
            break
        numbers[level], deepest, end = value, level, match.end()
    return end, list(numbers.values())


def _owner(plain: str, start: int, end: int, named: list[tuple[tuple[int, int], str]]) -> str:
    """The regulation an article belongs to: the one named last before it, else the first behind it, else 0."""
    before = [(span, regulation) for span, regulation in sorted(named) if span[1] <= start]
    foreign = _FOREIGN.search(plain[:start])
    if foreign and not any(span[1] > foreign.start() for span, _ in before):
        return ELSEWHERE
    if before:
        return before[-1][1]
    behind = [regulation for span, regulation in sorted(named) if span[0] >= end]
    if behind:
        return behind[0]
    loose = {regulation for regulation, words in _LOOSE if words.search(plain)}
    return loose.pop() if len(loose) == 1 else "0"


def _split(plain: str, start: int, numbers: list[int]) -> str | None:
    """The regulation in 规定214条; takes it out of `numbers`."""
    text = str(numbers[0])
    if len(text) == 3 and text[0] in "123" and text[1] != "0" and re.search(r"规定\s*$", plain[:start]):
        numbers[0] = int(text[1:])
        return text[0]
    return None


def _parts_alone(plain: str) -> Iterator[Reference]:
    """第二款呢: a part of the article spoken of last, when nothing else is said."""
    match = re.search(r"第", plain)
    if match is None:
        return
    end, below = _below(plain, match.start())
    if any(below) and _ASKING.fullmatch(plain[: match.start()] + " " + plain[end:]):
        yield Reference("article", _value("0", [0, *below]), match.start(), end)


def _value(regulation: str, numbers: list[int]) -> str:
    kept = list(numbers)
    while len(kept) > 1 and not kept[-1]:
        kept.pop()
    return ".".join([regulation, *(str(n) for n in kept)])
