"""Danger in the middle of anything: here and now it comes first; else one question, with two buttons.

Whether the words say *here and now* is read where they are in hand (`bot/danger.py`); an action learns it as the entity
`danger_now`. What was said is sealed already, as `urgent.words`: at the boundary, or by the gateway right after.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import Session

from actions import data, sent_call
from actions.sheet import SEALED
from actions.speech import Button
from actions.turn import Turn
from actions.visit import PUBLIC, Visit
from store import vault
from store.items import STORY, catalogue

WORDS = "urgent.words"
# What is doubted of a call for help is no more once its writer says how to be reached.
UNLESS_REACHED = "unless_reached"
# Steps at which a name that goes into the account may end in an anonymous report, too.
OF_THEMSELVES = frozenset({"report_capacity", "report_acknowledge", "confirm_unnamed", "confirm_anonymous"})
# Nothing but a cry is said so far: of what follows it is read whether it tells anything.
UNLESS_TOLD = "unless_told"
# The page keeps a text at a sealed step in its box until it was taken; this way in can't.
KEEPS_NOTHING = frozenset({"plain"})


def start_of(turn: Turn) -> str | None:
    """How help was called for, as an option of `urgent.start`; None when it is not said that danger is here and now."""
    if turn.intent != "danger" or turn.first("danger_now") is None:
        return None
    return "button" if turn.value == "button" else "words"


def begin(visit: Visit, start: str) -> None:
    """Note for the urgent form how it began; a second cry for help changes nothing of that."""
    if visit.sheet.state("urgent_start") is None:
        visit.sheet.note("urgent_start", start)
    if start != "button":
        visit.sheet.note("urgent_words", SEALED)


def hear(visit: Visit) -> None:
    """What sealed words call for besides (`heard`): 12356, once, warmly; 12309 where the danger comes from the police,
    whom to call is no help then; in a call for help it is said with the rest of it. What may be danger in an account
    (`bot/channels/undertone.py`): once, that 110 is there.
    """
    kinds = visit.turn.entities.get("heard", ())
    if "despair" in kinds and not visit.sheet.state("despair_heard"):
        visit.say("utter_despair")
        visit.sheet.note("despair_heard", True)
    if "illness" in kinds and not visit.sheet.state("illness_heard"):
        visit.say("utter_illness")
        visit.sheet.note("illness_heard", True)
    called = sent_call.went(visit)  # who to call was said then
    if "undertone" in kinds and visit.way_in != "officer" and not (called or visit.sheet.state("undertone_heard")):
        visit.say("utter_perhaps_in_danger")
        visit.sheet.note("undertone_heard", True)
    if "pressed" in kinds and not visit.sheet.state("pressed_heard"):
        protection = (Button("申请举报人保护", "protect_reporter"),) if visit.way_in in PUBLIC else ()
        visit.say("utter_pressed", buttons=protection)
        visit.sheet.note("pressed_heard", True)
    by_name = visit.sheet.get("mode") == "realname" or "realname" in visit.turn.entities.get("report_mode", ())
    if "own_name" in kinds and (not by_name or visit.asked in OF_THEMSELVES):
        visit.say("utter_own_name_told")
    _doubt(visit, kinds)
    if "police" in kinds and not by_police(visit):
        visit.sheet.note("danger_by", "police")
        if visit.turn.intent != "danger":
            visit.say("utter_danger_police")


def _doubt(visit: Visit, kinds: Collection[str]) -> None:
    """Note what leaves a call for help in doubt, so that it is asked about before it goes."""
    doubted = visit.sheet.state("call_doubted")
    told = visit.sheet.get("words") == SEALED and doubted != UNLESS_TOLD  # said before, it tells what happens
    if "wavers" in kinds:
        visit.sheet.note("call_doubted", True)
    elif ("beside" in kinds or ("vague" in kinds and not told)) and doubted in (None, UNLESS_TOLD):
        visit.sheet.note("call_doubted", UNLESS_REACHED)
    elif "cry" in kinds and doubted is None:
        visit.sheet.note("call_doubted", UNLESS_TOLD)
    elif doubted == UNLESS_TOLD and visit.turn.intent == "sealed":
        visit.sheet.note("call_doubted", None)


CALL_WENT = "utter_call_went"
CALLED_OFF = {
    "call": "utter_nobody_called",
    "safe": "utter_no_danger",
    "stands": "utter_report_stands",
    "named": "utter_named_stays",
}


def called_off(visit: Visit) -> str | None:
    """The answer to who wants nobody called, is safe, leaves a report as it is or wants no name to it any more; None to
    any other no.
    """
    value = visit.turn.value or ""
    if value == "sent" and sent_call.went(visit):
        return "utter_call_state"
    return CALL_WENT if value in {"call", "safe"} and sent_call.went(visit) else CALLED_OFF.get(value)


def by_police(visit: Visit) -> bool:
    """Whether the danger that is told comes from the police."""
    return bool(visit.sheet.state("danger_by") == "police")


def call(visit: Visit) -> None:
    """Say whom to call, now."""
    if by_police(visit):
        visit.say("utter_danger_police")
    else:
        visit.say("utter_danger")
        visit.say("utter_danger_step")


def ask_whether(visit: Visit) -> str:
    """The question whether it is now; it names whom to call first. Who asks for another hears that before it."""
    if by_police(visit) and visit.way_in not in PUBLIC:
        visit.say("utter_danger_police")
    return "confirm_danger"


async def not_now(visit: Visit, flow: str, *, in_box: bool) -> bool:
    """The words of a danger that is not now are no call for help. Returns whether they were kept as part of a story.

    `in_box`: whether they still stand where they were typed; else they go to the story of `flow` (`""`: of the flow
    that comes next), so that nothing is lost. An urgent request that is open keeps its words.
    """
    visit.sheet.note("danger_by", None)
    if visit.sheet.state("urgent_start") is not None:
        return False
    owner = flow if flow in catalogue() and STORY in catalogue()[flow].items else ""
    target = f"{owner or 'report'}.{STORY}"

    def put_away(s: Session) -> int:
        if in_box:
            vault.drop(s, visit.conversation, WORDS)
            return 0
        return vault.move(s, visit.conversation, WORDS, target)

    if not await data.write(put_away):
        return False
    if owner:
        visit.sheet.note(f"{owner}_{STORY}", SEALED)
    else:
        visit.sheet.note("story_waits", sorted({*(visit.sheet.state("story_waits") or []), target}))
    return True
