"""Learns when the action began and when it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import boost
import numpy as np
import scopes
from arguments import Row, matrix
from boost import Table
from examples import Example
from stage_files import files

from picketline.evaluate.dates import date_credit
from picketline.extract.action_dates import Slot, options

SLOTS: tuple[Slot, ...] = ("started", "ended")
PLANS: dict[str, dict[str, Any]] = {"started": {"rounds": 150, "min_data_in_leaf": 15}, "ended": {"rounds": 80, "min_data_in_leaf": 15}}
GRID = [round(0.1 + 0.02 * n, 2) for n in range(36)]


@dataclass(slots=True)
class Pool:
    """The dates of all disputes with their credit for one slot; `coded` says which disputes have a value, `report` whose each is."""

    rows: list[Row] = field(default_factory=list)
    credit: list[float] = field(default_factory=list)
    dispute: list[int] = field(default_factory=list)
    coded: list[bool] = field(default_factory=list)
    report: list[Example] = field(default_factory=list)


def pools(examples: Sequence[Example]) -> dict[Slot, Pool]:
    """The dates of the coded disputes."""
    out = {slot: Pool() for slot in SLOTS}
    for example in examples:
        lines: Any = {line["id"]: line for line in example.line.get("disputes", [])}  # type: ignore[attr-defined]
        for dispute, scope in scopes.coded(example):
            for slot, pool in out.items():
                ranked = options(example.page, scope, slot)
                line = lines[dispute.id].get(slot)
                right = (line["value"], *line.get("accept", ())) if line else ()
                pool.rows += [row for _, row in ranked]
                pool.credit += [date_credit(right, value) if right else 0.0 for (value, _), _ in ranked]
                pool.dispute += [len(pool.coded)] * len(ranked)
                pool.coded.append(bool(line))
                pool.report.append(example)
    return out


def fit(examples: Sequence[Example]) -> dict[str, bytes]:
    """The forests `started` and `ended` with their thresholds."""
    out: dict[str, bytes] = {}
    for slot, pool in pools([example for example in examples if example.gold.disputes]).items():
        known, table = matrix(pool.rows)
        truth = (np.array(pool.credit) >= 0.99).astype(np.float64)
        rows = Table.of(known, table, truth, [pool.report[number] for number in pool.dispute])
        held = boost.unseen(rows, **PLANS[slot])
        limit = boost.best_threshold(lambda t, p=pool, h=held: tally(p, h, t), GRID)  # type: ignore[misc]
        out |= files(slot, boost.grow(rows, **PLANS[slot]), {"threshold": limit})
    return out


def tally(pool: Pool, probabilities: boost.Floats, threshold: float) -> tuple[float, float, float]:
    """(credit, coded, predicted) when each dispute of the reports that are tuned on takes its best date from the threshold on."""
    best: dict[int, tuple[float, float]] = {}
    for dispute, p, c in zip(pool.dispute, probabilities.tolist(), pool.credit, strict=True):
        if p > best.get(dispute, (0.0, 0.0))[0]:
            best[dispute] = (p, c)
    taken = [c for dispute, (p, c) in best.items() if p >= threshold and pool.report[dispute].tunes]
    return sum(taken), sum(coded for coded, report in zip(pool.coded, pool.report, strict=True) if report.tunes), len(taken)
