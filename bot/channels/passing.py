"""What is said in passing and is no answer to what is asked: a change of mind about the way of reporting, nothing to
give, not knowing where something must be said, a wish not to submit, impatience, a call for help that is called off, or
another errand there. Read from a closed list of words, whole sentences only: whatever says more is content.
"""

import re
from functools import cache

from bot.by_name import plainly_named
from bot.channels import called, control, naming
from bot.channels.at_hand import LINK, linked
from bot.channels.called import MOST_READ
from bot.channels.engine import Event
from bot.channels.errands import briefly, errand
from bot.channels.mind import kind_corrected
from bot.channels.naming import NAMED
from bot.channels.passing_words import (
    ADDS,
    ADDS_NOTHING,
    ALMOST,
    ASKS_FILLED,
    ASKS_INSTEAD,
    ASKS_NUMBER,
    ASKS_TO_LEAVE_OUT,
    ASKS_WHAT,
    CARRIES_ON,
    CHANGES_NOTHING,
    DECLINES,
    DISTRUSTS,
    DONE,
    ENOUGH,
    FEARS,
    FEELS,
    GAVE_UP_ELSEWHERE,
    GIVES_UP,
    HOLDS,
    INSISTS,
    KEEPS_ALL,
    LACKS,
    LATER,
    LONGEST,
    NEEDLESS,
    NO_FILES,
    NO_NUMBER,
    NODS,
    NONE,
    NOT_YET,
    ONE_ITEM,
    PAUSES,
    SCORNS,
    SECRECY,
    SHOW_AGAIN,
    UNFINISHED,
    UNREACHED,
    WHY,
    WRITTEN,
    simple,
    stays,
)
from bot.channels.reached import ACCOUNT, SENDS, SENDS_NOT
from bot.channels.schemas import Ask
from bot.channels.sentinel_model import NEVER_DOUBTED
from bot.channels.text import bare
from bot.channels.urgent_words import (
    AGREES_ONLY,
    ASKS_PROTECTION,
    BACK_AGAIN,
    CALLED_OFF,
    GONE,
    HOLDS_CALL,
    LEFT_OUT,
    NO_CALL,
    NO_LINE,
    NO_RINGING,
    PLAINLY_OVER,
    PUTS_OFF,
    SAFE,
    SKIPS,
    SO_SO,
    TAKEN_BACK,
    TYPO,
    WAITS,
    WANTS,
    WILL_NOT,
)
from bot.channels.whether import (
    CONFIRM_NOW,
    PARTS,
    URGENT_CONTACT,
    URGENT_STEPS,
    WHETHER_NOW,
    explained,
    hedged,
    safe_and_gone,
    whether_now,
    yes_but,
)
from bot.unnamed import (
    left_out,
    names_nobody,
    stays_as_it_is,
    stays_unnamed,
)
from store.items import catalogue

_CHANGING = re.compile(r"改|去掉|换|补|加")
PROTECTION_TOPIC = "protection_urgent"
OWN_WORDS = frozenset({"date", "text", "address"})
"""Kinds of required steps that take "I don't remember" as it was said."""
LACKING = frozenset({"id_number", "phone", "contact"})
"""Kinds of steps for what somebody may not have at hand."""
NUMBERS = frozenset({"receipt_number", "query_password"})
REACHED_BY = frozenset({"phone", "contact"})
URGENT = "urgent."
SECRECY_TOPIC = "secrecy_measures"
LEAST_ASKED = 4
# With so many digits it is a number, a day or an address, however it ends.
LEAST_DIGITS = 4
REFUSED = frozenset({"不", "不了", "别", "不要", "唔好"})
# Said where somebody in danger is asked where they are.
NOTHING = frozenset({"没有", "没", "无", "没什么", "没啥", "冇"})
REVIEW = ("confirm.", "change.")
# Choices about harm: what is said there of danger answers.
ASKS_OF_HARM = frozenset(
    {"report.retaliation", "protect_reporter.retaliation", "protect_reporter.stage"}
    | {"rights.ground", "rights.behaviour"}
)
# Choices that take "I am not sure" for an answer.
UNSURE = frozenset(
    item.label
    for flow in catalogue().values()
    for item in flow.items.values()
    if item.kind == "choice" and "unsure" in item.options
)
MOST_PARTS = 3

