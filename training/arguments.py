"""Learns the arguments of events: actor, speaker, date, count, amount and modality."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import boost
import lines
import names
import numpy as np
import scopes
from boost import Table
from coded import FURTHER
from examples import Example
from stage_files import files

from picketline.evaluate import credits
from picketline.extract.agents import Agent
from picketline.extract.arguments import ARGUMENTS, Ranked, candidates, scene
from picketline.extract.event_clauses import clause
from picketline.extract.modality import MODALITIES
from picketline.extract.models import Models, parse
from picketline.extract.names import candidates as candidates_of
from picketline.extract.page import Page
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
    """The candidates of one argument over all events, each with its features, its credit and its report."""

    rows: list[Row] = field(default_factory=list)
    credit: list[float] = field(default_factory=list)
    report: list[Example] = field(default_factory=list)


@dataclass(slots=True)
class Lesson:
    """All pools, and the modality rows with their answers and reports."""

    pools: dict[str, Pool] = field(default_factory=lambda: defaultdict(Pool))
    moods: list[Row] = field(default_factory=list)
    mood: list[str] = field(default_factory=list)
    report: list[Example] = field(default_factory=list)


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


GOLD_ALONE = ("speakers",)
"""Arguments that the further reports do not teach: one event in nine has a speaker there, in wire reports two in five."""


def lesson(examples: Sequence[Example], models: Mapping[int, Models]) -> Lesson:
    """What all coded events teach, with parties found by the models of the report's group of folds."""
    out = Lesson()
    for example in examples:
        found, accepted = hits(example.page), accepted_dates(example)
        known = names_of(example.page, candidates_of(example.page))
        for dispute, scope in scopes.coded(example):
            sides = parties(example.page, scope, known, models[example.fold % GROUPS])
            stage, reported = scene(example.page, sides), Reported("d", employers=sides.employers, unions=sides.unions)
            for event in dispute.events:
                told = credits.Told(event, dispute, accepted.get((dispute.id, event.type, event.evidence[0].start), ()))
                _teach(out, example, candidates(stage, telling_of(example.page, event, found)), told, reported)
    return out


def accepted_dates(example: Example) -> dict[tuple[str, str, int], tuple[str, ...]]:
    """The other right dates of events, by dispute, type and place."""
    disputes: Any = example.line.get("disputes", [])
    return {
        (dispute["id"], event["type"], event["evidence"][0]["start"]): tuple(event.get("accept", ()))
        for dispute in disputes for event in dispute.get("events", ())
    }  # fmt: skip


def _teach(out: Lesson, example: Example, found: tuple[Ranked, Row], told: credits.Told, reported: Reported) -> None:
    """Adds what was found for one event, with the credits in the dispute as it is reported."""
    ranked, mood = found
    for name in [name for name in ARGUMENTS if example.part != FURTHER or name not in GOLD_ALONE]:
        pool = out.pools[name]
        for candidate, row in ranked[name]:
            pool.rows.append(row)
            pool.report.append(example)
            pool.credit.append(credit(told, SLOTS[name], candidate, reported))
    out.moods.append(mood)
    out.mood.append(told.event.modality)
    out.report.append(example)


def credit(told: credits.Told, slot: str, candidate: object, reported: Reported) -> float:
    """What the scorer would give for this candidate in the dispute as it is reported."""
    guess = replace(told.event, **{slot.removeprefix("event."): value_of(candidate)})
    return credits.argument_credits(told, credits.Told(guess, reported)).get(slot, 0.0)


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


LEAST = {"actors": 0.3, "speakers": 0.23, "event_dates": 0.28, "counts": 0.3, "amounts": 0.25, "moods": 0.22}
"""How likely an argument and its event must be to be right together. The chances hold on unseen reports, so no limit is tuned: what is
right one time in four earns as much as it costs, for half the F1 of the whole is about that. Of actors less is true than their chance
says: the further reports, which teach them too, name one more often."""


def fit(examples: Sequence[Example]) -> dict[str, bytes]:
    """The forests of all arguments, and the linear model of modality."""
    taught = lesson([example for example in examples if example.gold.disputes], unseen_parties(examples))
    out: dict[str, bytes] = {}
    for name in ARGUMENTS:
        pool = taught.pools[name]
        known, table = matrix(pool.rows)
        truth = (np.array(pool.credit) >= 0.99).astype(np.float64)
        out |= files(name, boost.grow(Table.of(known, table, truth, pool.report), **PLANS[name]), {"threshold": LEAST[name]})
    weights = lines.learn(taught.moods, taught.mood, [e.weight for e in taught.report], MODALITIES, STRENGTH)
    return out | {"moods.linear.json": lines.content(weights), "moods.json": (json.dumps({"threshold": LEAST["moods"]}) + "\n").encode()}


STRENGTH = 0.03
"""Inverse of the shrinkage of the weights for modality; trees did worse on some hundred events that did not simply happen."""
GROUPS = 3


def unseen_parties(examples: Sequence[Example]) -> dict[int, Models]:
    """For each group of folds the weights that find parties, fitted without it: what events are told with at run time."""
    groups = sorted({example.fold % GROUPS for example in examples})
    return {group: parse(names.fit([e for e in examples if e.fold % GROUPS != group])) for group in groups}
