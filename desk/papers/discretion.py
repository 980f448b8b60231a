"""Keeps what was reported out of letters to those who must not learn it (规定 2 第四条, 第五条第五项)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from desk import answer_check, opening
from desk.office import Office
from desk.opening import Opened
from desk.papers.source import WHO, Source
from docs_gen.documents import DocumentData
from docs_gen.errors import DocumentError
from store.staff import Staff

QUIET = frozenset({"explanation_request", "correction_proposal", "relief_letter"})
"""Papers that go to units and departments outside: whom they concern, what happened to them, not what was reported."""
_OF_REPORTS = ("report.", "add_material.", "withdraw.")
_Open = Callable[[Office, str, Staff], tuple[list[Opened], list[Opened]]]


class ContentExposed(DocumentError):
    """Words of the report stand in a paper that must not carry any. `places` are labels of fields."""

    def __init__(self, places: tuple[str, ...]) -> None:
        super().__init__(
            f"不能制作：“{'、'.join(places)}”中有举报内容里的词句，这份文书不能涉及举报内容（第五条第五项）。请换一种写法。"
        )
        self.places = places


def open_for(kind: str) -> _Open:
    """How the case is opened for a paper: for one that must be silent on the report, the linked report must open, too.

    Otherwise nobody could say that the paper holds nothing of it.
    """
    return opening.open_with_links if kind in QUIET else opening.open_for_papers


def reported(items: Iterable[Opened]) -> tuple[str, ...]:
    """Every text of a report among opened items, without who reported (that is guarded as an identity)."""
    told = [one for one in items if one.label.startswith(_OF_REPORTS) and one.label.partition(".")[2] not in WHO]
    return tuple(answer_check.contents(told))


def refuse_content(source: Source, data: DocumentData) -> None:
    """Raise `ContentExposed` when a paper of `QUIET` touches what was reported.

    Whom it goes to is not looked at: it can be the reported party's own unit.
    """
    if data.kind not in QUIET or not source.reported:
        return
    places = dict.fromkeys(
        label for label, words in data.walk() if label in _free(data) and answer_check.offending(words, source.reported)
    )
    if places:
        raise ContentExposed(tuple(places))


def _free(data: DocumentData) -> frozenset[str]:
    return frozenset(one.label for one in data.specs() if one.kind in ("lines", "many"))
