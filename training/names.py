"""Learns which candidates are employers, unions and places of a dispute."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

import boost
import lines
import numpy as np
import scopes
from boost import Table
from examples import Example

from picketline.extract import linear
from picketline.extract.clues import feature_names, scoped
from picketline.extract.names import Candidate, candidates
from picketline.extract.page import Page
from picketline.extract.roles import LINES, PARTIES, ROLES, Names, Thresholds, names, pick, rivals, shares
from picketline.model.record import Reported, Value
from picketline.text.names import normal_form

ROUNDS = 90
PLAN = {"num_leaves": 12, "min_data_in_leaf": 15, "feature_fraction": 0.35, "bagging_fraction": 0.7}
"""Few data and many clues: each tree sees a third of the clues (F1 of employers +0.03 against 0.6 of them and 160 rounds)."""
STRENGTH = 0.01
"""Inverse of the linear weights' shrinkage."""
GRID = [round(0.15 + 0.025 * n, 3) for n in range(27)]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One coded dispute's candidates: `rows` [candidates, features], `truth` and `credit` [gold values, candidates] by role."""

    example: Example
    known: Names
    rows: boost.Floats
    truth: dict[str, boost.Floats]
    credit: dict[str, np.ndarray]


def fit(examples: Sequence[Example]) -> dict[str, bytes]:
    """The three forests, the linear models of the parties, and the thresholds."""
    cases = gather(examples)
    columns = feature_names(cases[0].known.clues)
    rows = np.concatenate([case.rows for case in cases])
    reports = [case.example for case in cases for _ in case.rows]
    files, likely = {}, {}
    for role in ROLES:
        table = Table.of(columns, rows, np.concatenate([case.truth[role] for case in cases]), reports)
        likely[role] = boost.unseen(table, ROUNDS, **PLAN)
        if role in PARTIES:
            files[f"roles.{role}.linear.json"] = lines.content(lines.ranking(table, STRENGTH))
            likely[role] = (1 - LINES) * likely[role] + LINES * unseen_lines(table)
        files[f"roles.{role}.forest.onnx"] = boost.grow(table, ROUNDS, **PLAN).model
    files["roles.json"] = json.dumps(tune(cases, likely), sort_keys=True).encode()
    return files


def unseen_lines(table: Table) -> boost.Floats:
    """Likelihoods of each row by linear models that have not seen its fold."""
    return boost.without_own(table, lambda others, rows: linear.likelihoods(lines.ranking(others, STRENGTH), table.names, rows))


def gather(examples: Sequence[Example]) -> list[Case]:
    """All coded disputes of the relevant reports that name anything."""
    cases = []
    for example in examples:
        found = candidates(example.page)
        if not found or not example.gold.disputes:
            continue
        known = names(example.page, found)
        for dispute, scope in scopes.coded(example):
            rows = scoped(known.clues, scope, len(example.page.reading.sentences))
            truth = {role: np.array([float(exact(example.page, c, getattr(dispute, role), role)) for c in found]) for role in ROLES}
            credit = {role: credits(example.page, found, dispute, role) for role in ROLES}
            cases.append(Case(example, known, rows, truth, credit))
    return cases


def exact(page: Page, candidate: Candidate, gold: Sequence[Value], role: str) -> bool:
    """Whether one of the candidate's forms is one of a gold value's, in normal form: containment as label lets fragments win."""
    if candidate.is_people and role != "places":
        return False
    wanted = {normal_form(form, page.pack) for value in gold for form in (value.value, *value.aliases)}
    return candidate.key in wanted or any(normal_form(form, page.pack) in wanted for form in candidate.forms)


def credits(page: Page, found: Sequence[Candidate], dispute: Reported, role: str) -> np.ndarray:
    """Which gold value [rows] each candidate's name would be credited with, as the scorer does: the same words, or held by them."""
    out = np.zeros((len(getattr(dispute, role)), len(found)), dtype=bool)
    for row, value in enumerate(getattr(dispute, role)):
        forms = [set(normal_form(form, page.pack).split()) for form in (value.value, *value.aliases)]
        for column, candidate in enumerate(found):
            own = set(normal_form(candidate.name, page.pack).split())
            out[row, column] = any(own == form or (len(own) > 1 and (own <= form or form <= own)) for form in forms)
    return out


def tune(cases: Sequence[Case], likely: dict[str, boost.Floats]) -> dict[str, float]:
    """The thresholds of each role, tuned in turn, twice."""
    bounds = np.cumsum([0, *(len(case.rows) for case in cases)])
    parts = [{role: likely[role][a:b] for role in ROLES} for a, b in pairwise(bounds)]
    for case, chances in zip(cases, parts, strict=True):
        chances |= {role: shares(case.example.page, case.known, role) * chances[role] for role in PARTIES}
    settings: dict[str, float] = {}
    for role in ROLES:
        least = Thresholds(0.4, 0.5, 0.5)
        for which in ("first", "more", "listed", "first", "more", "listed"):
            score = partial(counted, cases, parts, role)
            tried = {threshold: replace(least, **{which: threshold}) for threshold in GRID}
            least = tried[boost.best_threshold(lambda t, score=score, tried=tried: score(tried[t]), GRID)]
        settings |= {f"{role} {which}": getattr(least, which) for which in ("first", "more", "listed")}
    return settings


def counted(cases: Sequence[Case], parts: Sequence[dict[str, boost.Floats]], role: str, least: Thresholds) -> tuple[float, float, float]:
    """Credit, gold and predicted of a role at its thresholds, on the reports that thresholds are tuned on."""
    credit = gold = predicted = 0.0
    for case, chances in zip(cases, parts, strict=True):
        if not case.example.tunes:
            continue
        chosen = pick(case.example.page, case.known, chances[role], rivals(role, chances, case.known), least)
        free = set(range(len(case.credit[role])))
        for n in chosen:
            hit = next((g for g in sorted(free) if case.credit[role][g, n]), None)
            free.discard(hit)  # type: ignore[arg-type]
            credit += hit is not None
        gold += len(case.credit[role])
        predicted += len(chosen)
    return credit, gold, predicted
