"""Which judgements and corrections still stand after those that were taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from picketline.model import Correction, Judgement

Row = TypeVar("Row", Judgement, Correction)


def standing(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that no standing row takes back, without those that only take back; each once, in the given order."""
    known = {row.id: row for row in rows}
    stands = in_force(known.values())
    return tuple(row for row in known.values() if row.undoes is None and row.id in stands)


def in_force(rows: Iterable[Judgement | Correction]) -> frozenset[str]:
    """The ids of the rows that no row in force takes back. An undo can itself be taken back: then what it took back stands again."""
    known = list(rows)
    undone_by: dict[str, list[str]] = {}
    for row in known:
        if row.undoes:
            undone_by.setdefault(row.undoes, []).append(row.id)
    stands: dict[str, bool] = {}

    def holds(row_id: str) -> bool:
        if row_id not in stands:
            stands[row_id] = not any(holds(other) for other in undone_by.get(row_id, ()))
        return stands[row_id]

    return frozenset(row.id for row in known if holds(row.id))
