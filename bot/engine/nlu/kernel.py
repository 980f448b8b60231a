"""Kernel ridge regression on goals: the classifier's mathematics.

One matrix is factored, once, and gives the coefficients of all goals together: seconds, where logistic regression on
the same features took minutes and was no better (decision 0002).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def fit(alike: Floats, labels: NDArray[np.int_], goals: int, ridge: float) -> Floats:
    """Coefficients, a row a sentence and a column a goal.

    `alike`: similarity of each training sentence to each; overwritten. `labels`: the goal's number of each sentence.
    `ridge`: how much a sentence may be wrong about itself. Raises `numpy.linalg.LinAlgError` when it is too little.
    """
    from scipy.linalg import cho_factor, cho_solve

    count = len(labels)
    targets = np.zeros((count, goals), dtype=np.float32)
    targets[np.arange(count), labels] = 1.0
    alike[np.diag_indices(count)] += ridge
    factor = cho_factor(alike, lower=True, overwrite_a=True, check_finite=False)
    return np.asarray(cho_solve(factor, targets, check_finite=False), dtype=np.float32)


def softmax(scores: Floats, temperature: float) -> Floats:
    """Probabilities from scores, along the last axis. A higher temperature factor is surer of itself."""
    scaled = scores * temperature
    scaled = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return np.asarray(scaled / scaled.sum(axis=-1, keepdims=True), dtype=np.float32)
