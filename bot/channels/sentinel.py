"""The sentinel: what is a person saying while a sealed step is open?

Content is what is sealed and is the safe answer: only what is surely a control word, a question about the rules
or a cry for help leaves this step, and then as an event, never as words. Two linear models over character
n-grams: a coarse one that the chat page runs too (`models/sentinel.json`; format below), and a fine one for the
gateway alone (`models/sentinel_fine.npz`) that names the intent or the topic. `bot/channels/sentinel_train.py`
trains both.

`sentinel.json`: `{"version": 1, "ngram": [1, 3], "max_chars": N, "labels": [...], "bias": [...], "weights":
{ngram: [...]}, "threshold": {label: p}, "exact": [...]}`. The text is folded (NFKC, lower case, no white
space); its features are its distinct n-grams, each worth 1/sqrt(their number), known or not; score = bias +
sum; softmax. A label counts when its probability reaches its threshold, else it is content; a folded text
longer than `max_chars` is content. `exact` are the control words (`bare` in `bot/channels/text.py`): never
content.
"""

import json
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.channels import control

MODELS = Path(__file__).resolve().parents[2] / "models"
COARSE_FILE = MODELS / "sentinel.json"
FINE_FILE = MODELS / "sentinel_fine.npz"

CONTENT = "content"
LABELS = (CONTENT, "danger", "control", "question")
# Beyond these lengths (folded characters) a text is a narrative, whatever words it has.
LONGEST = {"danger": 100, "question": 60, "control": 40}
# The second look, which the page does not have. The coarse model must leave at most this much for content …
CONTENT_AT_MOST = 0.2
# … the fine model must be so sure of its intent …
SURE = {"danger": 0.5, "control": 0.4}
# … and the text must be so like something people are known to say (0 to 1). Measured on sentences not trained on
# and on the clauses of court facts: docs/sentinel.md.
ALIKE = {"danger": 0.08, "control": 0.22, "question": 0.1}
# What people also say in danger: these words are taken as danger when the coarse model leans that way.
FEAR = frozenset({"leave", "afraid"})
LEANING = 0.4
TOPIC_SURE = 0.35
# A question says that it is one; a narrative seldom does.
_ASKS = re.compile(
    r"吗|嗎|嘛|么|麼|什|多少|怎|几|幾|哪|谁|誰|咋|啥|呢|\?|多久|如何|是否|是不是|([\u4e00-\u9fff])不\1|有没有|没有$|不$|多长|多大|要不要|吧$"
)
_SPACE = re.compile(r"\s+")


# What follows these words tells that the teller does not know, unless it ends as a question does.
_TELLS = re.compile(r"不知道|不清楚|不晓得|不记得|记不|听说|好像|没人")
_ENDS_ASKING = re.compile(r"(?:[?吗嗎呢不]|咋办|怎么办|怎么写|怎么填)$")
SHORTEST_QUESTION = 4


class ModelMissing(RuntimeError):
    """The sentinel has not been trained; the message says how to."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said: `content` (intent None), or an event: intent and, for a question, its topic when it is sure."""

    label: str
    intent: str | None = None
    topic: str | None = None
    # Only an exact control word: it holds nothing of the person's own.
    exact: bool = False


