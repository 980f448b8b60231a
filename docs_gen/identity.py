"""Keeps a protected identity out of documents (规定 1 第九条第一款; 规定 2 第十一条第一款).

Under an alias every document but the classified note is searched for the true name, ID number, address, phone and what
else is named. The search sees through full-width and Chinese digits, spaces, separators and invisible characters. It
would rather refuse a harmless sentence than let one through.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docs_gen.documents.base import PARTICULARS, DocumentData
from docs_gen.errors import IdentityExposed

_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "00123456789" + "1" + "123456789")
_ID_RUN = 8  # digits of an ID number in a row that give it away: the birth date is eight
_PHONE_RUN = 7  # digits of a phone number in a row that give it away
_REGION = re.compile(r"^.*?(?:省|自治区|特别行政区|市|地区|自治州|盟|区|县|旗|街道|镇|乡|村)")
_HOUSE = re.compile(r"^.*?\d号")
_LEAST_ADDRESS = 4  # characters of the rest of an address that still point to one house


@dataclass(frozen=True)
class ProtectedIdentity:
    """A true identity that must not appear. Only `name` is required; give all that is known.

    `id_numbers` and `phones` (any contact) take any writing; `others` is for what also betrays a person: WeChat
    name, car plate, nickname, the names of relatives. `name_open`: the reader has to know whom it is about, and
    nothing more; the name may stand, all else is kept out. Never logged: `repr` shows nothing.
    """

    name: str
    id_numbers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    work_units: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    name_open: bool = False

    def __post_init__(self) -> None:
        if not self.name_open and len(_plain(self.name)) < 2:
            raise ValueError("a protected identity needs the true name")

    def __repr__(self) -> str:
        return "ProtectedIdentity(…)"

    def only(self, particulars: frozenset[str]) -> ProtectedIdentity:
        """The same person where the name is open and only these of `PARTICULARS` may not be told.

        For papers whose reader knows the name and need not know more (`DocumentData.withholds`).
        """
        if strange := particulars - PARTICULARS:
            raise ValueError(f"no such particulars: {sorted(strange)}")
        return ProtectedIdentity(
            self.name,
            self.id_numbers if "身份证件号码" in particulars else (),
            self.addresses if "住址" in particulars else (),
            self.phones if "电话" in particulars else (),
            self.work_units if "工作单位" in particulars else (),
            self.others if "其他信息" in particulars else (),
            name_open=True,
        )

    def found_in(self, words: str) -> tuple[str, ...]:
        """Which particulars (姓名, 身份证件号码, 住址, 电话, 工作单位, 其他信息) stand in `words`; () when none."""
        plain = _plain(words)
        digits = _digits(plain)
        found: list[str] = []
        if not self.name_open and _plain(self.name) in plain:
            found.append("姓名")
        if any(_shares_run(_digits(_plain(one)), digits, _ID_RUN) for one in self.id_numbers):
            found.append("身份证件号码")
        if any(_has_address(_plain(one), plain) for one in self.addresses):
            found.append("住址")
        if any(_shares_run(number, digits, _PHONE_RUN) for one in self.phones for number in _numbers(one)):
            found.append("电话")
        if any(_has(one, plain) for one in self.work_units):
            found.append("工作单位")
        if any(_has(one, plain) for one in self.others):
            found.append("其他信息")
        return tuple(found)


def guard_identity(data: DocumentData, protected: ProtectedIdentity | Sequence[ProtectedIdentity]) -> None:
    """Raise `IdentityExposed`, naming fields and kinds of particulars only, when a value of `data` betrays a person.

    The classified note (`bears_identity`) is the one place where the identity belongs: it passes.
    """
    if data.bears_identity:
        return
    guard_texts(data.walk(), protected)


def guard_texts(texts: Iterable[tuple[str, str]], protected: ProtectedIdentity | Sequence[ProtectedIdentity]) -> None:
    """The same for any labelled texts (place, words)."""
    people = (protected,) if isinstance(protected, ProtectedIdentity) else tuple(protected)
    places: dict[str, None] = {}
    what: dict[str, None] = {}
    for place, words in texts:
        for person in people:
            for kind in person.found_in(words):
                places[place] = None
                what[kind] = None
    if places:
        raise IdentityExposed(tuple(places), tuple(what))


def _plain(words: str) -> str:
    """Letters and digits only, one width, one case: "张 三", "张·三" and "张\u200b三" are all 张三."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LN")


def _digits(plain: str) -> str:
    """With Chinese digits as Arabic ones: 一三八 is 138."""
    return plain.translate(_CHINESE_DIGITS)


def _numbers(contact: str) -> list[str]:
    """The numbers in a contact ("13900001234, evenings only"); the whole of one without any, such as a WeChat name."""
    plain = _digits(_plain(contact))
    return re.findall(rf"\d{{{_PHONE_RUN},}}", plain) or [plain]


def _has(particular: str, plain: str) -> bool:
    wanted = _plain(particular)
    return len(wanted) >= 2 and wanted in plain


def _shares_run(number: str, words: str, run: int) -> bool:
    """Whether `words` hold `run` characters of `number` in a row (all of a shorter one)."""
    if len(number) < run:
        return len(number) >= 4 and number in words
    return any(number[i : i + run] in words for i in range(len(number) - run + 1))


def _has_address(address: str, plain: str) -> bool:
    """The whole address, or what is left of it when province, city … are dropped from the front one by one.

    The street with its number is enough, without building and room.
    """
    address, plain = _digits(address), _digits(plain)
    rest = address
    while len(rest) >= _LEAST_ADDRESS:
        if rest in plain or _house(rest) in plain:
            return True
        shorter = _REGION.sub("", rest, count=1)
        if shorter == rest:
            return False
        rest = shorter
    return False


def _house(address: str) -> str:
    """Street and house number (柳荫街18号 of 柳荫街18号3幢402室); the whole where there is no such number."""
    found = _HOUSE.match(address)
    return found[0] if found and len(found[0]) >= _LEAST_ADDRESS else address
