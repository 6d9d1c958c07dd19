"""Learns the number of workers involved."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import boost
import lines
import numpy as np
import scopes
from boost import Table
from credit import score
from examples import Example

from picketline.extract import involved
from picketline.extract.models import parse
from picketline.model.exchange import quantity_json

GRID = [round(0.1 + 0.02 * n, 2) for n in range(36)]
PLAN = {"rounds": 60, "num_leaves": 7, "objective": "cross_entropy"}
STRENGTH = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """The candidates of one dispute of a report: feature rows, credit of each, whether gold has a number."""

    example: Example
    rows: list[dict[str, float]]
    truth: list[float]
    gold: float


def fit(examples: Sequence[Example]) -> dict[str, bytes]:
    """Trees and a linear model that rank numbers, and how likely the best must be."""
    cases = gather(examples)
    held = unseen(cases)
    threshold = boost.best_threshold(lambda t: counted(cases, held, t), GRID)
    return weights(cases) | {"involved.json": json.dumps({"threshold": threshold}).encode()}


def weights(cases: Sequence[Case]) -> dict[str, bytes]:
    """Both models."""
    rows = table(cases)
    return {"involved.forest.onnx": boost.grow(rows, **PLAN).model, "involved.linear.json": lines.content(lines.ranking(rows, STRENGTH))}


def unseen(cases: Sequence[Case]) -> boost.Floats:
    """Likelihoods of all candidates by models that have not seen their fold."""
    likely = {}
    for fold in sorted({case.example.fold for case in cases}):
        models = parse(weights([case for case in cases if case.example.fold != fold]))
        likely |= {id(case): involved.likelihoods(case.rows, models) for case in cases if case.example.fold == fold and case.rows}
    return np.concatenate([likely[id(case)] for case in cases if case.rows])


def gather(examples: Iterable[Example]) -> list[Case]:
    """The candidates of all coded disputes."""
    cases = []
    for example in examples:
        for dispute, sentences in scopes.coded(example):
            found, gold = involved.candidates(example.page, sentences), dispute.workers_involved
            line = None if gold is None else quantity_json(gold)
            truth = [0.0 if line is None else score.number_credit(line, {"value": c.number.value, "max": c.number.maximum}) for c in found]
            cases.append(Case(example, involved.features(example.page, sentences, found), truth, float(gold is not None)))
    return cases


def table(cases: Sequence[Case]) -> Table:
    """The rows of all candidates."""
    names = tuple(next(case.rows[0] for case in cases if case.rows))
    rows = np.array([[row[name] for name in names] for case in cases for row in case.rows])
    truth = np.array([target for case in cases for target in case.truth])
    return Table.of(names, rows, truth, [case.example for case in cases for _ in case.rows])


def counted(cases: Sequence[Case], likely: boost.Floats, threshold: float) -> tuple[float, float, float]:
    """Credit, gold and predicted at a threshold, on the reports that it is tuned on."""
    out, at = np.zeros(3), 0
    for case in cases:
        mine = likely[at : at + len(case.rows)]
        at += len(case.rows)
        if not case.example.tunes:
            continue
        best = int(np.argmax(mine)) if len(mine) else -1
        told = best >= 0 and mine[best] >= threshold
        out += (case.truth[best] if told else 0.0, case.gold, float(told))
    return float(out[0]), float(out[1]), float(out[2])
