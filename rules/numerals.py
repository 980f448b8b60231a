"""Numbers as the regulations write them: 二十六 ⇄ 26."""

import unicodedata

_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_UNITS = {"十": 10, "百": 100}
NUMERAL = "0-9０-９零〇一二两三四五六七八九十百"  # for use inside a character class


def to_int(text: str) -> int:
    """Read 十四, 二十, 一百零三, 14 or １４ as an int. Raises ValueError for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if not plain or any(c not in _DIGITS and c not in _UNITS for c in plain):
        raise ValueError("not a numeral")
    if not any(c in _UNITS for c in plain):  # 一四 read digit by digit, as some people type it
        return int("".join(str(_DIGITS[c]) for c in plain))
    total, digit = 0, None
    last_unit = 1000
    for c in plain:
        if c in _DIGITS:
            if digit not in (None, 0):
                raise ValueError("two digits in a row")
            digit = _DIGITS[c]
        else:
            unit = _UNITS[c]
            if unit >= last_unit:
                raise ValueError("units out of order")
            total += (1 if digit is None else digit) * unit
            last_unit, digit = unit, None
    return total + (digit or 0)


def to_chinese(number: int) -> str:
    """Write 1..999 as in 第二十六条: 10 is 十, 21 is 二十一, 103 is 一百零三. Raises ValueError outside."""
    if not 1 <= number <= 999:
        raise ValueError("only 1 to 999")
    names = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    out = f"{names[hundreds]}百" if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else names[tens]) + "十"
    elif hundreds and ones:
        out += "零"
    return out + (names[ones] if ones else "")
