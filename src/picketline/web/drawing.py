"""Pictures that the server draws: no script is needed to see them."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from markupsafe import Markup, escape

from picketline.export.words import LOCALE, claimed, day
from picketline.model import Choice, Dispute
from picketline.model.edtf import bounds

WIDTH, HEIGHT, MARGIN = 960, 84, 12
LANES = 3


def timeline(dispute: Dispute) -> Markup:
    """The dated events and the stretch of the action on one axis; nothing where fewer than two days are known."""
    events = [(when, choice) for choice in dispute.chosen.get("event", ()) if (when := _first(choice.claim.value.get("date")))]
    ends = [when for name in ("started", "ended") if (when := _first(dispute.value(name)))]
    every = [when for when, _ in events] + ends
    if len(set(every)) < 2:
        return Markup("")
    first, last = min(every), max(every)
    bar = _bar(ends, first, last) if len(ends) == 2 else Markup("")
    marks = Markup("").join(_mark(when, choice, i, first, last) for i, (when, choice) in enumerate(events))
    axis = Markup('<path class="axis" d="M{} {}H{}"/>').format(MARGIN, HEIGHT - 26, WIDTH - MARGIN)
    names = Markup('<text x="{}" y="{}">{}</text><text x="{}" y="{}" text-anchor="end">{}</text>').format(
        MARGIN, HEIGHT - 6, _told(first), WIDTH - MARGIN, HEIGHT - 6, _told(last)
    )  # fmt: skip
    title = f"{len(events)} dated events from {_told(first)} to {_told(last)}"
    return Markup('<svg class="axis-of-time" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>').format(
        WIDTH, HEIGHT, title, axis, bar, marks, names
    )  # fmt: skip


def _first(edtf: object) -> date | None:
    found = bounds(str(edtf)) if edtf else None
    return found.first.date() if found and found.first and found.first.known() else None


def _x(when: date, first: date, last: date) -> float:
    return round(MARGIN + (WIDTH - 2 * MARGIN) * (when - first).days / max(1, (last - first).days), 1)


def _bar(ends: list[date], first: date, last: date) -> Markup:
    start, end = sorted(_x(when, first, last) for when in ends)
    return Markup('<rect class="action" x="{}" y="{}" width="{}" height="6" rx="3"/>').format(start, HEIGHT - 29, max(4, end - start))


def _mark(when: date, choice: Choice, i: int, first: date, last: date) -> Markup:
    claim = choice.claim
    title = f"{day(str(claim.value['date']))}: {claimed(claim)}"
    return Markup('<circle class="{}" cx="{}" cy="{}" r="5"><title>{}</title></circle>').format(
        escape(claim.modality), _x(when, first, last), HEIGHT - 40 - 14 * (i % LANES), title
    )  # fmt: skip


def _told(when: date) -> str:
    return format_date(when, "long", locale=LOCALE)
