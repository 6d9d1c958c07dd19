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

ROUNDS = 100
SETTINGS = {"evidence": 0.3, "join": 0.5, "weight": 2.0, "apart": 0.4, "sure": 0.7, "clear": 0.45}
"""Evidence from which a sentence is compared with the others; the mean chance that joins two groups; the evidence that a group must
have; the chance that a division is better than none; the net's "several" and the mean chance between groups that do without that judge.
Chosen on out-of-fold chances of all coded reports: nearby values do as well."""
GAIN = 0.02
"""By how much a division must fit the coded disputes better than none to be worth learning."""
FEW = {"num_leaves": 5, "min_data_in_leaf": 8}


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
    several: bool
    fold: int


def fit(examples: Sequence[Example], models: Models) -> dict[str, bytes]:
    """Both forests; `models` holds the forests of `names`. The pairs are learnt from reports of several disputes alone."""
    cases = [case for example in examples if example.gold.disputes and (case := case_of(example, models)) is not None]
    columns, clues, helps = cases[0].names, [], []
    for case, chance in zip(cases, unseen(columns, cases), strict=True):
        table = disputes.square(chance, len(case.core))
        groups = disputes.groups_of(case.page, case.core, table, SETTINGS["join"], SETTINGS["weight"])
        clues.append(disputes.division(case.page, case.core, groups, table, dict(zip(columns, case.rows.T, strict=True))))
        helps.append(float(fits(groups, case) > fits([range(len(case.core))], case) + GAIN))
    rows = np.array([list(clue.values()) for clue in clues])
    forests = {"disputes": learnt(columns, cases), "disputes.apart": boost.grow(list(clues[0]), rows, np.array(helps), 60, **FEW)}
    files = {f"{name}.forest.onnx": grown.model for name, grown in forests.items()}
    return files | {"disputes.json": json.dumps(SETTINGS, sort_keys=True).encode()}


def case_of(example: Example, models: Models) -> Case | None:
    """The pairs of a coded report; None where there is no pair."""
    page = example.page
    core = disputes.cores(page, SETTINGS["evidence"])
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
    return Case(page, core, columns, rows, truth, known, served, len(held) > 1, example.fold)


def unseen(columns: Sequence[str], cases: Sequence[Case]) -> list[boost.Floats]:
    """The chances of each case's pairs from a forest grown without its fold."""
    grown = {fold: learnt(columns, [c for c in cases if c.fold != fold]) for fold in sorted({case.fold for case in cases})}
    return [grown[case.fold].probabilities(case.rows) for case in cases]


def learnt(columns: Sequence[str], cases: Sequence[Case]) -> forest.Forest:
    """The forest of the pairs, from the reports of several disputes."""
    several = [case for case in cases if case.several]
    rows = np.concatenate([case.rows[case.known] for case in several])
    truth = np.concatenate([case.truth[case.known] for case in several])
    return boost.grow(columns, rows, truth, ROUNDS)


def fits(groups: Sequence[Sequence[int]], case: Case) -> float:
    """The F1 of `overlap`."""
    hit, total = overlap(groups, case.served)
    return 2 * hit / total if total else 1.0


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
