"""Trains the sentinel: `python -m bot.channels.sentinel_train` → `models/sentinel.json`, `models/sentinel_fine.npz`.

From `bot/channels/sentinel_data.py`. The models are logistic regressions over character n-grams, cut down to the
n-grams that weigh most; what the page fetches is rounded to steps and must stay small.
"""

import argparse
import hashlib
import io
import json
import os
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression

import bot.danger as danger
import bot.danger_scenes as danger_scenes
import bot.stated as stated
from bot.channels import control, passing, undertone
from bot.channels.schemas import Ask
from bot.channels.sentinel import COARSE_FILE, FINE_FILE
from bot.channels.sentinel_data import CONTROLS, DATA, ROOT, Example, examples, patterns
from bot.channels.sentinel_model import CONTENT, HELP, KINDS, VERSION, Reader, features, fold
from bot.channels.sentinel_probe import PROBE
from bot.channels.text import clean
from bot.traditional import simplify

STAMP = COARSE_FILE.with_name("sentinel.sha256")
ODD = ROOT / "tests" / "data" / "sentinel_odd.json"
PARITY = ROOT / "tests" / "data" / "sentinel_parity.json"

SIZES = (1, 3)
KIND_GRAMS = 7_000
GOAL_GRAMS = 1_500
HELP_GRAMS = 400
PARITY_GRAMS = 250
FINE_NGRAMS = 8_000
# Compressed, as a browser gets it; the closed lists of passing.json, which come with the page, are the rest of 60,000.
MOST_COMPRESSED = 52_000
PATTERN_VALUE = 0.4
STRENGTH = 3.0
# The kinds' model is the mean of so many, each of other draws of the made-up sentences: which were drawn weighs less.
DRAWS = 5
STEP = 0.4
ALPHABET = "#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"
LONGEST = 60
# Set where content that the model was not trained on is hardly ever doubted: docs/sentinel.md.
THRESHOLD = {
    "danger": 0.56, "help": 0.95, "told": 0.72, "cry": 0.6, "named": 0.6,
    "named_ill": 0.9, "control": 0.92, "question": 0.91,
}  # fmt: skip
ZONES = {"help": 0.65, "clear": 0.18, "story": 0.75, "short_story": 0.85, "goal": 0.45}

Floats = npt.NDArray[np.float64]
Features = Mapping[str, float]


READINGS = ("not_wanted", "given_up", "deed_not_meant", "deed_asked")
# Readings of bot/danger.py that the model weighs, too: no rule of theirs alone tells an account from a cry.
DANGER_FEATURES = ("CRY", "STRONG", "PAST", "FEARED", "TOLD", "OTHERS", "DENIED")


def feature_patterns() -> dict[str, str]:
    """Name → pattern, of what the heads weigh besides n-grams."""
    found = {f"danger_{name.lower()}": str(getattr(danger, f"_{name}").pattern) for name in DANGER_FEATURES}
    return {**patterns()["features"], **found, "danger_now": "|".join(p.pattern for p in danger._NOW)}


@cache
def _compiled() -> list[tuple[str, "re.Pattern[str]"]]:
    return [(name, re.compile(pattern)) for name, pattern in feature_patterns().items()]


def vector(text: str) -> Features:
    """A text's features, as the page sees them."""
    compiled = _compiled()
    return features(fold(text), SIZES, compiled, PATTERN_VALUE)


def vocabulary(rows: Iterable[Features], least: int) -> list[str]:
    """Features that at least `least` texts have."""
    counts = Counter(name for row in rows for name in row)
    return sorted(name for name, count in counts.items() if count >= least)


def matrix(vectors: Sequence[Features], names: Sequence[str]) -> Any:
    """A sparse matrix, one row a text."""
    index = {name: i for i, name in enumerate(names)}
    rows, columns, values = [], [], []
    for row, found in enumerate(vectors):
        for name, value in found.items():
            if name in index:
                rows.append(row)
                columns.append(index[name])
                values.append(value)
    return csr_matrix((values, (rows, columns)), shape=(len(vectors), len(names)))


# Content counts double: to be taken for something else is worse for it than for the others.
WEIGHTS = {CONTENT: 2.0, "danger": 1.0, "help": 1.0, "question": 1.0, "control": 1.0, "request": 1.0}


