"""A receipt within a sentence: "进度查询 3619 …，密码 …". Its digits stay here; the words beside them tell what for."""

import re

from bot.channels import codes
from bot.channels.at_hand import LINK
from bot.channels.engine import Event
from bot.channels.said import Refusal
from bot.channels.sessions import Session
from bot.channels.text import Cleaned, digits, han
from store import digits as spoken
from store import receipts

# Kinds of steps at which digits are given and nothing is sealed.
KINDS = frozenset({"receipt_number", "query_password", "typeback"})
# So many digits in a text are a number, whatever stands beside them.
FEWEST_DIGITS = 6
# Says that the digits beside it are a receipt's, also when there are too few or too many.
_NAMES_RECEIPT = re.compile(r"编号|回执|单号")
_NAMES = re.compile(r"编号|回执|单号|号码|密码")
# Where digits are asked for, fewer characters than these tell nothing.
FEWEST_TOLD = 6
_RUN = re.compile(r"\d(?:[\s\-]{0,2}\d)*")
_SIGNS = re.compile(r"[\s,，。.;；:：、/\-]+")
_STANDS = re.compile(r"进度|进展|查|结果|怎么样|怎样|咋样|如何|到哪|办到|处理|消息|状态|答复|下文|受理")
_LABELS = re.compile(r"^(?:我|举报|受理|查询|回执|编号|号码|号|密码|是|为|和|的|这是|number|password)*$")
_OTHERWISE = re.compile(r"补充|补交|追加|材料|附件|保护|撤|改|忘|丢|找不到|没了|记不|报复|实名|作废")


def asks_how_it_stands(plain: str) -> bool:
    """Whether there are words beside a receipt's digits, and they only ask how it stands."""
    rest = _SIGNS.sub("", _RUN.sub("", plain)).lower()
    return bool(rest) and not _OTHERWISE.search(rest) and bool(_LABELS.match(rest) or _STANDS.search(rest))


def gives(cleaned: Cleaned) -> bool:
    """Whether a text where a number is asked is meant as one: many digits, or nothing else (拐拐 is no kidnapping)."""
    found = digits(cleaned.plain)
    given = spoken.receipt(cleaned.kept)
    return (len(found) >= FEWEST_DIGITS and (given.number is not None or not tells(cleaned.plain))) or (
        bool(found) and (given.bare or spoken.receipt(cleaned.plain).bare)
    )


def tells(plain: str) -> bool:
    """Whether the digits stand in an account, where a number or a password is asked: of a house, a sum, a year."""
    return han(plain) >= FEWEST_TOLD and not _NAMES.search(plain)


def given(session: Session, cleaned: Cleaned) -> Event:
    """The number in a text, kept in memory for the password that is asked next; or why it is none. Raises Refusal for
    the code by which a conversation goes on: it is typed elsewhere.
    """
    session.asked_number = session.opened_case = session.pasted_password = session.pasted_number = None
    try:
        number = receipts.parse_number(cleaned.kept)
    except receipts.InvalidNumber as invalid:
        if codes.misplaced(cleaned):
            raise Refusal("resume_here") from None
        return Event("receipt_invalid", invalid.reason)
    session.asked_number = number
    # Pasted together with the number: used when it is asked for, in a moment.
    session.pasted_password = receipts.parse_password(cleaned.kept)
    return Event("receipt", number)


def beside(session: Session, cleaned: Cleaned) -> Event | None:
    """A receipt where none was asked for. Alone, perhaps with its labels: who types it wants to know how it stands. In
    a sentence it is kept until it is asked for, in a moment; the sentence goes on without it. Raises like `given`.
    """
    found = spoken.receipt(cleaned.kept)
    if found.number is None and codes.misplaced(cleaned):
        raise Refusal("resume_here")
    stands = session.ask is None and (found.bare or asks_how_it_stands(cleaned.plain))
    if found.number is None:
        lengths = {len(value) for value in spoken.values(cleaned.kept)}
        near = range(9, 16) if _NAMES_RECEIPT.search(cleaned.plain) else (receipts.NUMBER_DIGITS,)
        return given(session, cleaned) if stands and not lengths.isdisjoint(near) else None
    if session.ask is not None and session.ask.id == LINK:
        session.pasted_number, session.pasted_password = found.number, found.password
        return Event("choose", "receipt")  # asked whether it is at hand: it is, and answers in a moment
    if found.bare or stands:
        event = given(session, cleaned)
        # In the middle of something else one question comes first.
        session.pasted_number = None if session.ask is None else found.number
        return event
    # What it is for is understood first; the number answers when it is asked for.
    session.asked_number = session.opened_case = None
    session.pasted_number, session.pasted_password = found.number, found.password
    return None
