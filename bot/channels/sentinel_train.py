"""Trains the sentinel: `python -m bot.channels.sentinel_train` → `models/sentinel.json`, `models/sentinel_fine.npz`.

From the sentences of `nlu_data/nlu/`, the control words and `nlu_data/sentinel/content.yml` (what people write
at sealed steps). Both models are logistic regressions over character n-grams, cut down to the n-grams that
weigh most; thresholds are set on predictions for sentences that the model predicting them was not trained on,
so that content stays content.
"""

import argparse
import hashlib
import io
import json
import math
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from bot.channels import control
from bot.channels.sentinel import COARSE_FILE, CONTENT, FINE_FILE, LABELS, LONGEST, fold, ngrams
from bot.channels.sentinel_samples import samples
from bot.channels.sentinel_samples import words as split_words

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "nlu_data"
STAMP = COARSE_FILE.with_name("sentinel.sha256")
PARITY = ROOT / "tests" / "data" / "sentinel_parity.json"

SIZES = (1, 3)
COARSE_BYTES = 150_000
PARITY_NGRAMS = 400
FINE_NGRAMS = 8_000
# What is worth a turn of its own while a sealed step is open. Other goals said there (我要举报…) are content:
# nothing said at a sealed step may get lost, and a goal can be named again later.
CONTROLS = frozenset(
    split_words(
        "cancel step_back skip help why pause resume repeat correct handoff leave lost_receipt greet "
        "thanks goodbye bot_identity afraid submit frustrated probe_content"
    )
)
# Said at a sealed step these tell what happened, rather than what is wanted.
STATEMENTS = frozenset({"report", "protect_reporter", "protect_witness", "rights_apply", "protection_report"})
MADE_UP = 1_200
_MARKUP = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")