def classifier(strength: float, weights: Mapping[str, float] | None, rounds: int) -> LogisticRegression:
    return LogisticRegression(C=strength, class_weight=weights or "balanced", max_iter=rounds, tol=1e-3)


@dataclass
class Trained:
    """A model and the features its columns stand for; class i's weights are row i of `weights`."""

    names: list[str]
    classes: list[str]
    weights: Floats
    bias: Floats


def train(
    vectors: Sequence[Features],
    labels: Sequence[str],
    strength: float,
    most: int,
    weights: Mapping[str, float] | None = None,
) -> Trained:
    """Train, keep the `most` features that weigh most, and train again on these."""
    names = vocabulary(vectors, 2)
    rough = classifier(strength, weights, 60).fit(matrix(vectors, names), labels)
    names = sorted(names[i] for i in np.argsort(-np.abs(rough.coef_).max(axis=0))[:most])
    model = classifier(strength, weights, 200).fit(matrix(vectors, names), labels)
    return Trained(names, [str(c) for c in model.classes_], model.coef_, model.intercept_)


def mean(draws: Sequence[tuple[Sequence[Features], Sequence[str]]], most: int) -> Trained:
    """The mean of the kinds' models, one a draw: the `most` features that weigh most and are met most often (a heavy
    one that two sentences have tells little of others), trained again on these.
    """

    def fitted(draws: Sequence[tuple[Sequence[Features], Sequence[str]]], names: Sequence[str], rounds: int) -> Trained:
        models = [classifier(STRENGTH, WEIGHTS, rounds).fit(matrix(v, names), labels) for v, labels in draws]
        weights, bias = (sum(getattr(m, part) for m in models) / len(models) for part in ("coef_", "intercept_"))
        return Trained(list(names), [str(c) for c in models[0].classes_], weights, bias)

    rough = fitted(draws[:1], vocabulary(draws[0][0], 2), 60)
    met = Counter(name for row in draws[0][0] for name in row)
    often = np.log([met[name] for name in rough.names])
    heaviest = np.argsort(-np.abs(rough.weights).max(axis=0) * often)[:most]
    return fitted(draws, sorted(rough.names[i] for i in heaviest), 200)


def head(trained: Trained, labels: Sequence[str]) -> dict[str, Any]:
    """A model as the page reads it: weights rounded to steps, a character each."""
    rows = [trained.classes.index(label) for label in labels]
    middle = len(ALPHABET) // 2
    levels = np.clip(np.rint(trained.weights[rows] / STEP).astype(int), -middle, middle)
    kept = [i for i in range(len(trained.names)) if levels[:, i].any()]
    return {
        "labels": list(labels),
        "bias": [round(float(b), 3) for b in trained.bias[rows]],
        "grams": [trained.names[i] for i in kept],
        "weights": ["".join(ALPHABET[middle + level] for level in row[kept]) for row in levels],
    }


def choices(data: Path = DATA) -> dict[str, dict[str, list[str]]]:
    """The lookups' words that a story may state a choice by."""
    found: dict[str, dict[str, list[str]]] = {}
    for entity, plain in patterns()["choices"].items():
        lookup = yaml.safe_load((data / "lookups" / f"{entity}.yml").read_text("utf-8"))
        found[entity] = {
            value: sorted({fold(simplify(str(w))) for w in words if plain is None or re.search(plain, str(w))})
            for value, words in lookup["values"].items()
        }
    return found


SCENES = (
    "SCENE", "ALONE", "CALLS", "BREAKS", "PRESENT", "ENGLISH",
    "AT_ONCE", "AT_END", "LAST", "AT_HAND", "PAST", "NONE", "OTHERS",
)  # fmt: skip


def danger_rules() -> dict[str, Any]:
    """`bot/danger.py`'s reading of here and now, for the page."""
    one = ("_CLAUSES", "_CRY", "_STRONG", "_PAST", "_FEARED", "_TOLD", "_OTHERS", "_DENIED", "_ASKED")
    more = ("_OVER", "_STILL", "_PAST_HARM", "_POLICE_HARM", "_GOES_ON", "_AT_IT", "_AT_HAND", "_SOMEBODY", "_SAYS")
    last = ("_DATED", "_AT_DOOR", "_COMING", "_AGAIN", "_BESIDE", "_POLICE_COMING", "_OURS", "_DONE", "_KEPT", "_HABIT")
    named = (*one, *more, *last, "_ASKS_PROTECTION", "_STATE_NOW")
    rules: dict[str, Any] = {name.strip("_").lower(): getattr(danger, name).pattern for name in named}
    return {
        **rules,
        "scenes": {name.lower(): getattr(danger_scenes, name).pattern for name in SCENES},
        "longest_scene": danger_scenes.LONGEST,
        "end": danger_scenes.END,
        "now": [pattern.pattern for pattern in danger._NOW],
        "asides": [[name, pattern.pattern] for name, pattern in danger._ASIDES],
        "longest_plain": danger.LONGEST_PLAIN,
        "read": danger.READ,
        "longest_aside": danger.LONGEST_ASIDE,
    }


