"""Finds articles and regulations that a question names: pure functions.

第十四条, 14条, 第 14 条 → article "14"; 规定一, 证人保护规定, 举报人规定, 维权细则 … → regulation "1" to "3"
(numbered as in the project: 1 证人保护, 2 举报人保护奖励, 3 维护民警执法权威).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMBER = r"[0-9]{1,3}|[零〇一二两三四五六七八九十百]{1,7}"
_ARTICLE = re.compile(rf"(?:第\s*({_NUMBER})\s*条)|(?:(?<![0-9第])([0-9]{{1,3}})\s*条(?![0-9a-z]))")
# What "3条" counts when it is no article: 3条建议, 两条路.
_COUNTED = re.compile(
    r"\s*(?:建议|路|街|线|意见|信息|消息|短信|微信|记录|命|狗|鱼|烟|人命|腿|裤|船|新闻|评论|证据|线索)"
)
_MAX_ARTICLE = 200

_REGULATIONS: tuple[tuple[str, str], ...] = (
    (r"规定\s*[一1](?![0-9十])|证人保护(?:工作)?(?:的)?规定|保护证人(?:的|工作)?规定|证人(?:的)?规定", "1"),
    (
        r"规定\s*[二2](?![0-9十])|举报人(?:保护|奖励|保护奖励|保护和奖励)?(?:的)?(?:若干)?规定|保护(?:、?奖励)?(?:职务犯罪)?举报人(?:的)?(?:若干)?规定"
        r"|奖励(?:举报人)?(?:的)?规定",
        "2",
    ),
    (
        r"规定\s*[三3](?![0-9十])|维权(?:工作)?(?:实施)?(?:细则|规定|办法)|维护(?:民警|警察|公安民警)?执法权威(?:工作)?(?:的)?(?:规定|细则|办法|实施细则)?"
        r"|执法权威(?:规定|细则)",
        "3",
    ),
)
_COMPILED = tuple((re.compile(pattern), number) for pattern, number in _REGULATIONS)


@dataclass(frozen=True)
class Reference:
    """`entity` is `article` or `regulation`; `value` its number; `start` and `end` where it stands."""

    entity: str
    value: str
    start: int
    end: int


def number(text: str) -> int | None:
    """The number that digits or Chinese numerals below 1,000 stand for; nothing when they are none."""
    if text.isdigit():
        return int(text)
    if not any(unit in text for unit in "十百"):
        # 一四 is not how an article is called, except digit by digit: 第一四条 → 14
        digits = [_DIGITS.get(c) for c in text]
        if not digits or None in digits:
            return None
        return int("".join(str(d) for d in digits))
    total, digit = 0, None
    for c in text:
        if c in "十百":
            total += (1 if digit is None else digit) * (10 if c == "十" else 100)
            digit = None
        else:
            digit = _DIGITS.get(c)
            if digit is None:
                return None
    return total + (digit or 0)


def find_references(text: str) -> list[Reference]:
    """All references of a normalised text, in order."""
    found = []
    for match in _ARTICLE.finditer(text):
        value = number(match.group(1) or match.group(2))
        counted = match.group(2) is not None and _COUNTED.match(text, match.end())
        if value and value <= _MAX_ARTICLE and not counted:
            found.append(Reference("article", str(value), *match.span()))
    for pattern, regulation in _COMPILED:
        found += [Reference("regulation", regulation, *match.span()) for match in pattern.finditer(text)]
    return sorted(found, key=lambda reference: (reference.start, reference.entity))
