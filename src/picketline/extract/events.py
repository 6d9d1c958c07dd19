"""The events of a dispute: which happenings its sentences tell, one entry each, with evidence and arguments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from picketline.extract.arguments import filled, scene
from picketline.extract.event_clauses import clause
from picketline.extract.event_rows import Rows, lexical, rows
from picketline.extract.models import Models
from picketline.extract.page import Page, Scope
from picketline.extract.reading import EVENT_TYPES
from picketline.extract.roles import Parties
from picketline.extract.telling import Telling, peak
from picketline.model.record import Event

MOST: Final = 16
"""Events of one dispute that are kept: the likeliest."""


def events(page: Page, scope: Scope, parties: Parties, models: Models) -> tuple[Event, ...]:
    """The events that the scope's sentences tell, in the order of the text."""
    told = tellings(page, scope, models)
    return filled(scene(page, parties), told, models) if told else ()


def tellings(page: Page, scope: Scope, models: Models) -> list[Telling]:
    """The events without their arguments."""
    found = rows(page, scope, lexical(page, models.lexicons["events"]))
    if not len(found.sentences):
        return []
    forest = models.forests["events"]
    probabilities = forest.probabilities(found.features)
    picked = np.flatnonzero(probabilities >= models.threshold("events", "threshold"))
    likeliest = sorted(picked.tolist(), key=lambda n: (-probabilities[n], n))[:MOST]
    return sorted(_told(page, found, likeliest, probabilities.tolist()), key=lambda t: (t.span, t.type))


def _told(page: Page, found: Rows, picked: Sequence[int], probabilities: Sequence[float]) -> list[Telling]:
    out = []
    for row in picked:
        sentence, type_ = int(found.sentences[row]), EVENT_TYPES[int(found.types[row])]
        span = clause(page, sentence, type_, found.hits)
        out.append(Telling(sentence, type_, span, peak(page, type_, span), probabilities[row]))
    return out
