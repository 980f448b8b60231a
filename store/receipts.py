"""Receipts: a public number and a query password.

The number is random with a check digit (ISO 7064 mod 11,10: every wrong digit is found, and 98 in 100 swapped
neighbours); a counter would tell how many reports there are. The password has 20 digits (66 bits), so that it can be
read out on the phone. Checking runs exactly one argon2id and the same statements whether the number exists, the
password is right or the source is slowed down.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session
from stdnum.iso7064 import mod_11_10

from store import audit, digits, grants, passwords, throttle
from store.clock import now
from store.conversations import UnknownConversation
from store.database import Store
from store.digits import NUMBER_DIGITS, PASSWORD_DIGITS
from store.models import ConversationRow, PreparedRow, ReceiptRow
from store.passwords import hash_password

__all__ = [
    "NUMBER_DIGITS",
    "PASSWORD_DIGITS",
    "Checked",
    "InvalidNumber",
    "NumberTaken",
    "check",
    "discard",
    "group",
    "hash_password",
    "new_number",
    "new_password",
    "parse_number",
    "parse_password",
    "prepare",
    "prepared_number",
    "replace_password",
]


class InvalidNumber(ValueError):
    """Not a receipt number of ours. reason: `length` or `check_digit`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NumberTaken(ValueError):
    """The number is in use: make another."""


@dataclass(frozen=True)
class Checked:
    """A try at number and password: a grant, always, and how many seconds to wait before answering."""

    grant: str
    wait: float


def new_number() -> str:
    """A new number: 12 digits, the last one a check digit."""
    body = "".join(secrets.choice("0123456789") for _ in range(NUMBER_DIGITS - 1))
    return body + mod_11_10.calc_check_digit(body)


def new_password() -> str:
    """A new query password: 20 digits, 66 bits."""
    return "".join(secrets.choice("0123456789") for _ in range(PASSWORD_DIGITS))


def group(number: str) -> str:
    """In groups of four, to read out: `4829 1057 3361`."""
    return " ".join(number[i : i + 4] for i in range(0, len(number), 4))


def parse_number(text: str) -> str:
    """The number in what somebody typed or said (`store/digits.py`), its password perhaps beside it.
    Raises InvalidNumber.
    """
    found = digits.receipt(text).number
    if found is not None:
        return found
    written = any(len(value) == NUMBER_DIGITS for value in digits.values(text))
    raise InvalidNumber("check_digit" if written else "length")


def parse_password(text: str) -> str | None:
    """The 20 digits in what somebody typed or said; None when there are not exactly 20 together."""
    return digits.receipt(text).password


def prepare(s: Session, conversation: str, number: str, password_hash: str) -> None:
    """Keep number and hash for the conversation's submission, in place of earlier ones.

    Raises NumberTaken (make another number), InvalidNumber, UnknownConversation.
    """
    if len(number) != NUMBER_DIGITS or not number.isascii() or not mod_11_10.is_valid(number):
        raise InvalidNumber("check_digit")
    if s.get(ConversationRow, conversation) is None:
        raise UnknownConversation(conversation)
    other = PreparedRow.conversation != conversation
    taken = s.scalar(
        select(exists().where(ReceiptRow.number == number) | exists().where(PreparedRow.number == number, other))
    )
    if taken:
        raise NumberTaken(number)
    s.merge(PreparedRow(conversation=conversation, number=number, password_hash=password_hash, created_at=now()))
    s.flush()


def prepared_number(s: Session, conversation: str) -> str | None:
    """The number waiting for this conversation's submission."""
    return s.scalar(select(PreparedRow.number).where(PreparedRow.conversation == conversation))


def discard(s: Session, conversation: str) -> None:
    """Forget what was prepared."""
    s.execute(delete(PreparedRow).where(PreparedRow.conversation == conversation))
    s.expire_all()


def check(store: Store, conversation: str, number: str, password: str, source: str) -> Checked:
    """Try number and password; slow (one argon2id). The caller waits `wait` seconds before it answers.

    `source`: an opaque name (`throttle.SourceNames`), or a staff id; empty for this machine itself, which is not
    slowed down as a source: behind a proxy that does not say for whom it asks, one stranger would slow down everybody.
    The try is counted before the password is looked at, so tries side by side slow each other down.
    Raises UnknownConversation.
    """
    passwords.nobody()  # made once a process; no try may be the one that pays for it
    marks = [("number", number, throttle.BY_NUMBER)]
    if source:
        marks.insert(0, ("source", source, throttle.BY_SOURCE))
    with store.begin() as s:
        if s.get(ConversationRow, conversation) is None:
            raise UnknownConversation(conversation)
        waits = [throttle.mark(s, space, value, limit) for space, value, limit in marks]
        row = s.execute(
            select(ReceiptRow.case_id, ReceiptRow.password_hash).where(ReceiptRow.number == number)
        ).one_or_none()
    right = passwords.verify(password, row.password_hash if row else None)
    case_id = row.case_id if row is not None and right else None
    with store.begin() as s:
        for space, value, _ in marks:
            throttle.refund(s, space, value, 1.0 if right else 0.0)
        grant = grants.issue(s, conversation, case_id)
    return Checked(grant, max(waits))


def replace_password(s: Session, case_id: str, password_hash: str) -> None:
    """Give the case another password; the old one is void from the commit on. Raises KeyError for an unknown case."""
    row = s.scalar(select(ReceiptRow).where(ReceiptRow.case_id == case_id))
    if row is None:
        raise KeyError(case_id)
    row.password_hash, row.must_change = password_hash, False
    audit.append(s, "reporter", "receipt.password", f"case:{case_id}", "ok")
