"""The claims that stand in a dispute and that nobody has judged: kept beside each cached dispute, and in memory as columns.

Which of them a person should look at first is not told here, but by who asks (the desk's `queue`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import RowMapping

from picketline.ledger.summary import Summary
from picketline.model import Dispute
from picketline.model.edtf import bounds

CLAIM = np.dtype([("claim", "S18"), ("dispute", "i4"), ("kind", "i4"), ("confidence", "f8"), ("contested", "?")])
"""A claim that waits: its id, its dispute's number, the number of its kind, its confidence (not a number where it has none), and whether
reports differ on it. A kind is the property, of events `event:` and the type."""


def waiting(dispute: Dispute, judged: Collection[str]) -> Iterator[tuple[str, str, float | None, bool]]:
    """Id, kind, confidence and contest of the claims that stand, but those that a person has judged or made and those of listings."""
    for name, choices in dispute.chosen.items():
        for choice in choices:
            claim = choice.claim
            if claim.id not in judged and not claim.method.startswith(("person:", "table:")):
                kind = f"event:{claim.value.get('type')}" if name == "event" else name
                yield claim.id, kind, claim.confidence, bool(choice.rivals)


def lasted(summary: Summary) -> int | None:
    """Days from the first that the action may have had to the last, both counted; None where beginning or end is not known.

    >>> lasted(Summary("D-1", started="2024-03-01", ended="2024-03")), lasted(Summary("D-1", started="2024-03-01"))
    (31, None)
    """
    first, last = (bounds(value) if value else None for value in (summary.started, summary.ended))
    if not (first and last and first.first and last.last and first.first.known() and last.last.known()):
        return None
    days = (last.last.date() - first.first.date()).days + 1
    return days if days > 0 else None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The claims that wait in some disputes. `rows` are `CLAIM`s whose `dispute` is a place in `disputes` (ids) and whose `kind` one in
    `kinds`; `workers` and `days` (of the action, see `lasted`) are those of the disputes, not a number where they are not known."""

    rows: NDArray[np.void]
    kinds: tuple[str, ...]
    disputes: NDArray[np.bytes_]
    workers: NDArray[np.float64]
    days: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Backlog:
    """The claims that wait in all disputes of a tally, which numbers them; `days` has the length of each dispute's action."""

    rows: NDArray[np.void] = field(default_factory=lambda: np.zeros(0, CLAIM))
    kinds: Mapping[str, int] = field(default_factory=dict)
    days: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))

    def extended(self, disputes: Sequence[RowMapping]) -> Backlog:
        """With the columns `waiting` and `days` of further cached disputes, which get the next numbers."""
        kinds = dict(self.kinds)
        told = (
            (claim, number, kinds.setdefault(kind, len(kinds)), np.nan if confidence is None else confidence, contested)
            for number, row in enumerate(disputes, self.days.size)
            for claim, kind, confidence, contested in json.loads(row["waiting"])
        )
        rows = np.concatenate([self.rows, np.fromiter(told, CLAIM)])
        days = [np.nan if row["days"] is None else float(row["days"]) for row in disputes]
        return Backlog(rows, kinds, np.concatenate([self.days, np.array(days)]))

    def among(self, found: NDArray[np.bool_], ids: NDArray[np.bytes_], workers: NDArray[np.float64]) -> Waiting:
        """The claims of the disputes that were found; `ids` and `workers` (less than one where it is not known) are those of all."""
        rows = self.rows[found[self.rows["dispute"]]]
        rows["dispute"] = (np.cumsum(found) - 1)[rows["dispute"]]
        return Waiting(rows, tuple(self.kinds), ids[found], np.where(workers > 0, workers, np.nan)[found], self.days[found])
