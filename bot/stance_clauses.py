"""The stance of each thing that a clause names: the inner half of `bot/stance.py`.

Pure functions, standard library, Python 3.10 and later.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.stance_cutting import (
    AFFIRMED,
    ASKED,
    CONDITIONAL,
    DENIED,
    DOUBTED,
    FEARS,
    OPTION,
    QUOTED,
    UNKNOWN,
    Span,
    Word,
)
from bot.stance_words import (
    ACT,
    AGAIN,
    ASKS,
    BREAKS,
    DENIES,
    DOUBTS,
    DROPS,
    ENDS,
    GOES_ON,
    HAS,
    IF,
    JOINS,
    LEAVES_UNDONE,
    LIGHT,
    SAID,
    THINGS,
    WAVERS,
    WHAT,
    WHEN,
)

# Acts that open a flow; "I want to report" said while submitting is no other wish.
FLOWS = frozenset({"report", "query_status", "add_material", "protect", "danger", "rights_apply", "protection_report"})
# Words of agreement: a denial reaches through them to what is agreed to (不确定放弃, 不认可实名).
AGREEING = frozenset({"yes", "thus", "acknowledge"})
# More unknown characters than these between a denial and a thing, and it denies something else.
REACH = 6
# Fewer unknown characters than these in a clause tell nothing; they may be a "don't" that the reader doesn't know.
LEAST_TOLD = 4
_ONLY_THEN = "才"
_THEN = frozenset(["那", "那就", "那么", "就", "就是"])
# 应该算贪污吧: the best one can say of a kind, and an answer.
_SUPPOSED = frozenset(["应该", "应该是"])
OTHER_TIMES = frozenset(["已", "已经", "早就", "曾经", "再", "又", "刚才", "刚"])
_FINISHED = frozenset(["了", "过", "得", "的"])
_WRITTEN = ("内容", "资料", "材料", "信息", "情况")
_THIRD = frozenset(["他", "她", "它", "们"])
_NOT_YET = frozenset(["没", "没有", "无", "未", "还没", "还没有", "尚未", "还未", "未曾", "未有", "冇"])


class Clause:
    """The words of a clause, and the stance of each thing named in it."""

    def __init__(self, found: list[Word], spans: Sequence[Span]) -> None:
        self.words = found
        self.kinds = {word.kind for word in found}
        self.unknown = sum(word.kind == UNKNOWN for word in found)
        self.spans = {span.start: (index, span) for index, span in enumerate(spans)}
        # Place in the clause → stance of the thing named there.
        self.things = {i: self._stance(i) for i, word in enumerate(found) if word.kind in (ACT, OPTION)}
        self._one_or_the_other()
        self._one_name()

    @property
    def known(self) -> bool:
        return self.unknown == 0

    @property
    def loose(self) -> bool:
        """A denial of nothing that is named. (不怕, 不后悔 deny the fear.)"""
        if self.things:
            return False
        denials = [i for i, word in enumerate(self.words) if word.kind == DENIES]
        return any(i + 1 == len(self.words) or self.words[i + 1].text not in FEARS for i in denials)

    @property
    def leaves_undone(self) -> bool:
        """不改, 不补了: an act is denied in words that say nothing against another one."""
        return any(word.kind == LIGHT and LEAVES_UNDONE.fullmatch(word.text) for word in self.words)

    @property
    def more(self) -> bool:
        """我再写, 还有别的事, 我填名字, 我有照片: beside a bare yes, it is not all yet."""
        return any(self._goes_on(i) or self._again(i) or self._has_things(i) for i in range(len(self.words)))

    @property
    def more_again(self) -> bool:
        """我再写一点: more to come in so many words, which holds off even an act that is named."""
        places = [i for i in range(len(self.words)) if self._again(i)]
        return bool(places) and any(self._goes_on(i) for i in range(places[0] + 1, len(self.words)))

    def _again(self, at: int) -> bool:
        behind = self.words[at + 1].act if at + 1 < len(self.words) else ""
        return self.words[at].text in AGAIN and behind not in ("yes", "thus")  # 还行

    def _goes_on(self, at: int) -> bool:
        """Something to be done; what was done already (检查了, 都填了) or is found (我看行) is not."""
        word, behind = self.words[at], self.words[at + 1] if at + 1 < len(self.words) else None
        if word.text not in GOES_ON or word.kind != LIGHT:
            return False
        if behind is None:
            return True
        if behind.text in _FINISHED:
            return any(w.text in _THEN for w in self.words[:at])  # 那我填了
        return behind.act != "yes" and not (word.text == "填写" and behind.text.startswith(_WRITTEN))

    def _has_things(self, at: int) -> bool:
        return at > 0 and self.words[at].text in THINGS and self.words[at - 1].text in HAS

    @property
    def murmured(self) -> bool:
        """A few characters, unknown ones among them: perhaps a "don't" in a dialect, or written wrong."""
        return 0 < self.unknown < LEAST_TOLD and sum(len(w.text) for w in self.words) <= LEAST_TOLD

    @property
    def only_operators(self) -> bool:
        """Nothing is named but agreement: 可以吗, 算了, 再想想, 行不行."""
        return self.known and all(w.kind not in (OPTION,) and (w.kind != ACT or w.act in AGREEING) for w in self.words)

    @property
    def bare_no(self) -> bool:
        """不, 不要, 先别, 没有: a denial, and nothing that it denies. (不是没有 is none.)"""
        if self.twice:
            return False
        unsure = self.kinds & {ASKS, WHAT, DOUBTS, IF, SAID}
        return self.known and DENIES in self.kinds and not self.things and not unsure

    @property
    def agrees_only(self) -> bool:
        """Names nothing but a yes or a no."""
        return all(self.words[at].act in AGREEING for at in self.things)

    @property
    def twice(self) -> bool:
        """不是没有, 不会不: denied, and that denied."""
        return any(one.kind == other.kind == DENIES and not _same(other, one) for one, other in pairwise(self.words))

    def speaks_to(self, before: Clause) -> None:
        """A clause that names nothing new is about the one before it: 匿名，可以吗; 提交，算了; 实名，再想想."""
        first = next((word.text for word in self.words if word.kind != LIGHT), "")
        if IF in before.kinds and first in _THEN:
            self.things = {i: CONDITIONAL if s == AFFIRMED else s for i, s in self.things.items()}
        if not self.only_operators:
            return
        kinds = self.kinds
        turned = None
        if kinds & {ASKS, WHAT}:
            turned = ASKED
        elif kinds & {DOUBTS, WAVERS}:
            turned = DOUBTED
        elif DROPS in kinds or (self.bare_no and self.words[-1].kind in (DENIES, ENDS)):
            turned = DENIED
        if turned:
            before.things = {i: turned if s == AFFIRMED else s for i, s in before.things.items()}

    def _one_name(self) -> None:
        """再申请证人保护: two words of one thing, side by side, have the first one's stance."""
        for one, other in pairwise(self.things):
            first, second = self.words[one], self.words[other]
            same = first.end == second.start and first.kind == second.kind == ACT and first.act == second.act
            if same and self.things[other] == AFFIRMED:
                self.things[other] = self.things[one]

    def _one_or_the_other(self) -> None:
        """实名还是匿名: neither is chosen."""
        named = [i for i in self.things if self.words[i].kind == OPTION and self.things[i] == AFFIRMED]
        for one, other in pairwise(named):
            if any(w.alternative for w in self.words[one + 1 : other]):
                self.things[one] = self.things[other] = ASKED

    def _stance(self, at: int) -> str:
        word = self.words[at]
        flow = word.kind == ACT and word.act in FLOWS
        span = self.spans[word.start][1] if word.kind == OPTION else None
        fact = span is not None and span.fact
        denials, twice = self._denials(at, fact or flow)
        if flow and not self._declined(at):
            denials = twice = False
        kinds = self.kinds
        if SAID in kinds and not fact and self._said_by_another(at):
            return QUOTED
        if ASKS in kinds or (WHAT in kinds and not fact):
            return ASKED
        if WHAT in kinds and self.unknown <= 3:
            return ASKED
        when = WHEN in kinds and not fact and not flow and (word.kind == ACT or not self.unknown)
        if IF in kinds or when or (not fact and self._at_another_time(at)):
            return CONDITIONAL
        if self._doubted(at, fact) or twice:
            return DOUBTED
        dropped = self._dropped(at, fact)
        if denials and dropped and not fact:
            return DOUBTED  # 非匿名不可
        return DENIED if denials or dropped else AFFIRMED

    def _said_by_another(self, at: int) -> bool:
        """Whether what stands before is another's word, and no wish of one's own between (领导让我做假账我要举报)."""
        said = [i for i, word in enumerate(self.words[:at]) if word.kind == SAID]
        if not said:
            return False
        between = self.words[said[-1] + 1 : at]
        own = [i for i, word in enumerate(between[:-1]) if word.text.endswith("我") and between[i + 1].kind == BREAKS]
        return not (own and any(word.kind == UNKNOWN for word in between[: own[0]]))

    def _at_another_time(self, at: int) -> bool:
        """已经提交了, 填完再提交: done, or not yet."""
        before = [w for w in self.words[:at] if w.kind not in (LIGHT, ENDS, BREAKS) or w.text in OTHER_TIMES]
        return bool(before) and (before[-1].text in OTHER_TIMES or before[-1].text == _ONLY_THEN)

    def _doubted(self, at: int, fact: bool) -> bool:
        doubts = (DOUBTS,) if fact else (DOUBTS, WAVERS)
        place = self.words[at].start
        mild = _SUPPOSED if place in self.spans and not self.spans[place][1].strict else ()
        return any(w.kind in doubts and w.text not in mild for w in self.words)

    def _denials(self, at: int, fact: bool) -> tuple[bool, bool]:
        """Whether what stands before the thing denies it, and whether it is denied twice (不是不想)."""
        denials: list[Word] = []
        gap, joined = 0, True
        for index in range(at - 1, -1, -1):
            word = self.words[index]
            if word.kind == DENIES:
                denials.append(word)
                gap, joined = 0, False
            elif word.kind == BREAKS:
                if self._content_before_denial(index):
                    break
                joined = False
            elif word.kind in (ACT, OPTION):
                if word.kind == ACT and word.act in AGREEING:
                    continue
                if not joined:
                    break
            elif word.kind == ENDS:
                break
            elif word.kind == UNKNOWN:
                gap += 1
                joined = False
                if gap > (0 if fact else REACH):
                    break
            elif word.kind in (DOUBTS, WAVERS, DROPS):
                break
            elif word.kind != JOINS:
                joined = joined and not denials
        distinct = len(denials) - sum(_same(one, other) for one, other in pairwise(denials))
        return distinct % 2 == 1, distinct >= 2

    def _content_before_denial(self, index: int) -> bool:
        """Whether between this word and the denial before it something else is named."""
        for word in reversed(self.words[:index]):
            if word.kind == DENIES:
                return False
            if word.kind in (UNKNOWN, OPTION, ENDS, DOUBTS, WAVERS) or (word.kind == ACT and word.act not in AGREEING):
                return True
        return True

    def _declined(self, at: int) -> bool:
        """Whether a denial before what opens a flow declines it: 没人保护我, 他们不举报, 还没举报 do not."""
        word = self.words[at]
        for index in range(at - 1, -1, -1):
            denial = self.words[index]
            if denial.kind == DENIES:
                if index and self.words[index - 1].text in _THIRD:
                    return False
                if word.act == "danger":
                    return True
                return denial.text not in _NOT_YET and (denial.text != "不" or not word.text.startswith("保护"))
        return False

    def _dropped(self, at: int, fact: bool) -> bool:
        """实名不要, 提交就免了, 匿名不行: denied by what stands behind, which belongs to nothing else."""
        for index in range(at + 1, len(self.words)):
            word = self.words[index]
            if word.kind == DROPS:
                return True
            if word.kind == DENIES:
                rest = self.words[index + 1 :]
                if rest and rest[0].act in AGREEING:
                    return True  # 实名不好匿名也不好
                if fact:
                    return not rest or all(w.kind == ENDS for w in rest)
                return all(w.kind in (LIGHT, ENDS, BREAKS, UNKNOWN, DENIES) or w.act in AGREEING for w in rest)
            if word.kind in (ACT, OPTION) and word.act not in AGREEING and not self._joined(at, index):
                return False
        return False

    def _joined(self, one: int, other: int) -> bool:
        """实名和匿名都不要: what is said behind the second is said of both."""
        return all(w.kind == JOINS or w.text in ("都", "全") for w in self.words[one + 1 : other])


def _same(one: Word, other: Word) -> bool:
    """不不, 别别, 不要不要: said again, not denied again."""
    return other.end == one.start and other.text == one.text
