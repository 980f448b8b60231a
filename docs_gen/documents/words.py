"""Words that several kinds of documents make of their values, ready to print."""

from __future__ import annotations

from docs_gen.documents.base import Shown


def lines(rows: tuple[str, ...]) -> str:
    """The rows that are not blank, a line each."""
    return "\n".join(row.strip() for row in rows if row.strip())


def listed(rows: tuple[str, ...]) -> str:
    """The rows that are not blank in one phrase: 林小川、何喆."""
    return "、".join(row.strip() for row in rows if row.strip())


def joined(who: tuple[str, ...], measures: tuple[str, ...], basis: tuple[str, ...]) -> dict[str, Shown]:
    """What a request's form prints of whom, which measures, on what basis."""
    return {
        "who": listed(who),
        "measures": lines(measures) or "由公安机关、人民检察院依法确定",
        "basis": lines(basis) or "无",
    }


def urgency(urgent: bool) -> str:
    """A box for yes and one for no."""
    return "☑是　□否" if urgent else "□是　☑否"


def attachments(names: tuple[str, ...]) -> list[str]:
    """The rows of 附件说明: the only one without a number, several numbered under each other (GB/T 9704)."""
    given = [name.strip() for name in names if name.strip()]
    if len(given) == 1:
        return [f"附件：{given[0]}"]
    return [f"{'附件：' if n == 1 else '　　　'}{n}. {name}" for n, name in enumerate(given, 1)]


def marks(*given: str) -> str:
    """密级 and 紧急程度 in one line, as far as there are any."""
    return "　".join(mark.strip() for mark in given if mark.strip())
