"""Learns how a dispute stands: a linear model, which did better than trees on some hundred disputes."""

from __future__ import annotations

import json
from collections.abc import Sequence

import boost
import lines
import numpy as np
import scopes
from examples import Example

from picketline.extract import linear, standing
from picketline.extract.reading import STATUSES

CLASSES = (*STATUSES, standing.NOTHING)
STRENGTH = 0.01
"""Inverse of the weights' shrinkage: of 0.002, 0.01 and 0.05 the best on unseen folds."""
GRID = [round(0.2 + 0.02 * n, 2) for n in range(26)]


def fit(examples: Sequence[Example]) -> dict[str, bytes]:
    """The weights by status and feature, and how likely the best status must be."""
    rows, truth, reports = gather(examples)
    counted_as = [e.weight for e in reports]
    likely = np.zeros((len(rows), len(CLASSES)))
    for fold in sorted({e.fold for e in reports}):
        held = [i for i, e in enumerate(reports) if e.fold == fold]
        kept = [i for i, e in enumerate(reports) if e.fold != fold]
        weights = lines.learn([rows[i] for i in kept], [truth[i] for i in kept], [counted_as[i] for i in kept], CLASSES, STRENGTH)
        likely[held] = [linear.probabilities(weights, CLASSES, rows[i]) for i in held]
    tuned = [i for i, e in enumerate(reports) if e.tunes]
    threshold = boost.best_threshold(lambda t: counted(likely[tuned], [truth[i] for i in tuned], t), GRID)
    return {
        "status.linear.json": lines.content(lines.learn(rows, truth, counted_as, CLASSES, STRENGTH)),
        "status.json": (json.dumps({"threshold": threshold}) + "\n").encode(),
    }


def gather(examples: Sequence[Example]) -> tuple[list[dict[str, float]], list[str], list[Example]]:
    """Features, status and report of each coded dispute."""
    cases = [(e, d, s) for e in examples for d, s in scopes.coded(e) if s]
    truth = [d.status.value if d.status else standing.NOTHING for _, d, _ in cases]
    return [standing.features(e.page, s) for e, _, s in cases], truth, [e for e, _, _ in cases]


def counted(likely: boost.Floats, truth: Sequence[str], threshold: float) -> tuple[float, float, float]:
    """Credit, gold and predicted at a threshold."""
    best = likely[:, :-1].argmax(1)
    told = likely[np.arange(len(best)), best] >= threshold
    right = np.array([CLASSES[k] == value for k, value in zip(best, truth, strict=True)])
    return float((right & told).sum()), float(sum(value != standing.NOTHING for value in truth)), float(told.sum())
