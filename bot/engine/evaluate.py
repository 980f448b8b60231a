"""Measures understanding: on held-out sentences → `docs/understanding.md`; by leaving parts out → to choose a pipeline.

    bot/engine/.venv/bin/python -m bot.engine.evaluate             # the trained model, held-out sentences
    bot/engine/.venv/bin/python -m bot.engine.evaluate --dev       # the same, tests/data/nlu_dev.yml, with errors
    bot/engine/.venv/bin/python -m bot.engine.evaluate --compare   # pipelines, on training data left out

Nothing here is trained on held-out sentences. One that also stands in the training data is left out of the figures.
Tables that other commands print (stance, sentinel) stand as Markdown in `docs/measured/` and are put behind this one's.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from bot.engine.nlu.context import UNKNOWN, Context, asked_kinds, offered
from bot.engine.settings import ROOT
from bot.engine.train import model_path

HELD_OUT = ROOT / "nlu_data/heldout"
DEV = ROOT / "tests/data/nlu_dev.yml"
LEGAL = ROOT.parent / "shared/data/legal_questions.txt"
REPORT = ROOT / "docs/understanding.md"
FIRST_SENTENCES = "first_sentences.yml"
"""Held-out sentences with which somebody begins: nothing is open, though no entry says so."""
MEASURED = ROOT / "docs/measured"
OUT = frozenset({"out_of_scope", "nlu_fallback"})
"""Both are answered alike: not ours, here is what we can do."""
FIRST = 3
"""So many of a ranking are looked at in the comparison."""


@dataclass(frozen=True)
class Sentence:
    """A held-out sentence: what its writer wanted, how it is written, what was open."""

    text: str
    goal: str
    source: str = ""
    style: str = ""
    context: Context = UNKNOWN


@dataclass(frozen=True)
class Case:
    """A sentence and what was understood."""

    said: Sentence
    understood: str
    choices: tuple[str, ...] = ()
    """Goals that are offered with the answer."""

    @property
    def goal(self) -> str:
        """The goal that the writer had."""
        return self.said.goal

    @property
    def right(self) -> bool:
        """The same goal; for what is out of scope, either way of saying so."""
        return _same(self.goal, self.understood) or (self.goal in OUT and self.understood in OUT)

    @property
    def reached(self) -> bool:
        """Whether the person gets where they wanted, at once or by the one offer of choices."""
        return self.right or any(_same(self.goal, choice) for choice in self.choices)

    @property
    def dead_end(self) -> bool:
        """Answered 没听懂 or 帮不上, although it is ours, and no choice was offered that fits."""
        return self.goal not in OUT and self.understood in OUT and not self.choices


def _same(goal: str, understood: str) -> bool:
    """A writer who knew no topics named the intent alone: any topic of it is right."""
    return understood == goal or understood.startswith(f"{goal}/")


def read_sentences(path: Path) -> list[Sentence]:
    """Sentences of one file: a list of {text, goal, style, open}; entries without a goal are others'."""
    kinds = asked_kinds()
    found = []
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")) or []:
        if isinstance(entry, dict) and "goal" in entry and "text" in entry:
            opened = str(entry.get("open") or ("none" if path.name == FIRST_SENTENCES else ""))
            context = Context(opened if opened in kinds else None, entry.get("way_in"))
            found.append(Sentence(entry["text"], entry["goal"], path.name, str(entry.get("style") or ""), context))
    return found


def read_held_out(folder: Path = HELD_OUT) -> list[Sentence]:
    """Sentences of the held-out files of goals."""
    return [one for path in sorted(folder.glob("*.yml")) for one in read_sentences(path)]


def read_training(folder: Path = ROOT / "nlu_data/nlu") -> list[tuple[str, str]]:
    """Sentences and goals of the training data."""
    sentences: list[tuple[str, str]] = []
    for path in sorted(folder.glob("*.yml")):
        for block in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("nlu", []):
            lines = str(block.get("examples", "")).splitlines() if "intent" in block else []
            listed = (line.strip()[2:].strip() for line in lines if line.strip().startswith("- "))
            sentences += [(line, block["intent"]) for line in listed]
    return sentences


def goal_of(parsed: dict[str, Any]) -> str:
    """The goal that parse data amounts to: the intent, with its topic."""
    name = str(parsed["intent"]["name"])
    topic = next((e["value"] for e in parsed["entities"] if e["entity"] == "topic"), None)
    return f"{name}/{topic}" if topic else name


Understander = Callable[[Sentence], Case]


