"""What ONE document reports: the exchange record as typed values. The JSON form is in `model.exchange`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from picketline.model.errors import EvidenceError
from picketline.model.span import Evidence

Modality = Literal["happened", "planned", "threatened", "alleged", "denied"]
Bound = Literal["min", "max"]


@dataclass(frozen=True, slots=True)
class Value:
    """One value and the words that say it. A value without evidence cannot be made, unless its property is judged whole."""

    value: str
    evidence: Evidence
    aliases: tuple[str, ...] = ()
    country: str | None = None
    said_by: str | None = None
    via: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of people: `value`, `maximum` for a range, `bound` for "over" (min) and "up to" (max)."""

    value: float
    evidence: Evidence
    maximum: float | None = None
    approximate: bool = False
    bound: Bound | None = None
    said_by: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in units (not thousands) of an ISO 4217 currency."""

    value: float
    currency: str


@dataclass(frozen=True, slots=True)
class Event:
    """A happening inside a dispute. `basis` holds the evidence of arguments whose words stand outside the event's quote."""

    type: str
    evidence: Evidence
    date: str | None = None
    count: float | None = None
    bound: Bound | None = None
    amount: Money | None = None
    also_amount: Money | None = None
    actor: str | None = None
    modality: Modality = "happened"
    said_by: str | None = None
    via: str | None = None
    basis: Mapping[str, Evidence] = field(default_factory=lambda: MappingProxyType({}))
    confidence: float | None = None

    def __post_init__(self) -> None:
        _demand_evidence("event", self.evidence)


SETS = ("employers", "unions", "workers", "places", "forms", "demands")
ONES = ("industry", "started", "ended", "status", "outcome")
WHOLE = frozenset({"industry", "status", "outcome"})
"""Properties judged from the report as a whole, which may stand without a quote."""


@dataclass(frozen=True, slots=True)
class Reported:
    """One dispute as one document reports it; `id` is unique within the document."""

    id: str
    employers: tuple[Value, ...] = ()
    unions: tuple[Value, ...] = ()
    workers: tuple[Value, ...] = ()
    places: tuple[Value, ...] = ()
    forms: tuple[Value, ...] = ()
    demands: tuple[Value, ...] = ()
    industry: Value | None = None
    started: Value | None = None
    ended: Value | None = None
    status: Value | None = None
    outcome: Value | None = None
    workers_involved: Quantity | None = None
    events: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        for name, value in self.values():
            if name not in WHOLE:
                _demand_evidence(name, value.evidence)
        if self.workers_involved:
            _demand_evidence("workers_involved", self.workers_involved.evidence)

    def values(self) -> Iterator[tuple[str, Value]]:
        """(property, value) for each name, place, code and date, in the order of the exchange form."""
        for name in SETS:
            yield from ((name, value) for value in getattr(self, name))
        for name in ONES:
            value = getattr(self, name)
            if value is not None:
                yield name, value


@dataclass(frozen=True, slots=True)
class Record:
    """What one document reports. `document` is the id by which the input names it."""

    document: str
    relevant: bool
    disputes: tuple[Reported, ...] = ()


def _demand_evidence(name: str, evidence: Evidence) -> None:
    if not evidence:
        raise EvidenceError(f"{name}: a value without the words that say it cannot be made")
