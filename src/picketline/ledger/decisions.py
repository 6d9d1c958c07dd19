"""What people decide about disputes, as values; and which decisions still stand after those that were taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

from picketline.model import Correction, Judgement

DecisionKind = Literal["merge", "split", "accept", "reject", "replace", "add", "same name", "other name", "undo"]
Row = TypeVar("Row", Judgement, Correction)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a person: the rows that it added share its `id`. `undoes` is the decision that it takes back;
    `standing` says whether no later decision took this one back. Asked of one dispute, it has the corrections of that dispute's claims, and
    `elsewhere` counts the others."""

    id: str
    kind: DecisionKind
    by: str
    note: str
    recorded_at: str
    judgements: tuple[Judgement, ...] = ()
    corrections: tuple[Correction, ...] = ()
    undoes: str | None = None
    standing: bool = True
    elsewhere: int = 0


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
