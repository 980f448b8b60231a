"""The words of a text and its clauses: the first step of `bot/stance.py`.

Pure functions, standard library, Python 3.10 and later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
MOST = 240
_STOPS = frozenset('，,。.；;！!：:\n…~～、·|/“”"「」『』（）()【】[]《》—-')
_SPEAKER = re.compile(
    rf"(?:{words.SPEAKERS})(?:也|都|又|还|刚才|刚|老是|老|总是|总|一直|昨天|今天|已经|是)?(?:[跟和对向给]我们?)?(?:{words.SAYING})"
)
# What was wished once is not wished now: 起先想匿名. (本来就想 is.)
_FORMERLY = re.compile(
    r"(?<![^\s，,。;；！!我俺])(?:起初|起先|本来|原来|原本|原先|一开始|刚开始|最初|之前|先前|早先|刚才)(?:我|俺)?(?:是|还|都|也)?"
    r"(?:想着|想|选|打算|考虑|说|填的?是|点的?是)(?:要|过|的|了|选|用)*"
)
# Has waited or been asked enough: 别再问了, 不用看了, 等着呢. It denies and puts off nothing.
IMPATIENT = re.compile(
    r"(?:别|不要|不用|不必|用不着|甭|莫|无需|懒得|唔使)(?:再|又|多)?"
    r"(?:问|看|检查|核对|犹豫|磨蹭|啰嗦|催|纠结|等)(?:来问去|来看去|我|俺|下去|一遍)?(?:了|啦|咯|嘞)"
    r"|(?:我|俺)?(?:还|都|正)?等着(?:呢|哩|呐|嘞|回音|回复|回执|消息|结果)"
)
# Another's consent, on which it hangs: 他们肯签就联名.
_CONSENT = re.compile(
    r"(?:他们|她们|他|她|大家|老总|领导|单位|公司|老板|家里人?|村里|同事们?|邻居们?)(?:要|都|也|全)*"
    r"(?:肯|同意|答应|愿意|点头|批准|签字|签名)(?=[^,，。;；!！]{0,4}(?:就|才|再|的话))"
)
_IF_SO = "的话"
_VERB_NOT_VERB = re.compile(r"([\u4e00-\u9fff])[不没唔]\1")
_ASIDE = re.compile(
    r"(?:先)?(?:去)?(?:办|弄|搞|做|处理|填|忙|换|换到|切到|切换到|转到|去)(?:一下)?"
    r"(?:另外?一?[件个头边样桩]|另外那?[个件]|那[一]?[件头边桩]|别的|其他的|新的)(?:事情?)?"
)
ELLIPSIS = re.compile(r"…|\.{2,}|。{2,}")
_CONTRASTS = frozenset(["但", "但是", "可是", "不过", "而", "而是", "然而", "反而", "所以", "因为", "然后"])
# At the end of what could be so, these ask whether it is: 能查到我不, 要盖章没.
_ASKING_AT_END = frozenset(["不", "没", "没有", "冇", "否"])
_COULD_BE = frozenset(["能", "会", "要", "用", "需要", "有", "可以"])
# 不 as it is written by ear.
_NOT_BY_EAR = frozenset("部布步")
FEARS = frozenset(["怕", "害怕", "担心", "后悔", "犹豫", "纠结", "动摇", "迟疑"])
_ALONE = frozenset(["是", "要"])
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
        clear: taken only from a clause that says nothing else of it (not from 我哥是匿名的, 匿名太亏).
        told: the sentence opens a flow and may tell more behind the option (我要实名举报局长贪污).
    """

    start: int
    end: int
    fact: bool = False
    strict: bool = False
    told: bool = False
    clear: bool = False


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
    told = {
        m.start(): (kind, m.end())
        for kind, pattern in ((DENIES, _FORMERLY), (LIGHT, IMPATIENT), (IF, _CONSENT))
        for m in pattern.finditer(text)
    }
    hinges = [m.start() for m in re.finditer(_IF_SO, text)]
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
        elif start in told:
            kind, end = told[start]
            place = min((at for at in options if start < at < end), default=end)  # 本来想|用真名
            found.append(Word(kind, "", text[start:place], start))
        elif start in aside and not any(start < at < aside[start] for at in options):
            place = aside[start]
            found.append(Word(ACT, "aside", text[start:place], start))
        elif start in doubled and text[start] not in "不没" and text[start - 1 : start] not in tuple("不没别"):
            place = doubled[start]
            found.append(Word(ASKS, "", text[start:place], start))
        else:
            nearest = min((at for at in (*options, *hinges) if at > start), default=len(text))
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
    return list(_called_off(list(_mild(_by_ear(found)))))


def _whole(text: str, start: int, end: int) -> bool:
    """Latin letters make a word only as a whole: "no" in "not" is none."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_latin(text[start]) and _latin(before)) and not (_latin(text[end - 1]) and _latin(after))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _by_ear(found: list[Word]) -> list[Word]:
    """部认可: a denial written by its sound, when no word that is unknown stands before it (干部认可)."""
    heard = []
    for before, word, after in zip([None, *found], found, [*found[1:], None], strict=False):
        alone = word.kind == UNKNOWN and word.text in _NOT_BY_EAR and (before is None or before.kind != UNKNOWN)
        denies = alone and after is not None and after.kind in (ACT, OPTION)
        heard.append(Word(DENIES, "", word.text, word.start) if denies else word)
    return heard


def _mild(found: list[Word]) -> Iterator[Word]:
    """What sounds like a question or a doubt and is none: 还没呢; 要得，交嘛; 不怕."""
    before, yes, agreed = "", False, False
    for word in found:
        if (word.text == "呢" and before in (DENIES, "yes")) or (word.text == "嘛" and agreed):
            word = Word(ENDS, "", word.text, word.start)
        elif word.kind == ACT and before == DENIES and word.text[0] in "不别":
            word = Word(DENIES, "", word.text, word.start)  # 不不不申请
        elif word.text in FEARS and before == DENIES:
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
            if clauses[-1] and clauses[-1][-1].kind == SAID:
                continue  # 他说：“提交”
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
    return [_asked_at_end(_said_alone(clause)) for clause in clauses if clause]


def _asked_at_end(clause: list[Word]) -> list[Word]:
    """匿名能查到我不, 交了还能撤不: the last word asks."""
    last = max((i for i, word in enumerate(clause) if word.kind != ENDS), default=0)
    rest = clause[:last]
    could_be = any(w.kind == UNKNOWN for w in rest) and any(w.text in _COULD_BE for w in rest)
    if clause[last].text in _ASKING_AT_END and (could_be or any(w.kind in (ACT, OPTION) for w in rest)):
        return [*rest, Word(ASKS, "", clause[last].text, clause[last].start), *clause[last + 1 :]]
    return clause


def _said_alone(clause: list[Word]) -> list[Word]:
    """是, 要: agreement, when nothing is said with it."""
    if all(w.kind in (LIGHT, ENDS) or w.text in _ALONE for w in clause):
        return [Word(ACT, "yes", w.text, w.start) if w.text in _ALONE else w for w in clause]
    return clause


def _told(clause: list[Word]) -> bool:
    """Something is told and ended with 了: 检查三遍了 | 提交吧."""
    return clause[-1].text == "了" and any(w.kind == UNKNOWN for w in clause)
