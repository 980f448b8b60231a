"""Words that are sealed as content and may tell of danger that is now: nobody is interrupted, it is said once whom to
call.

Between an account and a cry there is no sure line, and who asks at every doubt loses the account. Here a false alarm
costs a sentence, so that it may be raised early. Twin: `bot/web/src/sentinel.ts`, `undertone`.
"""

from __future__ import annotations

import bot.danger as danger
from bot.channels.schemas import Ask, Heard
from bot.channels.sentinel_model import Reader
from bot.danger_scenes import SCENE

LEAST = 0.3
"""How far the last clauses read like a call for help of any kind."""
LAST = 3
"""So many of them, and fewer, are read."""
KINDS = frozenset({"text", "address"})


def perhaps(reader: Reader, plain: str) -> bool:
    """Whether a clause of a text tells a scene of violence that is not past, or its end reads like a call for help."""
    if danger.is_coming(plain):
        return True
    spaced = "。".join(danger.ends(plain))
    clauses = [c for raw in danger._CLAUSES.split(spaced) if (c := danger._SPACE.sub("", raw).lower())]
    if any(SCENE.search(clause) and not danger._PAST.search(clause) for clause in clauses):
        return True
    return any(_calls(reader, ",".join(clauses[-many:])) for many in range(1, min(LAST, len(clauses)) + 1))


def _calls(reader: Reader, text: str) -> bool:
    found = reader.kinds(text)
    return found["danger"] + found["help"] >= LEAST


def heard(reader: Reader, ask: Ask | None, flow: str, plain: str) -> tuple[Heard, ...]:
    """Of an answer or a story; nothing in a call for help, nor where a name, a number or a place is asked."""
    asked = ask is None or not ask.sealed or ask.kind == "text"
    return ("undertone",) if asked and flow != "urgent" and perhaps(reader, plain) else ()