THRESHOLDS = {"danger": (0.5, 0.55), "control": (0.6, 0.7), "question": (0.5, 0.6)}

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, its intent (`content` or the intent's name) and, for a question, its topic."""

    text: str
    intent: str
    topic: str = ""

    @property
    def label(self) -> str:
        """The coarse label."""
        if self.intent in (CONTENT, "danger"):
            return self.intent
        return "question" if self.intent == "ask_rule" else "control"


def examples(data: Path = DATA) -> list[Example]:
    """Every sentence to learn from, once each."""
    found: dict[str, Example] = {}
    for text in yaml.safe_load((data / "sentinel" / "content.yml").read_text("utf-8"))["content"]:
        found[fold(str(text))] = Example(str(text), CONTENT)
    for text in samples(MADE_UP):
        found.setdefault(fold(text), Example(text, CONTENT))
    for path in sorted((data / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8")).get("nlu") or []:
            name = entry.get("intent")
            if not name:
                continue
            intent, _, topic = name.partition("/")
            if intent in STATEMENTS:
                intent, topic = CONTENT, ""
            elif intent not in CONTROLS and intent not in ("danger", "ask_rule"):
                continue
            for line in entry["examples"].splitlines():
                text = _MARKUP.sub(r"\1", line.removeprefix("- ").strip())
                if text and len(fold(text)) <= max(LONGEST.values()):
                    found.setdefault(fold(text), Example(text, intent, topic))
    for name, words in control.sections().items():
        if name not in control.BY_STEP:
            for word in words:
                found.setdefault(fold(word), Example(word, name))
    return list(found.values())


def vocabulary(texts: Iterable[str], least: int) -> list[str]:
    """N-grams that stand in at least `least` texts."""
    counts = Counter(ngram for text in texts for ngram in ngrams(fold(text), SIZES))
    return sorted(ngram for ngram, count in counts.items() if count >= least)


def features(texts: Sequence[str], names: Sequence[str]) -> Any:
    """A sparse matrix, one row a text: 1/sqrt(how many distinct n-grams it has, known or not) for each known one."""
    index = {name: i for i, name in enumerate(names)}
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        present = ngrams(fold(text), SIZES)
        for ngram in present:
            if ngram in index:
                rows.append(row)
                columns.append(index[ngram])
                values.append(1 / math.sqrt(len(present)))
    return csr_matrix((values, (rows, columns)), shape=(len(texts), len(names)))


def classifier(strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, class_weight="balanced", max_iter=100, tol=1e-3)


@dataclass
class Trained:
    """A model and the n-grams its columns stand for; class i's weights are row i of `weights`."""

    names: list[str]
    classes: list[str]
    weights: Floats
    bias: Floats
    strength: float

    def columns(self, order: Sequence[str]) -> tuple[Floats, Floats]:
        """Weights (n-gram × class) and bias with the classes in this order."""
        rows = [self.classes.index(name) for name in order]
        return self.weights[rows].T, self.bias[rows]


def train(texts: Sequence[str], labels: Sequence[str], strength: float, most: int) -> Trained:
    """Train, keep the `most` n-grams that weigh most, and train again on these."""
    names = vocabulary(texts, 2)
    for _ in range(2):
        model = classifier(strength).fit(features(texts, names), labels)
        if len(names) <= most:
            break
        heaviest = np.argsort(-np.abs(model.coef_).max(axis=0))[:most]
        names = sorted(names[i] for i in heaviest)
    return Trained(names, [str(c) for c in model.classes_], model.coef_, model.intercept_, strength)


def unseen(texts: Sequence[str], labels: Sequence[str], trained: Trained) -> Floats:
    """Probabilities for each text by a model that was not trained on it; columns as `trained.classes`."""
    folds = StratifiedKFold(5, shuffle=True, random_state=1)
    found: Floats = cross_val_predict(
        classifier(trained.strength), features(texts, trained.names), labels, cv=folds, method="predict_proba"
    )
    return found


def thresholds(probabilities: Floats, labels: Sequence[str], classes: Sequence[str]) -> dict[str, float]:
    """The least probability at which a label counts, within `THRESHOLDS`: above that of nearly every content
    not seen in training.

    The page asks the person when a text looks like a question, and the gateway looks twice (`Sentinel.judge`); so these
    need not be as high as they would have to be alone.
    """
    content = np.array([label == CONTENT for label in labels])
    found = {}
    for label, (least, most) in THRESHOLDS.items():
        high = float(np.quantile(probabilities[content, classes.index(label)], 0.998)) + 0.02
        found[label] = round(min(most, max(least, high)), 3)
    return found


def coarse_json(trained: Trained, threshold: dict[str, float]) -> dict[str, object]:
    """The model as the page reads it."""
    weights, bias = trained.columns(LABELS)
    return {
        "version": 1,
        "ngram": list(SIZES),
        "max_chars": max(LONGEST.values()),
        "labels": list(LABELS),
        "bias": [round(float(b), 3) for b in bias],
        "weights": {name: [round(float(w), 2) for w in row] for name, row in zip(trained.names, weights, strict=True)},
        "threshold": threshold,
        "exact": sorted(
            word for name, words in control.sections().items() if name not in control.BY_STEP for word in words
        ),
    }


def dump(tree: dict[str, object]) -> bytes:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()


def train_coarse(learned: Sequence[Example]) -> dict[str, object]:
    """The model shared with the page, in at most `COARSE_BYTES`."""
    texts, labels = [e.text for e in learned], [e.label for e in learned]
    most = 4_500
    while True:
        trained = train(texts, labels, strength=20.0, most=most)
        threshold = thresholds(unseen(texts, labels, trained), labels, trained.classes)
        tree = coarse_json(trained, threshold)
        if len(dump(tree)) <= COARSE_BYTES:
            return tree
        most = most * 9 // 10


def train_fine(learned: Sequence[Example]) -> bytes:
    """The gateway's own models, as an .npz without pickles: intent, and topic of a question."""
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    questions = [e for e in learned if e.topic]
    for name, texts, labels in (
        ("intent", [e.text for e in learned], [e.intent for e in learned]),
        ("topic", [e.text for e in questions], [e.topic for e in questions]),
    ):
        trained = train(texts, labels, strength=30.0, most=FINE_NGRAMS)
        arrays[f"{name}_ngrams"] = np.array(trained.names, dtype=np.str_)
        arrays[f"{name}_classes"] = np.array(trained.classes, dtype=np.str_)
        arrays[f"{name}_weights"] = trained.weights.T.astype(np.float32)
        arrays[f"{name}_bias"] = trained.bias.astype(np.float32)
    arrays.update(neighbours([e for e in learned if e.label != CONTENT], learned))
    packed = io.BytesIO()
    np.savez_compressed(packed, allow_pickle=False, **arrays)
    return packed.getvalue()


def neighbours(known: Sequence[Example], everything: Sequence[Example]) -> dict[str, npt.NDArray[np.generic]]:
    """What `Neighbours` reads: for each n-gram its weight and the sentences it stands in."""
    counts = Counter(ngram for e in everything for ngram in ngrams(fold(e.text), SIZES))
    names = sorted({ngram for e in known for ngram in ngrams(fold(e.text), SIZES)})
    rarity = np.array([math.log((len(everything) + 1) / (counts[name] + 1)) for name in names])
    index = {name: i for i, name in enumerate(names)}
    holders: list[list[int]] = [[] for _ in names]
    lengths = []
    for row, example in enumerate(known):
        columns = [index[ngram] for ngram in ngrams(fold(example.text), SIZES)]
        for column in columns:
            holders[column].append(row)
        lengths.append(math.sqrt(float((rarity[columns] ** 2).sum())))
    return {
        "near_ngrams": np.array(names, dtype=np.str_),
        "near_rarity": rarity.astype(np.float32),
        "near_starts": np.cumsum([0, *(len(rows) for rows in holders)]).astype(np.int32),
        "near_rows": np.array([row for rows in holders for row in rows], dtype=np.int32),
        "near_lengths": np.array(lengths, dtype=np.float32),
        "near_labels": np.array([LABELS.index(e.label) for e in known], dtype=np.int8),
        "near_unknown": np.array([math.log(len(everything) + 1)], dtype=np.float32),
    }


def fingerprint(data: Path = DATA) -> str:
    """What the models depend on: data and code."""
    digest = hashlib.sha256()
    code = Path(__file__)
    for path in [
        *sorted((data / "nlu").glob("*.yml")),
        data / "sentinel" / "content.yml",
        control.FILE,
        code,
        code.with_name("sentinel.py"),
        code.with_name("sentinel_samples.py"),
    ]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def parity(learned: Sequence[Example]) -> dict[str, object]:
    """A small model and what it says of some texts: the gateway and the page must both say the same."""
    from bot.channels.sentinel import Coarse

    texts, labels = [e.text for e in learned], [e.label for e in learned]
    trained = train(texts, labels, strength=20.0, most=PARITY_NGRAMS)
    tree = coarse_json(trained, {"danger": 0.7, "control": 0.7, "question": 0.7})
    tree["exact"] = []
    model = Coarse.of(tree)
    said = [e.text for e in learned[:: max(1, len(learned) // 60)]]
    said += [
        "",
        " 为什么　要问　这个 ",
        "ＨＥＬＰ",
        "Why?",
        "𠮷野家的事",
        "举报\n两行",
        "a" * 99,
        "救命" * 60,
        "①②③",
        "ﬁle",
    ]
    return {
        "about": "A small sentinel and what it says: bot/channels/sentinel.py and bot/web/src/sentinel.ts must agree "
        "(python -m bot.channels.sentinel_train --parity).",
        "model": tree,
        "cases": [
            {
                "text": text,
                "probabilities": [round(p, 6) for p in model.probabilities(text)],
                "label": model.label(text),
            }
            for text in said
        ],
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
    coarse = dump(train_coarse(learned))
    write(COARSE_FILE, coarse)
    write(FINE_FILE, train_fine(learned))
    write(STAMP, now.encode())
    counts = Counter(e.label for e in learned)
    print(f"sentinel: {len(learned)} sentences ({dict(counts)}), {len(coarse) // 1024} KiB for the page")
    return 0


if __name__ == "__main__":
    sys.exit(main())
