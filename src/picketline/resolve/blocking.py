"""Keys by which reports that may tell of one dispute find each other, so that a new report meets tens of others, not all.

Two reports are compared where a key that the one is kept under is a key that the other asks for. Kept and asked keys are made so that
it makes no difference which of the two came first.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from picketline.resolve.names import Name
from picketline.resolve.report import Report

WIDEN = 31
"""Days by which the time that a report tells of is widened on both sides: stoppages of one dispute may lie two months apart."""
LONGEST = 12
"""Quarters of a report's time that make keys; of a longer time its first and last."""
LONG_QUOTE = 40
"""Characters from which a quoted clause is worth a key."""
UNDATED, ANY = "?", "*"
"""The times under which a report without dates is kept, and every report; an undated one asks for `ANY`, a dated one for `UNDATED`."""


def kept(report: Report) -> frozenset[str]:
    """The keys under which a report is kept."""
    quarters = _quarters(report)
    return frozenset(f"{what}|{when}" for what in _subjects(report) for when in (*(quarters or (UNDATED,)), ANY))


def asked(report: Report) -> frozenset[str]:
    """The keys under which a report finds others.

    >>> from picketline.resolve.names import name
    >>> early, late = (Report(s, s, f"2024-0{m}-10", employers=(name("Harwick Quays"),)) for s, m in (("a", 1), ("b", 3)))
    >>> bool(kept(early) & asked(late)), bool(kept(late) & asked(early))
    (True, True)
    """
    quarters = _quarters(report)
    return frozenset(f"{what}|{when}" for what in _subjects(report) for when in ((*quarters, UNDATED) if quarters else (ANY,)))


def _quarters(report: Report) -> tuple[str, ...]:
    """The quarters that the report tells of or was written in; none where it is not dated."""
    found: set[int] = set()
    for days in (report.time, report.written):
        if days and not days.yearless:
            first, last = _quarter(days.first - WIDEN), _quarter(days.last + WIDEN)
            found |= set(range(first, last + 1)) if last - first < LONGEST else {first, first + 1, last - 1, last}
    return tuple(map(str, sorted(found)))


def _quarter(day: int) -> int:
    when = date.fromordinal(max(1, day))
    return when.year * 4 + (when.month - 1) // 3


def _subjects(report: Report) -> set[str]:
    return {key for part in (_by_name, _by_trade, _by_place, _by_quote) for key in part(report)}


def _by_name(report: Report) -> Iterator[str]:
    """Employers and unions by form, acronym and telling words; a union's with a place, for unions are in many disputes at a time."""
    for name in report.employers:
        if name.named:
            yield from (f"e:{part}" for part in name_keys(name))
    for name in report.unions:
        yield from (f"u:{part}:{place}" for part in name_keys(name) for place in _places(report))


def name_keys(name: Name) -> frozenset[str]:
    """The keys of a name: its telling words, its acronyms written or possible, its spelling folded."""
    return frozenset({*name.telling, *(short.casefold() for short in (*name.shorts, *name.initials)), *name.spellings})


def _places(report: Report) -> set[str]:
    """Names and countries of the report's places."""
    return {part for place in report.places for part in (*place.names, place.country or "") if part} or {"-"}


def _by_trade(report: Report) -> Iterator[str]:
    """The trade with the country."""
    for country in {place.country for place in report.places}:
        yield from (f"t:{trade}:{country}" for trade in report.trades)


def _by_place(report: Report) -> Iterator[str]:
    """A town with the industry; general strikes and other action of several industries by country."""
    for place in report.places:
        if not place.whole and report.industry:
            yield from (f"p:{name}:{report.industry}" for name in place.names)
        if report.industry in ("X", "U", None):
            yield f"c:{place.country}:{report.industry}"


def _by_quote(report: Report) -> Iterator[str]:
    yield from (f"q:{quote}" for quote in report.quotes if len(quote) >= LONG_QUOTE)
