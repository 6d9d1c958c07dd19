"""Places of a report made ready to be compared: which names are one place, which lie near each other, which holds another."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from picketline.resolve.words import folded
from picketline.text.places import Place as Known
from picketline.text.places import look_up

NEAR = 30.0
"""Kilometres within which two towns count as one place of action: a works and the city it lies beside."""
_DEGREE = 111.2
"""Kilometres of one degree of latitude."""


@dataclass(frozen=True, slots=True)
class Place:
    """`names` are keys equal for spellings of one place; `whole` says that the place is the country. `kind`, `division` and the middle
    come from the gazetteer, where it has a place of that name in that country; the largest of several."""

    written: str
    names: frozenset[str]
    country: str | None
    whole: bool
    kind: Literal["country", "region", "town"] | None = None
    division: str = ""
    middle: tuple[float, float] | None = None

    def holds(self, other: Place) -> bool:
        """Whether this is a region and the other lies in it."""
        return self.kind == "region" and self.country == other.country and bool(self.division) and self.division == other.division

    def near(self, other: Place) -> bool:
        """Whether both are towns at most `NEAR` kilometres apart."""
        if self.kind != "town" or other.kind != "town" or self.middle is None or other.middle is None:
            return False
        (north, east), (north2, east2) = self.middle, other.middle
        wide = (east - east2) * math.cos(math.radians((north + north2) / 2))
        return math.hypot(north - north2, wide) * _DEGREE <= NEAR


@lru_cache(maxsize=50_000)
def place(written: tuple[str, ...], country: str | None) -> Place:
    """The place with its other forms: a name's first part ("Trail" of "Trail, B.C.") is a name of it, too.

    >>> place(("Trail, B.C.",), "CA").names == place(("Trail",), "CA").names, place(("Brazil",), "BR").whole
    (True, True)
    >>> place(("British Columbia",), "CA").holds(place(("Trail",), "CA"))
    True
    """
    first = [form.split(",")[0].strip() for form in written]
    found = look_up(first)
    countries = {form for form in first if any(match.kind == "country" for match in found.get(form, ()))}
    whole = first[0] in countries
    names = frozenset(filter(None, (folded(form) for form in first if whole or form not in countries)))
    known = next((match for form in first for match in found.get(form, ()) if match.country == country), None)
    if known is None:
        return Place(written[0], names, country, whole)
    return Place(written[0], names, country, whole, known.kind, known.division, _middle(known))


def _middle(known: Known) -> tuple[float, float] | None:
    return None if known.latitude is None or known.longitude is None else (known.latitude, known.longitude)
