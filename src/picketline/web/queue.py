"""What a person should look at first: the claims that nobody has judged, by how far the figures would be wrong if the claim is.

    urgency = share x doubt

`share` (0..1) is the part of the figures that hang on the claim: the mean over the three measures of official statistics (stoppages,
workers involved, days not worked) of the dispute's part in the total, times the part of it that the property decides (`MOVES`).
`doubt` (0..1) is the chance that the claim is wrong: one minus its calibrated confidence, and at least one half where reports differ.
`expected_wrong` is the part of the figures that is expected to be wrong as long as nobody looks: of each dispute's part, what any of its
claims spoils.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from picketline.model import Choice, Claim, Dispute
from picketline.model.edtf import bounds

MOVES: dict[str, tuple[float, float, float]] = {
    "form": (1, 1, 1), "status": (1, 1, 1), "started": (0.5, 0.5, 1), "employer": (0.5, 0.5, 0.5), "workers_involved": (0, 1, 1),
    "ended": (0, 0, 1), "industry": (0.2, 0.2, 0.2), "place": (0.2, 0.2, 0.2), "union": (0.1, 0.1, 0.1), "worker": (0.1, 0.1, 0.1),
    "outcome": (0.1, 0.1, 0.1), "demand": (0.1, 0.1, 0.1),
}  # fmt: skip
"""How much of a dispute's stoppages, workers and days a property decides: without its form it does not count, without a start it counts
in another period, a number of workers makes the workers and the days; a grouping moves part of it from one row to another."""
DEPARTURES, OTHER_EVENTS = (0.0, 0.0, 0.3), (0.0, 0.0, 0.05)
"""The same for events: those that end the stoppage for some of the workers, and all others."""
LEAVING = frozenset({"dismissal", "return_to_work"})
UNKNOWN, CONTESTED = 0.5, 0.5
"""The doubt of a claim that has no confidence, and the least doubt where reports differ."""
LONGEST = 366
"""Days of one stoppage that are counted here."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim to judge, in its dispute; `whole` is the dispute's own part of the figures."""

    claim: Claim
    dispute: Dispute
    share: float
    doubt: float
    whole: float
    contested: bool = False

    @property
    def urgency(self) -> float:
        """The part of the figures that is expected to be wrong by this claim."""
        return self.share * self.doubt


def queue(disputes: Iterable[Dispute], judged: frozenset[str]) -> list[Waiting]:
    """The claims of the disputes that nobody has judged, most urgent first; the same ledger gives the same order."""
    known = list(disputes)
    shares = _shares(known)
    waiting = (one for dispute, share in zip(known, shares, strict=True) for one in _waiting(dispute, share, judged))
    return sorted(waiting, key=lambda one: (-round(one.urgency, 12), one.claim.id))


def expected_wrong(waiting: Iterable[Waiting]) -> float:
    """The part of the figures (0..1) that is expected to be wrong by the claims that wait."""
    right: dict[str, float] = {}
    whole: dict[str, float] = {}
    for one in waiting:
        whole[one.dispute.id] = one.whole
        right[one.dispute.id] = right.get(one.dispute.id, 1.0) * (1.0 - one.urgency / one.whole)
    return sum(part * (1.0 - right[dispute]) for dispute, part in whole.items())


def _waiting(dispute: Dispute, shares: Sequence[float], judged: frozenset[str]) -> Iterator[Waiting]:
    for choices in dispute.chosen.values():
        for choice in choices:
            claim = choice.claim
            if claim.id not in judged and not claim.method.startswith(("person:", "table:")):
                moved = fmean(share * part for share, part in zip(shares, _moves(claim), strict=True))
                yield Waiting(claim, dispute, moved, _doubt(choice), fmean(shares), bool(choice.rivals))


def _moves(claim: Claim) -> tuple[float, float, float]:
    if claim.property == "event":
        return DEPARTURES if claim.value.get("type") in LEAVING else OTHER_EVENTS
    return MOVES.get(claim.property, OTHER_EVENTS)


def _doubt(choice: Choice) -> float:
    confidence = choice.claim.confidence
    doubt = UNKNOWN if confidence is None else 1.0 - confidence
    return max(doubt, CONTESTED) if choice.rivals else doubt


def _shares(disputes: Sequence[Dispute]) -> list[tuple[float, float, float]]:
    """Of each dispute its part of all stoppages, workers and days; what is not known is as large as the mean of what is."""
    workers = _filled([_workers(dispute) for dispute in disputes])
    days = [many * length for many, length in zip(workers, _filled([_length(dispute) for dispute in disputes]), strict=True)]
    totals = (sum(workers) or 1.0, sum(days) or 1.0)
    return [(1 / len(disputes), many / totals[0], worked / totals[1]) for many, worked in zip(workers, days, strict=True)]


def _filled(found: Sequence[float | None]) -> list[float]:
    known = [one for one in found if one is not None]
    mean = fmean(known) if known else 1.0
    return [mean if one is None else one for one in found]


def _workers(dispute: Dispute) -> float | None:
    number = dispute.value("workers_involved")
    return float(number) if isinstance(number, int | float) and number > 0 else None


def _length(dispute: Dispute) -> float | None:
    first, last = (bounds(str(value)) if (value := dispute.value(name)) else None for name in ("started", "ended"))
    if not (first and last and first.first and last.last and first.first.known() and last.last.known()):
        return None
    days = (last.last.date() - first.first.date()).days + 1
    return float(min(days, LONGEST)) if days > 0 else None