_FORGOT = re.compile(
    r"(?:我|也|都|真的?|实在|大概|具体|时间|日期|地点|地址|哪天|什么时候|已经|有点|太久了?|好久了?)*"
    r"(?:忘了|忘记了?|忘掉了?|不记得|记不(?:清|得|起来|住|太清|大清)|唔记得|唔知道?|唔清楚|晓不得|莫晓得|想不起来|想不起|说不(?:清楚?|好|准|上来)|不(?:太|大)?(?:清楚|确定|知道|晓得|了解)|拿不准|(?:搞|弄|分|闹)不(?:清楚?|明白|懂))"
    r"(?:了|啦|属于|是|算|哪一?[种类个样]|什么|具体|时间|日期|地点|地址|哪天|哪一天|什么时候|在哪|的|啊|呀)*"
)


def anywhere(ask: Ask | None, plain: str) -> Event | None:
    """What says the same at every step, sealed or not, as an event; None for anything else, and in danger."""
    if len(plain) > MOST_READ:
        return None
    word = simple(bare(plain))
    step = ask.id if ask is not None else ""
    if not word or len(word) > LONGEST * (1 + (step in WHETHER_NOW)) or step.startswith(URGENT):
        return None
    if step == LINK and "?" not in plain and (at_hand := linked(word)) is not None:
        return Event("choose", at_hand)
    if ask is not None and ask.kind == "choice" and "?" not in plain and step in UNSURE and _FORGOT.fullmatch(word):
        return Event("choose", "unsure")  # 我也记不清, where that is an answer
    if ask is not None and ask.kind == "typeback" and SHOW_AGAIN.fullmatch(word):
        return Event("repeat")
    if (way := naming.whether(step, plain, word)) is not None:
        return way
    if step == "confirm.cancel" and "?" not in plain and (CARRIES_ON.fullmatch(word) or BACK_AGAIN.fullmatch(word)):
        return Event("resume")
    if step in WHETHER_NOW and (event := _whether(step, plain, word)) is not None:
        return event
    if (step in WHETHER_NOW or step in ASKS_OF_HARM) and AGREES_ONLY.fullmatch(word):
        return Event("repeat")  # 好的 to whatever it was
    so_so = (step.startswith("confirm.") or (ask is not None and ask.kind == "review")) and SO_SO.fullmatch(word)
    if so_so or (step == "confirm.cancel" and WANTS.fullmatch(word)):  # 要: either
        return Event("answer")
    if ask is not None and ask.kind in NUMBERS and (NO_NUMBER.fullmatch(word) or ASKS_NUMBER.fullmatch(word)):
        return Event("lost_receipt")
    if step == "change.item" and "?" not in plain and (CHANGES_NOTHING.fullmatch(word) or word in _leaves_list()):
        return Event("resume")
    # Reviews and questions whether something is meant read their own stance.
    decides = ask is None or ask.kind == "review" or step.startswith(REVIEW)
    if step.startswith("withdraw.") and not decides and stays(word):
        return Event("cancel")
    if step.startswith("name_self.") and not decides and stays_unnamed(plain):
        return Event("repeat" if plainly_named(plain) else "cancel")  # 没必要匿名 gives nothing up
    if ask is None and "?" not in plain and (wanted := briefly(word)) is not None:
        return wanted
    if ask is None and "?" not in plain and (stays(word) or ("改" in word and stays_as_it_is(plain))):
        return Event("not_that", "stands")
    if not decides and "?" not in plain and CHANGES_NOTHING.fullmatch(word) and "改" in word:
        return Event("resume", "unchanged")  # 不改了, where an answer is given anew
    if HOLDS.fullmatch(word) and not decides:
        return Event("not_that", "submit")
    if INSISTS.fullmatch(word) and "?" not in plain and (not ask or not ask.sealed or step.startswith("report.")):
        return Event("resume" if step == "confirm.cancel" else "report")
    if ask is not None and ask.kind == "review" and "?" not in plain:
        changes = HOLDS.fullmatch(simple(bare(PARTS.split(plain)[0]))) and _CHANGING.search(plain)
        if (item := called.to_change(ask, plain)) is not None:
            return Event("correct", item or None)
        if NOT_YET.fullmatch(word):
            return Event("not_that", "submit")
        if ALMOST.fullmatch(word):
            return Event("answer")
        if ADDS.fullmatch(word):
            return Event("correct")
        if GIVES_UP.fullmatch(word):
            return Event("cancel")
        if step == "report.review" and (of_name := naming.at_review(plain)) is not None:
            return of_name
        if KEEPS_ALL.fullmatch(word) or WRITTEN.fullmatch(word) or GAVE_UP_ELSEWHERE.search(word):
            return Event("answer")
        if ONE_ITEM.search(word) or UNFINISHED.fullmatch(word) or left_out(plain) - {"name"} or changes:
            return Event("correct")  # 我还没写完, 不想留电话了: what can be changed is shown
        if WANTS.fullmatch(word):
            return Event("answer")  # 要, 不写了: either
    if step.endswith(".acknowledge") and SCORNS.search(word):
        return Event("repeat")
    if ask is not None and ASKS_FILLED.fullmatch(word):
        return Event("repeat", "filled")
    if FEELS.fullmatch(word):
        return Event("frustrated")
    # No call for help is open: nobody was called, and nothing is to be called off.
    told = ask is not None and (ask.kind == "files" or step in ASKS_OF_HARM or step.startswith(REVIEW))
    if "?" not in plain and not told and (NO_CALL.fullmatch(word) or SAFE.fullmatch(word)):
        return Event("not_that", "safe" if SAFE.fullmatch(word) else "call")
    if not told and (ask is None or not ask.sealed) and safe_and_gone(plain):
        return Event("not_that", "safe")
    if (ask is None and ENOUGH.fullmatch(word)) or (not decides and PAUSES.fullmatch(word)):
        return Event("pause")
    return Event("bot_identity") if DISTRUSTS.fullmatch(word) else None


