"""Measures understanding: on held-out sentences → `docs/understanding.md`; by leaving parts out → to choose a pipeline.

    bot/engine/.venv/bin/python -m bot.engine.evaluate             # the trained model, held-out sentences
    bot/engine/.venv/bin/python -m bot.engine.evaluate --compare   # pipelines, on training data left out

Nothing here is trained on held-out sentences. One that also stands in the training data is left out of the figures.
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

import numpy as np
import yaml

from bot.engine.settings import ROOT
from bot.engine.train import model_path

HELD_OUT = ROOT / "nlu_data/heldout"
LEGAL = ROOT.parent / "shared/data/legal_questions.txt"
REPORT = ROOT / "docs/understanding.md"
OUT = frozenset({"out_of_scope", "nlu_fallback"})
"""Both are answered alike: not ours, here is what we can do."""


@dataclass(frozen=True)
class Case:
    """A sentence, the goal its writer had, and the goal understood."""

    text: str
    goal: str
    understood: str
    source: str = ""
    """The held-out file it stands in."""

    @property
    def right(self) -> bool:
        """The same goal; for what is out of scope, either way of saying so."""
        return self.understood == self.goal or (self.goal in OUT and self.understood in OUT)


def read_held_out(folder: Path = HELD_OUT) -> list[tuple[str, str, str]]:
    """Sentences, goals and file names of the held-out files: lists of {text, goal}. Files without goals are others'."""
    sentences: list[tuple[str, str, str]] = []
    for path in sorted(folder.glob("*.yml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        sentences += [(entry["text"], entry["goal"], path.name) for entry in data if "goal" in entry]
    return sentences


def read_training(folder: Path = ROOT / "nlu_data/nlu") -> list[tuple[str, str]]:
    """Sentences and goals of the training data."""
    sentences: list[tuple[str, str]] = []
    for path in sorted(folder.glob("*.yml")):
        for block in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("nlu", []):
            lines = str(block.get("examples", "")).splitlines() if "intent" in block else []
            listed = (line.strip()[2:].strip() for line in lines if line.strip().startswith("- "))
            sentences += [(line, block["intent"]) for line in listed]
    return sentences


def goal_of(parsed: dict) -> str:  # type: ignore[type-arg]
    """The goal that parse data amounts to: the intent, with its topic."""
    name = str(parsed["intent"]["name"])
    topic = next((e["value"] for e in parsed["entities"] if e["entity"] == "topic"), None)
    return f"{name}/{topic}" if topic else name


def understander(model: Path) -> Callable[[str], str]:
    """Text → goal, by the trained model as it serves."""
    from bot.engine.light import go_light

    go_light()
    from bot.engine import quiet
    from bot.engine.agent import FairLockStore, ShoukouAgent
    from bot.engine.tracker_store import BoundedTrackerStore
    from bot.engine.understanding import understand

    quiet.install("ERROR")
    agent = ShoukouAgent(tracker_store=BoundedTrackerStore(), lock_store=FairLockStore())
    agent.load_model(model)
    return lambda text: goal_of(understand(agent.processor, text))


def intent(goal: str) -> str:
    """A goal without its topic."""
    return goal.partition("/")[0]


def share(part: Iterable[object], whole: Sequence[object]) -> str:
    """`part` of `whole` in percent."""
    return f"{100 * sum(bool(p) for p in part) / max(1, len(whole)):.1f}%"


def report(cases: list[Case], said_before: int, legal: list[str], milliseconds: list[float]) -> str:
    """The page."""
    out, called_out = [c for c in cases if c.goal in OUT], [c for c in cases if c.understood in OUT]
    scope = [c for c in cases if c.goal not in OUT]
    ms = sorted(milliseconds)
    lines = [
        "# How well the bot understands",
        "",
        "Made by `make evaluate` from the trained model as it serves. The sentences of `nlu_data/heldout/goals.yml`",
        "are written by somebody who did not see the training data, those of `articles.yml` (articles by number and",
        "the topics added with them) by the hand that wrote those topics' training sentences, before a model saw them.",
        f"{said_before} that stand in the training data all the same are left out of every figure.",
        "",
        "| measure | figure |",
        "| --- | --- |",
        f"| held-out sentences | {len(cases)} |",
        f"| **right goal** (intent, and topic of a question) | **{share((c.right for c in cases), cases)}** |",
        *(
            f"| … of `{source}` ({len(part)}) | {share((c.right for c in part), part)} |"
            for source in sorted({c.source for c in cases})
            if (part := [c for c in cases if c.source == source])
        ),
        f"| right intent, topic aside | "
        f"{share((c.right or intent(c.understood) == intent(c.goal) for c in cases), cases)} |",
        f"| in scope, right goal | {share((c.right for c in scope), scope)} |",
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
        f"| time to understand a sentence, median / 95th percentile | {ms[len(ms) // 2]:.1f} / "
        f"{ms[int(len(ms) * 0.95)]:.1f} ms |",
        "",
        "Out of scope counts as recognised when the bot says so or does not understand (`out_of_scope`,",
        "`nlu_fallback`): both are answered with what it can do. Not every question of `legal_questions.txt` is out of",
        "scope; all are counted as if.",
        "",
        "## By goal",
        "",
        "| intent | sentences | right |",
        "| --- | --- | --- |",
    ]
    by_intent: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_intent[intent(case.goal)].append(case)
    for name, group in sorted(by_intent.items()):
        lines.append(f"| {name} | {len(group)} | {share((c.right for c in group), group)} |")
    wrong_pairs = Counter((c.goal, c.understood) for c in cases if not c.right)
    lines += ["", "## Taken for something else", "", "| goal | understood as | times |", "| --- | --- | --- |"]
    lines += [f"| {goal} | {other} | {count} |" for (goal, other), count in wrong_pairs.most_common()]
    if legal:
        kept = Counter(intent(goal) for goal in legal if goal not in OUT).most_common()
        lines += ["", "Legal questions not turned away went to: " + ", ".join(f"{g} {n}" for g, n in kept) + "."]
    return "\n".join(lines) + "\n"


def evaluate() -> str:
    """Run everything through the model; the page."""
    from bot.engine.nlu.text import bare

    model = model_path(Path(os.environ.get("SHOUKOU_MODELS", ROOT / "models")))
    if not model.is_file():
        raise SystemExit("no model of the present data: run `make train` first")
    goal = understander(model)
    seen = {bare(text) for text, _ in read_training()}
    held_out = read_held_out()
    new = [one for one in held_out if bare(one[0]) not in seen]
    goal("热身")
    cases, times = [], []
    for text, wanted, source in new:
        began = time.perf_counter()
        understood = goal(text)
        times.append(1000 * (time.perf_counter() - began))
        cases.append(Case(text, wanted, understood, source))
    legal = LEGAL.read_bytes().decode().split("\n") if LEGAL.is_file() else []
    answers = [goal(question) for question in legal if question.strip()]
    return report(cases, len(held_out) - len(new), answers, times)


def compare(folds: int = 1) -> None:
    """Print figures of pipelines on the training data, as a table: what decision 0002 chose by.

    Each pipeline is trained on four fifths of the sentences and asked about the fifth left out, `folds` times (1 to 5)
    with another fifth.
    """
    from bot.engine.light import go_light

    go_light(training=True)
    from bot.engine.nlu.encoder import encode
    from bot.engine.nlu.goals import GoalModel, Options
    from bot.engine.nlu.text import normalise

    texts, goals = zip(*dict.fromkeys(read_training()), strict=True)
    vectors = encode([normalise(text) for text in texts])
    order = np.random.default_rng(7).permutation(len(texts))
    pipelines = {
        "n-grams alone": Options(sure=0.0),
        "n-grams and encoder, always": Options(sure=2.0),
        "two stages, as chosen": Options(),
        "two stages, sure at 0.97": replace(Options(), sure=0.97),
        "two stages, n-grams of 1 to 4": replace(Options(), longest=4),
        "two stages, every n-gram": replace(Options(), min_count=1),
        "two stages, encoder weighs 4": replace(Options(), weight=4.0),
    }
    print("| pipeline | right goal | right intent | decided without encoder |\n| --- | --- | --- | --- |", flush=True)
    for name, options in pipelines.items():
        right = intents = cheap = total = 0
        for fold in range(folds):
            held = set(order[fold::5].tolist())
            kept = [i for i in range(len(texts)) if i not in held]
            model = GoalModel.fit([texts[i] for i in kept], [goals[i] for i in kept], options, vectors[kept])
            for i in held:
                guess = model.guess(texts[i], vectors[i])
                best = guess.ranking[0][0]
                right += best == goals[i]
                intents += intent(best) == intent(goals[i])
                cheap += guess.stage != "full"
            total += len(held)
        print(f"| {name} | {right / total:.3f} | {intents / total:.3f} | {cheap / total:.2f} |", flush=True)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compare", action="store_true", help="compare pipelines on the training data (minutes)")
    parser.add_argument("--folds", type=int, default=1, choices=range(1, 6), help="fifths to leave out in turn")
    options = parser.parse_args()
    if options.compare:
        compare(options.folds)
        return 0
    page = evaluate()
    REPORT.write_text(page, encoding="utf-8")
    print(page.split("\n## ")[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