def understander(model: Path) -> Understander:
    """Sentence → what the trained model understands, as it serves."""
    from bot.engine.light import go_light

    go_light()
    from bot.engine import quiet
    from bot.engine.agent import FairLockStore, ShoukouAgent
    from bot.engine.tracker_store import BoundedTrackerStore
    from bot.engine.understanding import understand

    quiet.install("ERROR")
    agent = ShoukouAgent(tracker_store=BoundedTrackerStore(), lock_store=FairLockStore())
    agent.load_model(model)

    def one(said: Sentence) -> Case:
        parsed = understand(agent.processor, said.text, said.context)
        ranking = [(goal["name"], goal["confidence"]) for goal in parsed["intent_ranking"]]
        goal, confidence = goal_of(parsed), parsed["intent"]["confidence"]
        return Case(said, goal, offered(goal, confidence, ranking, said.context.asked))

    return one


def intent(goal: str) -> str:
    """A goal without its topic."""
    return goal.partition("/")[0]


def share(part: Iterable[object], whole: Sequence[object]) -> str:
    """`part` of `whole` in percent."""
    return f"{100 * sum(bool(p) for p in part) / max(1, len(whole)):.1f}%"


def _figures(cases: Sequence[Case]) -> str:
    """Right at once, within one offer, dead ends: three columns."""
    return (
        f"{share((c.right for c in cases), cases)} | {share((c.reached for c in cases), cases)} | "
        f"{share((c.dead_end for c in cases), cases)}"
    )


def _table(title: str, groups: dict[str, list[Case]]) -> list[str]:
    lines = [f"| {title} | sentences | right goal | within one offer | dead ends |", "| --- | --- | --- | --- | --- |"]
    return [*lines, *(f"| {name} | {len(group)} | {_figures(group)} |" for name, group in groups.items())]


def _by(cases: Sequence[Case], key: Callable[[Case], str]) -> dict[str, list[Case]]:
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[key(case)].append(case)
    return dict(sorted(groups.items()))


def report(cases: list[Case], known: set[str], said_before: int, legal: list[str], milliseconds: list[float]) -> str:
    """The page."""
    out, called_out = [c for c in cases if c.goal in OUT], [c for c in cases if c.understood in OUT]
    scope = [c for c in cases if c.goal not in OUT]
    ms = sorted(milliseconds)
    summary = {
        "**all**": cases,
        "**goals the model knows**": [c for c in cases if any(_same(c.goal, one) for one in known)],
        "in scope": scope,
        "first sentences (nothing open)": [c for c in cases if c.said.context.asked == "none"],
        **{f"of `{name}`": group for name, group in _by(cases, lambda c: c.said.source).items()},
    }
    lines = [
        "# How well the bot understands",
        "",
        "Made by `make evaluate` from the trained model as it serves. The sentences of `nlu_data/heldout/goals*.yml`",
        "and `first_sentences*.yml` are written by people who saw neither training data nor code; `goals_5.yml` last,",
        "when all else was done. (What went wrong with the others told the last hands what to write, so",
        "they flatter. What stands in both is left out.) Those of `articles.yml` (articles by number and the",
        "topics added with them) by the hand that wrote those topics' training sentences, before a model saw them.",
        f"{said_before} that stand in the training data all the same are left out. A writer who named no topic is",
        "content with any.",
        "",
        "*Right goal*: intent, and topic or task. *Within one offer*: at once, or among the three choices that the bot",
        "offers when it is unsure. *Dead end*: 没听懂 or 帮不上, though it is ours, and without a choice.",
        "",
        *_table("sentences", {name: group for name, group in summary.items() if group}),
        "",
        "| measure | figure |",
        "| --- | --- |",
        f"| right intent, topic aside | "
        f"{share((c.right or intent(c.understood) == intent(c.goal) for c in cases), cases)} |",
        f"| in scope, wrongly turned away | {share((c.understood in OUT for c in scope), scope)} |",
        f"| out of scope: recall | {share((c.understood in OUT for c in out), out)} of {len(out)} |",
        f"| out of scope: precision | {share((c.goal in OUT for c in called_out), called_out)} of {len(called_out)} |",
    ]
    if legal:
        turned = [goal in OUT for goal in legal]
        # Precision with these as what is out of scope and the in-scope held-out sentences as what is not.
        wrong = sum(c.understood in OUT for c in scope)
        lines += [
            f"| ordinary legal questions ({len(legal)}, `legal_questions.txt`) turned away: recall | "
            f"{share(turned, legal)} |",
            f"| the same: precision, beside the in-scope sentences | "
            f"{100 * sum(turned) / max(1, sum(turned) + wrong):.1f}% |",
        ]
    lines += [
        f"| time to understand a sentence on one core, median / 95th percentile | {ms[len(ms) // 2]:.1f} / "
        f"{ms[int(len(ms) * 0.95)]:.1f} ms |",
        "",
        "Out of scope counts as recognised when the bot says so or does not understand (`out_of_scope`,",
        "`nlu_fallback`): both are answered with what it can do. Not every question of `legal_questions.txt` is out of",
        "scope; all are counted as if.",
        "",
    ]
    styled = [c for c in cases if c.said.style]
    if styled:
        lines += ["## By style", "", *_table("style", _by(styled, lambda c: c.said.style)), ""]
    opened = [c for c in cases if c.said.context.asked]
    if opened:
        lines += ["## By what was open", "", *_table("open", _by(opened, lambda c: c.said.context.asked or "")), ""]
    lines += ["## By goal", "", *_table("intent", _by(cases, lambda c: intent(c.goal)))]
    wrong_pairs = Counter((c.goal, c.understood) for c in cases if not c.right)
    lines += ["", "## Taken for something else", "", "| goal | understood as | times |", "| --- | --- | --- |"]
    lines += [f"| {goal} | {other} | {count} |" for (goal, other), count in wrong_pairs.most_common()]
    if legal:
        kept = Counter(intent(goal) for goal in legal if goal not in OUT).most_common()
        lines += ["", "Legal questions not turned away went to: " + ", ".join(f"{g} {n}" for g, n in kept) + "."]
    return "\n".join(lines) + "\n"


