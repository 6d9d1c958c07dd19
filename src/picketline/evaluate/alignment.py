"""Pairs two lists one to one so that the total credit is highest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TypeVar

Left = TypeVar("Left")
Right = TypeVar("Right")
Pair = tuple[int, int, float]
"""Index in the left list, index in the right list, credit of the pair."""

_EXACT = 12
"""Items that the shorter list may have for an exact answer; longer ones are paired greedily, the highest credit first."""


def align(left: Sequence[Left], right: Sequence[Right], credit: Callable[[Left, Right], float]) -> tuple[Pair, ...]:
    """The pairs of positive credit in the best one-to-one assignment.

    >>> align([1, 2], [2, 1, 3], lambda a, b: float(a == b))
    ((1, 0, 1.0), (0, 1, 1.0))
    """
    if not left or not right:
        return ()
    table = [[credit(a, b) for b in right] for a in left]
    if min(len(left), len(right)) > _EXACT:
        return tuple(_greedy(table))
    if len(right) > len(left):
        columns = [list(column) for column in zip(*table, strict=True)]
        return tuple((i, j, c) for j, i, c in _best(columns))
    return _best(table)


def _best(table: list[list[float]]) -> tuple[Pair, ...]:
    """The best assignment of rows to columns, of which there are few: columns taken so far are a set of bits."""

    @cache
    def best(row: int, taken: int) -> tuple[float, tuple[Pair, ...]]:
        if row == len(table):
            return 0.0, ()
        top = best(row + 1, taken)
        for column, credit in enumerate(table[row]):
            if credit > 0 and not taken >> column & 1:
                total, rest = best(row + 1, taken | 1 << column)
                if total + credit > top[0]:
                    top = total + credit, ((row, column, credit), *rest)
        return top

    return best(0, 0)[1]


def _greedy(table: list[list[float]]) -> Iterator[Pair]:
    cells = sorted(((c, i, j) for i, row in enumerate(table) for j, c in enumerate(row) if c > 0), reverse=True)
    rows, columns = set[int](), set[int]()
    for credit, i, j in cells:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            yield i, j, credit
