"""Learns the arguments of events: actor, speaker, date, count, amount and modality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import boost
import lightgbm
import numpy as np
import scopes
from examples import Example
from stage_files import files

from export import forest
from picketline.evaluate import credits
from picketline.extract.agents import Agent
from picketline.extract.arguments import ARGUMENTS, Scene, candidates, scene
from picketline.extract.event_clauses import clause
from picketline.extract.models import Models
from picketline.extract.names import candidates as candidates_of
from picketline.extract.page import Page
from picketline.extract.reading import MODALITIES
from picketline.extract.roles import names as names_of
from picketline.extract.roles import parties
from picketline.extract.speaker_rows import Voice
from picketline.extract.telling import USUAL, Telling, peak
from picketline.extract.triggers import Hit, hits
from picketline.model.record import Event, Reported
from picketline.text.money import Amount
from picketline.text.numbers import Number

Row = dict[str, float]

PLANS: Mapping[str, dict[str, Any]] = {
    "actors": {"rounds": 110, "learning_rate": 0.09, "min_data_in_leaf": 20},
    "speakers": {"rounds": 80, "learning_rate": 0.08, "min_data_in_leaf": 20},
    "event_dates": {"rounds": 110, "learning_rate": 0.09, "min_data_in_leaf": 20},
    "counts": {"rounds": 80, "learning_rate": 0.08, "min_data_in_leaf": 15},
    "amounts": {"rounds": 60, "min_data_in_leaf": 8},
}


@dataclass(slots=True)
class Pool:
    """The candidates of one argument over all events: features, credit, the event each belongs to, and which events have a coded value."""

    rows: list[Row] = field(default_factory=list)
    credit: list[float] = field(default_factory=list)
    event: list[int] = field(default_factory=list)
    coded: list[bool] = field(default_factory=list)


@dataclass(slots=True)
class Lesson:
    """All pools, the modality rows with their answers, and the report (its number) of each event."""

    pools: dict[str, Pool] = field(default_factory=lambda: defaultdict(Pool))
    moods: list[Row] = field(default_factory=list)
    mood: list[int] = field(default_factory=list)
    report: list[int] = field(default_factory=list)


def telling_of(page: Page, event: Event, found: tuple[Hit, ...]) -> Telling:
    """A coded event as extraction would tell it, from the sentence of its first quote."""
    sentence = page.reading.sentence_at(event.evidence[0].start)
    span = clause(page, sentence, event.type, found)
    return Telling(sentence, event.type, span, peak(page, event.type, span), USUAL)


SLOTS = {
    "actors": "event.actor",
    "speakers": "event.said_by",
    "event_dates": "event.date",
    "counts": "event.count",
    "amounts": "event.amount",
}


def lesson(examples: Sequence[Example], models: Models) -> Lesson:
    """What all coded events teach."""
    out = Lesson()
    for number, example in enumerate(examples):
        found, accepted = hits(example.page), accepted_dates(example)
        known = names_of(example.page, candidates_of(example.page))
        for dispute, scope in scopes.coded(example):
            stage = scene(example.page, parties(example.page, scope, known, models))
            for event in dispute.events:
                told = credits.Told(event, dispute, accepted.get((dispute.id, event.type, event.evidence[0].start), ()))
                _teach(out, stage, telling_of(example.page, event, found), told)
                out.report.append(number)
    return out


def accepted_dates(example: Example) -> dict[tuple[str, str, int], tuple[str, ...]]:
    """The other right dates of events, by dispute, type and place."""
    disputes: Any = example.line.get("disputes", [])
    return {
        (dispute["id"], event["type"], event["evidence"][0]["start"]): tuple(event.get("accept", ()))
        for dispute in disputes for event in dispute.get("events", ())
    }  # fmt: skip


def _teach(out: Lesson, stage: Scene, telling: Telling, told: credits.Told) -> None:
    """Adds one event's candidates with their credits."""
    ranked, mood = candidates(stage, telling)
    number = len(out.report)
    for name in ARGUMENTS:
        pool = out.pools[name]
        pool.coded.append(SLOTS[name] in credits.arguments(told.event))
        for candidate, row in ranked[name]:
            pool.rows.append(row)
            pool.credit.append(credit(told, SLOTS[name], candidate))
            pool.event.append(number)
    out.moods.append(mood)
    out.mood.append(MODALITIES.index(told.event.modality))


def credit(told: credits.Told, slot: str, candidate: object) -> float:
    """What the scorer would give for this candidate."""
    guess = replace(told.event, **{slot.removeprefix("event."): value_of(candidate)})
    return credits.argument_credits(told, credits.Told(guess, EMPTY)).get(slot, 0.0)


EMPTY = Reported("d")


