"""The closed form of a yes to what cannot be undone: nothing in the sentence but the yes.

`bot/stance.py` reads what is wished; this asks, of a wish that reads as plain, whether every word of it may stand where
it stands. What the list below does not hold at its place is told, remarked, asked in a dialect or slipped (交过了,
交到公安局去, 伐交, 交了还能撤不, 删了就没了吧): then the bot asks once more, with the options. A word that is
forgotten here costs a question; one that is forgotten among the don'ts would cost a report. Pure, standard library.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot import outright_words as words
from bot.stance_clauses import Clause
from bot.stance_cutting import DENIED, IMPATIENT, Word
from bot.stance_words import ACT, DENIES, ENDS

_BEFORE = frozenset((words.BEFORE + words.AT_ONCE).split())
_BEHIND = frozenset(words.BEHIND.split())
_BEHIND_DELETING = _BEHIND | frozenset(words.DRAFT.split())
_ALONE = frozenset((words.ALONE + words.AT_ONCE).split())
_YES = frozenset(words.YES.split())
_WISHES = frozenset(words.WISHES.split())
_IN_PASSING = frozenset(words.IN_PASSING.split())
_POLITE = frozenset(words.POLITE.split())
_CHOSEN = _BEHIND | frozenset(words.CHOSEN.split())
_TOLD = re.compile(f"{words.BY_MISTAKE}|{words.COMPLAINS}|{words.ON_CONDITION}")
_UNSURE = re.compile(f"{words.BY_MISTAKE}|{words.ON_CONDITION}|{words.BUT}")
_DONE_ALREADY = "过"
_ASKS_BACK = "吧"
_TURNS_BACK = frozenset(["还是", "但", "但是", "不过", "可是"])


def outright(text: str, clauses: Sequence[Clause]) -> bool:
    """Whether clauses that together read as a plain wish say nothing but a yes.

    What is told before it (我手都在抖，交吧) holds nothing back, unless it is that it was pressed by mistake; a remark
    behind it may. `text`: all of it, simplified.
    """
    if _TOLD.search(text):
        return False
    yes = [i for i, clause in enumerate(clauses) if _names(clause)]
    named = {word.act for clause in clauses for word in clause.words if word.kind == ACT}
    if named <= {"yes", "thus"} and any(word.text in _POLITE for clause in clauses for word in clause.words):
        return False  # 好 知道了
    if yes and any(clause.words[0].text in _TURNS_BACK for clause in clauses[yes[0] + 1 :]):
        return False  # 放弃……还是填吧
    return bool(yes) and all(
        _says(clause) if i in yes else _may_stand(clause) or (i < yes[-1] and clause.unknown and not clause.murmured)
        for i, clause in enumerate(clauses)
    )


def unsure(text: str) -> bool:
    """Whether a simplified text says that an option was pressed by mistake, that somebody's turn comes first, on what
    condition it is chosen, or what goes against it.
    """
    return _UNSURE.search(text) is not None


def chooses(behind: Sequence[Word]) -> bool:
    """Whether what stands behind an option in its clause only ends it: 匿名吧, 实名举报; not 实名好危险, 实名你先来."""
    return all((word.kind == ENDS and word.text != _DONE_ALREADY) or word.text in _CHOSEN for word in behind)


def _names(clause: Clause) -> bool:
    return any(word.kind == ACT and not _left(clause, at) for at, word in enumerate(clause.words))


def _left(clause: Clause, at: int) -> bool:
    """Whether what is named is left as it is: 没什么要改的, 不要留."""
    return clause.words[at].act in ("correct", "keep") and clause.things.get(at) == DENIED


def _says(clause: Clause) -> bool:
    """Every word at its place: what asks before the act, what ends it behind."""
    acts = [at for at, word in enumerate(clause.words) if word.kind == ACT]
    if any(not _outright(clause.words[at]) for at in acts):
        return False
    last = clause.words[acts[-1]]
    if last.act == "yes" and any(word.text == _ASKS_BACK for word in clause.words[acts[-1] + 1 :]):
        return False  # 没错吧, 同意吧 ask; 好吧 is a word of its own
    deletes = any(clause.words[at].act == "cancel" for at in acts)
    behind = _BEHIND_DELETING if deletes else _BEHIND
    return all(
        word.kind == ACT
        or word.text in (_BEFORE if at < acts[-1] else behind)
        or (at < acts[-1] and word.text in _ALONE)
        or IMPATIENT.fullmatch(word.text) is not None
        for at, word in enumerate(clause.words)
    )


def _outright(word: Word) -> bool:
    return word.text in _YES if word.act == "yes" else word.act in _WISHES and word.text not in _IN_PASSING


def _may_stand(clause: Clause) -> bool:
    """Whether a clause that names no yes takes nothing back: all is ready, nothing holds one back, thanks."""
    left = {at for at in range(len(clause.words)) if _left(clause, at)}
    return all(
        at in left
        or word.text in _ALONE
        or (bool(left) and word.kind == DENIES)
        or IMPATIENT.fullmatch(word.text) is not None
        for at, word in enumerate(clause.words)
    )
