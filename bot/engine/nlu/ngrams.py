"""Character n-grams as tf-idf, fitted once, then plain dictionaries and arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Row = tuple[NDArray[np.int32], NDArray[np.float32]]
"""Column numbers and weights of one text; the weights have length 1."""


def grams(text: str, longest: int) -> Iterable[str]:
    """All n-grams of 1 to `longest` characters, with a mark at both ends of the text."""
    marked = f"^{text}$"
    for n in range(1, longest + 1):
        for i in range(len(marked) - n + 1):
            yield marked[i : i + n]


@dataclass(frozen=True)
class NgramVectors:
    """Maps a text to a sparse vector."""

    columns: dict[str, int]
    idf: NDArray[np.float32]
    longest: int

    @classmethod
    def fit(cls, texts: Sequence[str], longest: int = 4, min_count: int = 2) -> NgramVectors:
        """Learn which n-grams there are (in at least `min_count` texts) and how common they are."""
        seen: Counter[str] = Counter()
        for text in texts:
            seen.update(set(grams(text, longest)))
        kept = sorted(gram for gram, count in seen.items() if count >= min_count)
        idf = np.array([np.log((1 + len(texts)) / (1 + seen[gram])) + 1 for gram in kept], dtype=np.float32)
        return cls({gram: i for i, gram in enumerate(kept)}, idf, longest)

    def row(self, text: str) -> Row:
        """The vector of one text: sublinear term frequency × idf, length 1 (empty when nothing is known)."""
        counts = Counter(c for g in grams(text, self.longest) if (c := self.columns.get(g)) is not None)
        ids = np.fromiter(counts.keys(), dtype=np.int32, count=len(counts))
        values = (1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))) * self.idf[ids]
        norm = float(np.sqrt(values @ values))
        return ids, (values / norm if norm else values).astype(np.float32)
