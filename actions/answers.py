"""Reads a turn as the answer to an item: a button, a sealed item, an option named in free words, a skip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actions.sheet import SEALED, SKIPPED, Value
from actions.turn import Turn
from store.entities import entity_of
from store.items import Item

# In free words these are never an answer, whatever options they mention
# ("匿名能申请保护吗" names an option and is a question).
NEVER_ANSWERS = frozenset(
    {"ask_rule", "cancel", "step_back", "why", "pause", "resume", "repeat", "help", "handoff"}
    | {"probe_content", "lost_receipt", "leave", "correct", "danger"}
)

# Of these, what states an option outright answers all the same (散布谣言, where that is asked).
STATING = frozenset({"ask_rule", "leave", "help", "repeat"})

# How likely a yes or a no must be that no rule has read.
SURE = 0.8

# What is said of something near the question answers it, too: entity.option (or the intent) → option.
NEAR: Mapping[str, Mapping[str, str]] = {
    "report.mode": {"measure.hide_information": "anonymous"},
    "report.capacity": {"who.self": "individual", "applicant.self": "individual", "applicant.unit": "unit"},
    "name_self.capacity": {"who.self": "individual", "applicant.self": "individual", "applicant.unit": "unit"},
    "report.retaliation": {"retaliation": "happened", "protect_reporter": "happened", "afraid": "feared"},
    "protect_reporter.stage": {"retaliation": "happened", "retaliation_state.none": "feared", "afraid": "feared"},
    "protect_reporter.retaliation": {
        "behaviour.assault": "violence", "behaviour.threat": "violence", "behaviour.insult": "insult",
        "behaviour.defamation": "insult", "behaviour.false_accusation": "framing",
    },
    "rights.ground": {"retaliation.discipline": "wrongly_blamed", "behaviour": "infringed"},
    "rights.behaviour": {
        "retaliation.violence": "assault", "retaliation.insult": "insult", "retaliation.framing": "false_accusation",
    },
    "protection_report.who": {"applicant.self": "self", "applicant.close_relative": "close_relative"},
    "protection_report.urgent": {"gravity.imminent": "yes", "gravity.critical": "yes", "gravity.general": "no"},
}  # fmt: skip

# Questions about harm: who answers them tells of harm, and that is the answer. Everywhere else it is a call for help.
ABOUT_HARM = frozenset(
    {
        "report.retaliation",
        "protect_reporter.retaliation",
        "protect_reporter.stage",
        "rights.ground",
        "rights.behaviour",
    }
)

# A declaration with legal effect (规定 2 第二条第二款): only a yes in so many words makes it.
DECLARED = frozenset({"report.acknowledge", "protect_reporter.acknowledge"})
DECLARING = ("yes", "acknowledge")

# The option that names nobody, and can be changed later.
SAFER: Mapping[str, str] = {"report.mode": "anonymous"}
# Under these intents a denial gives up more than an option.
STEPS_AWAY = frozenset({"cancel", "step_back", "leave", "pause", "danger", "ask_rule"})

# What a plain yes, no or "I don't know" means, by the options an item has; the first that exists counts.
PLAIN = {"affirm": ("yes", "happened"), "deny": ("no", "none"), "unsure": ("unsure",)}

# Why a sealed answer was refused; each has a response `utter_invalid_<reason>`.
INVALID = frozenset(
    {"id_length", "id_checksum", "phone", "phone_area", "contact", "name", "none_given"}
    | {"date", "date_future", "date_lunar", "empty", "too_long"}
)


@dataclass(frozen=True)
class Refused:
    """The turn was meant as an answer and cannot be one: `response` says what is wrong and what would be right."""

    response: str


@dataclass(frozen=True)
class Chosen:
    """More options of a multiple choice, or fewer; the item stays open until "选好了"."""

    options: tuple[str, ...]


def read(item: Item, current: Value | None, turn: Turn) -> Value | Chosen | Refused | None:
    """The turn as an answer to `item`.

    Args:
        item: the item that was asked.
        current: what is chosen already, for a multiple choice.
        turn: what the person did.

    Returns:
        The item's value; `Chosen` for a multiple choice that goes on; `Refused` for a bad answer; None when the turn
        is something else (a question, a control word, not understood).
    """
    if turn.intent == "skip" and not _no_skip(turn):
        return SKIPPED if item.optional or item.deferrable else Refused("utter_cannot_skip")
    if item.kind == "files":
        return None  # counted by the flow: what was uploaded is in the vault
    if item.sealed:
        if turn.intent == "invalid":
            return Refused(f"utter_invalid_{_reason(turn.value)}")
        return SEALED if turn.intent == "sealed" else None
    return _choice(item, current, turn)


def _reason(code: str | None) -> str:
    return code if code in INVALID else "empty"


def _no_skip(turn: Turn) -> bool:
    """Whether "skip" was named to deny it or to ask about it (别跳过, 能跳过吗). 不想填 denies, and skips."""
    return "do.skip" in turn.denied or turn.stance in {"asked", "quoted", "conditional"}


def _choice(item: Item, current: Value | None, turn: Turn) -> Value | Chosen | Refused | None:
    picked = list(current) if isinstance(current, list) else []
    if turn.intent == "choose":
        return _pressed(item, picked, turn.value)
    safer = _safer(item, turn)
    if safer is not None:
        return safer
    if item.multiple and turn.typed and turn.stance in {"affirmed", "denied"} and _names(item, turn.denied):
        return _without(picked, item, turn)
    if turn.intent == "not_that":
        return Refused("utter_which_then") if _names(item, turn.denied) else None
    if item.label in DECLARED and turn.typed and turn.agrees(*DECLARING, beside={"thus", "report"}):
        return "yes"
    if turn.intent in NEVER_ANSWERS and not tells_of_harm(item, turn) and not _states(item, turn):
        return None
    named = _named(item, turn)
    if named:
        if item.multiple:
            return Chosen(tuple(dict.fromkeys((*picked, *named))))  # said again, it stays chosen
        return named[0] if len(named) == 1 else Refused("utter_one_only")
    if _names(item, turn.denied):
        return Refused("utter_which_then")
    if picked and item.multiple and turn.affirmed and turn.intent in {"affirm", "submit"}:
        return picked
    if picked and item.multiple and turn.intent == "deny" and _said_no(turn):
        return picked
    if item.multiple:
        return None
    return _plain(item, turn)


def _safer(item: Item, turn: Turn) -> str | None:
    """Of two options the one left when the other is plainly denied (不要实名), where it can be undone."""
    safe = SAFER.get(item.label)
    if safe is None or not turn.typed or turn.stance != "denied" or outright(item, turn):
        return None
    entity = _entity(item)
    others = {f"{entity}.{option}" for option in item.options if option != safe}
    denied = {name for name in turn.denied if name.startswith(f"{entity}.")}
    return safe if denied == others and turn.intent not in STEPS_AWAY else None


def _states(item: Item, turn: Turn) -> bool:
    """Whether what sounds like a question or an aside states an option of the open question, and asks nothing."""
    return turn.typed and turn.affirmed and turn.intent in STATING and bool(outright(item, turn))


def _pressed(item: Item, picked: list[str], value: str | None) -> Value | Chosen | Refused:
    """A button, or several that were named at once (`a+b`)."""
    if value == "done" and item.multiple:
        return picked or Refused("utter_choose_one")
    options = tuple((value or "").split("+"))
    if not all(option in item.options for option in options):
        return Refused("utter_use_button")
    if len(options) > 1:
        return Chosen(tuple(dict.fromkeys((*picked, *options)))) if item.multiple else Refused("utter_one_only")
    return _more(picked, options) if item.multiple else options[0]


def _plain(item: Item, turn: Turn) -> Value | Refused | None:
    """A plain yes, no or "I don't know" as the option that it stands for; asked or doubted, it stands for none."""
    option = next((option for option in PLAIN.get(_answer(item, turn), ()) if option in item.options), None)
    if option is None:
        return None
    if turn.typed and item.label in DECLARED:
        meant = turn.agrees(*DECLARING, beside={"thus", "report"}) if option == "yes" else turn.refuses("acknowledge")
    elif turn.intent == "unsure":
        meant = turn.stance in {"doubted", "affirmed"}
    else:
        meant = (turn.affirmed if option not in PLAIN["deny"] else _said_no(turn)) and _surely(turn)
    return option if meant else Refused("utter_which_then")


def _answer(item: Item, turn: Turn) -> str:
    """`affirm`, `deny` or `unsure`: by rule where it is plainly said, else as the classifier has it."""
    if not turn.typed:
        return turn.intent
    declares = item.label in DECLARED
    own = ("acknowledge",) if declares else ()
    if turn.agrees("yes", *own, beside={"thus", "report"}, loosely=not declares):
        return "affirm"
    if turn.refuses(*own):
        return "deny"
    return turn.intent


def _surely(turn: Turn) -> bool:
    """Whether a yes or a no was read by rule, or the classifier has no doubt of it: nonsense is neither."""
    if not turn.typed or turn.agrees("yes", beside={"thus", "report"}, loosely=True) or turn.refuses():
        return True
    return any(goal in {"affirm", "deny"} and likely >= SURE for goal, likely in turn.ranking[:1])


def _said_no(turn: Turn) -> bool:
    """A no that is not asked, doubted, put in another's mouth or beside a yes."""
    return not turn.typed or (turn.stance in {"denied", "affirmed"} and not turn.agrees("yes", loosely=True))


