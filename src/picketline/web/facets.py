"""The filters of the list as people see them: each facet with its values in words and their counts, and what is asked for as chips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from fastapi import Request

from picketline.export.spoken import gettext as _
from picketline.export.spoken import later
from picketline.export.words import LISTS, country, day, label
from picketline.ledger import Query
from picketline.ledger.query import BANDS, FACETS
from picketline.web.asked import address, without

TITLES = {
    "country": later("Country"), "region": later("Region"), "industry": later("Industry"), "form": later("Form"),
    "status": later("Standing"), "demand": later("Demand"), "event": later("Event"), "employers": later("Employer"),
    "unions": later("Union"), "outlet": later("Outlet"), "size": later("Taking part"), "conflict": later("Reports differ on"),
}  # fmt: skip
SIZES = {
    "10000": later("10,000 or more"), "1000": later("1,000 to 9,999"), "100": later("100 to 999"), "1": later("fewer than 100"),
    "unknown": later("not known"),
}  # fmt: skip
PROPERTIES = {
    "any": later("anything"), "workers_involved": later("number taking part"), "started": later("beginning"), "ended": later("end"),
    "status": later("standing"), "outcome": later("outcome"), "industry": later("industry"), "event": later("an event"),
}  # fmt: skip
OPEN = frozenset({"country", "form", "status", "industry"})
"""Facets that are open from the start."""
AT_ONCE, MOST = 6, 40
"""Values that are shown at once, and those that are shown at all: the rest are found by typing."""
TYPED = {"text": later("Words"), "employer": later("Employer"), "union": later("Union"), "since": later("From"), "until": later("To")}


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """One value of a facet, how many disputes it finds beside what else is asked, and whether it is asked for."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its values; `more` are those shown on demand, `others` says whether there are any that are not shown."""

    name: str
    title: str
    choices: tuple[FacetChoice, ...]
    more: tuple[FacetChoice, ...]
    others: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that is asked for, and the address without it."""

    title: str
    label: str
    href: str


def facets(counts: Mapping[str, Mapping[str, int]], asked: Query) -> Iterator[Facet]:
    """The facets; a value that is asked for is shown even where nothing has it."""
    for name in FACETS:
        chosen = asked.asked(name)
        found = {**{value: counts[name].get(value, 0) for value in chosen}, **_ordered(name, counts[name])}
        choices = tuple(FacetChoice(value, told(name, value), many, value in chosen) for value, many in islice(found.items(), MOST))
        once, opened = max(AT_ONCE, len(chosen)), name in OPEN or bool(chosen)
        yield Facet(name, _(TITLES[name]), choices[:once], choices[once:], len(found) > MOST, opened)


def _ordered(name: str, counts: Mapping[str, int]) -> Mapping[str, int]:
    """Most first, sizes from large to small."""
    if name != "size":
        return counts
    return {band: counts[band] for band in (*(band for band, _least in BANDS), "unknown") if band in counts}


def told(facet: str, value: str) -> str:
    """A value of a facet in words."""
    if facet in ("country", "region"):
        return country(value)
    if facet in LISTS:
        return label(value, LISTS[facet])
    table = SIZES if facet == "size" else PROPERTIES if facet == "conflict" else {}
    return _(table[value]) if value in table else value


def chips(request: Request, asked: Query) -> Iterator[Chip]:
    """What is asked for, each with the address without it."""
    for name, title in TYPED.items():
        if written := getattr(asked, name):
            words = day(written) if name in ("since", "until") else written
            yield Chip(_(title), words, address(request, **{name: None}))
    for name in FACETS:
        for value in asked.asked(name):
            yield Chip(_(TITLES[name]), told(name, value), without(request, name, value))
