"""What somebody means by what they say: yes, no, a question, a doubt, a condition, or another's words.

One reader for every choice, confirm step, control word and menu entry, on both sides of the boundary (gateway and
engine): pure functions, standard library, Python 3.10 and later. No learning: a "don't" must never become a "do", so
what cannot be undone hangs on rules that can be read.

A text is cut into the words of `bot/stance_words.py`. Each thing that is named (an act: yes, submit, cancel …; an
option, whose place the caller gives) has a stance of its own, from what stands before and behind it in its clause:

    不要实名，要匿名      实名 denied, 匿名 affirmed     能不能不提交     submit asked
    实名算了              实名 denied                    如果安全我就提交  submit conditional
    不是不想匿名          匿名 doubted (twice denied)    他叫我提交        submit quoted

`Reading.plain` is what may be acted upon: what is wished or agreed to in so many words, with no denial, question,
doubt, condition or other person's word anywhere, in a clause of which every word is known. An unknown word, a slip or a
dialect's "don't" among them, makes it not plain, and the bot asks again. Beside a yes, more to come, an act left
undone or a word more is plain, too (`MORE`, `UNDONE`, `BESIDES`): who asks for a yes to what cannot be undone takes
none of them with it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bot.outright import by_itself, chooses, finished, outright, unsure
from bot.stance_clauses import FLOWS, LEAST_TOLD, OTHER_TIMES, Clause
from bot.stance_cutting import (
    AFFIRMED,
    ASKED,
    CONDITIONAL,
    DENIED,
    DOUBTED,
    ELLIPSIS,
    MOST,
    OPTION,
    QUOTED,
    STANCES,
    UNKNOWN,
    Span,
    Word,
    clauses_of,
    spelt,
    words_of,
)
from bot.stance_words import (
    ACT,
    ACTS,
    ASKS,
    BREAKS,
    DENIES,
    DOUBTS,
    DROPS,
    ENDS,
    IF,
    IN_QUOTES,
    LEFT_OUT,
    LIGHT,
    LOOKS_FIRST,
    SAID,
    SUBMITS,
    TRADITIONAL,
    WAVERS,
    WHAT,
    WHEN,
)

# Of what is plainly said, no acts of their own: more is to come (好，我再写); an act is left undone (好，不改了); it is
# not all that is said (`bot/outright.py`).
MORE, UNDONE, BESIDES = "more", "undone", "besides"
# A bare yes that is said of what is written (好，都写完了): to sending it, and to nothing else.
FINISHED = "finished"

# Names the option that gives one's name away.
REAL = re.compile(r"实名|真名|署名|留名|具名|本名|真实")

__all__ = [
    "ACTS",
    "AFFIRMED",
    "ASKED",
    "BESIDES",
    "CONDITIONAL",
    "DENIED",
    "DOUBTED",
    "FINISHED",
    "MORE",
    "QUOTED",
    "STANCES",
    "TRADITIONAL",
    "UNDONE",
    "Reading",
    "Span",
    "agrees",
    "plainly",
    "read",
]


@dataclass(frozen=True)
class Reading:
    """What a text means.

    Attributes:
        stance: of its main wish.
        plain: acts that are plainly wished or agreed to; "no" when a plain no is all that was said; `MORE`, `UNDONE`,
            `BESIDES`.
        acts: act → stances of its mentions.
        options: stance of each span that was given.
        unknown: characters of the text in words that the reader does not know.
    """

    stance: str
    plain: frozenset[str] = frozenset()
    acts: dict[str, frozenset[str]] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    unknown: int = 0

    def denies(self, act: str) -> bool:
        """Whether an act is named and only ever denied."""
        return self.acts.get(act) == frozenset({DENIED})

    @property
    def withheld(self) -> list[str]:
        """Acts that are named, but nowhere affirmed."""
        return sorted(act for act, stances in self.acts.items() if AFFIRMED not in stances)


def read(text: str, spans: Sequence[Span] = ()) -> Reading:
    """Read a text. `spans`: places of options, as in `text`, which must be in compatibility form (NFKC)."""
    whole, text = len(text) <= MOST, text[:MOST]
    simple = spelt(text)
    clauses = clauses_of(words_of(simple, spans))
    heard: list[Clause] = [Clause(clause, spans) for clause in clauses]
    for before, after in pairwise(heard):
        after.speaks_to(before)
    for at, after in enumerate(heard[2:], 2):  # 姓名也选上，不对，不要
        if after.bare_no and all(one.known and one.agrees_only for one in heard[1:at]):
            after.speaks_to(heard[0])
    reading = _Whole(heard, len(spans), bool(ELLIPSIS.search(text))).reading(spans)
    quoted = [match.span() for match in IN_QUOTES.finditer(text)]
    clear = [span.clear and o == AFFIRMED for span, o in zip(spans, reading.options, strict=True)]
    hesitant = any(clear) and unsure(simple)
    left_out = [match.span() for match in LEFT_OUT.finditer(simple)] if len(simple) == len(text) else []
    options = tuple(
        DENIED
        if o == AFFIRMED and any(start <= span.start and span.end <= end for start, end in left_out)
        else QUOTED
        if o == AFFIRMED and any(start < span.start < end for start, end in quoted)
        else DOUBTED
        if c and (hesitant or (REAL.search(text[span.start : span.end]) and not by_itself(simple, heard, span.start)))
        else o
        for span, o, c in zip(spans, reading.options, clear, strict=True)
    )
    reading = replace(reading, options=options)
    if SUBMITS.fullmatch(simple) and not spans:
        return replace(reading, stance=AFFIRMED, plain=frozenset({"submit"}), acts={"submit": frozenset({AFFIRMED})})
    if not whole:
        return replace(reading, plain=frozenset())  # what stands behind may take it back
    if not reading.plain or not reading.acts:
        return reading
    marks = {MORE} if LOOKS_FIRST.search(text) else set()
    trails_off = ELLIPSIS.search(text) is not None
    marks |= {FINISHED} if finished(heard) else set()
    marks |= set() if outright(simple, heard) and not quoted and not trails_off else {BESIDES}
    return replace(reading, plain=reading.plain | marks)


def plainly(text: str, *wanted: str, beside: Collection[str] = ()) -> bool:
    """Whether a text is a plain yes to one of the acts `wanted`; other acts may only be of `beside`."""
    plain = read(text).plain
    return agrees(plain, *wanted, beside=beside)


def agrees(plain: Collection[str], *wanted: str, beside: Collection[str] = ()) -> bool:
    """As `plainly`, of what was read."""
    return bool(set(plain) & set(wanted)) and set(plain) <= {*wanted, *beside}


def _denies_the_other(behind: Sequence[Word]) -> bool:
    """实名吧|不要匿名: the wish has ended, and what is denied is the other option, the last that is said."""
    kinds = [word.kind for word in behind]
    if kinds[:1] != [ENDS] or OPTION not in kinds or DENIES not in kinds:
        return False
    denied, other = kinds.index(DENIES), kinds.index(OPTION)
    between = kinds[denied:other]
    return (
        denied < other
        and set(kinds[:denied]) == {ENDS}
        and set(between) <= {DENIES, BREAKS, LIGHT}
        and not (set(kinds[other + 1 :]) - {ENDS})
    )


def _mine(before: Sequence[Word], span: Span) -> bool:
    """Whether nothing unknown stands before an option, or one's own wish comes behind it (局长贪污我要匿名举报)."""
    strange = [i for i, word in enumerate(before) if word.kind == UNKNOWN]
    return not strange or (span.told and any("我" in w.text for w in before[strange[-1] + 1 :]))


