"""Amounts of money as forms write them: yuan with at most two decimals, counted in whole fen (分), never a float."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rules.outcome import InvalidFacts
from rules.reporter_protection import fen

YUAN_PATTERN: Final = r"(?!0(?:\.0{1,2})?$)(?:0|[1-9]\d{0,8})(?:\.\d{1,2})?"
YUAN_HINT: Final = "应为大于零的数额，单位是元，不加逗号，如 50000 或者 66666.67。"
_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_PLACES: Final = ("", "拾", "佰", "仟")
_GROUPS: Final = ("", "万", "亿")


def total(amounts: Iterable[str]) -> int:
    """The sum in fen of what amount fields hold; what is empty or no amount counts nothing (`check()` names it)."""
    return sum(_fen(amount.strip()) for amount in amounts)


def _fen(amount: str) -> int:
    try:
        return fen(amount)
    except InvalidFacts:
        return 0


def in_yuan(amount: int) -> str:
    """Fen as yuan, without decimals when there are none: 200000, 66666.67."""
    whole, rest = divmod(amount, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)


def in_words(amount: int) -> str:
    """Fen in 人民币大写, against alteration by hand: 205000 yuan is 贰拾万伍仟元整.

    Raises ValueError for a negative amount or one of 100 billion yuan and more.
    """
    whole, rest = divmod(amount, 100)
    if not 0 <= whole < 10**11:
        raise ValueError("no such amount")
    jiao, fen_ = divmod(rest, 10)
    tail = (f"{_DIGITS[jiao]}角" if jiao else "零" if whole and fen_ else "") + (f"{_DIGITS[fen_]}分" if fen_ else "")
    head = f"{_whole(whole)}元" if whole or not rest else ""
    return head + (tail if fen_ else f"{tail}整")


def _whole(amount: int) -> str:
    said, gap = "", False
    for n in range(len(_GROUPS) - 1, -1, -1):
        four = amount // 10 ** (4 * n) % 10**4
        if four:
            said += ("零" if said and (gap or four < 1000) else "") + _four(four) + _GROUPS[n]
        gap = not four
    return said or "零"


def _four(four: int) -> str:
    """One group of up to four digits: 2005 is 贰仟零伍."""
    said, gap = "", False
    for place in (3, 2, 1, 0):
        digit = four // 10**place % 10
        if digit:
            said += ("零" if said and gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = not digit
    return said
