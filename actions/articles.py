"""Any provision of regulations 1 to 3 in its own words, by its number or as what an answer rests on.

A provision comes as numbers joined by dots (`bot/references.py`): regulation, article, paragraph, item, sub-item, and
here a sixth: from which piece to go on. 0 is what was not named: "2.16.2", "0.14", "3.10.0.0.0.3".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from actions.speech import Button, Count, Law
from actions.visit import Visit
from rules.numerals import to_chinese
from rules.reference import Ref, UnknownProvision, find_article, quote
from rules.texts import REGULATIONS, load

ELSEWHERE = 9
# So many characters are read on a phone without scrolling; a paragraph or item is never cut for it.
PIECE = 300
# Pieces that are said at once; the rest comes when it is asked for.
AT_ONCE = 3
# Articles named in one question that are quoted.
MOST = 3
# The regulation that a flow applies.
OWN = {
    "report": 2,
    "protect_reporter": 2,
    "add_material": 2,
    "withdraw": 2,
    "name_self": 2,
    "protect_witness": 1,
    "protection_report": 1,
    "rights": 3,
}
# Slot: short forms of the provisions said last, so that "第二款呢" and "你刚才说的第八条" are understood.
SHOWN = "law_shown"
# Slot: the article whose regulation was asked for.
WANTED = "law_wanted"
_VALUE = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,5}")


@dataclass(frozen=True)
class Named:
    """A provision as it was named; 0 for what was not."""

    regulation: int
    article: int
    paragraph: int = 0
    item: int = 0
    subitem: int = 0
    piece: int = 0

    @classmethod
    def read(cls, value: str) -> Named | None:
        """From numbers joined by dots; None when it is something else."""
        return cls(*map(int, value.split("."))) if _VALUE.fullmatch(value) else None

    @classmethod
    def of(cls, ref: Ref, piece: int = 0) -> Named:
        """The name of a provision."""
        return cls(ref.regulation, ref.article, ref.paragraph or 0, ref.item or 0, ref.subitem or 0, piece)

    @property
    def value(self) -> str:
        """As `read` reads it."""
        numbers = [self.regulation, self.article, self.paragraph, self.item, self.subitem, self.piece]
        while len(numbers) > 2 and not numbers[-1]:
            numbers.pop()
        return ".".join(map(str, numbers))

    @property
    def ref(self) -> Ref:
        """The provision. Raises UnknownProvision."""
        return Ref(self.regulation, self.article, self.paragraph or None, self.item or None, self.subitem or None)

    @property
    def button(self) -> str:
        """Payload of a button that quotes it."""
        return f"ask_rule:article.{self.value}"


def pieces(words: str) -> list[str]:
    """Words of a provision in messages that a phone shows: lines (paragraphs, items) joined up to `PIECE`."""
    found: list[str] = []
    for line in words.split("\n"):
        if found and len(found[-1]) + len(line) < PIECE:
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return found


def answer(visit: Visit, named: Sequence[Named]) -> None:
    """Quote what was named, or say kindly why not; ask which regulation where that is not clear."""
    said: list[Ref] = []
    for one in named[:MOST]:
        if one.regulation == ELSEWHERE:
            visit.say("utter_article_elsewhere")
        elif one.article == 0:
            _part_of_shown(visit, one, said)
        else:
            _article(visit, one, said)
    if said:
        remember(visit, said)


def answer_wanted(visit: Visit) -> bool:
    """The regulation named after we asked for it ("规定二"). Returns whether this turn was that."""
    wanted = visit.sheet.state(WANTED)
    if not wanted:
        return False
    visit.sheet.note(WANTED, None)
    regulation = visit.turn.first("regulation")
    named = Named.read(str(wanted))
    if regulation is None or named is None or visit.turn.first("topic") not in {None, "article"}:
        return False  # a question of its own, which also names a regulation
    if visit.turn.first("article"):
        return False
    answer(visit, [replace(named, regulation=int(regulation))])
    return True


def which(visit: Visit) -> None:
    """An article is wanted and none named: quote what the last answer rests on, else ask which."""
    shown = _shown(visit)
    if not shown:
        visit.say("utter_article_which")
    for ref in shown:
        say_quote(visit, ref)


def remember(visit: Visit, refs: Sequence[Ref]) -> None:
    """Note the provisions an answer rests on."""
    visit.sheet.note(SHOWN, [ref.short for ref in refs])


def rests_on(refs: Sequence[Ref], named: Named) -> bool:
    """Whether an answer that rests on `refs` speaks of the article that was named."""
    return any(ref.article == named.article and named.regulation in {0, ref.regulation} for ref in refs)


def say_quote(visit: Visit, ref: Ref, first: int = 0) -> None:
    """Quote a provision from its piece `first` on; a button goes on where it is long. A gap of the source is said."""
    words = pieces(quote(ref))
    shown = words[first : first + AT_ONCE]
    for number, piece in enumerate(shown, start=first):
        response = "utter_article_more" if number else "utter_article"
        visit.say(response, citation=Law(ref.cite()), quotation=Law(piece))
    rest = len(words) - first - len(shown)
    if rest > 0:
        follow = Named.of(ref, first + len(shown))
        visit.say("utter_article_continue", buttons=(Button("继续", follow.button),), count=Count(rest))
    elif (note := _gap(ref)) is not None:
        visit.say("utter_article_gap", gap=Law(note))


def exists(regulation: int, article: int) -> bool:
    """Whether a regulation has such an article."""
    try:
        find_article(regulation, article)
    except UnknownProvision:
        return False
    return True


def _article(visit: Visit, named: Named, said: list[Ref]) -> None:
    regulation = named.regulation or _regulation(visit, named.article)
    if regulation is None:
        having = [number for number in REGULATIONS if exists(number, named.article)]
        if not having:
            visit.say("utter_article_unknown")
            return
        buttons = tuple(Button(load(number).short_title, replace(named, regulation=number).button) for number in having)
        visit.say("utter_article_whose", buttons=buttons, place=Law(f"第{to_chinese(named.article)}条"))
        visit.sheet.note(WANTED, named.value)
        visit.asks_back = True
        return
    if not exists(regulation, named.article):
        if regulation in REGULATIONS:
            text = load(regulation)
            title, count = Law(f"《{text.title}》"), Count(len(text.articles))
            visit.say("utter_article_none", regulation=title, count=count, number=Count(named.article))
        else:
            visit.say("utter_article_unknown")
        return
    _quote(visit, replace(named, regulation=regulation), said)


def _quote(visit: Visit, named: Named, said: list[Ref]) -> None:
    """Quote; where the article exists and the part named doesn't, say so and quote the article."""
    whole = Ref(named.regulation, named.article)
    try:
        ref = named.ref
    except UnknownProvision:
        if (named.article, named.item) in load(named.regulation).gap_places:
            visit.say("utter_article_gap", gap=Law(_gap(whole) or ""))
            said.append(whole)
            return
        visit.say("utter_article_no_part", citation=Law(whole.cite()))
        ref = whole
    say_quote(visit, ref, named.piece if named.piece < len(pieces(quote(ref))) else 0)
    said.append(ref)


