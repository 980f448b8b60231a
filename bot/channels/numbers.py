"""A receipt within a sentence: "进度查询 3619 …，密码 …". The digits stay here; what they are wanted for is another question."""

import re
from dataclasses import dataclass

from store import receipts

_RUN = re.compile(r"\d(?:[\s\-]{0,2}\d)*")
_SIGNS = re.compile(r"[\s,，。.;；:：、/\-]+")
_STANDS = re.compile(r"进度|进展|查|结果|怎么样|怎样|咋样|如何|到哪|办到|处理|消息|状态|答复|下文|受理")
_LABELS = re.compile(r"^(?:我的?|举报|受理|查询|回执|编号|号码|号|密码|是|为|和|的|这是|number|password)*$")
_OTHERWISE = re.compile(r"补充|补交|追加|材料|附件|保护|撤|改|忘|丢|找不到|没了|记不|报复|实名|作废")


@dataclass(frozen=True, slots=True)
class Given:
    """A well-formed number, perhaps with its password; and whether the rest only asks how it stands."""

    number: str
    password: str | None
    asks_how_it_stands: bool


def find(plain: str) -> Given | None:
    """The receipt number in a cleaned text, or None when there is none that could be ours."""
    number: str | None = None
    password: str | None = None
    for run in _RUN.findall(plain):
        digits = "".join(c for c in run if c.isdigit())
        size = len(digits)
        if number is None and size in (receipts.NUMBER_DIGITS, receipts.NUMBER_DIGITS + receipts.PASSWORD_DIGITS):
            number = _number(digits[: receipts.NUMBER_DIGITS])
            if number is not None and size > receipts.NUMBER_DIGITS:
                password = digits[receipts.NUMBER_DIGITS :]
        elif password is None and size == receipts.PASSWORD_DIGITS:
            password = digits
    if number is None:
        return None
    rest = _SIGNS.sub("", _RUN.sub("", plain)).lower()
    otherwise = bool(_OTHERWISE.search(rest))
    return Given(number, password, not otherwise and bool(_LABELS.match(rest) or _STANDS.search(rest)))


def _number(digits: str) -> str | None:
    try:
        return receipts.parse_number(digits)
    except receipts.InvalidNumber:
        return None
