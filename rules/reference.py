"""References to provisions: parse, cite and quote them. Every reference resolves, or it can't be made.

Short form (for code, YAML and storage): `R:A[.P][(I)[S]]`, that is regulation, article (条), paragraph (款),
item (项), sub-item (目): "2:5(7)" is 规定 2 第五条第七项, "1:6.2" 规定 1 第六条第二款, "1:6.1(2)" 规定 1
第六条第一款第二项, "3:10(4)6" 规定 3 第十条第四项第六目. Paragraphs are counted as Chinese drafting does:
the items a paragraph opens are part of it. So the emergency sentence of 规定 1 第六条 is its second
paragraph.

One provision has one form: the only paragraph of an article is not named (2:5.1(7) becomes 2:5(7)), and an
item of an article with several paragraphs always names its paragraph (1:6(2) becomes 1:6.1(2)).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from rules.numerals import NUMERAL, to_chinese, to_int
from rules.texts import Article, Item, Paragraph, load

_SHORT = re.compile(r"^(\d+):(\d+)(?:\.(\d+))?(?:\((\d+)\)(\d+)?)?$")
_N = f"([{NUMERAL}]+)"
_WORDS = re.compile(rf"^第{_N}条(?:第{_N}款)?(?:第[（(]?{_N}[）)]?项)?(?:第{_N}目)?$")
_ARTICLE = re.compile(rf"^第?\s*{_N}\s*条?$")


_Unit = TypeVar("_Unit", Article, Paragraph, Item)


class UnknownProvision(ValueError):
    """A reference that names no provision of the text, or is not written as one."""


@dataclass(frozen=True, order=True)
class Ref:
    """One provision. Raises UnknownProvision when the text has none such."""

    regulation: int
    article: int
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None

    def __post_init__(self) -> None:
        article = find_article(self.regulation, self.article)
        object.__setattr__(self, "paragraph", self._one_form(article))
        self._resolve()

    @classmethod
    def parse(cls, short: str) -> "Ref":
        """Read the short form, e.g. "1:6.1(2)". Raises UnknownProvision."""
        found = _SHORT.match(short)
        if not found:
            raise UnknownProvision("not a reference in short form")
        regulation, article, *rest = found.groups()
        return cls(int(regulation), int(article), *(None if part is None else int(part) for part in rest))

    @classmethod
    def parse_words(cls, regulation: int, words: str) -> "Ref":
        """Read 第六条第一款第二项, 第十四条 or 第5条第(7)项. Raises UnknownProvision."""
        found = _WORDS.match(re.sub(r"\s", "", words))
        if not found:
            raise UnknownProvision("not a reference in words")
        try:
            article, *rest = (None if part is None else to_int(part) for part in found.groups())
        except ValueError as error:
            raise UnknownProvision("not a reference in words") from error
        assert article is not None
        return cls(regulation, article, *rest)

    @property
    def short(self) -> str:
        """The short form; `Ref.parse` reads it back."""
        out = f"{self.regulation}:{self.article}"
        out += f".{self.paragraph}" if self.paragraph else ""
        out += f"({self.item})" if self.item else ""
        return out + (str(self.subitem) if self.subitem else "")

    def place(self) -> str:
        """Where it stands in its regulation: 第六条第一款第二项."""
        steps = ((self.article, "条"), (self.paragraph, "款"), (self.item, "项"), (self.subitem, "目"))
        return "".join(f"第{to_chinese(number)}{unit}" for number, unit in steps if number)

    def cite(self, *, short: bool = False) -> str:
        """《关于保护、奖励职务犯罪举报人的若干规定》第五条第七项; with `short`, 《举报人保护规定》第五条第七项."""
        regulation = load(self.regulation)
        return f"《{regulation.short_title if short else regulation.title}》{self.place()}"

    def __str__(self) -> str:
        return self.short

    def _one_form(self, article: Article) -> int | None:
        if len(article.paragraphs) == 1:
            return None if self.paragraph == 1 else self.paragraph
        if self.item is not None and self.paragraph is None:
            with_items = [p.number for p in article.paragraphs if p.items]
            if len(with_items) != 1:
                raise UnknownProvision(f"which paragraph of article {self.article} has the item")
            return with_items[0]
        return self.paragraph

    def _resolve(self) -> Article | Paragraph | Item:
        """The unit this names. Raises UnknownProvision."""
        article = find_article(self.regulation, self.article)
        if self.paragraph is None and self.item is None:
            if self.subitem is not None:
                raise UnknownProvision("a sub-item without its item")
            return article
        paragraph = _numbered(article.paragraphs, self.paragraph or 1, "paragraph")
        if self.item is None:
            if self.subitem is not None:
                raise UnknownProvision("a sub-item without its item")
            return paragraph
        item = _numbered(paragraph.items, self.item, "item")
        return item if self.subitem is None else _numbered(item.subitems, self.subitem, "sub-item")


def _numbered(units: tuple[_Unit, ...], number: int, what: str) -> _Unit:
    for unit in units:
        if unit.number == number:
            return unit
    raise UnknownProvision(f"no {what} {number}")


def find_article(regulation: int, number: int) -> Article:
    """The article of a regulation (1 to 3). Raises UnknownProvision."""
    try:
        articles = load(regulation).articles
    except KeyError:
        raise UnknownProvision(f"no regulation {regulation}") from None
    return _numbered(articles, number, "article")


def quote(ref: Ref) -> str:
    """The words of the provision as printed, its items included, without the article's number."""
    unit = ref._resolve()
    return unit.words()


def cite_all(provisions: Iterable[Ref]) -> str:
    """Several provisions as one citation, each regulation by its full title, once: 《…》第八条、第九条；《…》第三条."""
    by_regulation: dict[int, list[str]] = {}
    for ref in dict.fromkeys(provisions):
        by_regulation.setdefault(ref.regulation, []).append(ref.place())
    return "；".join(f"《{load(number).title}》{'、'.join(places)}" for number, places in by_regulation.items())


def refs(*short: str) -> tuple[Ref, ...]:
    """Several references in short form. Raises UnknownProvision."""
    return tuple(Ref.parse(s) for s in short)


def article_number(text: str) -> int:
    """Read 第十四条, 第14条, 14条, 十四 or １４ as 14. Raises ValueError for anything else."""
    found = _ARTICLE.match(text.strip())
    if not found:
        raise ValueError("not an article number")
    return to_int(found[1])
