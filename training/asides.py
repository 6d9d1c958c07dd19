"""Learns which parts of a report tell a dispute only in passing: a linear model, for some two hundred such parts are coded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import lines
import numpy as np
import scopes
from examples import Example

from picketline.extract import asides, disputes
from picketline.extract.clues import layout
from picketline.extract.names import candidates
from picketline.extract.page import Page, Scope
from picketline.extract.roles import names
from picketline.model.record import Reported

STRENGTH = 0.02
"""Inverse of the weights' shrinkage: of 0.002 to 0.1 the best on unseen folds, by average precision (trees: .24, this: .35)."""
SETTINGS = {"evidence": 0.3, "least": 0.4, "more": 0.3}
"""Evidence from which a sentence is looked at; the chance of the likeliest part of an aside, and of each further one."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """The parts of one scope: clues, whether each serves only other disputes than the scope's own, and which disputes each serves."""

    document: str
    parts: tuple[asides.Part, ...]
    rows: list[dict[str, float]]
    truth: list[str]
    served: list[frozenset[int]]
    main: int
    fold: int


def fit(examples: Sequence[Example]) -> dict[str, bytes]:
    """The weights, and how likely an aside must be."""
    known = [case for example in examples for case in cases(example)]
    rows, truth = [row for case in known for row in case.rows], [label for case in known for label in case.truth]
    return {
        "asides.linear.json": lines.content(lines.learn(rows, truth, asides.CLASSES, STRENGTH)),
        "asides.json": (json.dumps(SETTINGS, sort_keys=True) + "\n").encode(),
    }


def cases(example: Example) -> Iterator[Case]:
    """One for each story of a round-up, else one for the report."""
    page, found = example.page, candidates(example.page)
    if not example.gold.disputes or not found:
        return
    known = names(page, found)
    for scope in told(page):
        parts = asides.parts(page, scope, SETTINGS["evidence"])
        if len(parts) > 1:
            columns, table = asides.features(page, known, parts)
            served, main = serves(example.gold.disputes, parts)
            truth = [asides.CLASSES[not own or main in own] for own in served]
            yield Case(example.id, parts, [dict(zip(columns, row, strict=True)) for row in table.tolist()], truth, served, main, example.fold)


def told(page: Page) -> Sequence[Scope]:
    """The report's stories."""
    core, headings = disputes.cores(page, SETTINGS["evidence"]), layout(page)[0].tolist()
    stories = disputes.stories(page, core, headings) if core else []
    return disputes.spread(stories, headings) if len(stories) > 1 else (page.everything(),)


def serves(coded: Sequence[Reported], parts: Sequence[asides.Part]) -> tuple[list[frozenset[int]], int]:
    """The coded disputes whose evidence lies (with its middle) in each part, and the dispute with most events in all of them."""
    served, weight = [set[int]() for _ in parts], np.zeros(len(coded))
    for number, dispute in enumerate(coded):
        events = {span for event in dispute.events for span in event.evidence}
        for span in scopes.evidence(dispute):
            for n, part in enumerate(parts):
                if part.start <= (span.start + span.end) // 2 < part.end:
                    served[n].add(number)
                    weight[number] += 1.0 if span in events else 0.01
    return [frozenset(own) for own in served], int(weight.argmax())
