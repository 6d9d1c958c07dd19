"""EDTF dates (ISO 8601-2) as picketline writes them: what they say of first and last day, never more.

The forms: `1987`, `1987-03`, `1987-03-02`, seasons `1987-21` (spring) to `1987-24` (winter), unspecified digits
`XXXX-12-11`, `198X`, qualifiers `~ ? %`, intervals `A/B` with open or unknown ends `../B`, `A/`, and one-of-a-range
`[A..B]`. Other EDTF is legal elsewhere but is not understood here: `bounds` gives None.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_DAY = re.compile(r"(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?[~?%]?")
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A calendar day; `year` 0 stands for a year that the words do not give."""

    year: int
    month: int
    day: int

    def known(self) -> bool:
        """Whether the year is given."""
        return self.year > 0

    def date(self) -> date:
        """The day as a `datetime.date`; ValueError where the year is not given."""
        return date(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Bounds:
    """First and last possible day, inclusive; None where that side is open."""

    first: Day | None
    last: Day | None

    def known(self) -> bool:
        """Whether both sides are days of a given year."""
        return bool(self.first and self.last and self.first.known() and self.last.known())

    def exact(self) -> bool:
        """Whether this is one day."""
        return self.first is not None and self.first == self.last

    def meets(self, other: Bounds) -> bool:
        """Whether some day lies in both; years that are not given match any year."""
        a, b = (self, other) if self._years_given() and other._years_given() else (self._yearless(), other._yearless())
        return not _after(a.first, b.last) and not _after(b.first, a.last)

    def _years_given(self) -> bool:
        return all(day is None or day.known() for day in (self.first, self.last))

    def _yearless(self) -> Bounds:
        if self.first and self.last and self.first.year != self.last.year:
            return Bounds(None, None)
        return Bounds(*(None if day is None else Day(0, day.month, day.day) for day in (self.first, self.last)))


def _after(first: Day | None, last: Day | None) -> bool:
    return first is not None and last is not None and first > last


def bounds(value: str) -> Bounds | None:
    """The first and last day that `value` allows, or None where it is not of the forms above.

    >>> bounds("1987-02")
    Bounds(first=Day(year=1987, month=2, day=1), last=Day(year=1987, month=2, day=28))
    >>> bounds("XXXX-12-11").known()
    False
    >>> bounds("Christmas") is None
    True
    """
    text = value.strip()
    if text.startswith("[") and text.endswith("]") and ".." in text:
        return _between(*text[1:-1].split("..", 1))
    if "/" in text:
        return _between(*(part.replace("..", "") for part in text.split("/", 1)))
    return _single(text)


def _between(start: str, end: str) -> Bounds | None:
    first, last = (_single(part) if part else Bounds(None, None) for part in (start, end))
    if first is None or last is None:
        return None
    return None if _after(first.first, last.last) else Bounds(first.first, last.last)


def _single(text: str) -> Bounds | None:
    match = _DAY.fullmatch(text)
    if not match:
        return None
    years, month, day = match.groups()
    low, high = (0, 0) if years == "XXXX" else (int(years.replace("X", "0")), int(years.replace("X", "9")))
    if month is None or month == "XX":
        return Bounds(Day(low, 1, 1), Day(high, 12, 31)) if day in (None, "XX") else None
    if int(month) in _SEASON_MONTHS:
        return _season(low, int(month)) if day is None and low == high else None
    return _month(low, high, int(month), day)


def _month(low: int, high: int, month: int, day: str | None) -> Bounds | None:
    if not 1 <= month <= 12:
        return None
    length = calendar.monthrange(high or 2000, month)[1]  # 2000 is a leap year: XXXX-02-29 is a day
    if day is None or day == "XX":
        return Bounds(Day(low, month, 1), Day(high, month, length))
    return Bounds(Day(low, month, int(day)), Day(high, month, int(day))) if 1 <= int(day) <= length else None


def _season(year: int, season: int) -> Bounds:
    start, end = _SEASON_MONTHS[season]
    end_year, end_month = (year + 1, end - 12) if end > 12 and year else (year, (end - 1) % 12 + 1)
    return Bounds(Day(year, start, 1), Day(end_year, end_month, calendar.monthrange(end_year or 2000, end_month)[1]))


def is_approximate(value: str) -> bool:
    """Whether the value carries `~` or `%`.

    >>> is_approximate("1987-03-02~")
    True
    """
    return "~" in value or "%" in value


def day(value: date) -> str:
    """The EDTF of one calendar day."""
    return value.isoformat()


def one_of(first: date, last: date) -> str:
    """The EDTF of "one day from first to last".

    >>> one_of(date(1987, 2, 23), date(1987, 3, 1))
    '[1987-02-23..1987-03-01]'
    """
    return day(first) if first == last else f"[{day(first)}..{day(last)}]"
