"""Learns to split reports into their disputes. Fit after `names`, whose forests it asks who the parties of the report may be."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import boost
import numpy as np
import scopes
from examples import Example

from picketline.extract import disputes, forest
from picketline.extract.models import Models
from picketline.extract.names import candidates
from picketline.extract.page import Page
from picketline.extract.roles import names

ROUNDS = 120
EVIDENCE = 0.3
"""Evidence from which a sentence is compared with the others."""
JOIN = [round(0.1 + 0.05 * n, 2) for n in range(17)]
SEVERAL = (0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7)
WEIGHT = (0.0, 0.5, 0.8, 1.2, 1.6, 2.0)


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One report: the core sentences, the clues of their pairs, whether each serves one dispute, and what each sentence serves."""

    page: Page
    core: tuple[int, ...]
    names: tuple[str, ...]
    rows: boost.Floats
    truth: boost.Floats
    known: np.ndarray
    served: tuple[frozenset[int], ...]
    fold: int


def fit(examples: Sequence[Example], models: Models) -> dict[str, bytes]:
    """The forest and its thresholds; `models` holds the forests of `names`."""
    cases = [case for example in examples if example.gold.disputes and (case := case_of(example, models)) is not None]
    columns = next(case.names for case in cases if len(case.rows))
    rows = np.concatenate([c.rows[c.known] for c in cases])
    truth = np.concatenate([c.truth[c.known] for c in cases])
    likely = unseen(columns, cases)
    settings = tune(cases, likely) | {"evidence": EVIDENCE}
    grown = boost.grow(columns, rows, truth, ROUNDS)
    return {"disputes.forest.npz": forest.dump(grown), "disputes.json": json.dumps(settings, sort_keys=True).encode()}


def case_of(example: Example, models: Models) -> Case | None:
    """The pairs of a coded report; None where there is no pair."""
    page = example.page
    core = disputes.cores(page, EVIDENCE)
    found = candidates(page)
    if len(core) < 2 or not found:
        return None
    held = [{page.reading.sentence_at(span.start) for span in scopes.evidence(d)} for d in example.gold.disputes]
    served = tuple(frozenset(n for n, own in enumerate(held) if s in own) for s in core)
    if len(held) == 1:
        served = tuple(frozenset([0]) for _ in core)
    columns, rows = disputes.pairs(page, names(page, found), core, models)
    a, b = np.triu_indices(len(core), 1)
    truth = np.array([float(bool(served[x] & served[y])) for x, y in zip(a, b, strict=True)])
    known = np.array([bool(served[x]) and bool(served[y]) for x, y in zip(a, b, strict=True)])
    return Case(page, core, columns, rows, truth, known, served, example.fold)


def unseen(columns: Sequence[str], cases: Sequence[Case]) -> list[boost.Floats]:
    """The chances of each case's pairs from a forest grown without its fold."""
    out: list[boost.Floats] = [np.zeros(0)] * len(cases)
    for fold in sorted({case.fold for case in cases}):
        train = [case for case in cases if case.fold != fold]
        rows, truth = (np.concatenate([getattr(c, part)[c.known] for c in train]) for part in ("rows", "truth"))
        grown = boost.grow(columns, rows, truth, ROUNDS)
        for n, case in enumerate(cases):
            if case.fold == fold:
                out[n] = grown.probabilities(case.rows)
    return out


def tune(cases: Sequence[Case], likely: Sequence[boost.Floats]) -> dict[str, float]:
    """The thresholds under which the groups serve the coded disputes best, all reports together."""
    tables = [disputes.square(chance, len(c.core)) for c, chance in zip(cases, likely, strict=True)]
    best, settings = -1.0, {"join": 0.5, "several": 0.0, "weight": 0.0}
    for join in JOIN:
        groups = [disputes.joined(table, join) for table in tables]
        for weight in WEIGHT:
            counts = [counted(*case, weight) for case in zip(cases, groups, tables, strict=True)]
            for several in SEVERAL:
                kept = [
                    split if c.page.reading.says("several") >= several else whole for c, (split, whole) in zip(cases, counts, strict=True)
                ]
                worth = 2 * sum(hit for hit, _ in kept) / sum(total for _, total in kept)
                if worth > best + 1e-9:
                    best, settings = worth, {"join": join, "several": several, "weight": weight}
    return settings


def counted(case: Case, groups: list[list[int]], table: boost.Floats, weight: float) -> tuple[tuple[int, int], tuple[int, int]]:
    """`overlap` of the groups (light ones joined) and of the report taken as one dispute."""
    whole = overlap([list(range(len(case.core)))], case.served)
    if len(groups) == 1:
        return whole, whole
    weights = case.page.reading.sentence("evidence").astype(np.float64)[list(case.core)]
    return overlap(disputes.heavy(groups, table, weights, weight), case.served), whole


def overlap(groups: Sequence[Sequence[int]], served: Sequence[frozenset[int]]) -> tuple[int, int]:
    """Groups matched with coded disputes one to one: sentences that a group shares with its dispute; those of all disputes and groups.

    A sentence that serves two disputes counts twice in gold, one that serves none does not count.
    """
    cells = [(sum(d in served[n] for n in group), -g, -d) for g, group in enumerate(groups) for d in _disputes(group, served)]
    used: set[tuple[str, int]] = set()
    hit = 0
    for count, g, d in sorted(cells, reverse=True):
        if not {("group", g), ("dispute", d)} & used:
            used |= {("group", g), ("dispute", d)}
            hit += count
    return hit, sum(map(len, served)) + sum(len(served[n]) for group in groups for n in group)


def _disputes(group: Sequence[int], served: Sequence[frozenset[int]]) -> set[int]:
    return {d for n in group for d in served[n]}
