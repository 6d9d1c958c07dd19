"""Pictures that the server draws: no script is needed to see them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal
from markupsafe import Markup

from picketline.export.spoken import gettext as _
from picketline.export.spoken import locale
from picketline.export.words import joined
from picketline.ledger import Summary
from picketline.model.edtf import bounds

WIDTH, MARGIN = 960, 12


def first_day(edtf: object) -> date | None:
    """The first day of an EDTF value; None where it has no year."""
    found = bounds(str(edtf)) if edtf else None
    return found.first.date() if found and found.first and found.first.known() else None


def _x(when: date, first: date, last: date) -> float:
    return round(MARGIN + (WIDTH - 2 * MARGIN) * (when - first).days / max(1, (last - first).days), 1)


def long_day(when: date) -> str:
    """A day in words."""
    return format_date(when, "long", locale=locale())


@dataclass(frozen=True, slots=True)
class Spot:
    """A circle on the map: degrees, how many disputes are there, and the address of their list."""

    name: str
    longitude: float
    latitude: float
    disputes: int
    href: str


def world(spots: Iterable[Spot]) -> Markup:
    """The land, and on it a circle a place, its area by the number of disputes; each links to its list."""
    circles = Markup("").join(_circle(spot) for spot in spots)
    land = Markup('<use href="/static/land.svg#land" class="land"/>')
    return Markup('<svg class="world" viewBox="0 0 360 150" role="group" aria-label="{}">{}{}</svg>').format(
        _("Places of the disputes"), land, circles
    )


def _circle(spot: Spot) -> Markup:
    title, radius = f"{spot.name}: {spot.disputes}", round(min(12, 0.9 * math.sqrt(spot.disputes)) + 1.2, 2)
    return Markup('<a href="{}"><circle cx="{}" cy="{}" r="{}"><title>{}</title></circle></a>').format(
        spot.href, round(spot.longitude + 180, 2), round(90 - spot.latitude, 2), radius, title
    )  # fmt: skip


EARLY = 10
"""One in so many disputes may begin before the axis: a lone early one must not squeeze all others into its end."""


def stretches(summaries: Iterable[Summary]) -> Markup:
    """One line a dispute on a common axis, from its start to its end; those without a known year are not drawn."""
    dated = sorted(
        (_Stretch(summary, *ends) for summary in summaries if (ends := _ends(summary))), key=lambda one: (one.start, one.summary.id)
    )
    if not dated:
        return Markup("")
    first, last = dated[len(dated) // EARLY].start, max(one.end for one in dated)
    rows = Markup("").join(one.drawn(24 + 18 * i, first, last) for i, one in enumerate(dated))
    high = 30 + 18 * len(dated)
    grid = Markup("").join(_tick(first + (last - first) * i // TICKS, i, first, last, high) for i in range(TICKS + 1))
    title = _("{number} disputes from {first} to {last}").format(number=len(dated), first=long_day(first), last=long_day(last))
    return Markup('<svg class="stretches" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>').format(
        WIDTH, high, title, grid, rows
    )  # fmt: skip


TICKS = 4


def _tick(when: date, i: int, first: date, last: date, high: int) -> Markup:
    anchor = "start" if i == 0 else "end" if i == TICKS else "middle"
    return Markup('<path class="grid" d="M{0} 20V{1}"/><text class="tick" x="{0}" y="14" text-anchor="{2}">{3}</text>').format(
        _x(when, first, last), high, anchor, format_date(when, "medium", locale=locale())
    )  # fmt: skip


def _ends(summary: Summary) -> tuple[date, date] | None:
    start = first_day(summary.started)
    if start is None:
        return None
    return start, max(start, first_day(summary.ended) or first_day(summary.last_published) or start)


@dataclass(frozen=True, slots=True)
class _Stretch:
    summary: Summary
    start: date
    end: date

    def drawn(self, y: int, first: date, last: date) -> Markup:
        """The line and its name: to its right where there is room, else to its left, else on the line."""
        x = _x(max(self.start, first), first, last)
        width = max(3.0, _x(max(self.end, first), first, last) - x)
        after, before = x + width + 6, x - 6
        at, anchor = (after, "start") if after < WIDTH * 0.7 else (before, "end") if before > WIDTH * 0.3 else (x + 8, "start")
        earlier = "← " if self.start < first else ""
        name = joined(self.summary.employers[:2]) or joined(self.summary.workers[:2]) or self.summary.id
        bar = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="8" rx="2"/>').format(
            self.summary.status or "", x, y, round(width, 1)
        )
        told = Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(round(at, 1), y + 8, anchor, earlier + name[:48])
        return Markup('<a href="/d/{}">{}{}</a>').format(self.summary.id, bar, told)


def bars(rows: list[tuple[str, int, str]], title: str) -> Markup:
    """A bar a row (name, number, address), in the order given: a list, so that its words are as large as any others."""
    top = max((many for _name, many, _href in rows), default=1)
    drawn = Markup("").join(
        Markup(
            '<li><a href="{}">{}</a><svg aria-hidden="true" height="18" width="100%"><rect width="{}%" height="18" rx="2"/></svg>'
            '<data class="many" value="{}">{}</data></li>'
        ).format(href, name, round(max(0.4, 100 * many / top), 2), many, format_decimal(many, locale=locale()))
        for name, many, href in rows
    )
    return Markup('<ul class="rows" aria-label="{}">{}</ul>').format(title, drawn) if rows else Markup("")


HISTOGRAM = (240, 44)


def years(rows: list[tuple[str, int, str]]) -> Markup:
    """A bar a year (year, number, address) from the first to the last, gaps left empty; nothing for fewer than two."""
    if len(rows) < 2:
        return Markup("")
    first, last, top = int(rows[0][0]), int(rows[-1][0]), max(many for _year, many, _href in rows)
    wide = HISTOGRAM[0] / (last - first + 1)
    drawn = Markup("").join(_year(row, (int(row[0]) - first) * wide, wide, top) for row in rows)
    names = Markup('<text x="0" y="58">{}</text><text x="{}" y="58" text-anchor="end">{}</text>').format(first, HISTOGRAM[0], last)
    return Markup('<svg class="histogram" viewBox="0 0 {} 62" role="group" aria-label="{}">{}{}</svg>').format(
        HISTOGRAM[0], _("Disputes by the year of their beginning"), drawn, names
    )  # fmt: skip


def _year(row: tuple[str, int, str], x: float, wide: float, top: int) -> Markup:
    """The bar, on a field of the full height that is easier to hit."""
    year, many, href = row
    high = max(1.5, HISTOGRAM[1] * many / top)
    told = f"{year}: {format_decimal(many, locale=locale())}"
    return Markup(
        '<a href="{}" aria-label="{}"><rect class="field" x="{}" y="0" width="{}" height="{}"/>'
        '<rect x="{}" y="{}" width="{}" height="{}" rx="1"/><title>{}</title></a>'
    ).format(
        href, told, round(x, 2), round(wide, 2), HISTOGRAM[1], round(x + wide * 0.1, 2), round(HISTOGRAM[1] - high, 2),
        round(wide * 0.8, 2), round(high, 2), told,
    )  # fmt: skip
