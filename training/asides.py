"""Learns which parts of a report tell a dispute only in passing: a linear model, for some two hundred such parts are coded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import lines
import numpy as np
import scopes
from examples import Example

from picketline.extract import aside_rows, asides, disputes
from picketline.extract.clues import layout
from picketline.extract.names import candidates
from picketline.extract.page import Page, Scope
from picketline.extract.roles import names
from picketline.model.record import Reported

STRENGTH = 0.02
"""Inverse of the weights' shrinkage: of 0.002 to 0.1 the best on unseen folds, by average precision (trees: .24, this: .37)."""
SETTINGS = {"evidence": 0.3, "least": 0.33, "more": 0.25}
"""Evidence from which a sentence is looked at; the chance of the likeliest part of an aside, and of each further one."""


def fit(examples: Sequence[Example]) -> dict[str, bytes]:
    """The weights, and how likely an aside must be."""
    rows, truth = zip(*(case for example in examples for case in cases(example)), strict=True)
    return {
        "asides.linear.json": lines.content(lines.learn(rows, truth, asides.CLASSES, STRENGTH)),
        "asides.json": (json.dumps(SETTINGS, sort_keys=True) + "\n").encode(),
    }


def cases(example: Example) -> Iterator[tuple[dict[str, float], str]]:
    """The clues of each part of a coded report and its class: an aside serves other disputes than its scope's own, and not that."""
    page, found = example.page, candidates(example.page)
    if not example.gold.disputes or not found:
        return
    known = names(page, found)
    for scope in told(page):
        parts = aside_rows.parts(page, scope, SETTINGS["evidence"])
        if len(parts) > 1:
            columns, table = aside_rows.features(page, known, parts)
            served, main = serves(example.gold.disputes, parts)
            for row, own in zip(table.tolist(), served, strict=True):
                yield dict(zip(columns, row, strict=True)), asides.CLASSES[not own or main in own]


def told(page: Page) -> Sequence[Scope]:
    """The report's stories."""
    core, headings = disputes.cores(page, SETTINGS["evidence"]), layout(page)[0].tolist()
    stories = disputes.stories(page, core, headings) if core else []
    return disputes.spread(stories, headings) if len(stories) > 1 else (page.everything(),)


def serves(coded: Sequence[Reported], parts: Sequence[aside_rows.Part]) -> tuple[list[set[int]], int]:
    """The coded disputes whose evidence lies (with its middle) in each part, and the dispute with most events in all of them."""
    served, weight = [set[int]() for _ in parts], np.zeros(len(coded))
    for number, dispute in enumerate(coded):
        events = {span for event in dispute.events for span in event.evidence}
        for span in scopes.evidence(dispute):
            for n, part in enumerate(parts):
                if part.start <= (span.start + span.end) // 2 < part.end:
                    served[n].add(number)
                    weight[number] += 1.0 if span in events else 0.01
    return served, int(weight.argmax())