def _part_of_shown(visit: Visit, named: Named, said: list[Ref]) -> None:
    """第二款呢: of the article spoken of last, when there was exactly one."""
    articles = {(ref.regulation, ref.article) for ref in _shown(visit)}
    if len(articles) != 1:
        visit.say("utter_article_which")
        return
    [(regulation, article)] = articles
    _quote(visit, replace(named, regulation=regulation, article=article), said)


def _regulation(visit: Visit, article: int) -> int | None:
    """The regulation of an article named without it: that of the last answer, the flow's own, the only one that has it.

    None: it has to be asked for.
    """
    spoken_of = {ref.regulation for ref in _shown(visit) if ref.article == article}
    if len(spoken_of) == 1:
        return spoken_of.pop()
    own = OWN.get(visit.sheet.flow)
    if own is not None and exists(own, article):
        return own
    having = [number for number in REGULATIONS if exists(number, article)]
    return having[0] if len(having) == 1 else None


def _shown(visit: Visit) -> list[Ref]:
    return [Ref.parse(short) for short in visit.sheet.state(SHOWN) or ()]


def _gap(ref: Ref) -> str | None:
    """What the source lacks in a whole article, or None."""
    text = load(ref.regulation)
    places = zip(text.gap_places, text.gaps, strict=True)
    return next((note for (article, _), note in places if article == ref.article and ref.item is None), None)
