"""Learns forms, demands, industry and outcome (`standing` learns the status)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import boost
import numpy as np
import scopes
import stage_files
from boost import Table
from examples import Example

from picketline.extract import codes, judged, standing
from picketline.extract.codes import Columns
from picketline.extract.page import Page, Scope
from picketline.extract.reading import INDUSTRIES, OUTCOMES
from picketline.model.record import Reported

SEVERAL = {"forms": codes.FORM, "demands": codes.DEMAND}
ONE = {"industry": INDUSTRIES, "outcome": OUTCOMES[:-1]}
GRID = [round(0.2 + 0.02 * n, 2) for n in range(31)]
PLAN = {"rounds": 80, "num_leaves": 7}


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """One slot's rows: whether each code holds, and whether the row counts when a threshold is tuned.

    A dispute that goes on has no outcome whatever the trees say, so it does not count for that.
    """

    table: Table
    tuned: np.ndarray


def fit(examples: Sequence[Example]) -> dict[str, bytes]:
    """Forests and thresholds of all four slots."""
    files: dict[str, bytes] = {}
    for slot in (*SEVERAL, *ONE):
        rows = gather(examples, slot)
        threshold = tune(rows, slot)
        files |= stage_files.files(slot, boost.grow(rows.table, **PLAN), {"threshold": threshold})
    return files


def gather(examples: Iterable[Example], slot: str) -> Rows:
    """The rows of a slot over all coded disputes."""
    tables, truths, reports, tuned = [], [], [], []
    names: tuple[str, ...] = ()
    for example in examples:
        for dispute, sentences in scopes.coded(example):
            columns, held = columns_of(example.page, sentences, slot), said(dispute, slot)
            every = SEVERAL[slot].codes if slot in SEVERAL else ONE[slot]
            names = tuple(columns)
            tables.append(np.stack(list(columns.values()), axis=1))
            truths.append([float(code in held) for code in every])
            reports += [example] * len(every)
            tuned += [example.tunes and (slot != "outcome" or said(dispute, "status") <= set(standing.OVER))] * len(every)
    return Rows(Table.of(names, np.concatenate(tables), np.concatenate(truths), reports), np.array(tuned))


def columns_of(page: Page, scope: Scope, slot: str) -> Columns:
    """The features that the slot's code at run time has."""
    if slot in SEVERAL:
        return codes.features(page, scope, SEVERAL[slot])[0]
    return judged.features(page, scope, slot, ONE[slot])[0]


def said(dispute: Reported, slot: str) -> set[str]:
    """The codes that gold gives."""
    found = getattr(dispute, slot)
    return {value.value for value in found} if slot in SEVERAL else {found.value} if found else set()


def tune(rows: Rows, slot: str) -> float:
    """The threshold that serves best on folds that the trees have not seen."""
    likely = boost.unseen(rows.table, **PLAN)
    return boost.best_threshold(lambda t: counted(rows, likely, t, slot), GRID)


def counted(rows: Rows, likely: boost.Floats, threshold: float, slot: str) -> tuple[float, float, float]:
    """Credit, gold and predicted at a threshold."""
    if slot in SEVERAL:
        kept = likely >= threshold
    else:
        size = len(ONE[slot])
        table = likely.reshape(-1, size)
        kept = ((table == table.max(1, keepdims=True)) & (table >= threshold)).ravel()
    kept &= rows.tuned
    return float(rows.table.truth[kept].sum()), float(rows.table.truth[rows.tuned].sum()), float(kept.sum())
