"""Learns the number of workers involved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import boost
import numpy as np
import scopes
import stage_files
from credit import score
from examples import Example

from picketline.extract import involved
from picketline.model.exchange import quantity_json

GRID = [round(0.1 + 0.02 * n, 2) for n in range(36)]
PLAN = {"rounds": 120, "objective": "cross_entropy"}


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """The candidates of one dispute: feature rows, credit of each, whether gold has a number, fold."""

    rows: list[dict[str, float]]
    truth: list[float]
    gold: float
    fold: int


def fit(examples: Sequence[Example]) -> dict[str, bytes]:
    """The forest that ranks numbers, and how likely the best must be."""
    cases = gather(examples)
    names, rows, truth, groups = table(cases)
    likely = boost.unseen(names, rows, truth, groups, **PLAN)
    threshold = boost.best_threshold(lambda t: counted(cases, likely, t), GRID, 0.1)
    return stage_files.files("involved", boost.grow(names, rows, truth, **PLAN), {"threshold": threshold})


def gather(examples: Iterable[Example]) -> list[Case]:
    """The candidates of all coded disputes."""
    cases = []
    for example in examples:
        for dispute, sentences in scopes.coded(example):
            found, gold = involved.candidates(example.page, sentences), dispute.workers_involved
            line = None if gold is None else quantity_json(gold)
            truth = [0.0 if line is None else score.number_credit(line, {"value": c.value, "max": c.maximum}) for c in found]
            cases.append(Case(involved.features(example.page, sentences, found), truth, float(gold is not None), example.fold))
    return cases


def table(cases: Sequence[Case]) -> tuple[tuple[str, ...], boost.Floats, boost.Floats, np.ndarray]:
    """Feature names, rows, targets and folds of all candidates."""
    names = tuple(next(case.rows[0] for case in cases if case.rows))
    rows = np.array([[row[name] for name in names] for case in cases for row in case.rows])
    truth = np.array([target for case in cases for target in case.truth])
    return names, rows, truth, np.array([case.fold for case in cases for _ in case.rows])


def counted(cases: Sequence[Case], likely: boost.Floats, threshold: float) -> tuple[float, float, float]:
    """Credit, gold and predicted at a threshold."""
    out, at = np.zeros(3), 0
    for case in cases:
        mine = likely[at : at + len(case.rows)]
        at += len(case.rows)
        best = int(np.argmax(mine)) if len(mine) else -1
        told = best >= 0 and mine[best] >= threshold
        out += (case.truth[best] if told else 0.0, case.gold, float(told))
    return float(out[0]), float(out[1]), float(out[2])
