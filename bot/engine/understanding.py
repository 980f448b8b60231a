"""From what a user wrote to parse data that holds none of it."""

from __future__ import annotations

import re
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.engine.constants import PLACEHOLDER_MESSAGE

from bot.by_name import plainly_hidden
from bot.danger import by_police, is_denied, is_now
from bot.engine.nlu.context import UNKNOWN, Context
from bot.engine.nlu.goals import FALLBACK
from bot.stated import (
    fears,
    no_death_wish,
    opens_report,
    pressed,
    states_capacity,
    states_witness,
    wishes_to_withdraw,
)

PLACEHOLDER = "·"
"""Stands where Rasa wants a message's text."""
DANGER_NOW = "danger_now"
"""Entity of a cry for help whose words say here and now (`bot/danger.py`)."""
HEARD = "heard"
"""Entity of what words call for besides: `police`, where the harm comes from them; `pressed`: who is made to do it."""
RANKED = 5
"""So many goals are handed on, for a fallback that offers choices."""

CANNOT = re.compile("不敢|不能|不让|不准|出不去|走不了|动不了|(?:不|再不)(?:撤|来|走|听|给|签|认).{0,8}(?:就|要)")
"""Where these stand, a no is not said of the danger (不敢出门)."""

WITNESS_FLOWS = frozenset({"protect_witness", "protection_report"})
MISHEARD = frozenset({"ask_rule", "nlu_fallback", "out_of_scope", "danger", "handoff", "help"})
"""What a plain request to report (`bot/stated.py`) may be taken for, and never is."""
NAMING = MISHEARD | {"name_self", "despair", "withdraw", "skip", "unsure", "afraid", "cancel", "not_that", "deny"}
"""What a plain wish to stay unnamed may be taken for where nothing is open."""
UNNAMED = ({"entity": "report_mode", "value": "anonymous"}, {"entity": "stance", "value": "affirmed"})
DENIED = {"entity": "stance", "value": "denied"}
OPENING = frozenset({"report", "protect_reporter", "add_material"})
"""Where somebody's own capacity must be said as such: 举报我们单位的局长 is no report by the unit."""

ParseData = dict[str, Any]
_CANONICAL = re.compile(r"[A-Za-z0-9_.-]{1,80}")
_WORD = re.compile(r"[^\W\d_]")
_GOAL = re.compile(r"[a-z_]{1,40}(/[a-z_0-9]{1,60})?")


def understand(processor: MessageProcessor, text: str, context: Context = UNKNOWN) -> ParseData:
    """Run the model's NLU graph on `text`, in memory, past Rasa's own parse step, which logs the text.

    `context`: what was asked last and who is asked; it narrows what can be meant.

    Returns parse data with the intent, up to `RANKED` goals (`ask_rule/<topic>` in full), and those entities that
    the domain names, as name and canonical value: never a position, never the words. Raises what the graph raises.
    """
    if not _WORD.search(text):  # digits and signs say nothing, whatever a classifier finds in them
        return {
            "text": PLACEHOLDER,
            "intent": {"name": FALLBACK, "confidence": 0.0},
            "entities": [{"entity": "stance", "value": "affirmed"}],
            "intent_ranking": [],
        }
    target = processor.model_metadata.nlu_target
    said = UserMessage(text, metadata={"asked": context.asked, "way_in": context.way_in})
    results = processor.graph_runner.run(inputs={PLACEHOLDER_MESSAGE: [said]}, targets=[target])
    message = results[target][0]
    intent = message.get("intent") or {}
    name = intent.get("name")
    entities = _whitelisted(message.get("entities") or [], set(processor.domain.entities))
    if name in MISHEARD and opens_report(text):
        name, entities = "report", [entity for entity in entities if entity["entity"] != "topic"]
    if context.asked in {None, "none"} and name in NAMING and plainly_hidden(text):
        name, entities = "report", [*UNNAMED]
    if name == "despair" and no_death_wish(text):
        name = "afraid" if fears(text) else FALLBACK
    if (name == "withdraw" or (name in MISHEARD | {"afraid"} and "撤" in text)) and pressed(text):
        name = "withdraw" if name == "withdraw" and wishes_to_withdraw(text) else "afraid"
        entities.append({"entity": HEARD, "value": "pressed"})
    if is_denied(text):
        name = "danger"
        entities = [*(entity for entity in entities if entity["entity"] != "stance"), DENIED]
    elif name == "danger" and CANNOT.search(text):
        entities = [entity for entity in entities if entity["entity"] != "stance"]  # 不敢出门 denies no danger
    elif name == "danger" and is_now(text):
        entities.append({"entity": DANGER_NOW, "value": "yes"})
    if name == "danger" and by_police(text):
        entities.append({"entity": HEARD, "value": "police"})
    if name in OPENING and not states_capacity(text):
        entities = [entity for entity in entities if entity["entity"] != "capacity"]
    if name in WITNESS_FLOWS and context.asked != "choice" and not states_witness(text):
        entities = [entity for entity in entities if (entity["entity"], entity["value"]) != ("witness_role", "witness")]
    known = name in processor.domain.intents
    ranking = [
        {"name": goal["name"], "confidence": float(goal["confidence"])}
        for goal in (message.get("intent_ranking") or [])[:RANKED]
        if _GOAL.fullmatch(goal["name"])
    ]
    return {
        "text": PLACEHOLDER,
        "intent": {
            "name": name if known else FALLBACK,
            "confidence": float(intent.get("confidence") or 0.0) if known else 0.0,
        },
        "entities": entities,
        "intent_ranking": ranking,
    }


def _whitelisted(entities: list[dict[str, Any]], names: set[str]) -> list[dict[str, str]]:
    """Name and canonical value of entities that the domain names; each once, in order."""
    kept: list[dict[str, str]] = []
    for entity in entities:
        name, value = entity.get("entity"), entity.get("value")
        if name not in names or not isinstance(value, str) or not _CANONICAL.fullmatch(value):
            continue
        pair = {"entity": name, "value": value}
        if pair not in kept:
            kept.append(pair)
    return kept
