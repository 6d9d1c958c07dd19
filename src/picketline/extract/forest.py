"""Boosted trees: trained with LightGBM in `training/`, written as ONNX by `picketline.evaluate.training.trees`, run here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime  # type: ignore[import-untyped,unused-ignore]
from numpy.typing import NDArray

from picketline.extract.session import session


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees that score rows of `features`, in that order; `classes` is 1 for a binary task. `model` is the file they were loaded from."""

    features: tuple[str, ...]
    classes: int
    session: onnxruntime.InferenceSession
    model: bytes

    def scores(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Raw scores, shape [rows, classes], of a matrix of shape [rows, features]."""
        if not len(rows):
            return np.zeros((0, self.classes))
        found: NDArray[np.float64] = self.session.run(["scores"], {"rows": np.ascontiguousarray(rows, np.float64)})[0]
        return found

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


def load(model: bytes) -> Forest:
    """The forest of an ONNX model with the metadata `features`."""
    loaded = session(model)
    features = json.loads(loaded.get_modelmeta().custom_metadata_map["features"])
    return Forest(tuple(features), loaded.get_outputs()[0].shape[1], loaded, model)
