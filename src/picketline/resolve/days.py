"""Days on which a reported action began, ended and went on: intervals over EDTF with gaps, vague words and unknown years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from picketline.model.edtf import Bounds, Day, bounds, is_approximate

ABOUT = 3
"""Days by which a date with `~` is widened on both sides: "two weeks ago" is rarely meant to the day."""
ABOUT_SHARE = 0.1
"""...and this part of the time from the date to the report: "a year ago" is vaguer than "three days ago"."""


@dataclass(frozen=True, slots=True)
class Days:
    """First and last possible day as proleptic ordinals; of a leap year's day numbers where the year is not given (`yearless`)."""

    first: int
    last: int
    yearless: bool = False

    @property
    def exact(self) -> bool:
        """Whether this is one day."""
        return self.first == self.last


@lru_cache(maxsize=50_000)
def days(value: str | None, published: str | None = None) -> Days | None:
    """The days that an EDTF value allows, None where it is absent, open or not understood; `published` is when that was written.

    >>> days("1987-03-02~").last - days("1987-03-02~").first
    6
    >>> days("XXXX-03-02").yearless
    True
    """
    found = bounds(value) if value else None
    if found is None or found.first is None or found.last is None:
        return None
    slack = _slack(found, published) if value and is_approximate(value) else 0
    if found.known():
        return Days(found.first.date().toordinal() - slack, found.last.date().toordinal() + slack)
    if found.first.known() or found.last.known() or (found.first.month, found.last.month) == (1, 12):
        return None
    return Days(_in_leap_year(found.first) - slack, _in_leap_year(found.last) + slack, yearless=True)


def _slack(found: Bounds, published: str | None) -> int:
    written = days(published) if published else None
    if written is None or written.yearless or not found.known() or found.last is None:
        return ABOUT
    return max(ABOUT, round(ABOUT_SHARE * (written.first - found.last.date().toordinal())))


def _in_leap_year(day: Day) -> int:
    return date(2000, day.month, day.day).timetuple().tm_yday


def apart(a: Days, b: Days) -> int:
    """Days between the nearest days of the two (0 where they meet); over the turn of the year where a year is not given.

    >>> apart(days("1987-03-02"), days("1987-03-05")), apart(days("XXXX-12-30"), days("1988-01-02"))
    (3, 3)
    """
    if not (a.yearless or b.yearless):
        return max(0, b.first - a.last, a.first - b.last)
    one, other = _without_year(a), _without_year(b)
    if one is None or other is None:
        return 0
    return min(max(0, other.first + turn - one.last, one.first - other.last - turn) for turn in (-366, 0, 366))


def _without_year(d: Days) -> Days | None:
    if d.yearless:
        return d
    if d.last - d.first > 300:
        return None
    first, last = date.fromordinal(d.first), date.fromordinal(d.last)
    start = _in_leap_year(Day(0, first.month, first.day))
    end = _in_leap_year(Day(0, last.month, last.day))
    return Days(start, end + (366 if end < start else 0), yearless=True)
