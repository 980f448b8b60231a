"""What cannot be undone takes a plain yes to that very question; everything else asks again, and says why.

One home for the steps where a wrong reading costs most: submitting, deleting, leaving for another flow, giving up
one's name. What is a plain yes is read by rule (`bot/stance.py`), never by the learned classifier alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actions.turn import FINISHED, Turn
from actions.visit import Visit

YES = ("yes", "thus")


@dataclass(frozen=True)
class Question:
    """A question that asks for a plain yes.

    Attributes:
        acts: what says yes in so many words.
        agreeing: words of agreement that say yes here, said alone.
        beside: what may be said with the act and takes nothing back.
        keeps: acts that say no.
        explained: the response that says what a yes would do.
        unclear: the response to what is neither a yes nor a no.
        afresh: whether they say so only to a question that was just asked. Come back to after a refusal, a doubt or
            something else, 好 may be said to whatever the bot said last.
    """

    explained: str
    acts: tuple[str, ...]
    agreeing: tuple[str, ...]
    beside: frozenset[str]
    keeps: tuple[str, ...] = ()
    unclear: str = "utter_say_plainly"
    afresh: bool = True


QUESTIONS: Mapping[str, Question] = {
    "review": Question(
        "utter_what_review_does",
        ("submit",),
        YES,
        frozenset({*YES, "keep", "report", "acknowledge", FINISHED}),
        unclear="utter_say_plainly_submit",
    ),
    "confirm_cancel": Question(
        "utter_what_confirm_cancel_does",
        ("cancel",),
        ("yes",),
        frozenset({"yes", "drop"}),
        keeps=("keep", "submit", "more"),
        unclear="utter_say_plainly_cancel",
    ),
    "confirm_switch": Question(
        "utter_what_confirm_switch_does",
        ("aside",),
        ("yes",),
        frozenset(YES),
        keeps=("keep", "submit", "more"),
        unclear="utter_say_plainly_which",
    ),
    "confirm_anonymous": Question(
        "utter_what_confirm_anonymous_does",
        (),
        ("yes",),
        frozenset(),
        keeps=("acknowledge", "more"),
        unclear="utter_say_plainly_anonymous",
    ),
}

# Intents under which a turn is about the question and not about something else (an aside has its own answer).
ABOUT = frozenset({"submit", "affirm", "deny", "cancel", "unsure", "answer", "resume", "skip"})


def agreed(visit: Visit, step: str, *, own_word: bool = False) -> bool:
    """Whether the turn is a plain yes to this question, which is open. `own_word`: a typed one names the act."""
    question, turn = QUESTIONS[step], visit.turn
    if turn.agrees(*question.acts, beside=question.beside):
        return True
    if in_words(turn) and own_word:
        return False
    answers = not (in_words(turn) and question.afresh) or visit.sheet.state("asked_afresh") == visit.asked
    if answers and turn.agrees(*question.agreeing, beside=question.beside & {FINISHED}):
        return True
    forget_afresh(visit, review=step == "review")  # something else was said to it: a mere 好 may be to anything now
    return False


DOUBTED = "doubted"
"""Once something else was said to the review, in place of the question just asked: it stays so till the end."""


def note_asked(visit: Visit, step: str, *, afresh: bool) -> None:
    """A step is asked next. `afresh`: not come back to; only then does a mere 好 answer it, if it cannot be undone."""
    if visit.sheet.state("asked_afresh") != DOUBTED:
        visit.sheet.note("asked_afresh", step if afresh and visit.asked not in (None, step) else None)


def forget_afresh(visit: Visit, *, review: bool) -> None:
    """No mere 好 answers what is asked again; after a review was, none does in this form, whence it comes back."""
    doubted = review or visit.sheet.state("asked_afresh") == DOUBTED
    visit.sheet.note("asked_afresh", DOUBTED if doubted else None)


def in_words(turn: Turn) -> bool:
    """Whether it was typed, and no button: also where the boundary made an event of it that merely agrees (嗯)."""
    return turn.typed or "merely" in turn.entities.get("heard", ())


def yes_or_no(turn: Turn) -> bool | None:
    """The answer to a question that can be taken back; None when it is neither a plain yes nor a plain no."""
    if turn.agrees(*YES, loosely=True):
        return True
    denying = turn.intent in {"deny", "not_that"} and turn.stance in {"affirmed", "denied"}
    return False if denying or turn.refuses() or turn.agrees("no") else None


def plainly(turn: Turn, *, loosely: bool = True) -> bool | None:
    """The answer whether there is danger; None: ask again. A typed no is heard at the boundary
    (`bot/channels/whether.py`) and comes as an event: what only sounds like one (还没有, 别) throws nothing away.

    `loosely`: a word more may be said with a yes (现在好一点了), where nothing goes by it.
    """
    if turn.agrees("yes", loosely=loosely):
        return True
    return False if not turn.typed and (turn.refuses() or turn.agrees("no")) else None


def about_danger(turn: Turn) -> bool:
    """Whether a turn that is neither yes nor no was about the question, so that it is asked again."""
    return turn.intent in ABOUT | {"not_that", "leave"}


def opens(turn: Turn, flow: str) -> bool:
    """Whether the flow is plainly asked for once more: by name, in so many words, or by its button."""
    if not turn.typed:
        return turn.intent == flow
    act = "protect" if flow.startswith("protect_") else flow
    return turn.agrees(act, beside={*YES, "aside"})


def declined(visit: Visit, step: str) -> bool:
    """Whether the turn is a no to it. A no keeps what is there, so it may be said in any way."""
    question, turn = QUESTIONS[step], visit.turn
    if turn.refuses(*question.acts, "drop") or (turn.intent in {"deny", "not_that"} and turn.stance == "denied"):
        return True
    if turn.intent in {"resume", "submit"} and not agreed(visit, step):  # who goes on or submits gives nothing up
        return turn.stance not in {"asked", "quoted", "conditional"}
    return bool(question.keeps) and turn.agrees(*question.keeps, beside={*YES, "report"}, loosely=True)


def gives_up(turn: Turn) -> bool:
    """Whether a turn at a review wants to give it up: that is no unclear yes, but asked about by itself. 好，不补了 is
    unclear: it agrees and takes back.
    """
    both = turn.assent is not None and {"yes", "undone"} <= turn.assent
    return turn.intent == "cancel" and turn.stance in {"affirmed", "denied"} and not both


def gives_up_protection(turn: Turn) -> bool:
    """Whether what is given up is the protection (不申请保护)."""
    return turn.typed and "protect" in {*(turn.assent or ()), *(name.removeprefix("do.") for name in turn.denied)}


def ask_again(visit: Visit, step: str) -> bool:
    """Say in one sentence why the question comes again, when the turn was about it.

    Returns:
        Whether it was. A question about it is answered; what is not about it is somebody else's.
    """
    turn = visit.turn
    named = any(f"do.{act}" in turn.denied for act in (*QUESTIONS[step].acts, *YES))
    about = turn.intent in ABOUT or (turn.intent == "choose" and in_words(turn))
    if not about and not (named and turn.intent in {"nlu_fallback", "out_of_scope", "not_that"}):
        return False
    if turn.stance == "asked":
        visit.say(QUESTIONS[step].explained)
    elif turn.stance == "quoted":
        visit.say("utter_your_own_word")
    elif turn.stance in {"doubted", "conditional"} or turn.intent == "unsure":
        visit.say("utter_no_hurry")
    elif turn.stance == "denied" and turn.intent != "cancel":
        visit.say("utter_held_back")
    else:
        visit.say(QUESTIONS[step].unclear)
    return True