def coarse(
    draws: Sequence[Sequence[Example]], kind_grams: int = KIND_GRAMS, goal_grams: int = GOAL_GRAMS
) -> dict[str, Any]:
    """The model that page and gateway share. `draws`: the sentences, in other wordings each."""
    learned = draws[0]
    vectors = {e.text: vector(e.text) for draw in draws for e in draw}
    by_kind = [[e for e in draw if e.kind] for draw in draws]
    kind = mean([([vectors[e.text] for e in draw], [e.kind for e in draw]) for draw in by_kind], kind_grams)
    by_goal = [e for e in learned if e.goal]
    goal = train([vectors[e.text] for e in by_goal], [e.goal for e in by_goal], 4.0, goal_grams)
    by_help = [e for e in learned if e.intent in HELP]
    helped = train([vectors[e.text] for e in by_help], [e.intent for e in by_help], 4.0, HELP_GRAMS)
    sections = control.sections()
    return {
        "version": VERSION,
        "ngram": list(SIZES),
        # Those of bot/danger.py are named only: their patterns stand under `danger`.
        "patterns": [[name, patterns()["features"].get(name, "")] for name in feature_patterns()],
        "pattern_value": PATTERN_VALUE,
        "danger": danger_rules(),
        "rules": {
            **patterns()["rules"],
            **{name: patterns()[name] for name in READINGS},
            "request": stated.REQUEST,
            "probe": PROBE,
        },
        "deeds": patterns()["deeds"],
        "max_chars": LONGEST,
        "threshold": THRESHOLD,
        "zones": ZONES,
        "alphabet": ALPHABET,
        "step": STEP,
        "heads": {"kind": head(kind, KINDS), "goal": head(goal, sorted(goal.classes)), "help": head(helped, HELP)},
        "choices": choices(),
        "only_for": patterns()["only_for"],
        "exact": sorted(w for name, ws in sections.items() if name not in control.BY_STEP | {"danger"} for w in ws),
        "exact_danger": sorted(sections["danger"]),
        "exact_none": sorted(sections["none"]),
        "exact_unsure": sorted(sections["unsure"]),
        "exact_done": sorted(sections["done"]),
    }


def dump(tree: Mapping[str, Any]) -> bytes:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()


def compressed(data: bytes) -> int:
    """Bytes on the wire (deflate; what browsers and servers use is no worse)."""
    return len(zlib.compress(data, 9))


def train_coarse(draws: Sequence[Sequence[Example]]) -> dict[str, Any]:
    """`coarse`, no bigger than may be: the lightest features go first."""
    tree = coarse(draws)
    while compressed(dump(tree)) > MOST_COMPRESSED:
        lighten(tree["heads"]["kind"])
    return tree


