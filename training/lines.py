"""Linear models: logistic regression on features brought to one scale, written as weights for features as they come."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping, Sequence

import numpy as np
from boost import Table
from sklearn.linear_model import LogisticRegression

from picketline.extract import linear

NEVER = -30.0
"""Bias of a class that has no example."""


def learn(
    rows: Sequence[Mapping[str, float]], truth: Sequence[str], counted: Sequence[float], classes: Sequence[str], strength: float
) -> dict[str, float]:
    """Weights by class and feature; `counted` says how much each row counts, `strength` is the inverse of the weights' shrinkage."""
    names = sorted(name for name in rows[0] if any(row[name] != rows[0][name] for row in rows))  # what never varies tells nothing
    table = np.array([[row[name] for name in names] for row in rows])
    middle, spread = table.mean(0), table.std(0) + 1e-9
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a fit that stops before it has converged serves as well
        model = LogisticRegression(C=strength, max_iter=300).fit((table - middle) / spread, list(truth), list(counted))
    coefficients, biases = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        coefficients, biases = np.concatenate([0 * coefficients, coefficients]), np.concatenate([0 * biases, biases])
    out = {f"{name}/{linear.BIAS}": NEVER for name in classes}
    for name, weights, bias in zip(model.classes_, coefficients / spread, biases, strict=True):
        out[f"{name}/{linear.BIAS}"] = float(bias - (weights * middle).sum())
        out |= {f"{name}/{feature}": float(weight) for feature, weight in zip(names, weights, strict=True) if weight}
    return out


def ranking(table: Table, strength: float) -> dict[str, float]:
    """Weights that say how likely a row is the one that is meant, for `linear.likelihoods`."""
    rows = [dict(zip(table.names, row, strict=True)) for row in linear.squeeze(table.rows).tolist()]
    truth = [linear.MEANT if right else linear.OTHER for right in table.truth > 0.5]
    return learn(rows, truth, table.weights.tolist(), (linear.MEANT, linear.OTHER), strength)


def content(weights: Mapping[str, float]) -> bytes:
    """The weights as a file."""
    return (json.dumps({name: float(f"{weight:.6g}") for name, weight in weights.items()}, indent=0, sort_keys=True) + "\n").encode()
