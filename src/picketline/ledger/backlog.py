"""The claims that stand in a dispute and that nobody has judged: kept beside each cached dispute, and in memory as columns.

Which of them a person should look at first is not told here, but by who asks (the desk's `queue`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import RowMapping

from picketline.ledger.summary import Summary
from picketline.model import Dispute
from picketline.model.edtf import bounds

FIELDS = 4
TOGETHER = 20_000
"""How many disputes' claims are read at once."""


def waiting(dispute: Dispute, judged: Collection[str]) -> Iterator[str | float | bool | None]:
    """The claims that stand, but those that a person has judged or made and those of listings: `FIELDS` values each, one claim's after the
    other's, so that a million are read back quickly: its id, its kind (the property, of events `event:` and the type), its confidence,
    whether reports differ on it."""
    for name, choices in dispute.chosen.items():
        for choice in choices:
            claim = choice.claim
            if claim.id not in judged and not claim.method.startswith(("person:", "table:")):
                kind = f"event:{claim.value.get('type')}" if name == "event" else name
                yield from (claim.id, kind, claim.confidence, bool(choice.rivals))


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
class Columns:
    """Claims that wait as columns: their ids, the numbers of their disputes and kinds, their confidence (not a number where there is none),
    and whether reports differ."""

    ids: NDArray[np.bytes_]
    disputes: NDArray[np.int32]
    kinds: NDArray[np.int32]
    confidence: NDArray[np.float64]
    contested: NDArray[np.bool_]

    @classmethod
    def of(cls, values: Sequence[Any], disputes: NDArray[np.int32], kinds: dict[str, int]) -> Columns:
        """The columns of what `waiting` gives, with each claim's dispute's number; new kinds get the next numbers in `kinds`."""
        ids, names, confidence, contested = (values[at::FIELDS] for at in range(FIELDS))
        known = [kinds.setdefault(name, len(kinds)) for name in names]
        return cls(
            np.array(ids, dtype="S18"), disputes, np.array(known, dtype=np.int32),
            np.array(confidence, dtype=np.float64), np.array(contested, dtype=np.bool_),
        )  # fmt: skip

    def at(self, which: NDArray[np.bool_]) -> Columns:
        """Those of a mask."""
        return Columns(*(getattr(self, one.name)[which] for one in fields(self)))

    @staticmethod
    def joined(parts: Sequence[Columns]) -> Columns:
        """Several, one after the other."""
        return Columns(*(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Columns)))


@dataclass(frozen=True, slots=True)
class Waiting:
    """The claims that wait in some disputes: `claims` number the disputes by their places in `disputes` (ids) and the kinds by those in
    `kinds`; `workers` and `days` (of the action, see `lasted`) are those of the disputes, not a number where they are not known."""

    claims: Columns
    kinds: tuple[str, ...]
    disputes: NDArray[np.bytes_]
    workers: NDArray[np.float64]
    days: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Backlog:
    """The claims that wait in all disputes of a tally, which numbers them; `days` has the length of each dispute's action."""

    claims: Columns = field(default_factory=lambda: Columns.of((), np.zeros(0, np.int32), {}))
    kinds: Mapping[str, int] = field(default_factory=dict)
    days: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))

    def extended(self, disputes: Sequence[RowMapping]) -> Backlog:
        """With the columns `waiting` and `days` of further cached disputes, which get the next numbers."""
        kinds, parts = dict(self.kinds), [self.claims]
        for first in range(0, len(disputes), TOGETHER):
            read = json.loads(f"[{','.join(row['waiting'] for row in disputes[first : first + TOGETHER])}]")
            numbers = np.arange(first, first + len(read), dtype=np.int32) + self.days.size
            parts.append(Columns.of(list(chain.from_iterable(read)), np.repeat(numbers, [len(values) // FIELDS for values in read]), kinds))
        days = np.array([row["days"] for row in disputes], dtype=np.float64)
        return Backlog(Columns.joined(parts), kinds, np.concatenate([self.days, days]))

    def among(self, found: NDArray[np.bool_], ids: NDArray[np.bytes_], workers: NDArray[np.float64]) -> Waiting:
        """The claims of the disputes that were found; `ids` and `workers` (less than one where it is not known) are those of all."""
        claims = self.claims.at(found[self.claims.disputes])
        places = np.cumsum(found, dtype=np.int32) - 1
        return Waiting(
            replace(claims, disputes=places[claims.disputes]), tuple(self.kinds), ids[found],
            np.where(workers > 0, workers, np.nan)[found], self.days[found],
        )  # fmt: skip
