"""Linear models with named weights: the choice where some hundred examples must do for tens of features."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

BIAS = ""
"""Name of the feature that is always 1."""
MEANT, OTHER = "meant", "other"
"""Classes of a model that says whether a candidate is the one that is meant."""


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


def likelihoods(weights: Mapping[str, float], features: Sequence[str], rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """How likely each of the rows [rows, features] is meant, by weights learnt on squeezed rows.

    >>> likelihoods({"meant/": -1.0, "meant/near": 1.0}, ("near", "far"), np.array([[0.0, 3.0], [10.0, 0.0]])).round(2).tolist()
    [0.27, 0.8]
    """
    return first_of_two(weights, (MEANT, OTHER), features, squeeze(rows))


def first_of_two(
    weights: Mapping[str, float], classes: tuple[str, str], features: Sequence[str], rows: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How likely each of the rows [rows, features] is of the first of two classes; the same as `probabilities`, for a whole table.

    >>> first_of_two({"own/": 1.0, "aside/year": 2.0}, ("aside", "own"), ("year",), np.array([[0.5], [0.0]])).round(2).tolist()
    [0.5, 0.27]
    """
    first, second = classes
    apart = [weights.get(f"{first}/{name}", 0.0) - weights.get(f"{second}/{name}", 0.0) for name in (BIAS, *features)]
    shares: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-apart[0] - rows @ np.array(apart[1:])))
    return shares


def squeeze(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Large values brought near small ones (sign kept), so that distances and counts do not outweigh shares."""
    near: NDArray[np.float64] = np.sign(values) * np.log1p(np.abs(values))
    return near


def squeezed(row: Mapping[str, float]) -> dict[str, float]:
    """The row with its values squeezed.

    >>> squeezed({"near": 0.0, "far": 200.0})
    {'near': 0.0, 'far': 5.303}
    """
    near = squeeze(np.array(list(row.values()), dtype=np.float64)).round(3).tolist()
    return dict(zip(row, near, strict=True))
