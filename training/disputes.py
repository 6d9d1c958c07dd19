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
from picketline.extract.page import Page, Scope
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
    folds = np.concatenate([np.full(int(c.known.sum()), c.fold) for c in cases])
    weights = np.concatenate([np.full(int(c.known.sum()), 1.0 / max(1, c.known.sum()) ** 0.5) for c in cases])
    likely = unseen(columns, cases)
    settings = tune(cases, likely) | {"evidence": EVIDENCE}
    grown = boost.grow(columns, rows, truth, ROUNDS)
    del folds, weights
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
    """The thresholds under which the groups serve the coded disputes best."""
    best, settings = -1.0, {"join": 0.5, "several": 0.0, "weight": 0.0}
    grown = {
        join: [disputes.joined(disputes.square(chance, len(c.core)), join) for c, chance in zip(cases, likely, strict=True)]
        for join in JOIN
    }
    for join in JOIN:
        for several in SEVERAL:
            for weight in WEIGHT:
                worth = sum(value(c, g, chance, several, weight) for c, g, chance in zip(cases, grown[join], likely, strict=True))
                if worth > best + 1e-9:
                    best, settings = worth, {"join": join, "several": several, "weight": weight}
    return settings


def value(case: Case, groups: list[list[int]], chance: boost.Floats, several: float, weight: float) -> float:
    """How well the groups fit the coded disputes: see `overlap`."""
    if case.page.reading.says("several") < several or len(groups) == 1:
        groups = [list(range(len(case.core)))]
    else:
        weights = case.page.reading.sentence("evidence").astype(np.float64)[list(case.core)]
        groups = disputes.heavy(groups, disputes.square(chance, len(case.core)), weights, weight)
    return overlap(groups, case.served)


def overlap(groups: Sequence[Sequence[int]], served: Sequence[frozenset[int]]) -> float:
    """F1 of sentences over groups matched greedily with disputes; sentences that serve none do not count."""
    total = sum(map(len, served))
    counted = [[n for n in group if served[n]] for group in groups]
    cells = sorted(
        (
            (sum(d in served[n] for n in group), -g, d)
            for g, group in enumerate(counted)
            for d in set().union(*map(served.__getitem__, group))
        ),
        reverse=True,
    )
    used_groups, used_disputes, hit = set(), set(), 0
    for count, g, d in cells:
        if g not in used_groups and d not in used_disputes:
            used_groups.add(g)
            used_disputes.add(d)
            hit += count
    given = sum(map(len, counted))
    return 2 * hit / (total + given) if total + given else 1.0


def scope_of(groups: Sequence[Sequence[int]], case: Case) -> tuple[Scope, ...]:
    """Groups of rows as scopes."""
    return disputes.spread([[case.core[n] for n in group] for group in groups], len(case.page.reading.sentences))
