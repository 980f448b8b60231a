"""Measures the sentinel on held-out sentences: `python -m bot.channels.sentinel_measure` prints the tables,
`--write` puts them into docs/measured/sentinel.md.

Nobody trains on `nlu_data/heldout/`; its authors saw neither this code nor the training data. `--wrong` lists what was
judged otherwise than its author says.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from bot.channels import control
from bot.channels.sentinel import Sentinel
from bot.channels.sentinel_data import FLOWS, patterns
from bot.channels.sentinel_model import CONTENT, NO_GOAL
from bot.channels.sentinel_names import names
from bot.channels.text import clean

ROOT = Path(__file__).resolve().parents[2]
HELD_OUT = ROOT / "nlu_data" / "heldout"
# Sections that bot/engine/evaluate.py puts behind docs/understanding.md.
MEASURED = ROOT / "docs" / "measured"
NAMES = 5_000
COLUMNS = (
    "all", "clear", "story", "unsure", "danger", "maybe_danger", "sealed", "goal right", "goal none", "goal wrong",
    "choices right", "choices wrong",
)  # fmt: skip
KINDS_OF_DEED = frozenset(patterns()["deeds"]) | frozenset(patterns()["only_for"])
Row = dict[str, Any]


def held_out(folder: Path, name: str) -> list[Row]:
    """A held-out file's sentences; none when there is no such file."""
    path = folder / name
    return yaml.safe_load(path.read_text("utf-8")) if path.is_file() else []


def doubted(sentinel: Sentinel, text: str, kind: str) -> str:
    """What the page takes a text for at a step that must be answered: content, or what it asks about."""
    plain = clean(text).plain
    word = control.at_step(plain, optional=False)
    if word is not None:
        return "danger" if word == "danger" else "control"
    return sentinel.reader.at_step(plain, kind)


def where(sentinel: Sentinel, text: str) -> str:
    """The zone of a first sentence; a control word is clear."""
    plain = clean(text).plain
    word = control.exact(plain)
    if word is not None:
        return "danger" if word == "danger" else "clear"
    return sentinel.zone(plain)


def interruptions(sentinel: Sentinel, rows: Iterable[Row]) -> tuple[Counter[str], Counter[str], list[str]]:
    """By step: how many, how many doubted, and which."""
    total: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    which = []
    for row in rows:
        step = row.get("step", "text")
        total[step] += 1
        label = doubted(sentinel, row["text"], step)
        if label != CONTENT:
            wrong[step] += 1
            which.append(f"{step}\t{label}\t{row['text']}")
    return total, wrong, which


def heard(sentinel: Sentinel, rows: Iterable[Row]) -> tuple[Counter[str], Counter[str], list[str]]:
    """Asides at a step for facts, by kind: how many, how many taken for content, and which."""
    total: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    which = []
    for row in rows:
        if row.get("step", "text") != "text":
            continue
        total[row["kind"]] += 1
        if doubted(sentinel, row["text"], "text") == CONTENT:
            missed[row["kind"]] += 1
            which.append(f"{row['kind']}\t{row['text']}")
    return total, missed, which


def first_sentences(sentinel: Sentinel, rows: Iterable[Row]) -> tuple[dict[str, Counter[str]], list[str]]:
    """By kind: zones; and, for sentences that are sealed, whether the goal and the choices are right."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    which = []
    for row in rows:
        kind = row["kind"]
        zone = where(sentinel, row["text"])
        table[kind][zone] += 1
        table[kind]["all"] += 1
        right = {"story": ("story",), "danger": ("danger", "maybe_danger")}.get(kind, ("clear",))
        note = zone if zone not in right else ""
        if zone in ("story", "unsure") and "goal" in row:
            story = sentinel.story(clean(row["text"]).plain)
            goal = FLOWS.get(row["goal"], NO_GOAL)
            table[kind]["sealed"] += 1
            same = "goal right" if story.goal == goal else "goal none" if story.goal == NO_GOAL else "goal wrong"
            table[kind][same] += 1
            wanted, got = set(row.get("choices") or ()), set(story.choices)
            # Kinds of deeds are no choice that these authors noted down.
            got = {choice for choice in got if choice.partition(".")[0] not in KINDS_OF_DEED}
            table[kind]["choices right"] += wanted == got
            table[kind]["choices wrong"] += bool(got - wanted)
            if same == "goal wrong" or got - wanted:
                note += f" {story.goal}≠{goal} {sorted(got)}"
        if note:
            which.append(f"{kind}\t{note.strip()}\t{row['text']}")
    return table, which


def markdown(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A table's lines."""
    cells = ["| " + " | ".join(str(cell) for cell in row) + " |" for row in (head, *rows)]
    return [cells[0], "|" + " --- |" * len(head), *cells[1:]]


def page(sentinel: Sentinel, folder: Path) -> tuple[str, list[str]]:
    """The section, and what was judged otherwise than its author says."""
    rows, listed = _answers(sentinel, folder)
    old = held_out(folder, "sealed_step.yml")
    total, missed, which = heard(sentinel, held_out(folder, "asides.yml") + [r for r in old if r["kind"] != CONTENT])
    table, otherwise = first_sentences(sentinel, held_out(folder, "first_sentences.yml"))
    taken = [(k, total[k], f"{missed[k]} ({missed[k] / total[k]:.1%})") for k in sorted(total)]
    lines = [
        "## The sentinel",
        "",
        "Made by `python -m bot.channels.sentinel_measure --write`, on held-out sentences whose authors saw neither",
        "code nor data (docs/sentinel.md). *Interrupted*: content that is asked about instead of sealed. *unsure* is",
        "sealed unless the second button is pressed; *goal* and *choices* are those sent with what is sealed.",
        "",
        *markdown(("content", "texts", "interrupted", "share"), rows),
        "",
        *markdown(("held out, at the facts", "sentences", "taken for content"), taken),
        "",
        *markdown(("first sentence", *COLUMNS), [(k, *(table[k][c] for c in COLUMNS)) for k in sorted(table)]),
    ]
    return "\n".join(lines) + "\n", [*listed, *which, *otherwise]


def _answers(sentinel: Sentinel, folder: Path) -> tuple[list[tuple[object, ...]], list[str]]:
    content = [r for r in held_out(folder, "sealed_step.yml") if r["kind"] == CONTENT]
    rows: list[tuple[object, ...]] = []
    listed: list[str] = []
    for title, sentences in (
        ("answers (content.yml)", held_out(folder, "content.yml")),
        ("answers (sealed_step.yml)", content),
        ("names, at the name step", [{"text": name, "step": "name"} for name in names(NAMES)]),
        ("names, at a facts step", [{"text": name} for name in names(NAMES)]),
    ):
        total, wrong, which = interruptions(sentinel, sentences)
        listed += which[:200]
        if total:
            rows.append((title, total.total(), wrong.total(), f"{wrong.total() / total.total():.2%}"))
    return rows, listed


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measures the sentinel on held-out sentences.")
    parser.add_argument("--folder", type=Path, default=HELD_OUT, help="of the held-out files")
    parser.add_argument("--wrong", action="store_true", help="list what was judged otherwise")
    parser.add_argument("--write", action="store_true", help="write docs/measured/sentinel.md")
    options = parser.parse_args(arguments)
    text, listed = page(Sentinel.load(), options.folder)
    print(text)
    if options.write:
        MEASURED.mkdir(exist_ok=True)
        (MEASURED / "sentinel.md").write_text(text, encoding="utf-8")
    if options.wrong:
        print("\n".join(listed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
