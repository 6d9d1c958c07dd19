"""Small boosted trees, and thresholds tuned on rows that the trees have not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import export
import lightgbm
import numpy as np
from numpy.typing import NDArray

from picketline.extract.forest import Forest

Floats = NDArray[np.float64]

PLAN = {
    "objective": "binary", "learning_rate": 0.06, "num_leaves": 15, "min_data_in_leaf": 12, "lambda_l2": 5.0, "feature_fraction": 0.6,
    "bagging_fraction": 0.8, "bagging_freq": 1, "seed": 7, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbosity": -1,
}  # fmt: skip


def grow(names: Sequence[str], rows: Floats, truth: Floats, rounds: int = 150, **changes: object) -> Forest:
    """A forest for rows [N, names] and targets 0 or 1."""
    data = lightgbm.Dataset(rows, label=truth, feature_name=list(names), params={"verbosity": -1})
    return export.forest(lightgbm.train(PLAN | changes, data, num_boost_round=rounds))


def unseen(names: Sequence[str], rows: Floats, truth: Floats, groups: NDArray[np.int64], rounds: int = 150, **changes: object) -> Floats:
    """Probabilities of each row from a forest grown without its group."""
    out = np.zeros(len(rows))
    for group in sorted(set(groups.tolist())):
        held = groups == group
        out[held] = grow(names, rows[~held], truth[~held], rounds, **changes).probabilities(rows[held])
    return out


def best_threshold(score: Callable[[float], tuple[float, float, float]], grid: Sequence[float], lean: float = 0.0) -> float:
    """The threshold whose F1 is highest, a little precision counted as `lean` times (P - R); `score` gives credit, gold and predicted."""

    def worth(threshold: float) -> float:
        credit, gold, predicted = score(threshold)
        precision, recall = credit / max(1.0, predicted), credit / max(1.0, gold)
        return 2 * credit / max(1.0, gold + predicted) + lean * min(0.0, precision - recall)

    return max(grid, key=lambda t: (round(worth(t), 6), t))
