"""Small boosted trees, and thresholds tuned on rows that the trees have not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import lightgbm
import numpy as np
from examples import Example
from numpy.typing import NDArray

from picketline.evaluate.training import trees
from picketline.extract import forest
from picketline.extract.forest import Forest

Floats = NDArray[np.float64]

PLAN = {
    "objective": "binary", "learning_rate": 0.06, "num_leaves": 15, "min_data_in_leaf": 12, "lambda_l2": 5.0, "feature_fraction": 0.6,
    "bagging_fraction": 0.8, "bagging_freq": 1, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbosity": -1,
}  # fmt: skip
SEED = 7
PRICE = 0.33
"""A little more than half of the F1 of all values together (.58): a wrong value is worse than a missing one."""
SMOOTH = 2
"""Neighbours on either side over which a threshold's worth is averaged."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """What is learnt from: `rows` [N, names], what is true of each (0 to 1), how much it counts, and its fold."""

    names: Sequence[str]
    rows: Floats
    truth: Floats
    weights: Floats
    folds: NDArray[np.int64]

    @classmethod
    def of(cls, names: Sequence[str], rows: Floats, truth: Floats, reports: Sequence[Example]) -> Table:
        """The table of rows of these reports, one a row."""
        return cls(names, rows, truth, np.array([e.weight for e in reports]), np.array([e.fold for e in reports]))

    def only(self, kept: NDArray[np.bool_]) -> Table:
        """The same with some of the rows."""
        return Table(self.names, self.rows[kept], self.truth[kept], self.weights[kept], self.folds[kept])


def grow(table: Table, rounds: int = 150, bags: int = 3, **changes: object) -> Forest:
    """A forest that says what is true of a row: the mean of several `bags`, each with another seed.

    The luck of one seed is worth five points of F1 on the employers of dev, and nothing on other reports.
    """
    names = list(table.names)
    data = lightgbm.Dataset(
        table.rows, table.truth, weight=table.weights, feature_name=names, params={"verbosity": -1}, free_raw_data=False
    )
    plans = [PLAN | {"seed": SEED + bag} | changes for bag in range(bags)]
    return forest.load(trees.model([lightgbm.train(plan, data, num_boost_round=rounds).dump_model() for plan in plans]))


def unseen(table: Table, rounds: int = 150, **changes: object) -> Floats:
    """Probabilities of each row from a forest grown without its fold."""
    return without_own(table, lambda others, rows: grow(others, rounds, **changes).probabilities(rows))


def without_own(table: Table, likely: Callable[[Table, Floats], Floats]) -> Floats:
    """Probabilities of each row; `likely` gives those of some rows by what it learns from the other folds."""
    out = np.zeros(len(table.folds))
    for fold in sorted(set(table.folds.tolist())):
        held = table.folds == fold
        out[held] = likely(table.only(~held), table.rows[held])
    return out


def worth(credit: float, gold: float, predicted: float) -> float:
    """What the predictions of a slot are worth: the F1 of all values together grows with each that is right more often than half of it."""
    return (credit - PRICE * predicted) / max(1.0, gold)


def best_threshold(score: Callable[[float], tuple[float, float, float]], grid: Sequence[float]) -> float:
    """The threshold that is worth most; `score` gives credit, gold and predicted.

    The curve is smoothed over neighbours in the grid, because a lone peak on some hundred disputes does not hold on others.
    """
    curve = np.array([worth(*score(t)) for t in grid])
    padded = np.pad(curve, SMOOTH, mode="edge")
    smooth = np.convolve(padded, np.ones(2 * SMOOTH + 1) / (2 * SMOOTH + 1), mode="valid")
    return max(zip(smooth.round(6).tolist(), grid, strict=True))[1]
