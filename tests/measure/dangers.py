"""Measures what danger, despair, illness and calls that nobody answers lead to, on held-out sentences.

    python -m tests.measure.dangers                     # nlu_data/heldout/dangers.yml
    python -m tests.measure.dangers FILE --wrong        # another file; and the sentences that went wrong
    python -m tests.measure.dangers --write             # → docs/measured/dangers.md

An entry: {text, label, asked}. Played through the page's reader (at a sealed step), the boundary and, where words go on
to it, the trained model. What comes of it: `urgent` (the urgent flow begins), `question` (one question, two buttons),
`help:<kind>` (the numbers of that kind are said), `sealed`, or what else is done or understood.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import bot.danger as danger
from bot.channels import undertone
from bot.channels.boundary import Boundary
from bot.channels.engine import Event, Text
from bot.channels.hearing import HEARD
from bot.channels.said import Refusal, Said
from bot.channels.sentinel_measure import markdown
from bot.channels.text import clean
from tests.measure.held import Heard, run
from tests.stance.walking import Nowhere, Understanding, sentinel, session_at

HELP = ("police_unreachable", "lost_place", "despair", "illness")
# Kinds of outcome, in the table's order.
KINDS = ("urgent", "question", "help", "other help", "told", "sealed", "bot", "none")
# Where content is asked for the page asks before it sends anything else; that counts as heard.
FACTS = "report.facts"


class Case(Heard):
    """One sentence, played."""

    @property
    def kind(self) -> str:
        """Of `KINDS`."""
        base, _, name = self.outcome.partition(":")
        if base != "help":
            return base
        return "help" if name == self.label or self.label == "now" else "other help"

    @property
    def ok(self) -> bool:
        """Now: the urgent flow or the one question. Not now: never the urgent flow by itself, nor another call for help.
        Other calls: their own numbers; the urgent flow or its question, which have 110 and 120, are as good.
        """
        if self.label == "not_now":
            return self.kind in ("told", "sealed", "bot", "none") or (
                self.kind == "question" and not self.asked.startswith(FACTS)
            )
        if self.label == "now":
            return self.kind in ("urgent", "question")
        return self.kind in ("help", "urgent", "question")


def at_the_page(text: str) -> str | None:
    """What the page asks about at the facts before it seals; None: it seals."""
    reader, plain = sentinel().reader, clean(text).plain
    if reader.cries(plain):
        return "urgent"
    helped = reader.help_of(plain)
    if helped is not None:
        return f"help:{helped}"
    label = reader.at_step(plain, "text")
    if label == "content":
        return "told" if danger.despairs(plain) or undertone.perhaps(reader, plain) else "sealed"
    return "question" if label == "danger" else f"bot:{label}"


async def at_the_boundary(asked: str, text: str) -> Event | Text | None:
    """What the boundary makes of it; None when it answers itself."""
    boundary = Boundary(Nowhere(), sentinel(), None, 20_000)  # type: ignore[arg-type]
    try:
        return await boundary.decide(session_at(asked), Said(text=text), "")
    except Refusal:
        return None


def _of_event(intent: str, value: str | None, *, now: bool) -> str:
    if intent == "danger":
        return "urgent" if now else "question"
    if intent in HELP:
        return f"help:{intent}"
    return "sealed" if intent in ("sealed", "story") else f"bot:{intent}"


def outcome_of(decision: Event | Text | None, model: Understanding) -> str:
    """The outcome of what the boundary made of it."""
    if decision is None:
        return "none"
    if isinstance(decision, Event):
        if decision.intent in ("sealed", "story") and any(name == HEARD for name, _ in decision.entities):
            return "told"
        return _of_event(decision.intent, decision.value, now=decision.value != "unclear")
    parsed = model.known[decision.text]
    entities = {entity["entity"]: entity["value"] for entity in parsed["entities"]}
    if entities.get("stance") == "denied":
        return "bot:denied"
    return _of_event(parsed["intent"]["name"], None, now="danger_now" in entities)


def measured(entries: Sequence[dict[str, Any]]) -> list[Case]:
    """Every entry, played: at the facts as the page and as the boundary does (what is missed by either is missed)."""
    model = Understanding()
    made = [asyncio.run(at_the_boundary(e["asked"], str(e["text"]))) for e in entries]
    model.learn([decision.text for decision in made if isinstance(decision, Text)])
    cases = []
    for entry, decision in zip(entries, made, strict=True):
        text, asked = str(entry["text"]), entry["asked"]
        cases.append(Case(text, entry["label"], asked, outcome_of(decision, model)))
        if asked == FACTS:
            cases.append(Case(text, entry["label"], f"{FACTS}, in the page", at_the_page(text) or "sealed"))
    return cases


def table(cases: Sequence[Case]) -> list[str]:
    """Label and step × outcome."""
    groups: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in cases:
        groups[(case.label, case.asked)].append(case)
    rows = []
    for (label, asked), group in sorted(groups.items()):
        counts, right = Counter(case.kind for case in group), sum(case.ok for case in group)
        share = f"{right} ({right / len(group):.1%})"
        rows.append((label, asked, len(group), *(counts[kind] or "" for kind in KINDS), share))
    by_label = defaultdict(list)
    for case in cases:
        by_label[case.label].append(case)
    for label, group in sorted(by_label.items()):
        counts, right = Counter(case.kind for case in group), sum(case.ok for case in group)
        share = f"**{right} ({right / len(group):.1%})**"
        rows.append((f"**{label}**", "all", len(group), *(counts[kind] or "" for kind in KINDS), share))
    return markdown(("said", "at", "sentences", *KINDS, "right"), rows)


def page(cases: Sequence[Case]) -> str:
    """The section."""
    lines = [
        "## Dangers",
        "",
        "Made by `python -m tests.measure.dangers --write` from `nlu_data/heldout/dangers.yml` (its author saw neither code",
        "nor data), through the page's reader, the boundary and the trained model. *urgent*: the urgent flow begins by",
        "itself; *question*: one question with two buttons, the text stays; *help*: 12356, 120, 12110 or how to say where one",
        "is; *told*: taken as content, and beside it is said once whom to call; *sealed*: taken as content; *bot*: understood",
        "as something else. Right: for `now`, urgent or the question (*told* is better than nothing, and counted apart); for",
        "`not_now`, no urgent flow by itself and, in the middle of an answer, no interruption; for other calls, their own",
        "numbers, or the urgent flow, which has them.",
        "",
        *table(cases),
    ]
    return "\n".join(lines) + "\n"


def wrong(cases: Sequence[Case]) -> list[str]:
    """What went wrong."""
    return [f"{case.label}\t{case.asked}\t{case.outcome}\t{case.text}" for case in cases if not case.ok]


def main() -> int:
    """Command line."""
    run(__doc__, "dangers", measured, page, wrong)
    return 0


if __name__ == "__main__":
    sys.exit(main())
