"""Linear models with named weights: the choice where some hundred examples must do for tens of features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

BIAS = ""
"""Name of the feature that is always 1."""


def probabilities(weights: Mapping[str, float], classes: Sequence[str], row: Mapping[str, float]) -> NDArray[np.float64]:
    """Probabilities of the classes, which sum to 1. A weight's name is its class, a slash and its feature; a lacking one is 0.

    >>> probabilities({"ongoing/": 1.0, "ended/over": 2.0}, ("ongoing", "ended"), {"over": 0.5}).round(2).tolist()
    [0.5, 0.5]
    """
    known = {BIAS: 1.0, **row}
    told = [(f"/{feature}", value) for feature, value in known.items() if value]
    scores = np.array([sum(weights.get(name + feature, 0.0) * value for feature, value in told) for name in classes])
    powers = np.exp(scores - scores.max())
    shares: NDArray[np.float64] = powers / powers.sum()
    return shares


def squeezed(row: Mapping[str, float]) -> dict[str, float]:
    """The row with large values brought near small ones (sign kept), so that distances and counts do not outweigh shares.

    >>> squeezed({"near": 0.0, "far": 200.0})
    {'near': 0.0, 'far': 5.303}
    """
    return {name: round(float(np.sign(value) * np.log1p(abs(value))), 3) for name, value in row.items()}