def lighten(kind: dict[str, Any]) -> None:
    """Drop a fiftieth of a head's features: those whose heaviest weight is least; of equals, whose weights are least in
    all. What is read by rule (@) stays: it tells more than any letters.
    """
    middle = len(ALPHABET) // 2
    columns = [[abs(ALPHABET.index(c) - middle) for c in column] for column in zip(*kind["weights"], strict=True)]
    worth = [(gram[0] == "@", max(column), sum(column)) for gram, column in zip(kind["grams"], columns, strict=True)]
    kept = sorted(sorted(range(len(worth)), key=lambda i: worth[i], reverse=True)[: len(worth) * 49 // 50])
    kind["grams"] = [kind["grams"][i] for i in kept]
    kind["weights"] = ["".join(row[i] for i in kept) for row in kind["weights"]]


def train_fine(learned: Sequence[Example]) -> bytes:
    """The gateway's own models, as an .npz without pickles: the intent of an aside, the topic of a question."""
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    questions = [e for e in learned if e.topic]
    known = [e for e in learned if e.intent in CONTROLS or e.intent in (CONTENT, "danger", "ask_rule")]
    for name, chosen, labels in (
        ("intent", known, [e.intent for e in known]),
        ("topic", questions, [e.topic for e in questions]),
    ):
        trained = train([vector(e.text) for e in chosen], labels, 30.0, FINE_NGRAMS)
        arrays[f"{name}_ngrams"] = np.array(trained.names, dtype=np.str_)
        arrays[f"{name}_classes"] = np.array(trained.classes, dtype=np.str_)
        arrays[f"{name}_weights"] = trained.weights.T.astype(np.float32)
        arrays[f"{name}_bias"] = trained.bias.astype(np.float32)
    packed = io.BytesIO()
    np.savez_compressed(packed, allow_pickle=False, **arrays)
    return packed.getvalue()


def fingerprint() -> str:
    """Of everything the models come from."""
    sources = [
        *sorted((DATA / "nlu").glob("*.yml")),
        *sorted((DATA / "sentinel").glob("*.yml")),
        *sorted((DATA / "lookups").glob("*.yml")),
        *sorted(Path(__file__).parent.glob("sentinel*.py")),
        # What the page's file brings of their rules.
        *(Path(str(module.__file__)) for module in (control, danger, danger_scenes, stated)),
    ]
    digest = hashlib.sha256()
    for path in sources:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def parity(learned: Sequence[Example]) -> dict[str, Any]:
    """A small model and what it says of some texts: the gateway and the page must both say the same."""
    tree = coarse([learned], PARITY_GRAMS, PARITY_GRAMS)
    reader = Reader(tree)
    said = [*(e.text for e in learned[:: max(1, len(learned) // 120)]), *json.loads(ODD.read_text("utf-8"))]
    return {
        "about": "A small sentinel and what it says: bot/channels/sentinel_model.py and bot/web/src/sentinel.ts must "
        "agree (python -m bot.channels.sentinel_train --parity).",
        "model": tree,
        "cases": [_case(reader, text) for text in said],
    }


def _case(reader: Reader, said: str) -> dict[str, Any]:
    text = clean(said).plain
    story = reader.story(text)
    name = Ask(id="report.name", kind="name", sealed=True, max=0, invalid="", step=0, of=0)
    return {
        "text": said,
        "kinds": {label: round(p, 6) for label, p in reader.kinds(text).items()},
        "facts": reader.at_step(text, "text"),
        "help": reader.help_of(text),
        "name": reader.at_step(text, "name"),
        "menu": reader.zone(text, ""),
        "choice": reader.zone(text, "choice"),
        "goal": story.goal,
        "choices": list(story.choices),
        "passing": passing.read(name, text) is not None,
        "undertone": undertone.perhaps(reader, text),
    }


def lines(tree: dict[str, Any]) -> bytes:
    """The parity file: a line a case, so that a change can be read."""
    cases = ",\n".join(dump(case).decode() for case in tree["cases"])
    rest = dump({k: v for k, v in tree.items() if k != "cases"}).decode()
    return f'{rest[:-1]},"cases":[\n{cases}\n]}}\n'.encode()


def write(path: Path, data: bytes) -> None:
    """Whole or not at all: a gateway may be reading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_bytes(data)
    aside.replace(path)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Trains the sentinel.")
    parser.add_argument("--if-changed", action="store_true", help="only when data or code changed since the last time")
    parser.add_argument("--parity", action="store_true", help="write tests/data/sentinel_parity.json instead")
    options = parser.parse_args(arguments)
    if options.parity:
        write(PARITY, lines(parity(examples())))
        return 0
    now = fingerprint()
    trained = FINE_FILE.is_file() and COARSE_FILE.is_file() and STAMP.is_file()
    if options.if_changed and trained and STAMP.read_text("utf-8") == now:
        return 0
    learned = examples()
    shared = dump(train_coarse([learned, *(examples(draw=draw) for draw in range(1, DRAWS))]))
    write(COARSE_FILE, shared)
    write(FINE_FILE, train_fine(learned))
    write(STAMP, now.encode())
    counts = Counter(e.kind for e in learned if e.kind)
    print(
        f"sentinel: {len(learned)} sentences ({dict(counts)}), for the page {compressed(shared) // 1024} KiB compressed"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
