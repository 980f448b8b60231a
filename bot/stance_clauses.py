"""The words of a text, its clauses, and the stance of each thing in a clause: the inner half of `bot/stance.py`.

Pure functions, standard library, Python 3.10 and later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot import stance_words as words
from bot.stance_words import (
    ACT,
    ASKS,
    BREAKS,
    DENIES,
    DOUBTS,
    DROPS,
    ENDS,
    IF,
    JOINS,
    LIGHT,
    SAID,
    WAVERS,
    WHAT,
    WHEN,
)

AFFIRMED, DENIED, ASKED, DOUBTED, CONDITIONAL, QUOTED = STANCES = (
    "affirmed",
    "denied",
    "asked",
    "doubted",
    "conditional",
    "quoted",
)

OPTION, UNKNOWN, STOP, SPACE = "O", "U", "P", "_"
# Words that do more than their kind says, marked in place of an act.
QUESTION_MARK, ALTERNATIVE = "?", "or"
_MARKS = {"?": QUESTION_MARK, "还是": ALTERNATIVE, "或": ALTERNATIVE, "或者": ALTERNATIVE}
# Acts that open a flow; "I want to report" said while submitting is no other wish.
FLOWS = frozenset({"report", "query_status", "add_material", "protect", "danger", "rights_apply", "protection_report"})
# Words of agreement: a denial reaches through them to what is agreed to (不确定放弃, 不认可实名).
AGREEING = frozenset({"yes", "thus", "acknowledge"})
# More unknown characters than these between a denial and a thing, and it denies something else.
REACH = 6
# Fewer unknown characters than these in a clause tell nothing; they may be a "don't" that the reader doesn't know.
LEAST_TOLD = 4
MOST = 240
_STOPS = frozenset('，,。.；;！!：:\n…~～、·|/“”"「」『』（）()【】[]《》—-')
_SPEAKER = re.compile(
    rf"(?:{words.SPEAKERS})(?:也|都|又|还|刚才|刚|老是|老|总是|总|一直|昨天|今天|已经|是)?(?:{words.SAYING})"
)
_VERB_NOT_VERB = re.compile(r"([\u4e00-\u9fff])[不没唔]\1")
_ASIDE = re.compile(
    r"(?:先)?(?:去)?(?:办|弄|搞|做|处理|填|忙|换|换到|切到|切换到|转到|去)(?:一下)?"
    r"(?:另外?一?[件个头边样桩]|另外那?[个件]|那[一]?[件头边桩]|别的|其他的|新的)(?:事情?)?"
)
ELLIPSIS = re.compile(r"…|\.{2,}|。{2,}")
_CONTRASTS = frozenset(["但", "但是", "可是", "不过", "而", "而是", "然而", "反而", "所以", "因为", "然后"])
_FEARS = frozenset(["怕", "害怕", "担心", "后悔", "犹豫", "纠结", "动摇", "迟疑"])
# 应该算贪污吧: the best one can say of a kind, and an answer.
_SUPPOSED = frozenset(["应该", "应该是"])
_ALONE = frozenset(["是", "要"])
OTHER_TIMES = frozenset(["已", "已经", "早就", "曾经", "再", "又", "刚才", "刚"])
_THIRD = frozenset(["他", "她", "它", "们"])
_NOT_YET = frozenset(["没", "没有", "无", "未", "还没", "还没有", "尚未", "还未", "未曾", "未有", "冇"])
_NEGATED_CALL = frozenset(["取消", "放弃", "撤销", "撤回", "终止", "结束", "退出"])


@dataclass(frozen=True)
class Word:
    """A word of the text: its kind (`stance_words`), the act it names, itself, and where it stands."""

    kind: str
    act: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the next word begins."""
        return self.start + len(self.text)

    @property
    def alternative(self) -> bool:
        """还是, 或者 …"""
        return self.act == ALTERNATIVE


@dataclass(frozen=True)
class Span:
    """A place in the text where an option is named.

    Attributes:
        fact: something that is so, not something wished: another's word does not make it less so, and only what
            stands directly before it denies it (没有受伤, but not 不给我钱还打我).
        strict: taken only when nothing at all speaks against it: naming oneself cannot be undone.
        told: the sentence opens a flow and may tell more behind the option (我要实名举报局长贪污).
    """

    start: int
    end: int
    fact: bool = False
    strict: bool = False
    told: bool = False


# -- words ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, str]]:
    """Word → kind and act. Acts win over operators, operators over what says nothing."""
    table: dict[str, tuple[str, str]] = {}
    for kind in (LIGHT, ENDS, JOINS, BREAKS, WHEN, WAVERS, DOUBTS, IF, WHAT, SAID, DROPS, ASKS, DENIES):
        for word in words.OPERATORS[kind].split():
            table[word] = (kind, _MARKS.get(word, ""))
    for act, said in words.ACTS.items():
        for word in said.split():
            table[word] = (ACT, act)
    # Said of a thing, these drop it; alone, they wish to stop.
    for word in ("算了", "算了吧", "还是算了", "拉倒"):
        table[word] = (DROPS, "")
    return table


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(len(word) for word in _table())


def spelt(text: str) -> str:
    """Lower case and simplified, every character in its place."""
    lowered = text.lower()
    return (lowered if len(lowered) == len(text) else text).translate(words.TRADITIONAL)