def _whether(step: str, plain: str, word: str) -> Event | None:
    """Asked whether the danger is now: yes, no, or what says neither."""
    if step == CONFIRM_NOW and GONE.fullmatch(word):
        return Event("repeat")  # 走了 does not say that the danger has
    if step == CONFIRM_NOW and hedged(plain) and whether_now(plain, sending=True) is None:
        return Event("repeat")  # 有 等会送
    if (now := whether_now(plain, sending=step == CONFIRM_NOW)) is not None:
        return Event("choose", "yes" if now else "no")
    if step != CONFIRM_NOW and yes_but(plain):
        return Event("repeat")
    if step != CONFIRM_NOW and explained(plain):
        return Event("choose", "no")
    waits = WILL_NOT.fullmatch(word) or (WAITS.fullmatch(word) and "?" not in plain)
    return Event("repeat") if waits else None


def _goes_without(plain: str) -> bool:
    """Whether, asked how to be reached, every clause leaves it out or wants it to go (不留了，直接来人)."""
    parts = [word for part in PARTS.split(plain) if (word := simple(bare(part)))]
    left = (LEFT_OUT, NO_LINE, SKIPS)
    goes = [p for p in parts if any(one.fullmatch(p) for one in left) or (SENDS.search(p) and len(p) <= LONGEST // 2)]
    return len(parts) > 1 and len(goes) == len(parts) and not any(SENDS_NOT.search(p) for p in parts if SENDS.search(p))


def read(ask: Ask, plain: str) -> Event | None:
    """What was said in passing at a sealed step, as an event, or None. "sealed" means: take it as it was said."""
    if len(plain) > MOST_READ:
        return None
    if len(bare(plain)) > LONGEST:  # 别联系我！！上次就是一个电话害的…
        return Event("none_given") if ask.id in NAMED and naming.gives_none(ask, plain, "") else None
    whole = _whole(ask, plain)
    parts = [part for part in PARTS.split(plain) if bare(part)]
    several = ask.kind == "name" and all(names_nobody(part) for part in parts)  # 周某、吴某、郑某 are three
    if whole is not None or not 1 < len(parts) <= MOST_PARTS or several or ask.id in URGENT_STEPS:
        return whole
    # 不要实名了 改匿名: every part is said in passing, and the one that says most counts.
    heard = [event for part in parts if (event := _whole(ask, part)) is not None]
    steering = [Event(word) for part in parts if not _whole(ask, part) and (word := _control(part))]
    if not heard or len(heard) + len(steering) < len(parts):
        return None
    return min([*heard, *steering], key=lambda event: _WEIGHT.get(event.intent, len(_WEIGHT)))


_WEIGHT = {intent: i for i, intent in enumerate(("correct", "cancel", "not_that", "none_given", "invalid", "skip"))}


def _control(part: str) -> str | None:
    word = control.exact(part)
    return None if word == "danger" else word


def _whole(ask: Ask, plain: str) -> Event | None:
    word = simple(bare(plain))
    if not word:
        return None
    if ask.id in URGENT_STEPS:
        return _in_call(ask, plain, word)
    event = anywhere(ask, plain)
    if event is not None:
        return event
    if ask.id.startswith("report."):
        if (kind := kind_corrected(plain)) is not None:
            return Event("correct", entities=(kind,))
        if (of_name := naming.at_sealed(ask, plain, word)) is not None:
            return of_name
    if _forgotten(ask, word):
        return Event("sealed")
    item = called.to_change(ask, plain)
    if item is not None:
        return Event("correct", item or None)
    if PAUSES.fullmatch(word):
        return Event("pause")
    gives_up = GIVES_UP.fullmatch(word) or (ask.id == "add_material.text" and ADDS_NOTHING.fullmatch(word))
    if ask.sealed and "?" not in plain and gives_up:
        return Event("cancel")
    if ask.kind == "text" and (NODS.fullmatch(word) or ASKS_WHAT.fullmatch(word)):
        return Event("repeat" if NODS.fullmatch(word) else "why")
    later = ask.kind in NEVER_DOUBTED | {"files"} and LATER.fullmatch(word) is not None
    if ask.kind in NEVER_DOUBTED and "?" not in plain and (flow := errand(word)) is not None:
        return Event(flow)  # 那我先举报: no name
    if ask.kind == "files" and "?" not in plain and NO_FILES.fullmatch(word):
        return Event("skip")
    if ask.kind == "files" and DONE.fullmatch(word):
        return Event("choose", "done")
    if ask.id in NAMED and _not_given(ask, plain, word):
        return _nothing(ask)
    aside = _about(word) if ask.kind in NEVER_DOUBTED else None
    if aside is not None:
        return aside
    if later:
        return Event("skip" if ask.optional else "pause")
    if not _not_given(ask, plain, word):
        return None
    asks = "?" in plain or ASKS_TO_LEAVE_OUT.search(word) is not None
    return Event("why") if asks else _nothing(ask)


def _in_call(ask: Ask, plain: str, word: str) -> Event | None:
    """At the two steps of a call for help: what calls it off, puts it off, or wants it to go as it is."""
    if ask.id == URGENT_CONTACT and NO_RINGING.fullmatch(word):
        return Event("skip", entities=(("heard", "wavers"),))  # it is asked whether it shall go so
    if "?" not in plain and NO_CALL.fullmatch(word):
        return Event("not_that", "call")  # they may be in danger still: nothing is left by it
    if ask.id == URGENT_CONTACT and "?" not in plain and _goes_without(plain):
        return Event("skip")
    if PUTS_OFF.fullmatch(word) and WAITS.fullmatch(word):
        return Event("not_that", "now")
    # At the first step it leaves, later it is asked whether it is meant; 点错了？ asks, and so does 走了.
    if CALLED_OFF.fullmatch(word):
        over = ask.id == URGENT_CONTACT or PLAINLY_OVER.search(word)
        asked = "?" in plain or not over or GONE.fullmatch(word) is not None
        return Event("not_that", "now") if asked else Event("cancel")
    if "?" not in plain and (flow := errand(word)) is not None:
        return Event(flow)  # it is asked whether the call for help may wait
    if "?" not in plain and TAKEN_BACK.fullmatch(word):
        return Event("not_that", "now")  # it is asked whether there is danger now
    if TYPO.fullmatch(word):
        return Event("repeat")
    if ask.id == URGENT_CONTACT and not ACCOUNT.search(plain) and HOLDS_CALL.fullmatch(word):
        return Event("not_that", "now")
    if ASKS_PROTECTION.fullmatch(word):
        return Event("ask_rule", PROTECTION_TOPIC)
    if ask.id == URGENT_CONTACT and "?" not in plain and (LEFT_OUT.fullmatch(word) or NO_LINE.fullmatch(word)):
        return Event("skip")
    if word in REFUSED or (ask.id != URGENT_CONTACT and word in NOTHING):
        return Event("not_that", "now")
    if ask.id == URGENT_CONTACT and (aside := _about(word)) is not None:
        return aside
    return Event("sealed", entities=(("heard", "vague"),)) if _forgotten(ask, word) else None


def asks_instead(ask: Ask, plain: str) -> bool:
    """Whether a short text where a name, a number, a day or a place is asked for is a question (谁批？几天办完)."""
    asked = ask.kind in NEVER_DOUBTED and LEAST_ASKED <= len(bare(plain)) <= LONGEST
    return asked and ASKS_INSTEAD.search(plain) is not None and sum(c.isdigit() for c in plain) < LEAST_DIGITS


def _about(word: str) -> Event | None:
    """A question about what is asked, where a name or a number is: no model reads there."""
    if WHY.fullmatch(word):
        return Event("why")
    secret = len(word) >= LEAST_ASKED and (SECRECY.fullmatch(word) or FEARS.fullmatch(word))
    return Event("ask_rule", SECRECY_TOPIC) if secret else None


def _forgotten(ask: Ask, word: str) -> bool:
    return not ask.optional and ask.kind in OWN_WORDS and _FORGOT.fullmatch(word) is not None


def _not_given(ask: Ask, plain: str, word: str) -> bool:
    """Whether it says that this is not at hand, or will not be given. Words that steer by themselves do so."""
    if control.exact(plain) not in (None, "skip") or (ask.kind == "name" and word.startswith("莫")):
        return False
    if ask.kind in REACHED_BY and UNREACHED.fullmatch(word):
        return True
    if (ask.kind in LACKING and LACKS.fullmatch(word)) or (ask.optional and NONE.fullmatch(word)):
        return True
    return (DECLINES.fullmatch(word) or NEEDLESS.fullmatch(word)) is not None


def _nothing(ask: Ask) -> Event:
    """There is nothing to give: left out where that may be, else what else can be done is said."""
    if ask.optional:
        return Event("skip")
    if ask.id in NAMED:
        return Event("none_given")
    return Event("invalid", "none_given") if ask.kind in REACHED_BY else Event("skip")


@cache
def _leaves_list() -> frozenset[str]:
    words = control.sections()
    return words["none"] | words["step_back"] | words["skip"]