def _names(item: Item, denied: tuple[str, ...]) -> bool:
    """Whether what was denied (asked about, doubted …) are options of this item."""
    entity = _entity(item)
    return any(name == f"{entity}.{option}" for name in denied for option in item.options)


def tells_of_harm(item: Item, turn: Turn) -> bool:
    """Whether what sounds like a call for help answers the open question about harm that was done."""
    return turn.intent == "danger" and item.label in ABOUT_HARM and bool(_named(item, turn))


def outright(item: Item, turn: Turn) -> tuple[str, ...]:
    """The options of an item that the turn's entities name."""
    return tuple(option for option in turn.entities.get(_entity(item), ()) if option in item.options)


def _entity(item: Item) -> str:
    return entity_of(item.label) or ""


def _named(item: Item, turn: Turn) -> tuple[str, ...]:
    """The options that the turn's entities name, else those that something near them stands for."""
    named = outright(item, turn)
    if not named and not _names(item, turn.denied):
        near = NEAR.get(item.label, {})
        said = [
            *([turn.intent] if turn.affirmed or turn.stance == "doubted" else []),
            *turn.entities,
            *(f"{name}.{option}" for name, all_ in turn.entities.items() for option in all_),
        ]
        named = tuple(dict.fromkeys(near[one] for one in said if one in near))
    # "现在没有，但是担心": who says none and something else means the other.
    return tuple(option for option in named if option != "none") or named


def _without(picked: list[str], item: Item, turn: Turn) -> Chosen | Refused:
    """Of several what is said not to be wanted goes, what is wanted beside it comes (不要改名，要禁止接触)."""
    denied = {name.partition(".")[2] for name in turn.denied if name.startswith(f"{_entity(item)}.")}
    wanted = [option for option in outright(item, turn) if option not in denied]
    left = [option for option in dict.fromkeys((*picked, *wanted)) if option not in denied]
    return Chosen(tuple(left)) if left != picked else Refused("utter_which_then")


def _more(picked: list[str], options: tuple[str, ...]) -> Chosen:
    """A second press on an option takes it away again."""
    chosen = [option for option in picked if option not in options]
    chosen += [option for option in options if option not in picked]
    return Chosen(tuple(chosen))
