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
from bot.stance_cutting import DENIED, IMPATIENT, OPTION, Word
from bot.stance_words import ACT, DENIES, ENDS

_BEFORE = frozenset((words.BEFORE + words.AT_ONCE).split())
_BEHIND = frozenset(words.BEHIND.split())
_BEHIND_DELETING = _BEHIND | frozenset(words.DRAFT.split())
_ALONE = frozenset((words.ALONE + words.AT_ONCE).split())
_I = ("我", "俺", "额", "咱", "我们")
_STATE = re.compile(r"抖|慌|紧张|怕|哭|累|难受|受够|忍不|豁出|退路|气死|急|睡不着")
_HANGS = frozenset(["就", "才", "那就", "我就", "便", "再"])
_YOU = frozenset(words.YOU.split())
_ASKED_OF = frozenset(words.ASKED_OF.split())
_FINISHED = frozenset(words.FINISHED.split())
_TELLS = 20
_MOCKS = re.compile(r"(.)\1\1+")
_CALLED_BACK = frozenset(["取消", "撤销", "撤回", "不对"])
# Brackets, colons, dashes, digits, pictures: it is a thing that is spoken of.
_SIGNS = re.compile(r"[^\u4e00-\u9fffA-Za-z\s,，。.!！、~;…]|哈哈|嘿嘿|呵呵")
_YES = frozenset(words.YES.split())
_WISHES = frozenset(words.WISHES.split())
_IN_PASSING = frozenset(words.IN_PASSING.split())
_POLITE = frozenset(words.POLITE.split())
_CHOSEN = _BEHIND | frozenset(words.CHOSEN.split())
_TOLD = re.compile(f"{words.BY_MISTAKE}|{words.COMPLAINS}|{words.ON_CONDITION}")
_UNSURE = re.compile(f"{words.BY_MISTAKE}|{words.ON_CONDITION}|{words.BUT}|{words.A_THING}")
_DONE_ALREADY = "过"
_ASKS_BACK = "吧"
_TURNS_BACK = frozenset(["还是", "但", "但是", "不过", "可是"])


def outright(text: str, clauses: Sequence[Clause]) -> bool:
    """Whether clauses that together read as a plain wish say nothing but a yes.

    Whatever else is told beside it (老公点头，我就提交; 他在旁边，提交) may be what it hangs on. `text`: all of it,
    simplified.
    """
    if _TOLD.search(text):
        return False
    if _SIGNS.search(text):
        return False
    yes = [i for i, clause in enumerate(clauses) if _names(clause)]
    named = {word.act for clause in clauses for word in clause.words if word.kind == ACT}
    if named <= {"yes", "thus"} and any(word.text in _POLITE for clause in clauses for word in clause.words):
        return False  # 好 知道了
    last = [word.text for word in clauses[yes[-1]].words] if yes else []
    if len(yes) > 1 and len(last) == 1 and last[0] in _CALLED_BACK:
        return False  # 放弃，取消
    if named - {"yes", "thus"} and any(_MOCKS.fullmatch(w.text) for clause in clauses for w in clause.words):
        return False  # 好好好提交
    if yes and any(clause.words[0].text in _TURNS_BACK for clause in clauses[yes[0] + 1 :]):
        return False  # 放弃……还是填吧
    return bool(yes) and all(
        _says(clause) if i in yes else _may_stand(clause) or (i < yes[-1] and _of_oneself(clause, clauses[yes[-1]]))
        for i, clause in enumerate(clauses)
    )


def by_itself(text: str, clauses: Sequence[Clause], start: int) -> bool:
    """Whether a short text that names an option, at `start`, says nothing that it may hang on. A long one tells."""
    if len(text) > _TELLS:
        return True
    rest = [clause for clause in clauses if all(word.start != start for word in clause.words)]
    others = [c for c in rest if not all(w.kind in (DENIES, OPTION, ENDS) or w.text in _ALONE for w in c.words)]
    return _SIGNS.search(text) is None and all(_says(c) if _names(c) else _may_stand(c) for c in others)


def finished(clauses: Sequence[Clause]) -> bool:
    """Whether a yes that names nothing is said of what is written: 好，都写完了; 是的，都是真的."""
    named = {word.act for clause in clauses for word in clause.words if word.kind == ACT}
    return named <= {"yes", "thus"} and any(w.text in _FINISHED for clause in clauses for w in clause.words)


def _of_oneself(told: Clause, wish: Clause) -> bool:
    """Whether what is told before a wish is one's own state (我手都在抖，交吧), and the wish does not hang on it
    (孩子毕业了，我就提交).
    """
    said = "".join(word.text for word in told.words)
    return (
        said.startswith(_I)
        and _STATE.search(said) is not None
        and not told.murmured
        and not any(word.text in _HANGS for word in wish.words[:2])
    )


def unsure(text: str) -> bool:
    """Whether a simplified text says that an option was pressed by mistake, that somebody's turn comes first, on what
    condition it is chosen, or what goes against it. A long one tells.
    """
    return len(text) <= 2 * _TELLS and _UNSURE.search(text) is not None


def chooses(behind: Sequence[Word]) -> bool:
    """Whether what stands behind an option in its clause only ends it: 匿名吧, 实名吧我敢作敢当; not 实名好危险,
    实名你先来.
    """
    ends = next((at for at, word in enumerate(behind) if word.kind == ENDS), len(behind))
    return all(
        (word.kind == ENDS and word.text != _DONE_ALREADY)
        or word.text in _CHOSEN
        or (at > ends and len(word.text) > 2 and word.text in _ALONE)
        for at, word in enumerate(behind)
    )


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
    before = {word.text for word in clause.words[: acts[-1]]}
    if before & _YOU and not before & _ASKED_OF:
        return False  # 你们提交
    for at in acts:
        one, after = clause.words[at], clause.words[at + 1 : at + 2]
        if one.act == "yes" and len(one.text) == 1 and after and after[0].kind not in (ENDS, ACT):
            return False  # 成都, 行长
    last = clause.words[acts[-1]]
    if last.act == "yes" and any(word.text == _ASKS_BACK for word in clause.words[acts[-1] + 1 :]):
        return False  # 没错吧, 同意吧 ask; 好吧 is a word of its own
    deletes = any(clause.words[at].act == "cancel" for at in acts)
    behind = _BEHIND_DELETING if deletes else _BEHIND
    return all(
        word.kind == ACT
        or word.text in (_BEFORE | _YOU if at < acts[-1] else behind)
        or (last.act in ("yes", "acknowledge") and word.text == ("的" if at > acts[-1] else "还"))
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
