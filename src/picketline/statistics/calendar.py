"""Which days count: working days by weekend and public holidays of a country."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

from picketline.model.errors import UserError


@dataclass(frozen=True, slots=True)
class Calendar:
    """`weekend` holds weekday numbers (Monday 0) that are never worked; `country` (ISO 3166-1 alpha-2) the public holidays
    that are not worked either, each on the day when it is observed; no country, no holidays."""

    weekend: frozenset[int] = frozenset({5, 6})
    country: str | None = None

    def works(self, day: date) -> bool:
        """Whether the day is a working day."""
        return day.weekday() not in self.weekend and not (self.country and day in _holidays(self.country, day.year))

    def workdays(self, first: date, last: date) -> int:
        """Working days from first to last, both included; 0 where last is before first.

        >>> Calendar(country="US").workdays(date(2021, 7, 2), date(2021, 7, 6))
        2
        """
        return sum(self.works(day) for day in days(first, last))


def days(first: date, last: date) -> Iterator[date]:
    """Each calendar day from first to last, both included."""
    return (first + timedelta(i) for i in range((last - first).days + 1))


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    """The observed holidays around a year; none for a year before those that are known of the country (the library then warns)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return frozenset(holidays.country_holidays(country, years=[year - 1, year, year + 1]))
    except NotImplementedError as error:
        raise UserError(f"no public holidays are known for the country {country!r}") from error
