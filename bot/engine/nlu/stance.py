"""What a text's stance does to what was understood of it: no option is taken, and no flow begins, against a "don't".

The reader itself is `bot/stance.py`, shared with the gateway; this module says what follows for parse data:

- an entity `stance`: of the sentence's main wish;
- entities `assent`: acts that are plainly wished or agreed to (`yes`, `no`, `submit`, `cancel` …);
- an option that is named but not affirmed becomes an entity `denied` with value `<entity>.<option>`; an act that is
  named but nowhere affirmed one with value `do.<act>`;
- a flow that is declined (我不要举报), or named only under a condition or in another's mouth (他叫我举报), becomes the
  intent `not_that` with the flow as its value, or the flow that is wished instead (不要举报，要查进度).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import bot.danger as danger
from bot.stance import ACTS, AFFIRMED, ASKED, CONDITIONAL, DENIED, DOUBTED, QUOTED, Reading, Span, read

DECLINED = "not_that"
HOLDING_OFF = (ASKED, CONDITIONAL, QUOTED, DOUBTED)

# What happened is a fact, whoever tells it and however feared; all else is a choice, which takes one's own word.
FACTS = frozenset({"retaliation", "behaviour", "injury", "who", "relative", "sex", "scene", "position", "on_duty"})
# Naming oneself cannot be undone.
STRICT = frozenset({("report_mode", "realname")})
# Whether by name is said in a clause of its own.
CLEAR = frozenset({"report_mode"})
# Intents under which the sentence is about something else: words of an option in it are no answer.
NO_ANSWER = frozenset({"nlu_fallback", "out_of_scope", "probe_content", "bot_identity"})
# Unknown characters beside an option, more than which make such a sentence a story or another matter.
MOST_BESIDE = 3

# More unknown characters than these, and what is denied or quoted may be another thing of a longer account.
MOST_TOLD = 3
# Calls for help, and the idioms of firmness that sound like one: 打死也不放弃.
CALLS = frozenset({"despair", "danger", "illness"})
_FIRM = re.compile(r"打?死(?:也|都|了也|了都)不|打死我?(?:也|都)|打死不|就得意|得意死|遂了他们?的?(?:意|愿)")
_NOT = (
    "(?:[不没未勿莫别唔冇甭]|不是|没有|从没|算了|拒绝|放弃)"
    "(?:再|去|来|想|要|用|打算|准备|敢|会|肯|愿意?|能|有|需要?){0,3}"
)

# Flow's intent → the act that names it in the reader.
FLOWS: Mapping[str, str] = {
    "report": "report",
    "query_status": "query_status",
    "add_material": "add_material",
    "protect_reporter": "protect",
    "protect_witness": "protect",
    "danger": "danger",
    "rights_apply": "rights_apply",
    "protection_report": "protection_report",
}


@dataclass(frozen=True)
class Heard:
    """What is to be kept of a text: intent, its value, entities."""

    intent: str
    value: str | None
    entities: list[dict[str, Any]]


def hear(text: str, intent: str, ranking: Sequence[str], entities: Sequence[dict[str, Any]]) -> Heard:
    """Weigh an intent and entities by what the text's stance is.

    Args:
        text: as the classifiers saw it, the places of the entities in it.
        intent: as understood.
        ranking: goals, the likeliest first.
        entities: name, value, start, end; those without a place (a topic) are left as they are.
    """
    placed = [e for e in entities if e["end"] > e["start"] and e["entity"] not in ("article", "regulation")]
    # Options of each entity by themselves: a word of another's (不同意) may deny them.
    stances: dict[tuple[str, int], str] = {}
    reading = acts = read(text)
    for name in dict.fromkeys(e["entity"] for e in placed):
        own = [e for e in placed if e["entity"] == name]
        reading = read(text, [_span(e, intent in FLOWS) for e in own])
        said = list(zip(own, reading.options, strict=True))
        both = {e["value"] for e, stance in said if stance == DENIED} if name not in FACTS else set()
        stances |= {
            (name, e["start"]): DOUBTED if stance == AFFIRMED and e["value"] in both else stance for e, stance in said
        }
    kept: list[dict[str, Any]] = [e for e in entities if e not in placed]
    elsewhere = intent in NO_ANSWER and acts.unknown - _named(placed) > MOST_BESIDE
    for entity in placed:
        affirmed = stances[entity["entity"], entity["start"]] == AFFIRMED
        if affirmed and not elsewhere:
            kept.append(entity)
        elif not affirmed:
            kept.append(_entity("denied", f"{entity['entity']}.{entity['value']}"))
    kept.append(_entity("stance", _main(acts, stances)))
    kept += [_entity("assent", act) for act in sorted(acts.plain)]
    kept += [_entity("denied", f"do.{act}") for act in acts.withheld]
    return Heard(*_goal(text, intent, ranking, acts), kept)


def _main(acts: Reading, options: Mapping[tuple[str, int], str]) -> str:
    """Of the sentence: what it says of its options, where it names any; else of its acts."""
    said = set(options.values())
    for stance in (*HOLDING_OFF, AFFIRMED, DENIED):
        if stance in said or (stance in HOLDING_OFF and acts.stance == stance):
            return stance
    return acts.stance


def _goal(text: str, intent: str, ranking: Sequence[str], reading: Reading) -> tuple[str, str | None]:
    """The intent, or what a declined flow leaves: another flow that is wished, or that this one is not.

    In a longer account the classifier, which has read it whole, is believed, unless the flow's own word is denied:
    a flow that begins can be left again.
    """
    if intent in CALLS and _FIRM.search(text) and not (danger.is_now(text) or danger.aside_of(text)):
        intent = next((goal for goal in ranking if goal not in CALLS and "/" not in goal), "nlu_fallback")
    act = FLOWS.get(intent)
    stances = reading.acts.get(act or "", frozenset())
    dropped = reading.acts.get("cancel", frozenset()) & {AFFIRMED, QUOTED}
    if act and not stances and dropped and _denying(act).search(text):
        return DECLINED, intent  # 还是决定不举报了; 家里人也劝，我还是不举报了
    if not stances or AFFIRMED in stances or stances & {ASKED, DOUBTED} or (act == "danger" and reading.unknown):
        return intent, None
    if act == "danger" and stances != {DENIED}:
        return intent, None
    if act and reading.unknown > MOST_TOLD and not _denying(act).search(text):
        return intent, None
    wished = {act for act, stances in reading.acts.items() if stances == {AFFIRMED}}
    for goal in [*ranking, *(FLOWS if "protect" not in wished else ())]:
        if FLOWS.get(goal) in wished:
            return goal, None
    return DECLINED, intent


@lru_cache(maxsize=16)
def _denying(act: str) -> re.Pattern[str]:
    """A denial right before one of the words that name `act`."""
    named = sorted(ACTS[act].split(), key=len, reverse=True)
    return re.compile(f"{_NOT}(?:{'|'.join(map(re.escape, named))})")


def _span(entity: dict[str, Any], opens: bool) -> Span:
    """The place of an entity; `opens`: in a sentence that opens a flow."""
    option = (entity["entity"], entity["value"])
    fact = entity["entity"] in FACTS
    return Span(
        entity["start"], entity["end"], fact=fact, strict=option in STRICT, told=opens, clear=entity["entity"] in CLEAR
    )


def _named(entities: Sequence[dict[str, Any]]) -> int:
    """How many characters name options."""
    return len({at for e in entities for at in range(e["start"], e["end"])})


def _entity(name: str, value: str) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": 0, "end": 0}
