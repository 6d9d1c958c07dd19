"""When the action began and when it ended: a ranking of the report's dates for each dispute."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from picketline.extract.counted_dates import counted
from picketline.extract.date_rows import actions, kind_and_lead, meaning, page_dates
from picketline.extract.models import Models
from picketline.extract.page import Page, Scope
from picketline.extract.reading import EVENT_TYPES, FACTS, STATUSES
from picketline.extract.telling import cues_in, listed_words, net_tag
from picketline.extract.triggers import Hit, hits
from picketline.model.record import Event, Value
from picketline.model.span import Evidence, Span
from picketline.text.date_values import read_base
from picketline.text.dates import Found

Row = dict[str, float]
Slot = Literal["started", "ended"]
Option = tuple[str, Evidence]
"""A date as EDTF with the words that give it."""

_TYPES: Final = (
    "action_started", "action_ended", "action_threatened", "lockout", "protest", "return_to_work", "agreement", "negotiation", "rejection",
    "court_ruling", "dismissal", "offer",
)  # fmt: skip
_PER_TYPE: Final = (
    "action_started",
    "action_ended",
    "action_threatened",
    "lockout",
    "protest",
    "negotiation",
    "return_to_work",
    "agreement",
)


def started(page: Page, scope: Scope, events: Sequence[Event], models: Models) -> Value | None:
    """When the dispute's action began, or is announced to begin; of two dates of one likelihood that of an event."""
    return _best(page, scope, models, "started", {event.date for event in events if event.date})


def ended(page: Page, scope: Scope, events: Sequence[Event], models: Models) -> Value | None:
    """When the action of a dispute that is over ended; of two dates of one likelihood that of an event."""
    return _best(page, scope, models, "ended", {event.date for event in events if event.date})


def _best(page: Page, scope: Scope, models: Models, slot: Slot, dated: set[str]) -> Value | None:
    ranked = options(page, scope, slot)
    if not ranked:
        return None
    forest = models.forests[slot]
    probabilities = forest.probabilities(forest.matrix([row for _, row in ranked])).tolist()
    top = max(range(len(ranked)), key=lambda n: (round(probabilities[n], 2), ranked[n][0][0] in dated, -n))
    if probabilities[top] < models.threshold(slot, "threshold"):
        return None
    value, evidence = ranked[top][0]
    return Value(value, evidence, confidence=round(probabilities[top], 3))


def options(page: Page, scope: Scope, slot: Slot = "started") -> list[tuple[Option, Row]]:
    """The dates of a scope, each meaning apart, with their features; the document's own date stands with the words of the first action.

    For `started` also the days to which durations count back; counted on, they made `ended` worse, which has few examples.
    """
    found = [f for f in page_dates(page) if page.reading.sentence_at(f.start) in set(scope)]
    triggers = [hit for hit in hits(page) if hit.strong or hit.words > 1]
    shared = _shared(page, scope) | {"dates": float(len(found))}
    today = read_base(page.published)
    rows: list[tuple[Option, Row]] = []
    described: dict[Found, Row] = {}
    for number, f in enumerate(found):
        about = shared | _expression(page, f, number, triggers)
        described[f] = about
        evidence = (_with_action(page, f),)
        rows += [((value, evidence), about | meaning(value, sense, today)) for value, sense in f.values()]
    for one in counted(page, found) if slot == "started" else ():
        about = described[one.anchor] | {"counted": 1.0, "length": float(one.days), "apart": float(one.duration.start - one.anchor.end)}
        rows.append(((one.value, one.evidence), about | meaning(one.value, "other", today)))
    if today is not None and (words := _first_action(page, scope)):
        rows.append(((today.isoformat(), words), shared | {"published": 1.0}))
    best = max((row.get("tag_started", 0.0) for _, row in rows), default=0.0)
    last = max((row.get("tag_ended", 0.0) for _, row in rows), default=0.0)
    return [
        (
            o,
            row
            | {"best_started": best, "below_started": best - row.get("tag_started", 0.0), "below_ended": last - row.get("tag_ended", 0.0)},
        )
        for o, row in rows
    ]


