"""What a person should look at first: claims that no person has judged, by what they matter times how unsure they are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from picketline.model import Claim, Dispute

WEIGHT = {
    "workers_involved": 3.0, "started": 3.0, "ended": 3.0, "employer": 2.5, "form": 2.0, "status": 2.0, "place": 1.5, "union": 1.5,
    "industry": 1.5, "event": 1.0, "outcome": 1.0, "worker": 1.0, "demand": 0.7,
}  # fmt: skip
"""How much a property moves the statistics: size and dates make the days not worked, the employer and form the count."""
UNKNOWN = 0.5
"""The confidence of a claim that has none."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim to judge, in its dispute; `urgency` orders the queue."""

    claim: Claim
    dispute: Dispute
    urgency: float


def queue(disputes: Iterable[Dispute], judged: frozenset[str]) -> list[Waiting]:
    """The claims of the disputes that nobody has judged, most urgent first; the same ledger gives the same order."""
    waiting = (one for dispute in disputes for one in _waiting(dispute, judged))
    return sorted(waiting, key=lambda one: (-one.urgency, one.claim.id))


def _waiting(dispute: Dispute, judged: frozenset[str]) -> Iterator[Waiting]:
    size = math.log10(10 + _size(dispute))
    for choices in dispute.chosen.values():
        for choice in choices:
            claim = choice.claim
            if claim.id not in judged and not claim.method.startswith(("person:", "table:")):
                yield Waiting(claim, dispute, round(size * WEIGHT.get(claim.property, 1.0) * _doubt(claim, bool(choice.rivals)), 6))


def _size(dispute: Dispute) -> float:
    number = dispute.value("workers_involved")
    return float(number) if isinstance(number, int | float) else 100.0


def _doubt(claim: Claim, contested: bool) -> float:
    """Most where the model is least sure either way, half as much again where reports differ."""
    confidence = UNKNOWN if claim.confidence is None else claim.confidence
    return (1.0 - abs(2 * confidence - 1.0) * 0.9) * (1.5 if contested else 1.0)
