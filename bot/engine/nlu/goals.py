"""What a person wants: a classifier in two stages, each trained in seconds and run as plain arrays.

A *goal* is an intent, or `ask_rule/<topic>`: topics stand beside the intents in one classifier, so that they compete.

1. Said before: a text that is, sign for sign, a training sentence has that sentence's goal.
2. Cheap: character n-grams alone. What this stage is sure of, it decides (well under a millisecond).
3. Full: n-grams and the packaged sentence encoder, for the rest (about 10 ms).

Thresholds come from measurement: `docs/decisions/0002-understanding.md`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from bot.engine.nlu import kernel
from bot.engine.nlu.encoder import encode
from bot.engine.nlu.kernel import Floats
from bot.engine.nlu.ngrams import NgramVectors, Row
from bot.engine.nlu.text import bare, normalise

FALLBACK = "nlu_fallback"
"""Not understood well enough to act on."""


@dataclass(frozen=True)
class Options:
    """What was chosen by measurement."""

    longest: int = 3
    """Longest character n-gram."""
    min_count: int = 2
    """An n-gram counts when it stands in so many training sentences."""
    gamma: float = 3.0
    """How fast similarity falls off between the encoder's vectors."""
    weight: float = 2.0
    """Weight of the encoder's similarity beside the n-grams'."""
    ridge: float = 0.2
    """How much a training sentence may be wrong about itself."""
    cheap_temperature: float = 18.0
    """Turns the cheap stage's scores into probabilities that are right as often as they say (measured)."""
    full_temperature: float = 19.0
    """The same for the full stage."""
    sure: float = 0.999
    """The cheap stage decides from this probability on."""


@dataclass(frozen=True)
class Guess:
    """Goals by falling probability, and which stage said so (`said`, `cheap`, `full`)."""

    ranking: tuple[tuple[str, float], ...]
    stage: str


def decide(guess: Guess, threshold: float, margin: float) -> tuple[str, str | None, float]:
    """Intent, topic and confidence: the best goal, or `nlu_fallback` when it is weak or hardly ahead."""
    (goal, best), *others = guess.ranking
    if best < threshold or (others and best - others[0][1] < margin):
        return FALLBACK, None, best
    intent, _, topic = goal.partition("/")
    return intent, topic or None, best


class GoalModel:
    """Trained goals. Made by `fit` or `load`."""

    def __init__(
        self,
        goals: Sequence[str],
        said: dict[str, str],
        vectors: NgramVectors,
        arrays: dict[str, Floats],
        options: Options,
    ) -> None:
        self.goals = tuple(goals)
        self.said = said
        self.vectors = vectors
        self.options = options
        self._cheap = arrays["cheap"]
        """N-gram × goal."""
        self._full = arrays["full"]
        """N-gram × goal."""
        self._centres = arrays["centres"]
        """Training sentence × encoder dimension."""
        self._pull = arrays["pull"]
        """Training sentence × goal."""

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        goals: Sequence[str],
        options: Options | None = None,
        dense: Floats | None = None,
    ) -> GoalModel:
        """Learn from sentences and their goals. `dense`: the encoder's vectors of `texts`, when at hand."""
        options = options or Options()
        clean = [normalise(text) for text in texts]
        vectors = NgramVectors.fit(clean, options.longest, options.min_count)
        names = sorted(set(goals))
        number = {name: i for i, name in enumerate(names)}
        labels = np.array([number[goal] for goal in goals])
        sparse = _matrix([vectors.row(text) for text in clean], len(vectors.columns))
        if dense is None:
            dense = encode(clean)
        alike: Floats = (sparse @ sparse.T).toarray()
        cheap = kernel.fit(alike.copy(), labels, len(names), options.ridge)
        full = kernel.fit(
            alike + options.weight * _nearness(dense, dense, options.gamma), labels, len(names), options.ridge
        )
        arrays = {
            "cheap": np.asarray(sparse.T @ cheap),
            "full": np.asarray(sparse.T @ full),
            "centres": dense,
            "pull": options.weight * full,
        }
        return cls(names, _unambiguous(clean, goals), vectors, arrays, options)

    def guess(self, text: str, dense: Floats | None = None) -> Guess:
        """What the writer of `text` wants. `dense`: the encoder's vector, when at hand."""
        clean = normalise(text)
        said = self.said.get(bare(clean))
        if said is not None:
            return Guess(((said, 1.0),), "said")
        ids, values = self.vectors.row(clean)
        probabilities = kernel.softmax(values @ self._cheap[ids], self.options.cheap_temperature)
        stage = "cheap"
        if probabilities.max() < self.options.sure:
            vector = encode([clean])[0] if dense is None else dense
            near = _nearness(self._centres, vector, self.options.gamma)
            scores = values @ self._full[ids] + near @ self._pull
            probabilities = kernel.softmax(scores, self.options.full_temperature)
            stage = "full"
        order = np.argsort(-probabilities)[:5]
        return Guess(tuple((self.goals[i], float(probabilities[i])) for i in order), stage)

    def save(self, folder: Path) -> None:
        """Write the model as JSON and arrays (no pickle: loading it runs no code)."""
        about = {
            "goals": self.goals,
            "said": self.said,
            "columns": list(self.vectors.columns),
            "options": asdict(self.options),
        }
        (folder / "goals.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
        half = np.float16  # halves the file; a third decimal decides nothing
        np.savez(
            folder / "goals.npz",
            idf=self.vectors.idf,
            cheap=self._cheap.astype(half),
            full=self._full.astype(half),
            centres=self._centres.astype(half),
            pull=self._pull.astype(half),
        )

    @classmethod
    def load(cls, folder: Path) -> GoalModel:
        """Read what `save` wrote."""
        about = json.loads((folder / "goals.json").read_text(encoding="utf-8"))
        options = Options(**about["options"])
        with np.load(folder / "goals.npz", allow_pickle=False) as stored:
            arrays = {name: stored[name].astype(np.float32) for name in stored.files}
        columns = {gram: i for i, gram in enumerate(about["columns"])}
        vectors = NgramVectors(columns, arrays.pop("idf"), options.longest)
        return cls(about["goals"], about["said"], vectors, arrays, options)


def _nearness(one: Floats, other: Floats, gamma: float) -> Floats:
    """1 for the same direction, falling off with the angle."""
    return np.asarray(np.exp(gamma * (one @ other.T - 1.0)), dtype=np.float32)


def _unambiguous(texts: Sequence[str], goals: Sequence[str]) -> dict[str, str]:
    """Sentences, bare, to their goal, leaving out those given for two goals."""
    said: dict[str, str | None] = {}
    for text, goal in zip(texts, goals, strict=True):
        key = bare(text)
        if key:
            said[key] = goal if said.get(key, goal) == goal else None
    return {key: goal for key, goal in said.items() if goal is not None}


def _matrix(rows: Sequence[Row], width: int):  # type: ignore[no-untyped-def]  # scipy is untyped
    from scipy.sparse import csr_matrix

    starts = np.cumsum([0, *(len(ids) for ids, _ in rows)])
    return csr_matrix(
        (np.concatenate([v for _, v in rows]), np.concatenate([i for i, _ in rows]), starts),
        shape=(len(rows), width),
        dtype=np.float32,
    )
