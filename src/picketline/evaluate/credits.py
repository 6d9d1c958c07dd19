"""Credit, from 0 to 1, of one predicted value for one coded value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from picketline.evaluate.dates import date_credit
from picketline.evaluate.names import same_name, words
from picketline.model.record import Event, Quantity, Reported, Value
from picketline.model.span import Evidence

_TOLERANCE = 0.005
"""Share by which two equal numbers may differ."""
_SHORTEST = 10
"""Code points below which a predicted span shows no event."""
_SPRAWL = 3
"""Times the length of the gold evidence that predicted evidence may have; evidence under 300 code points is never too long."""
_ROOM = 100


def name_credit(gold: Value, predicted: Value) -> float:
    """1 when the name is the same as the coded one or one of its aliases."""
    return float(any(same_name(form, predicted.value) for form in (gold.value, *gold.aliases)))


def code_credit(gold: Value, predicted: Value, accept: tuple[str, ...] = ()) -> float:
    """1 when the codes are equal."""
    return float(predicted.value in (gold.value, *accept))


def day_credit(gold: Value, predicted: Value, accept: tuple[str, ...] = ()) -> float:
    """As `date_credit`, for values."""
    return date_credit((gold.value, *accept), predicted.value)


def number_credit(gold: Quantity, predicted: Quantity) -> float:
    """1 when the numbers are equal, 0.5 when only the upper ends of their ranges differ."""
    if not close(gold.value, predicted.value):
        return 0.0
    top, other = gold.maximum, predicted.maximum
    if top is None and other is None:
        return 1.0
    if top is not None and other is None:
        return 1.0 if top == gold.value else 0.5
    return 1.0 if top is not None and other is not None and close(top, other) else 0.5


def close(a: float, b: float) -> bool:
    """Equal but for half a per cent."""
    return abs(a - b) <= _TOLERANCE * max(abs(a), abs(b))


def shows_the_same(gold: Evidence, predicted: Evidence) -> bool:
    """Whether some predicted span covers half of a gold quote or lies half in it, and the evidence does not sprawl."""
    spans = [span for span in predicted if span.end - span.start >= _SHORTEST]
    if sum(s.end - s.start for s in spans) > _SPRAWL * max(_ROOM, sum(g.end - g.start for g in gold)):
        return False
    return any(_half(min(g.end, s.end) - max(g.start, s.start), min(g.end - g.start, s.end - s.start)) for g in gold for s in spans)


def _half(overlap: int, shorter: int) -> bool:
    return overlap > 0 and overlap >= 0.5 * shorter


@dataclass(frozen=True, slots=True)
class Told:
    """An event in its dispute; `accept` holds the other right dates."""

    event: Event
    dispute: Reported
    accept: tuple[str, ...] = ()


def event_credit(gold: Told, predicted: Told) -> float:
    """A little over 1 when type and evidence are the same, the more so the more arguments are right; else 0."""
    if gold.event.type != predicted.event.type or not shows_the_same(gold.event.evidence, predicted.event.evidence):
        return 0.0
    return 1.0 + 0.01 * sum(argument_credits(gold, predicted).values())


def arguments(event: Event) -> tuple[str, ...]:
    """The slots of the arguments that an event has; that it simply happened is none."""
    given = {
        "event.modality": event.modality != "happened", "event.date": bool(event.date), "event.count": event.count is not None,
        "event.amount": event.amount is not None, "event.actor": bool(event.actor), "event.said_by": bool(event.said_by),
    }  # fmt: skip
    return tuple(slot for slot, has in given.items() if has)


def argument_credits(gold: Told, predicted: Told) -> dict[str, float]:
    """The credit of each argument that both events have."""
    return {slot: _ARGUMENTS[slot](gold, predicted) for slot in arguments(gold.event) if slot in arguments(predicted.event)}


def _date(gold: Told, predicted: Told) -> float:
    return date_credit((gold.event.date or "", *gold.accept), predicted.event.date or "")


def _count(gold: Told, predicted: Told) -> float:
    return float(close(gold.event.count or 0, predicted.event.count or 0))


def _amount(gold: Told, predicted: Told) -> float:
    a, b = gold.event.amount, predicted.event.amount
    return float(a is not None and b is not None and a.currency == b.currency and close(a.value, b.value))


def _modality(gold: Told, predicted: Told) -> float:
    return float(gold.event.modality == predicted.event.modality)


def _actor(gold: Told, predicted: Told) -> float:
    return _party(gold.event.actor or "", predicted.event.actor or "", gold.dispute, predicted.dispute)


def _said_by(gold: Told, predicted: Told) -> float:
    return _party(gold.event.said_by or "", predicted.event.said_by or "", gold.dispute, predicted.dispute)


_ARGUMENTS: Mapping[str, Callable[[Told, Told], float]] = {
    "event.modality": _modality, "event.date": _date, "event.count": _count, "event.amount": _amount,
    "event.actor": _actor, "event.said_by": _said_by,
}  # fmt: skip


def _party(gold: str, predicted: str, coded: Reported, reported: Reported) -> float:
    """1 when both name one party; other forms of a party's name are taken from the dispute's own parties."""
    left, right = _forms(gold, coded), _forms(predicted, coded) | _forms(predicted, reported)
    return float(any(same_name(a, b, sides=True) for a in left for b in right))


def _forms(name: str, dispute: Reported) -> set[str]:
    parties = (*dispute.employers, *dispute.unions, *dispute.workers)
    groups = [(party.value, *party.aliases) for party in parties]
    return {name}.union(*(group for group in groups if any(words(form) == words(name) for form in group)))


Credit = Callable[[Value, Value, tuple[str, ...]], float]

SETS: Mapping[str, Callable[[Value, Value], float]] = {
    "employers": name_credit, "unions": name_credit, "workers": name_credit, "places": name_credit,
    "forms": code_credit, "demands": code_credit,
}  # fmt: skip
ONES: Mapping[str, Credit] = {
    "started": day_credit, "ended": day_credit, "industry": code_credit, "status": code_credit, "outcome": code_credit,
}  # fmt: skip
