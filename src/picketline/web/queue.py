"""What a person should look at first: the claims that nobody has judged, by how far the figures would be wrong if the claim is.

    urgency = share x doubt

`share` (0..1) is the part of the figures that hang on the claim: the mean over the three measures of official statistics (stoppages,
workers involved, days not worked) of the dispute's part in the total, times the part of it that the property decides (`MOVES`).
`doubt` (0..1) is the chance that the claim is wrong: one minus its calibrated confidence, and at least one half where reports differ.
All claims are ranked, however many: as columns of numbers, of which the order is asked only around one place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from picketline.ledger import Waiting

Floats = NDArray[np.float64]

MOVES: dict[str, tuple[float, float, float]] = {
    "form": (1, 1, 1), "status": (1, 1, 1), "started": (0.5, 0.5, 1), "employer": (0.5, 0.5, 0.5), "workers_involved": (0, 1, 1),
    "ended": (0, 0, 1), "industry": (0.2, 0.2, 0.2), "place": (0.2, 0.2, 0.2), "union": (0.1, 0.1, 0.1), "worker": (0.1, 0.1, 0.1),
    "outcome": (0.1, 0.1, 0.1), "demand": (0.1, 0.1, 0.1), "event:dismissal": (0, 0, 0.3), "event:return_to_work": (0, 0, 0.3),
}  # fmt: skip
"""How much of a dispute's stoppages, workers and days a property decides: without its form it does not count, without a start it counts
in another period, a number of workers makes the workers and the days; a grouping moves part of it from one row to another. Of the events
those that end the stoppage for some of the workers move the days."""
OTHER = (0.0, 0.0, 0.05)
"""The same for all other events."""
UNKNOWN, CONTESTED = 0.5, 0.5
"""The doubt of a claim that has no confidence, and the least doubt where reports differ."""
LONGEST = 366
"""Days of one stoppage that are counted here."""
EXACT = 12
"""Decimals by which urgencies differ."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a ranking: its number from one, and the ids before and after it, empty at the ends."""

    number: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Things by their keys, the greatest first, those with equal keys by their ids."""

    ids: NDArray[np.bytes_]
    keys: Floats

    def first(self, count: int | None = None) -> list[str]:
        """The ids of the first so many, or of all."""
        among = np.arange(self.keys.size)
        if count is not None and 0 < count < self.keys.size:
            among = np.flatnonzero(self.keys >= np.partition(self.keys, -count)[-count])
        order = among[np.lexsort((self.ids[among], -self.keys[among]))]
        return [one.decode() for one in self.ids[order[:count]].tolist()]

    def place(self, one: str) -> Place | None:
        """Where one stands; None where it is not ranked."""
        found = np.flatnonzero(self.ids == one.encode())
        if not found.size:
            return None
        key = self.keys[found[0]]
        tied, above, below = self._with(key), self.keys[self.keys > key], self.keys[self.keys < key]
        at = tied.index(one)
        before = tied[at - 1] if at else self._with(above.min())[-1] if above.size else ""
        after = tied[at + 1] if at + 1 < len(tied) else self._with(below.max())[0] if below.size else ""
        return Place(above.size + at + 1, before, after)

    def _with(self, key: float) -> list[str]:
        """Those of a key, in their order."""
        return sorted(one.decode() for one in self.ids[self.keys == key].tolist())


@dataclass(frozen=True, slots=True)
class Weight:
    """What makes a claim urgent, and its dispute."""

    share: float
    doubt: float
    dispute: str


@dataclass(frozen=True, slots=True)
class Queue:
    """Claims that wait, with the share and doubt of each; `wholes` are the disputes' own parts of the figures."""

    waiting: Waiting
    shares: Floats
    doubts: Floats
    wholes: Floats

    def __len__(self) -> int:
        return int(self.shares.size)

    def narrowed(self, property: str = "", confidence: float = 0.0, dispute: str = "") -> Queue:
        """Those of one property, of at least a confidence, of one dispute; their shares remain those among all."""
        claims, kinds = self.waiting.claims, self.waiting.kinds
        kept = np.ones(len(self), dtype=np.bool_)
        if property:
            kept &= np.isin(claims.kinds, [n for n, kind in enumerate(kinds) if kind.partition(":")[0] == property])
        if confidence:
            kept &= claims.confidence >= confidence
        if dispute:
            kept &= (self.waiting.disputes == dispute.encode())[claims.disputes]
        if kept.all():
            return self
        return Queue(replace(self.waiting, claims=claims.at(kept)), self.shares[kept], self.doubts[kept], self.wholes)

    def claims(self) -> Ranking:
        """The claims by their urgency."""
        return Ranking(self.waiting.claims.ids, np.round(self.shares * self.doubts, EXACT))

    def disputes(self) -> Ranking:
        """The disputes by the urgency of all their claims."""
        of = self.waiting.claims.disputes
        some = np.bincount(of, minlength=self.wholes.size) > 0
        return Ranking(self.waiting.disputes[some], np.round(np.bincount(of, self.shares * self.doubts, self.wholes.size)[some], EXACT))

    def weight(self, claim: str) -> Weight | None:
        """What makes a claim urgent; None where it does not wait."""
        for at in np.flatnonzero(self.waiting.claims.ids == claim.encode()):
            dispute: bytes = self.waiting.disputes[self.waiting.claims.disputes[at]]
            return Weight(float(self.shares[at]), float(self.doubts[at]), dispute.decode())
        return None

    def expected_wrong(self) -> float:
        """The part of the figures (0..1) that is expected to be wrong as long as nobody looks: of each dispute's part, what any of its
        claims spoils."""
        of = self.waiting.claims.disputes
        with np.errstate(divide="ignore"):  # what is surely wrong leaves nothing right
            right = np.exp(np.bincount(of, np.log1p(-self.shares * self.doubts / self.wholes[of]), self.wholes.size))
        return float((self.wholes * (1 - right)).sum())


def queue(waiting: Waiting) -> Queue:
    """The queue of claims; the same ledger gives the same order."""
    parts, claims = _parts(waiting), waiting.claims
    moves = np.array([MOVES.get(kind, OTHER) for kind in waiting.kinds]).reshape(-1, len(parts))
    shares = np.zeros(claims.ids.size)
    for part, move in zip(parts, moves.T, strict=True):
        shares += part[claims.disputes] * move[claims.kinds] / len(parts)
    doubts = np.where(np.isnan(claims.confidence), UNKNOWN, 1 - claims.confidence)
    return Queue(waiting, shares, np.where(claims.contested, np.maximum(doubts, CONTESTED), doubts), parts.mean(axis=0))


def _parts(waiting: Waiting) -> Floats:
    """Of each dispute its part of all stoppages, workers and days, a row each; what is not known is as large as the mean of what is."""
    workers = _filled(waiting.workers)
    measures = np.stack([np.ones(workers.size), workers, workers * _filled(np.minimum(waiting.days, LONGEST))])
    parts: Floats = measures / np.maximum(measures.sum(axis=1, keepdims=True), 1e-9)
    return parts


def _filled(numbers: Floats) -> Floats:
    known = numbers[~np.isnan(numbers)]
    return np.where(np.isnan(numbers), known.mean() if known.size else 1.0, numbers)
