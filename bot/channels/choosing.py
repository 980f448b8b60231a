"""Buttons that were typed: which of those on the screen a text plainly names, in every way in.

By title (匿名举报), by place (第二个, 2), several where several may be chosen (1和3, 第一和第三, 全部). Only what is
plainly a yes to what is shown becomes that button; what denies, asks or wavers (不要第一个, 提交？, 匿名再想想) goes on
as text, and the engine reads its stance with the same reader (`bot/stance.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import pypinyin

from bot.channels import called, control, urgent_words
from bot.channels.engine import Event
from bot.channels.passing_words import simple, stays
from bot.channels.schemas import Ask
from bot.channels.sessions import Session, Shown
from bot.channels.text import bare
from bot.stance import AFFIRMED, DENIED, Span, read
from bot.unnamed import MARKED, stays_unnamed
from store.entities import entity_of

LONGEST = 60
# Characters nobody knows beside a plain wish, more than which may tell something.
MOST_BESIDE = 2
FEWEST_HEARD = 2  # shorter titles have too many words of their sound
# As long as this, a title that holds a doubt (担心会有) is still named on purpose.
SURELY_NAMED = 4
# What stands round the name of a button when it is chosen in words.
_WRAPPED = re.compile(
    r"(?:嗯|好的?|那|就|我们?|俺|咱|请|麻烦|还是|先|直接)*(?:要|想|选择?|勾|点击?|按|用|走|办)*"
    r"(?:这个|那个)?(?P<core>.+?)(?:这个|那个|这一?项|那一?项|选项|按钮)?(?:吧|啊|呀|哈|呗|嘛|好了|就行|就好|就可以|即可|谢谢)*"
)
_CHINESE = {c: i for i, c in enumerate("一二三四五六七八九十", start=1)} | {"两": 2, "壹": 1, "贰": 2, "叁": 3}
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十两])"
# 一个 counts, 第一个 and 一号 choose.
_ORDINAL = re.compile(rf"第({_NUMBER})(?:个|项|号|条|种|类|点|样)?|({_NUMBER})(?:号|项)?")
_PLACE_AND_REMARK = re.compile(
    rf"(?:我?选)?(?P<place>第{_NUMBER}[个项种类])\s*[,，、]\s*(?P<remark>[\u4e00-\u9fff]{{2,6}})"
)
_BETWEEN = re.compile(r"(?:和|跟|与|及|以及|还有|加|\+|、|,|;|\.|/|&|\s)+|(?=第)")
_ALL = re.compile(
    r"(?:我?(?:要|选))?(?:以上|这些|上面|上述)?(?:的)?(?:全部|全都|全|所有|都)(?:的|都)?(?:要|有|选|是|选上|勾上|勾选|选了|占了|符合|发生了|发生过)?(?:了|的|吧)?"
)
# All but one: 除了变更姓名都要, 全要，除了带到安全场所.
_LEFT = "[^,，。;；]{2,24}?"
_ALL_BUT = re.compile(
    rf"(?:除了?|除开|除去)(?P<first>{_LEFT})(?:以外|之外|外)?[,，\s]*(?:别的|其他|其它|其余|剩下)?(?:的|几个|几项)*"
    r"(?:我|他|她)*(?:都|全|全部|全都)(?:都)?(?:要|选|选上|可以|勾上)?(?:了|吧|的)*"
    rf"|(?:我|他|她|把)*(?:全部?|全都|都|所有)(?:的|都)*(?:要|选|选上|勾上)(?:了|吧)?[,，\s]*(?:但|但是|就|只)?(?:除了?|除开|不要|不含|去掉|别要|别选)(?:把|掉)?(?P<last>{_LEFT})(?:除外|以外|之外|外|不要)?(?:了|吧)?"
)
_FIRST_LAST = re.compile(rf"(?P<end>前|后|头|最后)(?P<count>{_NUMBER})(?:个|项|种)?(?:都要|都有|都选|都是)?")
_TO = re.compile(rf"(?:从)?第?({_NUMBER})(?:个|项)?(?:到|至|-|~)第?({_NUMBER})(?:个|项)?")
_WITHDRAWS = re.compile(r"撤(?:回|掉|销|銷|诉|訴|案)?(?:举报|舉報|请求)?")
_AGREES = r"(?:(?:嗯+|好的?|是的?|对|行|可以|确定|决定|想好了|我想好了|想清楚了)[\s,，。!！]*)?"
_I_WANT = r"(?:我们?|俺|咱|要|想|确定|确认|决定|还是|就|那|现在|马上|赶紧|真的?|提出|请|帮我|给我|麻烦|把|同意|愿意)*"
_ENDED = r"(?:吧|了|啦|嘛|呗|掉|[\s,，]*谢谢您?)*[\s。.!！~]*"
# Nothing but that: 我要撤回举报, 好的 撤吧; 我要改成实名. It can't be undone.
_WITHDRAWN = re.compile(
    f"{_AGREES}{_I_WANT}(?:举报)?(?:撤回|撤掉|撤销|撤诉|撤案|撤)(?:这个|这份|我的)?(?:举报|请求)?{_ENDED}"
)
_NAMED = re.compile(f"{_AGREES}{_I_WANT}(?:改|换|变|转)(?:成|为|做)?实名(?:举报)?的?{_ENDED}")
_SIGNS = re.compile(r"[\s,，。.!！~～]+")  # they change nothing of a title
_MAYBE = re.compile(r"要不|不如|干脆|撤.*撤")
_NONE = frozenset(
    [
        "没",
        "无",
        "没有啊",
        "还没",
        "还没有",
        "暂时没有",
        "目前没有",
        "现在没有",
        "冇",
        "冇得",
        "莫得",
        "么得",
        "木有",
        "呒没",
        "没得",
    ]
)
# Payloads that cannot be undone: a lone digit is no plain yes to them.
_FINAL = re.compile(r"submit(?::|$)|cancel(?::|$)")
# At 「确定放弃吗」: of the call, or of the giving up?
_EITHER = re.compile("取消|走|撤|停|算了|错|误|滑|玩")
_DECIDES = frozenset({"report.mode", "urgent.contact"})
_DONE = "choose:done"
# It asks or trails off: no button by it, the engine reads it. In quotation marks it is nothing final.
_NOT_PRESSED = re.compile(r"[?…]|[.。]{2,}|" + MARKED)
_QUOTED = re.compile(r"[\"“”'‘’「」『』]")
_ASCII = re.compile(r"[\x00-\x7f]")
# Stands before the deeds in a title, and is no part of their names.
_OFFICE = re.compile("^利用职权(?:侵犯公民)?")


def chosen(session: Session, plain: str) -> Event | None:
    """The button, or buttons, that a text plainly names; None when it is anything else.

    Args:
        session: what is shown and asked.
        plain: what was typed, cleaned, in compatibility form.
    """
    shown = list(session.choices.values())
    if not shown or len(plain) > LONGEST or _NOT_PRESSED.search(plain):
        return None
    titled = _titled(shown, bare(plain))
    ask = session.ask
    if _gives_up_call(session, simple(bare(plain))):
        return Event("choose", "yes")
    if titled is not None:
        final = _is_final(titled, ask)
        plainly = simple(_SIGNS.sub("", plain)) == simple(bare(plain))  # not in brackets, not as a thing: 提交：
        return None if final and not plainly else _press(titled)
    # Where words are asked for, a number or half a title is an answer of one's own.
    if ask is not None and (ask.sealed or ask.kind not in ("choice", "review")):
        return None
    if ask is not None and ask.id == "change.item":
        named = called.item(plain, [b.payload.removeprefix("choose:") for b in shown])
        if named is not None:
            return Event("choose", named)
    if ask is not None and ask.id == "withdraw.review":
        decided = _withdrawn(plain)
        if decided is not None:
            return decided
    if ask is not None and ask.id == "name_self.review" and stays_unnamed(plain):
        return Event("choose", "stay")
    if ask is not None and ask.id == "name_self.review" and _NAMED.fullmatch(simple(plain)):
        return Event("submit")
    core = _core(plain)
    titled = _titled(shown, bare(core))
    if titled is not None and _affirmed(plain, core):
        # What submits, deletes or agrees is read in the engine when it stands in a sentence (`bot/outright.py`).
        wished = not _is_final(titled, ask) or ("realname" in titled.payload and _affirmed(plain, core, clear=True))
        return _press(titled) if wished else None
    return _placed(shown, plain, core, ask) or _heard(shown, core) or _remarked(shown, plain, ask)


def _gives_up_call(session: Session, word: str) -> bool:
    """Asked whether to give a call for help up: it is not to go (别发). 取消 may mean the giving up, 走吧 neither."""
    if session.flow != "urgent" or session.ask is None or session.ask.id != "confirm.cancel":
        return False
    return urgent_words.CALLED_OFF.fullmatch(word) is not None and not _EITHER.search(word)


def control_word(session: Session, plain: str) -> str | None:
    """The intent of a text that is a control word and nothing else, unless the open question is about that very word.

    At 「确定放弃吗」 取消 may mean either; which, its stance and the words beside it tell, and those the engine reads.
    """
    word = control.exact(plain)
    if word in _OF_CONFIRMING and session.ask is not None and session.ask.id.startswith("confirm."):
        return None
    if word == "submit" and decides(session) and (_NOT_PRESSED.search(plain) or _QUOTED.search(plain)):
        return None
    return word


def named(session: Session, plain: str) -> tuple[str, str] | None:
    """The open question's entity and the one option of it that a longer account names as its answer (…，选担心会有).

    Never whether by name: that takes a plain answer. Titles that are a mere no or a doubt are named by accident.
    """
    ask = session.ask
    entity = entity_of(ask.id) if ask is not None and ask.kind == "choice" and ask.id != "report.mode" else None
    if entity is None:
        return None
    found: dict[str, list[Span]] = {}
    for button in session.choices.values():
        intent, _, option = button.payload.partition(":")
        for name in _listed(button.title) if intent == "choose" else ():
            start = plain.find(name)
            telling = len(name) >= FEWEST_HEARD and read(name).stance == AFFIRMED
            if start >= 0 and (telling or len(name) >= SURELY_NAMED):
                found.setdefault(option, []).append(Span(start, start + len(name)))
    if len(found) != 1:
        return None
    option, spans = found.popitem()
    return (entity, option) if set(read(plain, spans[:1]).options) == {AFFIRMED} else None


def names_part(session: Session, plain: str) -> bool:
    """Whether a text is a part of just one title on the screen (担心, where 担心会有 is): an answer, and no story."""
    if len(plain) > LONGEST:
        return False
    word = _said(plain)
    ask = session.ask
    if ask is None or ask.kind != "choice" or len(word) < FEWEST_HEARD:
        return False
    return sum(word in _said(button.title) for button in session.choices.values()) == 1


def decides(session: Session) -> bool:
    """Whether the answer to what is asked may be final: a command that is typed (/submit) is none."""
    ask = session.ask
    if ask is None:
        return False
    return (
        ask.kind == "review" or ask.id in _DECIDES or ask.id.startswith("confirm.") or ask.id.endswith(".acknowledge")
    )


def plain_wish(plain: str) -> bool:
    """Whether a text is a plain wish and hardly a word more: it tells nothing, however it reads as a whole."""
    reading = read(plain)
    return bool(reading.plain) and reading.unknown <= MOST_BESIDE


def meant(intent: str, plain: str) -> bool:
    """Whether a control intent that was found in a text is meant: 不要取消 and 能跳过吗 are no control."""
    withheld = read(plain).withheld
    return not any(act in withheld for act in _ACTS.get(intent, ()))


# Words that may be the answer to "really?".
_OF_CONFIRMING = frozenset({"cancel", "submit", "pause", "resume", "skip", "step_back", "correct"})
_ACTS = {
    "cancel": ("cancel", "drop"),
    "step_back": ("back",),
    "skip": ("skip",),
    "submit": ("submit",),
    "correct": ("correct",),
    "resume": ("keep",),
}


def _is_final(button: Shown, ask: Ask | None) -> bool:
    """Whether what a button does cannot be undone: it takes its title and nothing that it may hang on."""
    step = ask.id if ask is not None else ""
    yes = step.endswith(".acknowledge") and button.payload.endswith(":yes")
    return bool(_FINAL.match(button.payload)) or "realname" in button.payload or step.startswith("confirm.") or yes


def _press(*buttons: Shown) -> Event:
    """The event of one button, or of several options of one question: `choose:a+b`."""
    if len(buttons) == 1:
        return Event.of_payload(buttons[0].payload)
    return Event("choose", "+".join(button.payload.partition(":")[2] for button in buttons))


def _withdrawn(plain: str) -> Event | None:
    """撤吧, 还是别撤了: the verb that both buttons share, plainly wished or plainly denied."""
    if stays(simple(bare(plain))):
        return Event("choose", "stay")
    verb = _WITHDRAWS.search(plain)
    if verb is None or _MAYBE.search(plain):
        return None
    reading = read(plain, [Span(*verb.span(), strict=True)])
    if reading.unknown or reading.withheld:
        return None
    if reading.options[0] == DENIED:
        return Event("choose", "stay")
    return Event("submit") if reading.options[0] == AFFIRMED and _WITHDRAWN.fullmatch(simple(plain)) else None


def _titled(shown: Sequence[Shown], word: str) -> Shown | None:
    """The only button with this title."""
    found = [button for button in shown if word and _said(button.title) == _said(word)]
    return found[0] if len(found) == 1 else None


def _said(text: str) -> str:
    """For comparing titles: simplified, and a dialect's word for "none" as everybody's."""
    word = simple(bare(text))
    return "没有" if word in _NONE else word


def _remarked(shown: Sequence[Shown], plain: str, ask: Ask | None) -> Event | None:
    """第三个，乱关人: a place, and a short remark on it that takes nothing back. Never whether by name."""
    match = _PLACE_AND_REMARK.fullmatch(plain)
    if match is None or ask is None or ask.kind != "choice" or ask.id == "report.mode" or ask.id.startswith("confirm."):
        return None
    remark = read(match["remark"])
    placed = read(plain, [Span(*match.span("place"))]).options == (AFFIRMED,)
    if not placed or remark.stance != AFFIRMED or remark.acts or _ORDINAL.search(match["remark"]):
        return None
    return _placed(shown, match["place"], match["place"], ask)


def _heard(shown: Sequence[Shown], core: str) -> Event | None:
    """The only button whose title, or one of the things its title names, sounds as what was typed (读职 for 渎职).

    Only a slip in half of the characters at most; what submits or deletes takes its own words.
    """
    word = bare(core)
    if len(word) < FEWEST_HEARD or _ASCII.search(word) or not _CHINESE.keys().isdisjoint(word):
        return None
    found = [button for button in shown if any(_sounds_as(word, name) for name in _names(button.title))]
    if len(found) != 1 or _FINAL.match(found[0].payload):
        return None
    return _press(found[0])


def _names(title: str) -> list[str]:
    """What a title may be called by: all of it, each thing it lists, either without 举报."""
    return [name for one in _listed(title) for name in dict.fromkeys((one, one.removesuffix("举报"))) if name]


def _listed(title: str) -> list[str]:
    """All of a title, and each thing it lists."""
    parts = (bare(part) for part in re.split(r"[、，,]", _OFFICE.sub("", title)))
    return list(dict.fromkeys((bare(title), *parts)))


def _sounds_as(word: str, name: str) -> bool:
    if len(word) != len(name) or len(name) < FEWEST_HEARD:
        return False
    slips = sum(a != b for a, b in zip(word, name, strict=True))
    return 0 < slips <= (len(name) + 1) // 2 and all(_sound(a) & _sound(b) for a, b in zip(word, name, strict=True))


@lru_cache(maxsize=4096)
def _sound(character: str) -> frozenset[str]:
    """All toneless readings of a character."""
    readings: list[list[str]] = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True)
    return frozenset(readings[0]) if readings else frozenset({character})


def _core(plain: str) -> str:
    match = _WRAPPED.fullmatch(plain.strip(" 。.!,;、~～"))
    return match["core"] if match else plain


def _affirmed(plain: str, core: str, *, clear: bool = False) -> bool:
    """Whether what stands round the title says nothing against it; `clear`: and says nothing else."""
    start = plain.find(core)
    if start < 0:
        return False
    return read(plain, [Span(start, start + len(core), strict=True, clear=clear)]).options == (AFFIRMED,)


def _placed(shown: Sequence[Shown], plain: str, core: str, ask: Ask | None) -> Event | None:
    """Buttons by their places."""
    options = [button for button in shown if button.payload.startswith("choose:") and button.payload != _DONE]
    several = any(button.payload == _DONE for button in shown)
    final = bool(ask and ask.id.startswith("confirm."))
    if several and len(options) > 1:
        if (left := _ALL_BUT.fullmatch(plain.strip(" 。.!"))) is not None:
            word = _said(left["first"] or left["last"])
            out = [b for b in options if word in map(_said, _names(b.title))]
            return _press(*(b for b in options if b not in out)) if len(out) == 1 else None
        if _ALL.fullmatch(bare(plain)):
            return _press(*options)
        places = _places(core, len(options))
        if places is None:
            named = [_titled(shown, bare(_core(part))) for part in _BETWEEN.split(core) if part]
            found = [button for button in named if button is not None and button in options]
            return _press(*found) if len(found) == len(named) > 1 else None
        if any(place >= len(shown) for place in places):
            return None
        picked = [shown[place] for place in places]
        return _press(*picked) if all(one in options for one in picked) or len(picked) == 1 else None
    places = _places(core, len(shown))
    if places is None or len(places) != 1 or places[0] >= len(shown):
        return None
    button = shown[places[0]]
    lone = bare(core).isdigit() or len(bare(core)) == 1
    if lone and (final or ("realname" not in button.payload and _is_final(button, ask))):
        return None
    return _press(button)


def _places(core: str, count: int) -> list[int] | None:
    """Places from 0 that a text names and says nothing else: 1, 第二个, 1和3, 前两个, 2到4. None: something else."""
    ends = _FIRST_LAST.fullmatch(core)
    if ends is not None:
        many = _number(ends["count"])
        if many > count:
            return None
        return list(range(many)) if ends["end"] in "前头" else list(range(count - many, count))
    if core in ("最后一个", "最后那个", "末一个"):
        return [count - 1]
    span = _TO.fullmatch(core)
    if span is not None and 0 < _number(span[1]) < _number(span[2]) <= count:
        return list(range(_number(span[1]) - 1, _number(span[2])))
    if re.fullmatch(r"[1-9]{2,9}", core) and len(set(core)) == len(core) and int(core) > count and count < 10:
        parts = list(core) if all(int(c) <= count for c in core) else [core]  # "13": the first and the third
    else:
        parts = [part for part in _BETWEEN.split(core) if part.strip()]
    found: list[int] = []
    for part in parts:
        ordinal = _ORDINAL.fullmatch(part.strip(" .。"))
        if ordinal is None:
            return None
        place = _number(ordinal[1] or ordinal[2]) - 1
        if place < 0:
            return None
        if place not in found:
            found.append(place)
    return found or None


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    return _CHINESE.get(written, 0)
