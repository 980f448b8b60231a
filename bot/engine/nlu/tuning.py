"""Tunes the packaged encoder on our own sentences, with a softmax over goals on top: minutes, in plain numpy.

The same seed, sentences and thread count give the same weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np

from bot.engine.nlu.network import VECTOR, Batch, Floats, Pass, Weights, batches, packaged_weights, tokenize


@dataclass(frozen=True)
class Schedule:
    """How to tune; chosen by measurement (decision 0002)."""

    rounds: int = 8
    size: int = 64
    rate: float = 3e-4
    head_rate: float = 3e-3
    drop: float = 0.3
    """Share of the vector left out at random while learning."""
    smooth: float = 0.1
    """Share of each answer given to all other goals."""
    decay: float = 0.01
    seed: int = 7


class _Adam:
    """Adam with decoupled weight decay."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.mean = {name: np.zeros_like(value) for name, value in weights.items()}
        self.square = {name: np.zeros_like(value) for name, value in weights.items()}
        self.steps = 0

    def step(self, grads: Weights, rates: Callable[[str], float], decay: float) -> None:
        self.steps += 1
        lift = np.sqrt(1 - 0.999**self.steps) / (1 - 0.9**self.steps)
        for name, grad in grads.items():
            mean, square, value = self.mean[name], self.square[name], self.weights[name]
            mean *= 0.9
            mean += 0.1 * grad
            square *= 0.999
            square += 0.001 * grad * grad
            rate = rates(name)
            value -= rate * (lift * mean / (np.sqrt(square) + 1e-8))
            if value.ndim == 2 and name == "head":
                value -= rate * decay * value


def tune(
    texts: Sequence[str],
    targets: Floats,
    schedule: Schedule | None = None,
    say: Callable[[str], None] = lambda _: None,
    drop_piece: float = 0.1,
) -> Weights:
    """Weights of the network and of the head. `targets`: a row a text, a column a goal, rows sum to 1."""
    plan = schedule or Schedule()
    chance = np.random.default_rng(plan.seed)
    sentences = tokenize(texts)
    weights = packaged_weights()
    goals = targets.shape[1]
    weights["head"] = (chance.standard_normal((VECTOR, goals)) * 0.02).astype(np.float32)
    weights["head_b"] = np.zeros(goals, dtype=np.float32)
    adam = _Adam(weights)
    count = len(texts)
    total = plan.rounds * -(-count // plan.size)
    done = 0
    for turn in range(plan.rounds):
        order = chance.permutation(count)
        loss = right = 0.0
        for some in batches(count, plan.size, order):
            part = [_thinned(sentences[i], drop_piece, chance) for i in some]
            run = Pass(weights, Batch.of(part))
            mask = (chance.random(run.out.shape) >= plan.drop).astype(np.float32) / (1 - plan.drop)
            seen = run.out * mask
            logits = seen @ weights["head"] + weights["head_b"]
            logits -= logits.max(axis=1, keepdims=True)
            p = np.exp(logits)
            p /= p.sum(axis=1, keepdims=True)
            wanted = targets[some] * (1 - plan.smooth) + plan.smooth / goals
            loss -= float((wanted * np.log(p + 1e-9)).sum())
            right += float((p.argmax(1) == targets[some].argmax(1)).sum())
            dlogits = (p - wanted) / len(some)
            grads = run.back(((dlogits @ weights["head"].T) * mask).astype(np.float32))
            grads["head"], grads["head_b"] = seen.T @ dlogits, dlogits.sum(0)
            size = np.sqrt(sum(float((g * g).sum()) for g in grads.values()))
            if size > 1.0:
                grads = {name: g / size for name, g in grads.items()}
            pace = min(1.0, done / (0.06 * total)) * (1 - done / total)
            adam.step(
                grads,
                lambda name, pace=pace: pace * (plan.head_rate if name.startswith("head") else plan.rate),  # type: ignore[misc]
                plan.decay,
            )
            done += 1
        say(f"round {turn + 1}: loss {loss / count:.3f}, right {right / count:.3f}")
    return weights


@contextmanager
def beside(
    texts: Sequence[str], targets: Floats, plan: Schedule, say: Callable[[str], None]
) -> Iterator[Future[Weights]]:
    """`tune` in a process of its own, on one core, while the caller does something else. `say` goes along, by name."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        yield pool.submit(_alone, texts, targets, plan, say)


def _alone(texts: Sequence[str], targets: Floats, plan: Schedule, say: Callable[[str], None]) -> Weights:
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):  # small matrices: a second thread only waits for the first
        return tune(texts, targets, plan, say)


def _thinned(pieces: list[int], share: float, chance: np.random.Generator) -> list[int]:
    """A sentence without some of its pieces (both ends stay)."""
    if len(pieces) < 6 or not share:
        return pieces
    kept = chance.random(len(pieces)) >= share
    kept[0] = kept[-1] = True
    return [piece for piece, keep in zip(pieces, kept, strict=True) if keep]


def vectors(weights: Weights, texts: Sequence[str], size: int = 64) -> Floats:
    """The tuned network's vectors of `texts`."""
    sentences = tokenize(texts)
    parts = [Pass(weights, Batch.of(sentences[i : i + size])).out for i in range(0, len(texts), size)]
    return np.concatenate(parts) if parts else np.zeros((0, VECTOR), dtype=np.float32)
