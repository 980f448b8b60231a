"""The words of the regulations: regulation → article → paragraph (款) → item (项) → sub-item (目)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

REGULATIONS = (1, 2, 3)


@dataclass(frozen=True)
class Item:
    """One 项 (or 目, below another item). `mark` is the number as printed.

    `body` follows an item that is a heading.
    """

    number: int
    mark: str
    text: str
    body: str | None = None
    subitems: tuple["Item", ...] = ()

    def words(self) -> str:
        """The item as printed, with its mark and what stands below it."""
        below = ([self.body] if self.body else []) + [s.words() for s in self.subitems]
        return "\n".join([f"{self.mark}{self.text}", *below])


@dataclass(frozen=True)
class Paragraph:
    """One 款; items belong to the paragraph that opens them and are not counted as paragraphs."""

    number: int
    text: str
    items: tuple[Item, ...] = ()

    def words(self) -> str:
        """The paragraph as printed, with its items."""
        return "\n".join([self.text, *(i.words() for i in self.items)])


@dataclass(frozen=True)
class Article:
    """One 条."""

    regulation: int
    number: int
    paragraphs: tuple[Paragraph, ...]

    def words(self) -> str:
        """The article as printed, without its number."""
        return "\n".join(p.words() for p in self.paragraphs)


@dataclass(frozen=True)
class Regulation:
    """One regulation.

    `short_title` is what it is called once the full title was said (rules/data/short_titles.yaml).
    `gaps` says what is missing in the source, `gap_places` where: (article, item). `notice` and `closing` are what
    stands around it.
    """

    number: int
    title: str
    short_title: str
    document_number: str | None
    in_force: date
    articles: tuple[Article, ...]
    gaps: tuple[str, ...]
    notice: tuple[str, ...]
    closing: tuple[str, ...]
    gap_places: tuple[tuple[int, int], ...] = ()


@cache
def load(regulation: int) -> Regulation:
    """Read one regulation. Raises KeyError for a number other than 1, 2, 3."""
    if regulation not in REGULATIONS:
        raise KeyError(regulation)
    tree = yaml.safe_load((Path(__file__).parent / f"{regulation}.yaml").read_text(encoding="utf-8"))
    return Regulation(
        number=regulation,
        title=tree["title"],
        short_title=_short_titles()[regulation],
        document_number=tree["number"],
        in_force=date.fromisoformat(tree["in_force"]),
        articles=tuple(_article(regulation, a) for a in tree["articles"]),
        gaps=tuple(g["note"] for g in tree["gaps"]),
        notice=tuple(tree["notice"]),
        closing=tuple(tree["closing"]),
        gap_places=tuple((g["article"], g["item"]) for g in tree["gaps"]),
    )


@cache
def _short_titles() -> dict[int, str]:
    path = Path(__file__).parent.parent / "data" / "short_titles.yaml"
    found: dict[int, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _article(regulation: int, tree: dict[str, Any]) -> Article:
    paragraphs = tuple(
        Paragraph(n, p["text"], tuple(_item(i) for i in p.get("items", ())))
        for n, p in enumerate(tree["paragraphs"], start=1)
    )
    return Article(regulation, tree["number"], paragraphs)


def _item(tree: dict[str, Any]) -> Item:
    below = tuple(_item(i) for i in tree.get("subitems", ()))
    return Item(tree["number"], tree["mark"], tree["text"], tree.get("body"), below)
