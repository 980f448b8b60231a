"""What a person wants: two learners that err differently, added up, then weighed by where the sentence was said.

A *goal* is an intent, `ask_rule/<topic>` or `officer_task/<task>`: topics stand beside the intents in one classifier,
so that they compete.

1. Said before: a text that is, sign for sign, a training sentence has that sentence's goal, if it is possible here.
2. Kernel ridge on character n-grams and the packaged encoder's vector.
3. The same encoder, tuned on our sentences, with a softmax on top.

The logarithms of 2 and 3 are added; then what was asked last weighs (`bot/engine/nlu/context.py`).
Choices come from measurement: `docs/decisions/0002-understanding.md`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.engine.nlu import kernel, network, tuning
from bot.engine.nlu.context import UNKNOWN, Context, weights
from bot.engine.nlu.kernel import Floats
from bot.engine.nlu.ngrams import NgramVectors, Row
from bot.engine.nlu.text import bare, plain

FALLBACK = "nlu_fallback"
"""Not understood well enough to act on."""
RANKED = 8
"""Goals of a ranking."""


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
    dimensions: int = 128
    """Main directions of the encoder's vectors that are kept: a quarter of them is as good, and quicker."""
    ridge: float = 0.2
    """How much a training sentence may be wrong about itself."""
    temperature: float = 19.0
    """Turns the ridge's scores into probabilities that are right as often as they say (measured)."""
    sharpness: float = 0.6
    """The same for both learners together, which are surer than they are right."""
    tuned: float = 1.5
    """Weight of the tuned encoder's logarithms beside the ridge's; 0: as if there were none."""
    rounds: int = 8
    """Rounds of tuning."""
    rate: float = 4e-4
    """Rate of tuning."""


@dataclass(frozen=True)
class Guess:
    """Goals by falling probability, and how they were found (`said`, `full`)."""

    ranking: tuple[tuple[str, float], ...]
    stage: str


def decide(guess: Guess, threshold: float, margin: float) -> tuple[str, str | None, float]:
    """Intent, topic and confidence: the best goal, or `nlu_fallback` when it is weak or hardly ahead."""
    (goal, best), *others = guess.ranking
    if best < threshold or (others and best - others[0][1] < margin):
        return FALLBACK, None, best
    intent, _, topic = goal.partition("/")
    return intent, topic or None, best


def _quiet(_: str) -> None:
    """Tells nobody; by name, because it goes along to another process."""


