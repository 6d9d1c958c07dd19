"""A chart of figures over periods, drawn by the server: a column a period, with its low and high where they differ."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from babel.numbers import format_compact_decimal, format_decimal
from markupsafe import Markup

from picketline.export.spoken import locale

WIDTH, HEIGHT, LEFT, RIGHT, FOOT = 960, 220, 56, 20, 24
LABELS = 16
"""So many periods have room for their names."""


@dataclass(frozen=True, slots=True)
class Column:
    """The figures of one period, and the address of their reason; empty where there is none."""

    period: str
    low: float
    best: float
    high: float
    href: str


def columns(rows: Sequence[Column], title: str) -> Markup:
    """The chart, in the order given; nothing for fewer than two periods or where every figure is nought."""
    top = max((row.high for row in rows), default=0)
    if len(rows) < 2 or top <= 0:
        return Markup("")
    step = nice(top / 4)
    scale = (HEIGHT - FOOT - 14) / (step * math.ceil(top / step))
    lines = Markup("").join(_line(step * i, scale) for i in range(math.ceil(top / step) + 1))
    wide, every = (WIDTH - LEFT - RIGHT) / len(rows), math.ceil(len(rows) / LABELS)
    drawn = Markup("").join(_column(row, (LEFT + wide * i, wide, scale), named=i % every == 0) for i, row in enumerate(rows))
    return Markup('<svg class="bars" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>').format(
        WIDTH, HEIGHT, title, lines, drawn
    )


def nice(number: float) -> float:
    """The next of 1, 2, 5, 10, 20 ... that is not less.

    >>> nice(3), nice(0.4), nice(1200)
    (5.0, 1.0, 2000.0)
    """
    power = 10.0 ** max(0, math.floor(math.log10(number)))
    return max(1.0, next(power * one for one in (1, 2, 5, 10) if power * one >= number))


def _y(value: float, scale: float) -> float:
    return round(HEIGHT - FOOT - value * scale, 1)


def _line(value: float, scale: float) -> Markup:
    y = _y(value, scale)
    told = format_compact_decimal(value, locale=locale(), fraction_digits=1)
    return Markup('<path class="grid" d="M{} {}H{}"/><text x="{}" y="{}" text-anchor="end">{}</text>').format(
        LEFT, y, WIDTH - RIGHT, LEFT - 8, y + 4, told
    )  # fmt: skip


def _column(row: Column, at: tuple[float, float, float], named: bool) -> Markup:
    x, wide, scale = at
    middle, half = round(x + wide / 2, 1), min(wide * 0.34, 26)
    best, high, low = (_y(value, scale) for value in (row.best, row.high, row.low))
    spread = Markup('<path class="spread" d="M{0} {1}V{2}M{3} {1}h{4}M{3} {2}h{4}"/>').format(middle, high, low, round(middle - 5, 1), 10)
    name = Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(middle, HEIGHT - 6, row.period) if named else ""
    drawn = Markup('<rect class="best" x="{}" y="{}" width="{}" height="{}" rx="1.5"/>{}<title>{}</title>').format(
        round(middle - half, 1), best, round(2 * half, 1), round(HEIGHT - FOOT - best, 1), spread if row.high > row.low else "", _told(row)
    )  # fmt: skip
    return Markup('<a href="{}" aria-label="{}">{}</a>{}').format(row.href, _told(row), drawn, name) if row.href else drawn + name


def _told(row: Column) -> str:
    low, best, high = (format_decimal(value, locale=locale()) for value in (row.low, row.best, row.high))
    return f"{row.period}: {best}" if low == high else f"{row.period}: {best} ({low}–{high})"
