"""Credit counted by slot, and what follows from it: precision, recall, F1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """`credit` earned, of `gold` coded values and `predicted` ones."""

    credit: float = 0.0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.credit + other.credit, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def precision(self) -> float:
        """Credit per predicted value; 0 where nothing is predicted."""
        return self.credit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Credit per coded value; 0 where nothing is coded."""
        return self.credit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> Count(1.0, gold=2, predicted=2).f1
        0.5
        """
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    @property
    def lost(self) -> float:
        """Coded and predicted values that earned nothing."""
        return self.gold + self.predicted - 2 * self.credit


Tally = Mapping[str, Count]
"""Counts by slot."""

GROUPS: Mapping[str, str] = {
    "employers": "who", "unions": "who", "workers": "who", "places": "where", "country": "where", "started": "when", "ended": "when",
    "workers_involved": "how many", "industry": "what", "forms": "what", "demands": "what", "status": "what", "outcome": "what",
    "event": "events", "event.date": "event arguments", "event.count": "event arguments", "event.amount": "event arguments",
    "event.actor": "event arguments", "event.modality": "event arguments", "event.said_by": "attribution",
}  # fmt: skip
"""The group of each slot. `dispute` has none: it is reported apart and is no part of the whole."""


def merge(tallies: Iterable[Tally]) -> dict[str, Count]:
    """The counts of several tallies, slot by slot."""
    out: dict[str, Count] = {}
    for tally in tallies:
        for slot, count in tally.items():
            out[slot] = out.get(slot, Count()) + count
    return out


def groups(tally: Tally) -> dict[str, Count]:
    """The counts by group of slots, in the order of `GROUPS`."""
    rows = merge({GROUPS[slot]: count} for slot, count in tally.items() if slot in GROUPS)
    return {group: rows[group] for group in dict.fromkeys(GROUPS.values()) if group in rows}


def whole(tally: Tally) -> Count:
    """The count over all slots but `dispute`."""
    return sum((count for slot, count in tally.items() if slot in GROUPS), Count())