class GoalModel:
    """Trained goals. Made by `fit` or `load`."""

    def __init__(
        self,
        goals: Sequence[str],
        said: dict[str, list[str]],
        vectors: NgramVectors,
        arrays: dict[str, Floats],
        tuned: network.Weights,
        options: Options,
    ) -> None:
        self.goals = tuple(goals)
        self.said = said
        self.vectors = vectors
        self.options = options
        self._full = arrays["full"]
        """N-gram × goal."""
        self._centres = arrays["centres"]
        """Training sentence × direction."""
        self._turn = arrays["turn"]
        """Encoder dimension × direction."""
        self._pull = arrays["pull"]
        """Training sentence × goal."""
        self._tuned = tuned
        self._packaged = network.packaged_weights()

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        goals: Sequence[str],
        options: Options | None = None,
        tell: Callable[[str], None] = _quiet,
        said: int | None = None,
    ) -> GoalModel:
        """Learn from sentences and their goals. `said`: so many at the front are people's own, the rest variants."""
        options = options or Options()
        clean = [plain(text) for text in texts]
        vectors = NgramVectors.fit(clean, options.longest, options.min_count)
        names = sorted(set(goals))
        number = {name: i for i, name in enumerate(names)}
        labels = np.array([number[goal] for goal in goals])
        plan = tuning.Schedule(rounds=options.rounds, rate=options.rate)
        # Each takes minutes of a core. The ridge learns from people's own sentences alone: its time grows with the cube
        # of their number and its room with the square, and the variants teach the network what they have to teach.
        with tuning.beside(clean, _one_hot(labels, len(names)), plan, tell) as tuned:
            arrays = cls._ridge(clean[:said], labels[:said], len(names), vectors, options)
            tuned_weights = tuned.result()
        return cls(names, _said(clean[:said], goals[:said]), vectors, arrays, tuned_weights, options)

    @classmethod
    def _ridge(
        cls, clean: Sequence[str], labels: NDArray[np.int_], goals: int, vectors: NgramVectors, options: Options
    ) -> dict[str, Floats]:
        sparse = _matrix([vectors.row(text) for text in clean], len(vectors.columns))
        dense = tuning.vectors(network.packaged_weights(), clean)
        dense /= np.linalg.norm(dense, axis=1, keepdims=True)
        turn = _main_directions(dense, options.dimensions)
        dense = dense @ turn
        alike = np.empty((len(dense), len(dense)), dtype=np.float32)
        for start in range(0, len(dense), 1024):  # in parts: beside this one matrix there is no room for another
            part = slice(start, start + 1024)
            alike[part] = (sparse[part] @ sparse.T).toarray()
            alike[part] += options.weight * _nearness(dense[part], dense, options.gamma)
        full = kernel.fit(alike, labels, goals, options.ridge)
        return {"full": np.asarray(sparse.T @ full), "centres": dense, "pull": options.weight * full, "turn": turn}

    def guess(self, text: str, context: Context = UNKNOWN) -> Guess:
        """What the writer of `text` wants, who said it in `context`."""
        clean = plain(text)
        possible = weights(self.goals, context)
        said = [goal for goal in self.said.get(bare(clean), ()) if possible[self._number[goal]] > 0]
        if len(said) == 1:
            return Guess(((said[0], 1.0),), "said")
        scores = self.scores(clean) + np.log(np.maximum(possible, 1e-9))
        if said:  # given for several goals: one of them it is
            scores[[self._number[goal] for goal in said]] += 3.0
        probabilities = kernel.softmax(scores, 1.0)
        order = [i for i in np.argsort(-probabilities)[:RANKED] if possible[i] > 0]
        return Guess(tuple((self.goals[i], float(probabilities[i])) for i in order), "full")

    def scores(self, clean: str) -> Floats:
        """Logarithms of both learners, added; a number a goal."""
        batch = network.Batch.of(network.tokenize([clean]))
        embedded = network.embed(batch.pieces)
        vector = network.Pass(self._packaged, batch, embedded).out[0]
        vector = (vector / np.linalg.norm(vector)) @ self._turn
        ids, values = self.vectors.row(clean)
        ridge = values @ self._full[ids] + _nearness(self._centres, vector, self.options.gamma) @ self._pull
        scores = np.log(kernel.softmax(ridge, self.options.temperature) + 1e-9)
        out = network.Pass(self._tuned, batch, embedded).out[0]
        net = kernel.softmax(out @ self._tuned["head"] + self._tuned["head_b"], 1.0)
        scores = scores + self.options.tuned * np.log(net + 1e-9)
        return np.asarray(self.options.sharpness * scores, dtype=np.float32)

    @property
    def _number(self) -> dict[str, int]:
        numbers: dict[str, int] = self.__dict__.setdefault("_numbers", {g: i for i, g in enumerate(self.goals)})
        return numbers

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
            full=self._full.astype(half),
            centres=self._centres.astype(half),
            pull=self._pull.astype(half),
            turn=self._turn,
        )
        np.savez(folder / "tuned.npz", **{name: value.astype(half) for name, value in self._tuned.items()})

    @classmethod
    def load(cls, folder: Path) -> GoalModel:
        """Read what `save` wrote."""
        about = json.loads((folder / "goals.json").read_text(encoding="utf-8"))
        options = Options(**about["options"])
        arrays, tuned = _arrays(folder / "goals.npz"), _arrays(folder / "tuned.npz")
        columns = {gram: i for i, gram in enumerate(about["columns"])}
        vectors = NgramVectors(columns, arrays.pop("idf"), options.longest)
        return cls(about["goals"], about["said"], vectors, arrays, tuned, options)


def _arrays(path: Path) -> dict[str, Floats]:
    with np.load(path, allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def _one_hot(labels: NDArray[np.int_], goals: int) -> Floats:
    targets = np.zeros((len(labels), goals), dtype=np.float32)
    targets[np.arange(len(labels)), labels] = 1.0
    return targets


def _nearness(one: Floats, other: Floats, gamma: float) -> Floats:
    """1 for the same direction, falling off with the angle."""
    return np.asarray(np.exp(gamma * (one @ other.T - 1.0)), dtype=np.float32)


def _main_directions(vectors: Floats, count: int) -> Floats:
    """The directions in which `vectors` differ most: encoder dimension × direction."""
    values, directions = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    return np.ascontiguousarray(directions[:, np.argsort(-values)[:count]].astype(np.float32))


def _said(texts: Sequence[str], goals: Sequence[str]) -> dict[str, list[str]]:
    """Sentences, bare, to the goals they are given for."""
    said: dict[str, list[str]] = {}
    for text, goal in zip(texts, goals, strict=True):
        key = bare(text)
        if key and goal not in said.setdefault(key, []):
            said[key].append(goal)
    return said


def _matrix(rows: Sequence[Row], width: int):  # type: ignore[no-untyped-def]  # scipy is untyped
    from scipy.sparse import csr_matrix

    starts = np.cumsum([0, *(len(ids) for ids, _ in rows)])
    return csr_matrix(
        (np.concatenate([v for _, v in rows]), np.concatenate([i for i, _ in rows]), starts),
        shape=(len(rows), width),
        dtype=np.float32,
    )
