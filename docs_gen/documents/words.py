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