def value_of(candidate: object) -> object:
    """The value that a candidate would give an event."""
    if isinstance(candidate, Agent):
        return candidate.name
    if isinstance(candidate, Voice):
        return candidate.agent.name
    if isinstance(candidate, Number):
        return candidate.value
    if isinstance(candidate, Amount):
        return candidate.money
    assert isinstance(candidate, tuple)
    return candidate[0]


def matrix(rows: Sequence[Row]) -> tuple[tuple[str, ...], boost.Floats]:
    """The names of all features, sorted, and the rows in their order."""
    known = tuple(sorted({name for row in rows for name in row}))
    return known, np.array([[row.get(name, 0.0) for name in known] for row in rows], dtype=np.float64)


def fit(examples: Sequence[Example], models: Models) -> dict[str, bytes]:
    """The forests of all arguments and of modality, with their thresholds; `models` has those that find the parties."""
    taught = lesson([example for example in examples if example.gold.disputes], models)
    out: dict[str, bytes] = {}
    folds = np.array(taught.report) % 4
    for name in ARGUMENTS:
        pool = taught.pools[name]
        known, table = matrix(pool.rows)
        truth, owner = (np.array(pool.credit) >= 0.99).astype(np.float64), np.array(pool.event)
        held = boost.unseen(known, table, truth, folds[owner], **PLANS[name])
        limit = boost.best_threshold(lambda t, p=pool, h=held: tally(p, h, t), GRID, LEAN)  # type: ignore[misc]
        out |= files(name, boost.grow(known, table, truth, **PLANS[name]), {"threshold": round(DEARER * limit, 3)})
    return out | fit_moods(taught)


GRID = [round(0.1 + 0.02 * n, 2) for n in range(36)]
LEAN = 0.1
DEARER = 1.7
"""How much surer an argument must be than in training, where events and parties are the coders' own. On the whole, dev and dev2, the F1 is
the same from 1.3 to 2.2 times the threshold, and precision rises from .60 to .65."""


def tally(pool: Pool, probabilities: boost.Floats, threshold: float) -> tuple[float, float, float]:
    """(credit, coded, predicted) when each event takes its best candidate from the threshold on."""
    best: dict[int, tuple[float, float]] = {}
    for event, p, c in zip(pool.event, probabilities.tolist(), pool.credit, strict=True):
        if p > best.get(event, (0.0, 0.0))[0]:
            best[event] = (p, c)
    taken = [c for p, c in best.values() if p >= threshold]
    return sum(taken), sum(pool.coded), len(taken)


MOOD_PLAN: dict[str, Any] = {"objective": "multiclass", "num_class": len(MODALITIES), "rounds": 60, "num_leaves": 7}


def fit_moods(taught: Lesson) -> dict[str, bytes]:
    """The forest of modality; rare modalities are as hard to choose as F1 wants them."""
    known, table = matrix(taught.moods)
    truth = np.array(taught.mood)
    held = unseen_moods(taught, known, table)
    return files("moods", grow_moods(known, table, truth), likings(held, truth))


def grow_moods(known: tuple[str, ...], table: boost.Floats, truth: Any) -> Any:
    """A forest of several classes."""
    plan = boost.PLAN | {key: value for key, value in MOOD_PLAN.items() if key != "rounds"}
    data = lightgbm.Dataset(table, label=truth, feature_name=list(known), params={"verbosity": -1})
    return forest(lightgbm.train(plan, data, num_boost_round=MOOD_PLAN["rounds"]))


def unseen_moods(taught: Lesson, known: tuple[str, ...], table: boost.Floats) -> boost.Floats:
    """Probabilities of each event's modalities by forests grown without its report."""
    truth, groups = np.array(taught.mood), np.array(taught.report) % 4
    out = np.zeros((len(truth), len(MODALITIES)))
    for group in range(4):
        held = groups == group
        out[held] = grow_moods(known, table[~held], truth[~held]).probabilities(table[held])
    return out


def likings(held: boost.Floats, truth: Any) -> dict[str, float]:
    """The weights of the modalities under which the F1 of those that are not "happened" is highest."""
    chosen = dict.fromkeys(MODALITIES, 1.0)
    for _ in range(2):
        for name in MODALITIES[1:]:
            scores = {w: mood_f1(held, truth, chosen | {name: w}) for w in (0.6, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)}
            chosen[name] = max(scores, key=lambda w: (round(scores[w], 4), -abs(w - 1)))
    return chosen


def mood_f1(held: boost.Floats, truth: Any, weights: Mapping[str, float]) -> float:
    """F1 over modalities other than "happened"."""
    picked = (held * np.array([weights[name] for name in MODALITIES])).argmax(axis=1)
    return 2 * float(((picked == truth) & (truth > 0)).sum()) / max(1.0, float((picked > 0).sum() + (truth > 0).sum()))
