"""Days that a report counts back to: "a three-week strike that ended on February 22" began on the 1st."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from picketline.extract.page import Page
from picketline.model.span import Evidence, Span
from picketline.text.date_values import read_base
from picketline.text.dates import Found

_REACH: Final = 160
"""Code points between a duration and the day that it is counted from."""


@dataclass(frozen=True, slots=True)
class Counted:
    """`value` (EDTF) lies `days` before the day that `anchor` names, as `duration` says; `evidence` quotes both."""

    value: str
    anchor: Found
    duration: Found
    days: int
    evidence: Evidence


def counted(page: Page, found: Sequence[Found]) -> Iterator[Counted]:
    """The days to which the durations of a page count back from each day named near them."""
    today = read_base(page.published)
    if today is None:
        return
    lengths = [(one, days) for one in found if one.kind == "duration" and (days := _length(one, today))]
    for one, days in lengths:
        for anchor in found:
            day = read_base(anchor.past) if anchor.kind not in ("duration", "nth", "old") and len(anchor.past or "") == 10 else None
            if day is not None and abs(anchor.start - one.start) <= _REACH:
                mark = "~" if one.precision != "day" else ""
                value = (day - timedelta(days)).isoformat() + mark
                yield Counted(value, anchor, one, days, _both(page, anchor, one))


def _length(duration: Found, today: date) -> int | None:
    """Days from the first to the last: a five-day strike ends four days after it began, a two-week strike fourteen."""
    first = read_base(duration.past) if duration.precision in ("day", "week", "fortnight") else None
    if first is None:
        return None
    days = (today - first).days
    return days - 1 if duration.precision == "day" else days


def _both(page: Page, one: Found, other: Found) -> Evidence:
    first, last = sorted((one, other), key=lambda found: found.start)
    if page.reading.sentence_at(first.start) == page.reading.sentence_at(last.start):
        return (Span.of(page.text, first.start, last.end),)
    return Span.of(page.text, first.start, first.end), Span.of(page.text, last.start, last.end)
