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
from picketline.model.exchange import quantity_json

LEAST = 0.28
"""How likely the best number must be. Tuned by folds it lay between .28 and .36 and told too few (how many on dev .641, with this .652)."""
PLAN = {"rounds": 60, "num_leaves": 7, "objective": "cross_entropy"}
STRENGTH = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """The candidates of one dispute of a report: feature rows, credit of each."""

    example: Example
    rows: list[dict[str, float]]
    truth: list[float]


def fit(examples: Sequence[Example]) -> dict[str, bytes]:
    """Trees and a linear model that rank numbers, and how likely the best must be."""
    rows = table(gather(examples))
    return {
        "involved.forest.onnx": boost.grow(rows, **PLAN).model,
        "involved.linear.json": lines.content(lines.ranking(rows, STRENGTH)),
        "involved.json": json.dumps({"threshold": LEAST}).encode(),
    }


def gather(examples: Iterable[Example]) -> list[Case]:
    """The candidates of all coded disputes."""
    cases = []
    for example in examples:
        for dispute, sentences in scopes.coded(example):
            found, gold = involved.candidates(example.page, sentences), dispute.workers_involved
            line = None if gold is None else quantity_json(gold)
            truth = [0.0 if line is None else score.number_credit(line, {"value": c.number.value, "max": c.number.maximum}) for c in found]
            cases.append(Case(example, involved.features(example.page, sentences, found), truth))
    return cases


def table(cases: Sequence[Case]) -> Table:
    """The rows of all candidates."""
    names = tuple(next(case.rows[0] for case in cases if case.rows))
    rows = np.array([[row[name] for name in names] for case in cases for row in case.rows])
    truth = np.array([target for case in cases for target in case.truth])
    return Table.of(names, rows, truth, [case.example for case in cases for _ in case.rows])