def fold(text: str) -> str:
    """The text as the models see it."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).lower()


def ngrams(folded: str, sizes: tuple[int, int]) -> set[str]:
    """The distinct n-grams of a folded text, by code point."""
    shortest, longest = sizes
    return {folded[i : i + n] for n in range(shortest, longest + 1) for i in range(len(folded) - n + 1)}


@dataclass(frozen=True)
class Coarse:
    """The model shared with the page."""

    sizes: tuple[int, int]
    max_chars: int
    labels: Sequence[str]
    bias: Sequence[float]
    weights: dict[str, list[float]]
    threshold: dict[str, float]

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Coarse":
        """From the JSON format. Raises ValueError when it is not version 1."""
        if data.get("version") != 1:
            raise ValueError("not a sentinel of version 1")
        return cls(
            sizes=(data["ngram"][0], data["ngram"][1]),
            max_chars=data["max_chars"],
            labels=data["labels"],
            bias=data["bias"],
            weights=data["weights"],
            threshold=data["threshold"],
        )

    def probabilities(self, text: str) -> list[float]:
        """One probability a label."""
        present = ngrams(fold(text), self.sizes)
        scores = list(self.bias)
        if present:
            value = 1 / math.sqrt(len(present))
            for ngram in present:
                for i, weight in enumerate(self.weights.get(ngram, ())):
                    scores[i] += weight * value
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]

    def label(self, text: str) -> str:
        """The label that counts: the likeliest one, when it is likely enough; else content."""
        if len(fold(text)) > self.max_chars:
            return CONTENT
        probabilities = self.probabilities(text)
        best = max(range(len(probabilities)), key=probabilities.__getitem__)
        label = self.labels[best]
        return label if probabilities[best] >= self.threshold.get(label, 1.1) else CONTENT


@dataclass(frozen=True)
class Linear:
    """A linear classifier in arrays: rows of `weights` are n-grams, columns classes."""

    index: dict[str, int]
    classes: list[str]
    bias: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float32]

    def best(self, text: str) -> tuple[str, float]:
        """The likeliest class and its probability."""
        present = ngrams(fold(text), (1, 3))
        rows = [self.index[n] for n in present if n in self.index]
        scores = self.bias.astype(np.float64)
        if rows:
            scores = scores + self.weights[rows].sum(axis=0) / math.sqrt(len(present))
        powers = np.exp(scores - np.max(scores))
        best = int(np.argmax(powers))
        return self.classes[best], float(powers[best] / powers.sum())


class Neighbours:
    """How like a text is to sentences that are known to be events: the best cosine over rarity-weighted
    n-grams, by label.
    """

    def __init__(self, arrays: Any) -> None:
        self._index = {str(ngram): i for i, ngram in enumerate(arrays["near_ngrams"])}
        self._rarity = arrays["near_rarity"].astype(np.float64)
        self._starts = arrays["near_starts"]
        self._rows = arrays["near_rows"]
        self._lengths = arrays["near_lengths"].astype(np.float64)
        self._labels = arrays["near_labels"]
        self._unknown = float(arrays["near_unknown"][0])

    def alike(self, text: str, label: str) -> float:
        """The likeness (0 to 1) to the nearest sentence of this label."""
        scores = np.zeros(len(self._lengths))
        length = 0.0
        for ngram in ngrams(fold(text), (1, 3)):
            column = self._index.get(ngram)
            if column is None:
                length += self._unknown**2
                continue
            weight = self._rarity[column] ** 2
            length += weight
            scores[self._rows[self._starts[column] : self._starts[column + 1]]] += weight
        if not length:
            return 0.0
        own = self._labels == LABELS.index(label)
        likeness = scores[own] / self._lengths[own]
        return float(likeness.max()) / math.sqrt(length) if likeness.size else 0.0


class Sentinel:
    """The models and the control words, ready to judge."""

    def __init__(self, coarse: Coarse, intents: Linear, topics: Linear, neighbours: Neighbours, raw: bytes) -> None:
        self.coarse = coarse
        self.intents = intents
        self.topics = topics
        self.neighbours = neighbours
        # What the page fetches, byte for byte.
        self.raw = raw

    @classmethod
    def load(cls, coarse_file: Path = COARSE_FILE, fine_file: Path = FINE_FILE) -> "Sentinel":
        """From `models/`. Raises ModelMissing."""
        if not coarse_file.is_file() or not fine_file.is_file():
            raise ModelMissing("the sentinel is not trained: run `python -m bot.channels.sentinel_train`")
        raw = coarse_file.read_bytes()
        with np.load(fine_file, allow_pickle=False) as packed:
            arrays = {name: packed[name] for name in packed.files}
        return cls(
            Coarse.of(json.loads(raw)), _linear(arrays, "intent"), _linear(arrays, "topic"), Neighbours(arrays), raw
        )

    def judge(self, plain: str, *, optional: bool = False, files: bool = False) -> Verdict:
        """What `plain` (cleaned text) is, said at an open sealed step.

        Args:
            plain: the cleaned text.
            optional: whether the step may be left out (then 没有 means: skip).
            files: whether it is a step for files (then 好了 means: done).
        """
        word = control.at_step(plain, optional=optional, files=files)
        if word is not None:
            return Verdict("danger" if word == "danger" else "control", word, exact=True)
        return self._second_look(plain)

    def _second_look(self, plain: str) -> Verdict:
        folded = fold(plain)
        if len(folded) > self.coarse.max_chars:
            return Verdict(CONTENT)
        likely = dict(zip(self.coarse.labels, self.coarse.probabilities(plain), strict=True))
        if likely[CONTENT] > CONTENT_AT_MOST and self.coarse.label(plain) == CONTENT:
            return Verdict(CONTENT)
        intent, sure = self.intents.best(plain)
        danger = intent == "danger" and sure >= SURE["danger"]
        danger = danger or (likely["danger"] >= LEANING and intent in FEAR)
        if danger and self._like(plain, folded, "danger"):
            return Verdict("danger", "danger")
        control = _label(intent) == "control" and sure >= SURE["control"]
        if control and self._like(plain, folded, "control"):
            return Verdict("control", intent)
        asked = likely["question"] + likely["control"] >= 0.5 and _asks(folded)
        if asked and (self._like(plain, folded, "question") or self._like(plain, folded, "control")):
            topic, topic_sure = self.topics.best(plain)
            known = intent == "ask_rule" and topic_sure >= TOPIC_SURE
            return Verdict("question", "ask_rule", topic if known else None)
        return Verdict(CONTENT)

    def _like(self, plain: str, folded: str, label: str) -> bool:
        return len(folded) <= LONGEST[label] and self.neighbours.alike(plain, label) >= ALIKE[label]


def _asks(folded: str) -> bool:
    """Whether it has the form of a question."""
    if len(folded) < SHORTEST_QUESTION or _ASKS.search(folded) is None:
        return False
    return _TELLS.search(folded) is None or _ENDS_ASKING.search(folded) is not None


def _label(intent: str) -> str:
    if intent in (CONTENT, "danger"):
        return intent
    return "question" if intent == "ask_rule" else "control"


def _linear(arrays: Any, name: str) -> Linear:
    return Linear(
        index={str(ngram): i for i, ngram in enumerate(arrays[f"{name}_ngrams"])},
        classes=[str(c) for c in arrays[f"{name}_classes"]],
        bias=arrays[f"{name}_bias"],
        weights=arrays[f"{name}_weights"],
    )
