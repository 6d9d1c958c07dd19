"""What a figure was at each release, and which report or decision moved it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from picketline.export.figures import Asked, figures
from picketline.ledger import Ledger
from picketline.statistics.measures import Cell
from picketline.statistics.range import Range

Key = tuple[str, tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure as it was known at the end of `day`; `change` is the best figure's difference from the release before (None at the
    first); `moved_by` are the stoppages (dispute ids) whose part of it changed."""

    day: str
    key: Key
    value: Range
    change: float | None
    moved_by: tuple[str, ...]


def revisions(ledger: Ledger, asked: Asked, days: Iterable[str]) -> Iterator[Revision]:
    """For each day the figures that changed since the day before it, those that are new included."""
    before: dict[Key, Cell] = {}
    for day in days:
        now = {_key(cell): cell for cell in figures(ledger.as_of(day).outlines(), asked).cells}
        for key, cell in now.items():
            old = before.get(key)
            if moved := _moved(old, cell):
                yield Revision(day, key, cell.value, None if old is None else cell.value.best - old.value.best, moved)
        before = now


def _key(cell: Cell) -> Key:
    return cell.period, cell.groups, cell.measure


def _moved(old: Cell | None, new: Cell) -> tuple[str, ...]:
    was, now = _parts(old), _parts(new)
    return tuple(sorted(stoppage for stoppage in was.keys() | now.keys() if was.get(stoppage) != now.get(stoppage)))


def _parts(cell: Cell | None) -> dict[str, Range | None]:
    return {} if cell is None else {part.counted.stoppage.key: part.value for part in cell.parts}
