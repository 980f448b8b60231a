"""Measures the stance reader on held-out sentences: what was done, beside what the person said.

    python -m tests.measure.stance                      # nlu_data/heldout/stance.yml
    python -m tests.measure.stance FILE --wrong         # another file; and the sentences that went wrong
    python -m tests.measure.stance --write              # → docs/measured/stance.md, a section of docs/understanding.md

An entry: {text, asked, stance, option, right}; `right` is `choose:<option>`, `open:<flow>`, `kept` or `again`.
What matters most is the last line: actions that cannot be taken back, taken against the person's word. It must be 0.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.measure.held import run
from tests.stance.walking import Understanding, final, outcomes

STANCES = ("affirmed", "denied", "asked", "doubted", "conditional", "quoted")
# Both leave everything as it was, and the question or the next one stands there.
NOTHING_DONE = frozenset({"again", "kept"})


@dataclass(frozen=True)
class Case:
    """One held-out sentence and what came of it."""

    text: str
    asked: str
    stance: str
    option: str | None
    right: str
    outcome: str

    @property
    def ok(self) -> bool:
        """What was wanted was done; nothing, where nothing was to be done."""
        confirm = self.asked.startswith("confirm_")
        wanted = "kept" if confirm and self.right == "choose:no" else self.right
        if self.option == "realname" and self.stance == "denied" and self.outcome == "choose:anonymous":
            return True  # who refuses to give a name is anonymous; asking again is as good
        return self.outcome == wanted or {self.outcome, wanted} <= NOTHING_DONE

    @property
    def against(self) -> bool:
        """Something that cannot be taken back was done, and was not wanted."""
        return not self.ok and final(self.asked, self.outcome)

    @property
    def wrong_choice(self) -> bool:
        """Another thing than the wanted one was done (asking once more than needed is no wrong choice)."""
        return not self.ok and self.outcome not in NOTHING_DONE


def measured(entries: Sequence[dict[str, Any]]) -> list[Case]:
    """Every entry, played."""
    results = outcomes([(e["asked"], str(e["text"])) for e in entries], Understanding())
    return [
        Case(str(e["text"]), e["asked"], e["stance"], e.get("option"), e["right"], outcome)
        for e, (outcome, _) in zip(entries, results, strict=True)
    ]


def table(cases: Sequence[Case]) -> list[str]:
    """Question and option × stance: right of all."""
    rows: dict[str, dict[str, list[Case]]] = defaultdict(lambda: defaultdict(list))
    for case in cases:
        rows[f"{case.asked} · {case.option or '–'}"][case.stance].append(case)
    lines = [f"| question · option | {' | '.join(STANCES)} |", "| --- |" + " --- |" * len(STANCES)]
    for name, by in sorted(rows.items()):
        cells = [f"{sum(c.ok for c in by[s])}/{len(by[s])}" if by[s] else "" for s in STANCES]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    total = [[c for c in cases if c.stance == s] for s in STANCES]
    cells = [f"**{sum(c.ok for c in part)}/{len(part)}**" for part in total]
    return [*lines, f"| **all** | {' | '.join(cells)} |"]


def page(cases: Sequence[Case]) -> str:
    """The page."""
    ok, taken = sum(c.ok for c in cases), [c for c in cases if c.against]
    plain = [c for c in cases if c.right not in NOTHING_DONE]
    share = 100 / max(1, len(cases))
    lines = [
        "# A “don't” never becomes a “do”",
        "",
        "Made by `python -m tests.measure.stance --write` from `nlu_data/heldout/stance.yml`: sentences by somebody who saw",
        "neither the reader nor the training data, played through boundary, trained model and actions as they run.",
        "",
        "| measure | figure |",
        "| --- | --- |",
        f"| sentences | {len(cases)} |",
        f"| **irreversible actions against the person's word** (submit, delete, leave, name oneself) | **{len(taken)}** |",
        f"| right: done what was wanted, or asked again where nothing plain was said | {ok} ({ok * share:.1f} %) |",
        f"| … of the plain wishes, understood at once | {sum(c.ok for c in plain)} of {len(plain)} |",
        f"| another option taken than the one meant | {sum(c.wrong_choice for c in cases)} |",
        "",
        *table(cases),
    ]
    return "\n".join(lines) + "\n"


def wrong(cases: Sequence[Case]) -> list[str]:
    """What went wrong, what is worst marked, and how often each outcome did."""
    found = [case for case in cases if not case.ok]
    marks = ["!!" if case.against else "! " if case.wrong_choice else "  " for case in found]
    return [
        *(
            f"{m} {c.asked} {c.stance} {c.text}: {c.outcome}, right {c.right}"
            for m, c in zip(marks, found, strict=True)
        ),
        str(Counter(case.outcome for case in found)),
    ]


def main() -> int:
    """Command line."""
    cases = run(__doc__, "stance", measured, page, wrong)
    return 1 if any(case.against for case in cases) else 0


if __name__ == "__main__":
    sys.exit(main())
