"""Learns the workers' groups of a dispute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import boost
import numpy as np
import scopes
import stage_files
from boost import Table
from credit import score
from examples import Example

from picketline.extract import workers
from picketline.model.record import Reported, Value

FIRST = [round(0.1 + 0.03 * n, 2) for n in range(20)]
FURTHER = [round(0.3 + 0.05 * n, 2) for n in range(14)]
PLAN = {"rounds": 100, "num_leaves": 7, "objective": "cross_entropy"}
CONTAINED = 0.75
"""Worth, as a target, of a name that the scorer takes for gold's though its words are not the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """The candidates of one dispute of a report: names, feature rows, targets, gold."""

    example: Example
    names: list[str]
    rows: list[dict[str, float]]
    truth: list[float]
    gold: tuple[Value, ...]


def fit(examples: Sequence[Example]) -> dict[str, bytes]:
    """The forest that ranks candidates, and how likely the first and a further one must be."""
    cases = gather(examples)
    rows = table(cases)
    first, further = tune(cases, boost.unseen(rows, **PLAN))
    trees = boost.grow(rows, **PLAN)
    return stage_files.files("workers", trees, {"first": first, "further": further})


def gather(examples: Iterable[Example]) -> list[Case]:
    """The candidates of all coded disputes."""
    return [case(example, dispute, sentences) for example in examples for dispute, sentences in scopes.coded(example)]


def case(example: Example, dispute: Reported, sentences: tuple[int, ...]) -> Case:
    """The candidates of one dispute and how good each is."""
    found = workers.candidates(example.page, sentences)
    names = [c.name for c in found]
    return Case(
        example,
        names,
        workers.features(example.page, sentences, found),
        [worth(name, dispute.workers) for name in names],
        dispute.workers,
    )


def worth(name: str, gold: tuple[Value, ...]) -> float:
    """1 for one of gold's forms, less where the scorer takes it for one, else 0."""
    for value in gold:
        if any(score.words(form) == score.words(name) for form in (value.value, *value.aliases)):
            return 1.0
    return CONTAINED * max((score.name_credit(line(value), {"value": name}) for value in gold), default=0.0)


def line(value: Value) -> dict[str, object]:
    """A name as the scorer reads it."""
    return {"value": value.value, "aliases": list(value.aliases)}


def table(cases: Sequence[Case]) -> Table:
    """The rows of all candidates."""
    names = tuple(next(case.rows[0] for case in cases if case.rows))
    rows = np.array([[row[name] for name in names] for case in cases for row in case.rows])
    truth = np.array([target for case in cases for target in case.truth])
    return Table.of(names, rows, truth, [case.example for case in cases for _ in case.rows])


def tune(cases: Sequence[Case], likely: boost.Floats) -> tuple[float, float]:
    """The two thresholds that are worth most on unseen folds."""
    first = boost.best_threshold(lambda t: counted(cases, likely, t, 2.0), FIRST)
    return first, boost.best_threshold(lambda t: counted(cases, likely, first, t), FURTHER)


def counted(cases: Sequence[Case], likely: boost.Floats, first: float, further: float) -> tuple[float, float, float]:
    """Credit, gold and predicted at two thresholds, on the reports that they are tuned on."""
    out, at = np.zeros(3), 0
    for one in cases:
        mine = likely[at : at + len(one.names)]
        at += len(one.names)
        if not one.example.tunes:
            continue
        kept = workers.choose(one.names, mine, first, further)
        pairs = score.assign([line(v) for v in one.gold], [{"value": one.names[k]} for k in kept], score.name_credit)
        out += (sum(credit for *_, credit in pairs), len(one.gold), len(kept))
    return float(out[0]), float(out[1]), float(out[2])