def words_of(text: str, spans: Sequence[Span]) -> list[Word]:
    """The words, longest first; an option's place is one word of its own."""
    table, longest = _table(), _longest()
    options = {span.start: span for span in sorted(spans, key=lambda one: one.end)}
    aside = {m.start(): m.end() for m in _ASIDE.finditer(text)}
    said = {m.start(): m.end() for m in _SPEAKER.finditer(text)}
    doubled = {m.start(): m.end() for m in _VERB_NOT_VERB.finditer(text)}
    found: list[Word] = []
    place = 0
    while place < len(text):
        start = place
        character = text[start]
        if start in options:
            place = max(start + 1, options[start].end)
            found.append(Word(OPTION, "", text[start:place], start))
        elif start in said and not any(start < at < said[start] for at in options):
            place = said[start]
            found.append(Word(SAID, "", text[start:place], start))
        elif start in aside and not any(start < at < aside[start] for at in options):
            place = aside[start]
            found.append(Word(ACT, "aside", text[start:place], start))
        elif start in doubled and text[start] not in "不没" and text[start - 1 : start] not in tuple("不没别"):
            place = doubled[start]
            found.append(Word(ASKS, "", text[start:place], start))
        else:
            nearest = min((at for at in options if at > start), default=len(text))
            for length in range(min(longest, nearest - start), 0, -1):
                word = text[start : start + length]
                if word in table and _whole(text, start, start + length):
                    place = start + length
                    found.append(Word(*table[word], word, start))
                    break
            else:
                place = start + 1
                kind = SPACE if character.isspace() else STOP if character in _STOPS else UNKNOWN
                found.append(Word(kind, "", character, start))
    return list(_called_off(list(_mild(found))))


def _whole(text: str, start: int, end: int) -> bool:
    """Latin letters make a word only as a whole: "no" in "not" is none."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_latin(text[start]) and _latin(before)) and not (_latin(text[end - 1]) and _latin(after))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _mild(found: list[Word]) -> Iterator[Word]:
    """What sounds like a question or a doubt and is none: 还没呢; 要得，交嘛; 不怕."""
    before, yes, agreed = "", False, False
    for word in found:
        if (word.text == "呢" and before in (DENIES, "yes")) or (word.text == "嘛" and agreed):
            word = Word(ENDS, "", word.text, word.start)
        elif word.kind == ACT and before == DENIES and word.text[0] in "不别":
            word = Word(DENIES, "", word.text, word.start)  # 不不不申请
        elif word.text in _FEARS and before == DENIES:
            word = Word(LIGHT, "", word.text, word.start)
        before = word.act or word.kind
        yes = yes or before == "yes"
        agreed = agreed or (yes and word.kind in (STOP, SPACE))
        yield word


def _called_off(found: list[Word]) -> Iterator[Word]:
    """取消放弃, 放弃提交, 取消匿名: the first word denies the second."""
    for index, word in enumerate(found):
        behind = next((w for w in found[index + 1 :] if w.kind not in (LIGHT, SPACE)), None)
        calls_off = word.kind == ACT and word.text in _NEGATED_CALL
        if calls_off and behind is not None and (behind.kind == OPTION or (behind.kind == ACT and behind.act != "yes")):
            yield Word(DENIES, "", word.text, word.start)
        else:
            yield word


def clauses_of(found: list[Word]) -> list[list[Word]]:
    """Parted at punctuation, and at a space unless a word stands before it that wants something behind it."""
    clauses: list[list[Word]] = [[]]
    for word in found:
        if word.kind == STOP:
            clauses.append([])
        elif word.kind == SPACE:
            if clauses[-1] and clauses[-1][-1].kind not in (DENIES, BREAKS, LIGHT, JOINS, SAID):
                clauses.append([])
        else:
            if word.text in _CONTRASTS:
                clauses.append([])
            if clauses[-1] and clauses[-1][-1].kind == ENDS and _told(clauses[-1]) and word.kind != ENDS:
                clauses.append([])
            clauses[-1].append(word)
            if word.act == QUESTION_MARK:
                clauses.append([])
    return [_said_alone(clause) for clause in clauses if clause]


def _said_alone(clause: list[Word]) -> list[Word]:
    """是, 要: agreement, when nothing is said with it."""
    if all(w.kind in (LIGHT, ENDS) or w.text in _ALONE for w in clause):
        return [Word(ACT, "yes", w.text, w.start) if w.text in _ALONE else w for w in clause]
    return clause


def _told(clause: list[Word]) -> bool:
    """Something is told and ended with 了: 检查三遍了 | 提交吧."""
    return clause[-1].text == "了" and any(w.kind == UNKNOWN for w in clause)


# -- a clause ---------------------------------------------------------------------------------------------------------


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

    @property
    def known(self) -> bool:
        return self.unknown == 0

    @property
    def loose(self) -> bool:
        """A denial of nothing that is named. (不怕, 不后悔 deny the fear.)"""
        if self.things:
            return False
        denials = [i for i, word in enumerate(self.words) if word.kind == DENIES]
        return any(i + 1 == len(self.words) or self.words[i + 1].text not in _FEARS for i in denials)

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
    def twice(self) -> bool:
        """不是没有, 不会不: denied, and that denied."""
        return any(one.kind == other.kind == DENIES and not _same(other, one) for one, other in pairwise(self.words))

    def speaks_to(self, before: Clause) -> None:
        """A clause that names nothing new is about the one before it: 匿名，可以吗; 提交，算了; 实名，再想想."""
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
        return bool(before) and before[-1].text in OTHER_TIMES

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
