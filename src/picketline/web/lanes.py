"""A dispute in time and in space, drawn by the server: events by who tells of them, and where the places lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from markupsafe import Markup

from picketline.export.spoken import gettext as _
from picketline.export.spoken import ngettext
from picketline.export.where import located
from picketline.export.words import claimed, day
from picketline.model import Dispute
from picketline.web.drawing import first_day, long_day

WIDTH, LEFT, RIGHT, LANE, TOP = 960, 190, 24, 30, 30
NAME = 24
"""Letters of a speaker's name that have room beside the lane."""
APART = 9.0
"""Least distance of two marks on a lane: nearer ones are drawn one above the other."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on a day, told by a speaker; `number` is its place in the list below the picture."""

    when: date
    speaker: str
    told: str
    modality: str
    number: int


def lanes(dispute: Dispute) -> Markup:
    """The dated events on one axis, a lane a speaker, below the stretch of the action; nothing where fewer than two days are known."""
    marks = tuple(_marks(dispute))
    ends = [when for name in ("started", "ended") if (when := first_day(dispute.value(name)))]
    days = sorted({*(mark.when for mark in marks), *ends})
    if len(days) < 2:
        return Markup()
    speakers = list(dict.fromkeys(mark.speaker for mark in marks))
    height = TOP + LANE * (len(speakers) + 1) + 8
    axis = _Axis(days[0], days[-1])
    drawn = [axis.drawn(height), _action(ends, axis), *(_lane(n, name, marks, axis) for n, name in enumerate(speakers, start=1))]
    title = ngettext("{n} dated event from {first} to {last}", "{n} dated events from {first} to {last}", len(marks)).format(
        n=len(marks), first=long_day(axis.first), last=long_day(axis.last)
    )
    return Markup('<svg class="lanes" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
        WIDTH, height, title, Markup().join(drawn)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Axis:
    first: date
    last: date

    def x(self, when: date) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (when - self.first).days / max(1, (self.last - self.first).days), 1)

    def drawn(self, height: int) -> Markup:
        lines = Markup().join(
            Markup('<path class="axis" d="M{} {}V{}"/>').format(x, TOP - 8, height - 4) for x in (self.x(self.first), self.x(self.last))
        )
        return lines + Markup('<text x="{}" y="14">{}</text><text x="{}" y="14" text-anchor="end">{}</text>').format(
            LEFT, long_day(self.first), WIDTH - RIGHT, long_day(self.last)
        )


def _marks(dispute: Dispute) -> Iterable[Mark]:
    for number, choice in enumerate(dispute.chosen.get("event", ()), start=1):
        claim = choice.claim
        if when := first_day(claim.value.get("date")):
            told = f"{day(str(claim.value['date']))}: {claimed(claim)}"
            yield Mark(when, claim.said_by or _("the reports"), told, claim.modality, number)


def _action(ends: Sequence[date], axis: _Axis) -> Markup:
    name = Markup('<text class="name" x="{}" y="{}" text-anchor="end">{}</text>').format(LEFT - 14, TOP + 15, _("the action"))
    start, end = (axis.x(min(ends)), axis.x(max(ends))) if ends else (0.0, 0.0)
    shape = Markup('<rect class="action" x="{}" y="{}" width="{}" height="10" rx="3"/>').format(
        start, TOP + 5, max(6.0, round(end - start, 1))
    )
    return name + shape if ends else Markup()


def _lane(row: int, speaker: str, marks: Iterable[Mark], axis: _Axis) -> Markup:
    y = TOP + LANE * row + 12
    short = speaker if len(speaker) <= NAME else speaker[: NAME - 1] + "…"
    line = Markup('<path class="lane" d="M{} {}H{}"/>').format(LEFT, y, WIDTH - RIGHT)
    name = Markup('<text class="name" x="{}" y="{}" text-anchor="end">{}<title>{}</title></text>').format(LEFT - 14, y + 5, short, speaker)
    out, last, step = [line, name], -APART, 0
    for mark in (mark for mark in marks if mark.speaker == speaker):
        x = axis.x(mark.when)
        step = (step + 1) % 3 if x - last < APART else 0
        last = x
        out.append(
            Markup('<a href="#event-{}" aria-label="{}"><circle class="{}" cx="{}" cy="{}" r="5.5"><title>{}</title></circle></a>').format(
                mark.number, mark.told, mark.modality, x, y - 7 * step, mark.told
            )
        )
    return Markup().join(out)


def whereabouts(dispute: Dispute) -> Markup:
    """The part of the map where the dispute's places lie; nothing where the gazetteer has none of them. A country is left out where a place
    in it is known."""
    found = located(dispute)
    finer = {spot.country for spot in found if not spot.whole()}
    shown = (spot for spot in found if not (spot.whole() and spot.country in finer))
    spots = sorted(((str(spot), round(spot.longitude + 180, 2), round(90 - spot.latitude, 2)) for spot in shown), key=lambda spot: spot[2])
    if not spots:
        return Markup()
    left, right = min(x for _n, x, _y in spots) - 14, max(x for _n, x, _y in spots) + 14
    scale = (right - left) / 28
    lines = list(_apart([y for _n, _x, y in spots], scale))
    top, bottom = spots[0][2] - 8, max(spots[-1][2] + 8, lines[-1] + scale)
    circles = Markup().join(_spot(spot, scale, line, spot[1] > (left + right) / 2) for spot, line in zip(spots, lines, strict=True))
    return Markup('<svg class="world near" viewBox="{} {} {} {}" role="img" aria-label="{}">{}{}</svg>').format(
        round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2), ", ".join(name for name, _x, _y in spots),
        Markup('<use href="/static/land.svg#land" class="land"/>'), circles,
    )  # fmt: skip


def _apart(heights: Sequence[float], scale: float) -> Iterator[float]:
    """The heights of names, ascending, with room for a line each.

    >>> list(_apart([1.0, 1.5, 9.0], 1.0))
    [1.0, 2.0, 9.0]
    """
    last = -inf
    for height in heights:
        last = max(height, last + scale)
        yield last


def _spot(spot: tuple[str, float, float], scale: float, line: float, eastern: bool) -> Markup:
    name, x, y = spot
    circle = Markup('<circle cx="{}" cy="{}" r="{}"><title>{}</title></circle>').format(x, y, round(0.35 * scale, 2), name)
    at = round(x + (-0.6 if eastern else 0.6) * scale, 2), round(line + 0.3 * scale, 2), round(0.9 * scale, 2)
    side = Markup(' text-anchor="end"') if eastern else ""
    return circle + Markup('<text x="{}" y="{}" font-size="{}"{}>{}</text>').format(*at, side, name)