# -- all of it --------------------------------------------------------------------------------------------------------


class _Whole:
    """The clauses together."""

    def __init__(self, clauses: list[Clause], options: int, trails_off: bool) -> None:
        self.clauses = clauses
        self.kinds = {kind for clause in clauses for kind in clause.kinds}
        self.unknown = sum(clause.unknown for clause in clauses)
        self.acts: dict[str, set[str]] = {}
        self.spans: dict[int, str] = {}
        for clause in clauses:
            for at, stance in clause.things.items():
                word = clause.words[at]
                if word.kind == OPTION:
                    self.spans[clause.spans[word.start][0]] = stance
                elif word.kind == ACT and (word.act not in ("yes", "thus") or clause.known):
                    self.acts.setdefault(word.act, set()).add(stance)
        self.nothing_but_yes = set(self.acts) <= {"yes"} and not options
        self.hesitates = trails_off and self.nothing_but_yes
        self.not_plain = bool(self.kinds & {ASKS, WHAT, DOUBTS, WAVERS, IF, WHEN, SAID}) or self.hesitates
        self.bare_no = any(clause.bare_no for clause in clauses)

    def reading(self, spans: Sequence[Span]) -> Reading:
        options = tuple(self._option(index, span) for index, span in enumerate(spans))
        acts = {act: frozenset(stances) for act, stances in self.acts.items()}
        return Reading(self._main(options), self._plain(), acts, options, self.unknown)

    def _option(self, index: int, span: Span) -> str:
        stance = self.spans.get(index, DENIED)
        if stance == AFFIRMED and span.clear and not self._alone(span):
            return DOUBTED
        if stance != AFFIRMED or not span.strict:
            return stance
        if self.kinds & {ASKS, WHAT}:
            return ASKED
        if self.kinds & {IF, WHEN}:
            return CONDITIONAL
        if SAID in self.kinds:
            return QUOTED
        if self.kinds & {DOUBTS, WAVERS, DROPS} or self.bare_no or not self._clearly(span):
            return DOUBTED
        return stance

    def _alone(self, span: Span) -> bool:
        """Whether the option's own clause says nothing else: what is unknown before it may deny it or be another's,
        what is unknown behind it may be why not. A request may go on behind it (匿名举报局长贪污).
        """
        for clause in self.clauses:
            at = next((i for i, word in enumerate(clause.words) if word.start == span.start), None)
            if at is None:
                continue
            before, behind = clause.words[:at], clause.words[at + 1 :]
            if any(w.text in OTHER_TIMES for w in before) or not _mine(before, span):
                return False
            requests = span.told and ("举报" in clause.words[at].text or any(w.act == "report" for w in behind))
            return requests or chooses(behind) or _denies_the_other(behind) or any(w.kind == OPTION for w in behind)
        return True

    def _clearly(self, span: Span) -> bool:
        """Whether all that stands before the option in its clause is known, and what stands elsewhere is no short word
        nobody knows: either may be a "don't" written wrong, or in a dialect.
        """
        for clause in self.clauses:
            places = [i for i, word in enumerate(clause.words) if word.start == span.start]
            if not places:
                if clause.murmured:
                    return False
                continue
            behind = clause.words[places[0] + 1 :]
            if any(w.kind == DENIES for w in behind) and not _denies_the_other(behind):
                return False  # 实名不要匿名要
            before = clause.words[: places[0]]
            if any(w.text in OTHER_TIMES for w in before):
                return False
            if not _mine(before, span):
                return False
            if 0 < clause.unknown < LEAST_TOLD and not span.told:
                return False
        return True

    def _plain(self) -> frozenset[str]:
        if self.not_plain and not self._put_aside():
            return frozenset()
        affirmed = {act for act, stances in self.acts.items() if stances == {AFFIRMED}}
        denied = {act for act, stances in self.acts.items() if DENIED in stances}
        if any(not stances <= {AFFIRMED, DENIED} for stances in self.acts.values()):
            return frozenset()
        loose = any(clause.loose for clause in self.clauses)
        if DROPS in self.kinds:
            return frozenset({"drop"}) if not self.acts and self.unknown == 0 and not self.spans else frozenset()
        if (denied == {"yes"} and not affirmed) or (loose and not self.acts):
            said_no = self.unknown == 0 and not self.spans and not any(clause.twice for clause in self.clauses)
            return frozenset({"no"}) if said_no else frozenset()
        if loose or "yes" in denied or (denied and affirmed <= {"yes", "thus"}):
            return frozenset()
        if not affirmed - {"yes", "thus"}:
            return self._bare(affirmed) if self.unknown == 0 and not self.spans else frozenset()
        if any(clause.more_again for clause in self.clauses):
            return frozenset({*affirmed, MORE})
        # An act in so many words: its own clauses hold nothing unknown.
        for clause in self.clauses:
            if any(clause.words[at].kind == ACT for at in clause.things) and not clause.known:
                return frozenset()
            if clause.murmured:
                return frozenset()
        return frozenset(affirmed)

    def _bare(self, affirmed: set[str]) -> frozenset[str]:
        """A yes that names nothing: what stands beside it may be what it is a yes to (好，不改了; 好，我再写)."""
        if affirmed and any(clause.more for clause in self.clauses):
            return frozenset({*affirmed, MORE})
        if affirmed and any(clause.leaves_undone for clause in self.clauses):
            return frozenset({*affirmed, UNDONE})
        return frozenset(affirmed)

    def _put_aside(self) -> bool:
        """先办另一件，这个回头再填: another time is meant for what is put aside."""
        if self.kinds & {ASKS, WHAT, DOUBTS, WAVERS, IF, SAID} or self.acts.get("aside") != {AFFIRMED}:
            return False
        later = [clause for clause in self.clauses if WHEN in clause.kinds]
        self.acts = {act: {AFFIRMED} for act, stances in self.acts.items() if stances == {AFFIRMED}}
        return not any(clause.words[at].act == "aside" for clause in later for at in clause.things)

    def _main(self, options: tuple[str, ...]) -> str:
        stances = {s for act, all_ in self.acts.items() for s in all_ if act not in FLOWS} | set(options)
        if not stances:
            stances = {s for all_ in self.acts.values() for s in all_}
        for turned in (ASKED, CONDITIONAL, QUOTED, DOUBTED):
            if turned in stances:
                return turned
        if self.hesitates:
            return DOUBTED
        if AFFIRMED in stances and DENIED in stances:
            wished = {act for act, all_ in self.acts.items() if AFFIRMED in all_} - {"yes", "thus"}
            return AFFIRMED if wished or AFFIRMED in options else DENIED
        if stances:
            return DENIED if self.bare_no and stances == {AFFIRMED} and self.nothing_but_yes else stances.pop()
        return self._by_operators()

    def _by_operators(self) -> str:
        """Nothing is named: the operators alone."""
        if DOUBTS in self.kinds and not any(w.text in ("?", "吗") for clause in self.clauses for w in clause.words):
            return DENIED if self._doubts_denied() else DOUBTED
        if self.kinds & {ASKS, WHAT}:
            return ASKED
        if IF in self.kinds or (WHEN in self.kinds and not self.unknown):
            return CONDITIONAL
        if SAID in self.kinds and not self.unknown:
            return QUOTED
        if self._doubts_denied():
            return DENIED
        if any(clause.twice and clause.known for clause in self.clauses):
            return DOUBTED
        if self.kinds & {DOUBTS, WAVERS}:
            return DOUBTED
        return DENIED if self.kinds & {DENIES, DROPS} else AFFIRMED

    def _doubts_denied(self) -> bool:
        """不是不确定"""
        found = [word for clause in self.clauses for word in clause.words if word.kind != LIGHT]
        return any(one.kind == DENIES and other.kind in (DOUBTS, WAVERS) for one, other in pairwise(found))
