"""Whether there is danger now, and whether a call for help is taken back: closed lists decide, and what says neither is
asked. Twin: `bot/web/src/passing.ts`.
"""

import re

import bot.danger as danger
from bot.channels.passing_words import LONGEST, simple
from bot.channels.text import bare
from bot.channels.urgent_words import (
    CALLED_OFF,
    FILLS,
    GOES_ON,
    GONE,
    HEDGED,
    IS_NOW,
    NO_FIRST,
    NO_NOW,
    NOT_NOW,
    NOT_NOW_AT_ALL,
    SAFE,
    SAYS_NOTHING,
    STILL_WANTED,
    TAKEN_BACK,
    UNHEDGED,
    WAITS,
    YES_NOW,
)
from bot.danger_scenes import perhaps_now

# Where somebody in danger says where and how to reach them; called off there, nothing may be sent.
URGENT_CONTACT = "urgent.contact"
URGENT_FACTS = "urgent.facts"
URGENT_STEPS = frozenset({URGENT_FACTS, URGENT_CONTACT})
# Asked whether the danger is now.
CONFIRM_NOW = "confirm.now"
WHETHER_NOW = frozenset({"confirm.danger", CONFIRM_NOW})
LEAST_CLAUSE = 2
MOST_SAID = 3  # clauses that say that one is safe and why
# A clause that turns: what follows it was not said.
TURNS = frozenset({"但", "但是", "可是", "不过", "然而", "就是", "只是"})
# Why it is not now: it is past, to come, another's word or meant otherwise.
EXPLAINS = re.compile(
    r"去年|前年|以前|之前|那阵|那时|当时|过去|上个?(?:月|周|星期|礼拜)|几年前|好好的|上班|以后|将来|比方|比喻|误会|转述|听说|听别人|口头禅|气话|玩笑|外省|外地|老早|早就|早过"
)
# Somebody shall come.
COMES = re.compile(
    r"派人|叫人过?来|快(?:点|啲|些)?(?:来|派|送|救)|(?:赶紧|赶快|马上)(?:来|派|送|救)|直接(?:来|派|送)|帮帮?我|需要帮助"
)
COMES_NOT = re.compile(
    r"[不别没唔莫甭勿](?:要|用|想|能|再|叫|让|着急|忙)*(?:派|来|送|救)|先别|等|取消|撤|删|停|算了|放弃|清"
)
# It trails off.
TRAILS = re.compile(r"(?:…|[.。．]{2,}|[~～]{2,})\s*$")
PARTS = re.compile(r"[\s,。;:!、…]+")


def whether_now(plain: str, *, sending: bool = False) -> bool | None:
    """Whether there is danger now, where that is asked and the clauses of an answer say nothing else of it, or None.

    `sending`: a call for help is open; to tell a scene of danger, or that somebody shall come, goes on with it.
    """
    if "?" in plain or TRAILS.search(plain) or STILL_WANTED.search(plain) or WAITS.fullmatch(simple(bare(plain))):
        return None
    words = [word for part in PARTS.split(plain) if (word := simple(bare(part)))]
    if any(len(word) > LONGEST for word in words):
        return None
    saying = [word for word in words if not FILLS.fullmatch(word)]
    if SAYS_NOTHING.fullmatch(simple(bare(plain))):
        return None
    if any(word in TURNS for word in words):
        return None  # 没有，可是
    yes = any(_goes_on(word) or YES_NOW.fullmatch(word) for word in words)
    # A no is nothing but that: 没有，他手里有刀.
    outright = bool(words) and NOT_NOW_AT_ALL.fullmatch(words[0]) is not None  # 不是现在，上个月砸过我家玻璃
    no = bool(saying) and all(
        NOT_NOW.fullmatch(word) or NO_NOW.fullmatch(word) or (outright and danger.is_past(word)) for word in saying
    )
    no = no or (bool(words) and NOT_NOW.fullmatch("".join(words)) is not None)  # im safe now
    yes = yes or (len(words) > 1 and danger.is_now(plain)) or (sending and _comes(plain))
    scene = danger.is_now(plain) or perhaps_now(plain, content=False)
    if yes and not no and hedged(plain) and (sending or not scene):
        return None  # 对，去年的事
    return yes if yes != no else None


def yes_but(plain: str) -> bool:
    """Whether an answer begins with a yes that its other clauses take back, or may (是的，不过现在没事了)."""
    first, *rest = [word for part in PARTS.split(plain) if (word := simple(bare(part)))] or [""]
    yes = _goes_on(first) or YES_NOW.fullmatch(first) is not None
    return bool(rest) and yes and hedged(plain) and not (danger.is_now(plain) or perhaps_now(plain, content=False))


def hedged(plain: str) -> bool:
    """Whether, asked if the call shall go, a short answer holds anything that is no yes: 有 等会送, 谁说现在有危险."""
    return len(plain) <= 2 * LONGEST and HEDGED.search(UNHEDGED.sub("", plain.lower())) is not None


def _comes(plain: str) -> bool:
    """Whether it says that somebody shall come, at once (快派人), or tells a scene of danger (他拿着刀)."""
    wants = COMES.search(plain) is not None and COMES_NOT.search(plain) is None
    return wants or danger.is_now(plain) or perhaps_now(plain, content=False)


def explained(plain: str) -> bool:
    """Whether an answer begins with a plain no and goes on with why (不是，是去年国庆那阵子), and tells of no danger.
    Where nothing is deleted by a no, it is one.
    """
    first, *rest = [word for part in PARTS.split(plain) if (word := simple(bare(part)))] or [""]
    if "?" in plain or not NO_FIRST.fullmatch(first) or any(word in TURNS for word in rest):
        return False
    if danger.is_now(plain) or perhaps_now(plain, content=False) or STILL_WANTED.search(plain):
        return False
    return EXPLAINS.search(plain) is not None


def _goes_on(word: str) -> bool:
    return (IS_NOW.fullmatch(word) or GOES_ON.fullmatch(word)) is not None


def takes_back(plain: str, *, reached: bool = False) -> bool:
    """Whether, in danger, one clause says that no help is wanted (别报警), or none any more (他们走了，我在家).

    `reached`: how to be reached is said beside it; 别打电话，发短信 says only how, then.
    """
    if "?" in plain or TRAILS.search(plain) or STILL_WANTED.search(plain):
        return False
    lists = (CALLED_OFF, NOT_NOW) if reached else (TAKEN_BACK,)
    parts = [word for part in (plain, *PARTS.split(plain)) if len(word := simple(bare(part))) >= LEAST_CLAUSE]
    return any(len(word) <= LONGEST and any(one.fullmatch(word) for one in lists) for word in parts)


def safe_and_gone(plain: str) -> bool:
    """Whether somebody says that they are safe and why, and nothing else: 没事了 他们走了."""
    parts = [part for one in PARTS.split(plain) if (part := simple(bare(one)))]
    if not 2 <= len(parts) <= MOST_SAID or "?" in plain:
        return False
    safe = [SAFE.fullmatch(one) is not None for one in parts]
    return any(safe) and all(ok or GONE.fullmatch(one) for ok, one in zip(safe, parts, strict=True))
