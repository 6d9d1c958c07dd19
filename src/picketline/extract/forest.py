"""Boosted trees as plain arrays: trained with LightGBM in `training/`, evaluated here with numpy alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Forest:
    """All trees end to end. A node compares `feature <= threshold` and goes to `left` or `right`; a leaf points to itself.

    `roots` has one node a tree; tree `t` belongs to class `t % classes` (LightGBM's order); `classes` is 1 for a binary task.
    """

    features: tuple[str, ...]
    classes: int
    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    depth: int

    def scores(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Raw scores, shape [rows, classes], of a matrix of shape [rows, features]."""
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots))).copy()
        at = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            node = np.where(rows[at, self.feature[node]] <= self.threshold[node], self.left[node], self.right[node])
        leaves = self.value[node]
        return np.stack([leaves[:, k :: self.classes].sum(axis=1) for k in range(self.classes)], axis=1)

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probabilities: shape [rows] for a binary task (sigmoid), [rows, classes] otherwise (softmax)."""
        scores = self.scores(rows)
        if self.classes == 1:
            binary: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-scores[:, 0]))
            return binary
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        many: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
        return many

    def matrix(self, rows: Sequence[dict[str, float]]) -> NDArray[np.float64]:
        """Rows of named features as a matrix in this forest's order; a feature that a row lacks is 0."""
        cells = [[row.get(name, 0.0) for name in self.features] for row in rows]
        return np.array(cells, dtype=np.float64).reshape(len(rows), len(self.features))


def dump(forest: Forest) -> bytes:
    """The forest as an .npz without pickles; the same forest gives the same bytes."""
    out = io.BytesIO()
    arrays = {
        "features": np.array(forest.features), "classes": np.array(forest.classes), "depth": np.array(forest.depth), "roots": forest.roots,
        "feature": forest.feature.astype(np.int16), "threshold": forest.threshold, "left": forest.left, "right": forest.right,
        "value": forest.value.astype(np.float32),
    }  # fmt: skip
    np.savez_compressed(out, allow_pickle=False, **arrays)
    return out.getvalue()


def load(data: bytes) -> Forest:
    """The forest that `dump` wrote."""
    arrays = np.load(io.BytesIO(data), allow_pickle=False)
    return Forest(
        tuple(str(name) for name in arrays["features"]),
        int(arrays["classes"]),
        arrays["roots"].astype(np.int32),
        arrays["feature"].astype(np.int32),
        arrays["threshold"].astype(np.float64),
        arrays["left"].astype(np.int32),
        arrays["right"].astype(np.int32),
        arrays["value"].astype(np.float64),
        int(arrays["depth"]),
    )
