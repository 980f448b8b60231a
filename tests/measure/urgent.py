"""Measures a call for help on held-out sentences: nothing is sent against the person's word.

    python -m tests.measure.urgent                      # nlu_data/heldout/urgent.yml, or `urgent_5.yml` named
    python -m tests.measure.urgent FILE --wrong

An entry: {text, label, asked}; `asked` is one of its two steps or the question whether danger is now. Played through the
boundary. `answer`, `skip`: the step is answered; `taken_back`, `question`: it must not be; `yes`, `no`: as asked.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from bot.channels.boundary import Boundary
from bot.channels.engine import Event
from bot.channels.said import Refusal, Said
from tests.measure.held import Heard, run
from tests.stance.walking import Nowhere, sentinel, session_at

STEPS = ("urgent.facts", "urgent.contact", "confirm_danger")
# An answer to the step: at the second one the call is sent.
ANSWERS = frozenset({"sealed", "skip"})
HOLDS_OFF = frozenset({"taken_back", "question", "unclear"})


class Case(Heard):
    """One sentence, played."""

    @property
    def ok(self) -> bool:
        """As it was meant, or asked once more."""
        if self.label in ("yes", "no"):
            wanted = {"yes": ("choose:yes", "danger:words"), "no": ("choose:no",)}[self.label]
            return self.outcome in wanted
        if self.label in HOLDS_OFF:
            return self.outcome.partition(":")[0] not in ANSWERS and self.outcome not in ("choose:yes", "choose:no")
        return self.outcome in ANSWERS or self.label in self.outcome

    @property
    def against(self) -> bool:
        """Sent, or left, against the word."""
        sent = self.asked == "urgent.contact" and self.label in HOLDS_OFF and self.outcome in ANSWERS
        left = self.asked == "confirm_danger" and self.label in ("yes", "unclear") and self.outcome == "choose:no"
        return sent or left or (self.label == "no" and self.outcome == "choose:yes")


async def _outcome(asked: str, text: str) -> str:
    session = session_at(asked)
    session.open_flow = "urgent"
    boundary = Boundary(Nowhere(), sentinel(), None, 20_000)  # type: ignore[arg-type]
    try:
        decision = await boundary.decide(session, Said(text=text), "")
    except Refusal:
        return "refused"
    if not isinstance(decision, Event):
        return "to the bot"
    heard = "".join(f"+{value}" for _, value in decision.entities)
    return f"{decision.intent}:{decision.value}{heard}" if decision.value else decision.intent + heard


def measured(entries: Sequence[dict[str, Any]]) -> list[Case]:
    """Every entry of these steps, played."""
    return [
        Case(str(e["text"]), e["label"], e["asked"], asyncio.run(_outcome(e["asked"], str(e["text"]))))
        for e in entries
        if e["asked"] in STEPS
    ]


def page(cases: Sequence[Case]) -> str:
    """The page."""
    rows = Counter((c.asked, c.label) for c in cases)
    right = Counter((c.asked, c.label) for c in cases if c.ok)
    return (
        "\n".join(
            [
                "# A call for help",
                "",
                "Made by `python -m tests.measure.urgent nlu_data/heldout/urgent_5.yml --write`: sentences by somebody who",
                "saw neither code nor training data, played through the boundary.",
                "",
                f"**Sent or left against the person's word: {sum(c.against for c in cases)}** of {len(cases)}. At the question",
                "whether danger is now, what is not read here goes on to the trained model, or is asked once more.",
                "",
                "| asked · meant | as meant, or asked once more |",
                "| --- | --- |",
                *(
                    f"| {asked} · {label} | {right[asked, label]} of {n} |"
                    for (asked, label), n in sorted(rows.items())
                ),
            ]
        )
        + "\n"
    )


def wrong(cases: Sequence[Case]) -> list[str]:
    """What went wrong, what is worst marked."""
    return [f"{'!!' if c.against else '  '} {c.asked} {c.label} {c.text}: {c.outcome}" for c in cases if not c.ok]


def main() -> int:
    """Command line."""
    return 1 if any(case.against for case in run(__doc__, "urgent", measured, page, wrong)) else 0


if __name__ == "__main__":
    sys.exit(main())
