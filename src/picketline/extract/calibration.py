"""Confidence that means something: of the values given with confidence 0.8, about eight in ten are right.

The stages' own probabilities lean; a line in log-odds for each slot, fitted on predictions by folds (`training/calibrate.py`), sets them
straight. The order of a slot's values does not change.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from picketline.extract.models import Models
from picketline.model.record import ONES, SETS, Event, Quantity, Record, Reported, Value

Judged = TypeVar("Judged", Value, Quantity, Event)
_EDGE = 0.001


def calibrated(record: Record, models: Models) -> Record:
    """The record with each confidence set to the share of such values that are right; unchanged where nothing was fitted."""
    lines = models.settings.get("calibration")
    return record if lines is None else replace(record, disputes=tuple(_dispute(dispute, lines) for dispute in record.disputes))


def _dispute(dispute: Reported, lines: Mapping[str, float]) -> Reported:
    sets = {slot: tuple(_set(value, slot, lines) for value in getattr(dispute, slot)) for slot in SETS}
    ones = {slot: _set(value, slot, lines) for slot in ONES if (value := getattr(dispute, slot)) is not None}
    number = None if dispute.workers_involved is None else _set(dispute.workers_involved, "workers_involved", lines)
    events = tuple(_set(event, "event", lines) for event in dispute.events)
    return replace(dispute, **sets, **ones, workers_involved=number, events=events)  # type: ignore[arg-type]


def _set(value: Judged, slot: str, lines: Mapping[str, float]) -> Judged:
    if value.confidence is None:
        return value
    return replace(value, confidence=straight(value.confidence, lines.get(f"{slot} slope", 1.0), lines.get(f"{slot} offset", 0.0)))


def straight(confidence: float, slope: float, offset: float) -> float:
    """The confidence moved along a line in log-odds, to three digits.

    >>> straight(0.5, 1.0, 0.0), straight(0.9, 0.5, 0.0)
    (0.5, 0.75)
    """
    inner = min(1 - _EDGE, max(_EDGE, confidence))
    odds = slope * math.log(inner / (1 - inner)) + offset
    return round(1 / (1 + math.exp(-odds)), 3)