def _shared(page: Page, scope: Scope) -> Row:
    """What is known of the dispute as a whole."""
    reading, rows = page.reading, list(scope)
    out: Row = {}
    for name in EVENT_TYPES:
        if name in _TYPES:
            out[f"top_{name}"] = float(reading.sentence(f"event:{name}")[rows].max(initial=0)) if rows else 0.0
    for name in STATUSES:
        out[f"status_{name}"] = float(reading.sentence(f"status:{name}")[rows].mean(dtype="float32")) if rows else 0.0
    for name in FACTS[:2]:
        out[f"top_{name}"] = float(reading.sentence(f"fact:{name}")[rows].max(initial=0)) if rows else 0.0
    return out


def _expression(page: Page, found: Found, number: int, triggers: Sequence[Hit]) -> Row:
    """How a date expression stands: its sentence, the action words and triggers beside it."""
    text, reading = page.text, page.reading
    s = reading.sentence_at(found.start)
    start, end = (int(edge) for edge in reading.sentences[s])
    out = {f"event_{name}": float(reading.sentence(f"event:{name}")[s]) for name in _TYPES}
    out |= {f"fact_{name}": float(reading.sentence(f"fact:{name}")[s]) for name in FACTS[:3]}
    near = [hit for hit in triggers if hit.sentence == s]
    for name in _PER_TYPE:
        away = [abs(hit.start - found.start) for hit in near if hit.type == name]
        out[f"near_{name}"] = min(away, default=250) * 1.0
    action = [m.start() - found.start for m in actions(page.pack.language).finditer(text, start, end)]
    out |= {
        "action": float(min(map(abs, action), default=250)), "action_before": float(any(-60 < a < 0 for a in action)),
        "action_after": float(any(0 < a < 60 for a in action)), "number": float(number), "sentence": float(s),
        "depth": s / max(1, len(reading.sentences) - 1), "stated": float(found.stated), "day": float(found.precision == "day"),
        "tag_started": net_tag(page, "started", found.start, found.end), "tag_ended": net_tag(page, "ended", found.start, found.end),
        "tag_date": net_tag(page, "event_date", found.start, found.end),
    }  # fmt: skip
    low, high = max(start, found.start - 60), min(end, found.end + 40)
    return out | kind_and_lead(page, found) | cues_in(page, low, high) | _steps(page, found, start, end)


_FAR: Final = 70
"""Code points from a date to a word that says what happened on it."""


def _steps(page: Page, found: Found, start: int, end: int) -> Row:
    """How near words for a beginning, an end, a going on and a short action stand before and behind a date."""
    out: Row = {}
    low, high = max(start, found.start - _FAR), min(end, found.end + _FAR)
    for name, pattern in _step_words(page.pack.language):
        before = [found.start - m.end() for m in pattern.finditer(page.text, low, found.start)]
        after = [m.start() - found.end for m in pattern.finditer(page.text, found.end, high)]
        out |= {f"{name}_before": float(min(before, default=_FAR)), f"{name}_after": float(min(after, default=_FAR))}
    return out


@cache
def _step_words(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The lists of `[dates.steps]` as patterns: "24 hour" is also "24-hour"."""
    return listed_words(language, "dates.steps", r"[\s-]+")


def _with_action(page: Page, found: Found) -> Span:
    """The date with the word of action nearest to it in its sentence, where both fit into a short quote; else the date alone."""
    start, end = (int(edge) for edge in page.reading.sentences[page.reading.sentence_at(found.start)])
    near = min(actions(page.pack.language).finditer(page.text, start, end), key=lambda m: abs(m.start() - found.start), default=None)
    if near is None or abs(near.start() - found.start) > 90:
        return Span.of(page.text, found.start, found.end)
    return Span.of(page.text, min(near.start(), found.start), max(near.end(), found.end))


def _first_action(page: Page, scope: Scope) -> Evidence:
    """The first words of action of a scope's sentences."""
    for s in scope:
        start, end = (int(edge) for edge in page.reading.sentences[s])
        match = actions(page.pack.language).search(page.text, start, end)
        if match and not page.text[start:end].isupper():
            return (Span.of(page.text, *match.span()),)
    return ()