def sections(folder: Path = MEASURED) -> str:
    """Tables of other commands, in order of their files' names."""
    return "".join("\n" + path.read_text(encoding="utf-8").strip() + "\n" for path in sorted(folder.glob("*.md")))


def measure(sentences: Sequence[Sentence]) -> tuple[list[Case], list[float], Understander]:
    """Every sentence through the trained model, and milliseconds of each."""
    model = model_path(Path(os.environ.get("SHOUKOU_MODELS", ROOT / "models")))
    if not model.is_file():
        raise SystemExit("no model of the present data: run `make train` first")
    read = understander(model)
    read(Sentence("热身", ""))
    cases, times = [], []
    for said in sentences:
        began = time.perf_counter()
        cases.append(read(said))
        times.append(1000 * (time.perf_counter() - began))
    return cases, times, read


def evaluate() -> str:
    """Run everything through the model; the page."""
    from bot.engine.nlu.text import bare

    training = read_training()
    seen = {bare(text) for text, _ in training}
    held_out = read_held_out()
    new = [one for one in held_out if bare(one.text) not in seen]
    cases, times, read = measure(new)
    legal = LEGAL.read_bytes().decode().split("\n") if LEGAL.is_file() else []
    answers = [read(Sentence(question, "out_of_scope")).understood for question in legal if question.strip()]
    known = {goal for _, goal in training}
    return report(cases, known, len(held_out) - len(new), answers, times) + sections()


def develop() -> None:
    """Figures and errors on the sentences to develop by."""
    cases, times, _ = measure(read_sentences(DEV))
    for case in cases:
        if not case.right:
            print(f"{case.goal:34} {case.understood:34} {case.said.context.asked} {case.said.text} {case.choices}")
    print("\n".join(_table("style", {"all": cases, **_by(cases, lambda c: c.said.style)})))
    print(f"median {sorted(times)[len(times) // 2]:.1f} ms")


def compare(folds: int = 1) -> None:
    """Print figures of pipelines on the training data, as a table: what decision 0002 chose by.

    Each pipeline is trained on four fifths of the sentences and asked about the fifth left out, `folds` times (1 to 5)
    with another fifth.
    """
    from bot.engine.light import go_light

    go_light(training=True)
    from bot.engine.nlu.goals import GoalModel, Options
    from bot.engine.nlu.variants import variants

    pairs = list(dict.fromkeys(read_training()))
    order = np.random.default_rng(7).permutation(len(pairs))
    pipelines = {
        "as chosen": (Options(), True),
        "without variants": (Options(), False),
        "without the tuned encoder": (replace(Options(), tuned=0.0), True),
        "without either": (replace(Options(), tuned=0.0), False),
    }
    print("| pipeline | right goal | right intent | among the first three |\n| --- | --- | --- | --- |", flush=True)
    for name, (options, varied) in pipelines.items():
        right = intents = near = total = 0
        for fold in range(folds):
            held = order[fold::5].tolist()
            kept = [pairs[i] for i in np.setdiff1d(order, held)]
            texts, goals = zip(*kept, *(variants(kept) if varied else ()), strict=True)
            model = GoalModel.fit(texts, goals, options, said=len(kept))
            for text, goal in (pairs[i] for i in held):
                ranking = [one for one, _ in model.guess(text).ranking]
                right += ranking[0] == goal
                intents += intent(ranking[0]) == intent(goal)
                near += goal in ranking[:FIRST]
            total += len(held)
        print(f"| {name} | {right / total:.3f} | {intents / total:.3f} | {near / total:.3f} |", flush=True)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compare", action="store_true", help="compare pipelines on the training data (many minutes)")
    parser.add_argument("--folds", type=int, default=1, choices=range(1, 6), help="fifths to leave out in turn")
    parser.add_argument("--dev", action="store_true", help="the sentences to develop by, and what is wrong with them")
    options = parser.parse_args()
    if options.compare:
        compare(options.folds)
        return 0
    if options.dev:
        develop()
        return 0
    page = evaluate()
    REPORT.write_text(page, encoding="utf-8")
    print(page.split("\n## ")[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
