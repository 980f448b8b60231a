"""The sentinel: what is a person saying, and what of it may go on as words?

Content is what is sealed and is the safe answer. At a sealed step only what is surely a control word, a question to
the bot or a cry for help leaves, and then as an event, never as words. Where no sealed step is open, words go to the
engine only when they are plainly a request, a question or an answer; a story is sealed (docs/sentinel.md,
docs/decisions/0006-what-the-page-understands.md).

Control words first, exactly; then the small model that the page has, too (`sentinel_model.py`). What the page asks the
person about, the gateway decides alone, and for that it has a second model (`models/sentinel_fine.npz`): it names the
intent, or the topic of a question. `bot/channels/sentinel_train.py` trains both.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.channels import control
from bot.channels.sentinel_model import CONTENT, Reader, Story, Zone, read

__all__ = ["CONTENT", "ModelMissing", "Sentinel", "Story", "Verdict", "Zone"]

MODELS = Path(__file__).resolve().parents[2] / "models"
COARSE_FILE = MODELS / "sentinel.json"
FINE_FILE = MODELS / "sentinel_fine.npz"

# The second model must be so sure of a name.
INTENT_SURE = 0.35
TOPIC_SURE = 0.35


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


@dataclass(frozen=True)
class Linear:
    """A linear classifier in arrays: rows of `weights` are features, columns classes."""

    index: dict[str, int]
    classes: list[str]
    bias: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float32]

    def best(self, found: dict[str, float]) -> tuple[str, float]:
        """The likeliest class and its probability."""
        known = [(self.index[name], value) for name, value in found.items() if name in self.index]
        scores = self.bias.astype(np.float64)
        if known:
            rows, values = zip(*known, strict=True)
            scores = scores + np.array(values) @ self.weights[list(rows)]
        powers = np.exp(scores - np.max(scores))
        best = int(np.argmax(powers))
        return self.classes[best], float(powers[best] / powers.sum())


class Sentinel:
    """The models and the control words, ready to judge."""

    def __init__(self, reader: Reader, intents: Linear, topics: Linear, raw: bytes) -> None:
        self.reader = reader
        self.intents = intents
        self.topics = topics
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
        return cls(read(raw), _linear(arrays, "intent"), _linear(arrays, "topic"), raw)

    def judge(self, plain: str, *, kind: str = "text", optional: bool = False, files: bool = False) -> Verdict:
        """What `plain` (cleaned text) is, said at an open sealed step.

        Args:
            plain: the cleaned text.
            kind: the step's.
            optional: whether the step may be left out (then 没有 means: skip).
            files: whether it is a step for files (then 好了 means: done).
        """
        word = control.at_step(plain, optional=optional, files=files)
        if word is not None:
            return Verdict("danger" if word == "danger" else "control", word, exact=True)
        label = self.reader.at_step(plain, kind)
        if label == CONTENT:
            return Verdict(CONTENT)
        if label == "danger":
            return Verdict("danger", "danger")
        found = self.reader.features(plain)
        intent, sure = self.intents.best(found)
        if label == "control" and intent not in (CONTENT, "danger", "ask_rule") and sure >= INTENT_SURE:
            return Verdict("control", intent)
        if label == "question" or intent == "ask_rule":
            topic, topic_sure = self.topics.best(found)
            return Verdict("question", "ask_rule", topic if topic_sure >= TOPIC_SURE else None)
        # It steers, but nobody can say where to: kept.
        return Verdict(CONTENT)

    def zone(self, plain: str, kind: str = "") -> Zone:
        """What `plain`, no control word and no button, is where no sealed step is open (`Reader.zone`)."""
        return self.reader.zone(plain, kind)

    def story(self, plain: str) -> Story:
        """The goal and the choices a story states."""
        return self.reader.story(plain)


def _linear(arrays: Any, name: str) -> Linear:
    return Linear(
        index={str(ngram): i for i, ngram in enumerate(arrays[f"{name}_ngrams"])},
        classes=[str(c) for c in arrays[f"{name}_classes"]],
        bias=arrays[f"{name}_bias"],
        weights=arrays[f"{name}_weights"],
    )
