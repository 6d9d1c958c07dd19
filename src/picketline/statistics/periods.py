"""Months, quarters and years as closed ranges of days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from picketline.model.errors import UserError

By = Literal["month", "quarter", "year"]
MONTHS: dict[By, int] = {"month": 1, "quarter": 3, "year": 12}
_WRITTEN = re.compile(r"(\d{4})(?:-(?:(\d{2})|Q([1-4])))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """`first` to `last`, both included; `name` is `2020-01`, `2020-Q1` or `2020`."""

    first: date
    last: date
    name: str

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.first <= day <= self.last

    def touches(self, first: date, last: date) -> bool:
        """Whether the period shares a day with the range."""
        return first <= self.last and last >= self.first


def period(written: str) -> Period:
    """The period so written; UserError where it is none.

    >>> period("2020-Q1").last
    datetime.date(2020, 3, 31)
    """
    match = _WRITTEN.fullmatch(written.strip())
    if not match:
        raise UserError(f"{written!r} is no period: write 2020, 2020-Q1 or 2020-01")
    year, month, quarter = (int(part) if part else None for part in match.groups())
    if year is None or (month is not None and not 1 <= month <= 12):
        raise UserError(f"{written!r} is no period: months run from 01 to 12")
    if month:
        return _starting(year, month, 1)
    return _starting(year, 3 * quarter - 2, 3) if quarter else _starting(year, 1, 12)


def periods(first: date, last: date, by: By) -> Iterator[Period]:
    """The periods that touch the days from first to last, in order."""
    step = MONTHS[by]
    here = _starting(first.year, (first.month - 1) // step * step + 1, step)
    while here.first <= last:
        yield here
        after = here.last + timedelta(1)
        here = _starting(after.year, after.month, step)


def _starting(year: int, month: int, months: int) -> Period:
    end = month + months - 1
    last = date(year, end, calendar.monthrange(year, end)[1])
    name = {1: f"{year}-{month:02d}", 3: f"{year}-Q{(month + 2) // 3}", 12: f"{year}"}[months]
    return Period(date(year, month, 1), last, name)
