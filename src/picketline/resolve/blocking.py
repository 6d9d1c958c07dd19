"""Keys by which reports that may tell of one dispute find each other, so that a new report meets tens of others, not all.

Two reports are compared where a key that the one is kept under is a key that the other asks for. A key is made of what (a name, a trade, a
town), where (the country) and when (a quarter). What a report does not tell of where and when matches anything; kept and asked keys are
made so that it makes no difference which of two reports came first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from picketline.resolve.names import Name
from picketline.resolve.report import Report

WIDEN = 31
"""Days by which the time that a report tells of is widened on both sides: stoppages of one dispute may lie two months apart."""
LONGEST = 12
"""Quarters of a report's time that make keys; of a longer time its first and last."""
LONG_QUOTE = 40
"""Characters from which a quoted clause is worth a key."""
UNTOLD, ANY = "?", "*"
"""In place of a country or quarter: a report that does not tell it is kept under `UNTOLD` and asks for `ANY`, under which all are kept; one
that tells it asks for `UNTOLD`, too."""
Values = tuple[str, ...]


def kept(report: Report) -> frozenset[str]:
    """The keys under which a report is kept."""
    return frozenset(_keys(report, lambda values: (*(values or (UNTOLD,)), ANY)))


def asked(report: Report) -> frozenset[str]:
    """The keys under which a report finds others.

    >>> from picketline.resolve.names import name
    >>> early, late = (Report(s, s, f"2024-0{m}-10", employers=(name("Harwick Quays"),)) for s, m in (("a", 1), ("b", 3)))
    >>> bool(kept(early) & asked(late)), bool(kept(late) & asked(early))
    (True, True)
    """
    return frozenset(_keys(report, lambda values: (*values, UNTOLD) if values else (ANY,)))


def _keys(report: Report, spread: Callable[[Values], Values]) -> Iterator[str]:
    quarters, countries = spread(_quarters(report)), spread(_countries(report))
    for what in {*_by_name(report), *_by_trade(report)}:
        yield from (f"{what}|{where}|{when}" for where in countries for when in quarters)
    for what in {*_by_place(report), *_by_quote(report)}:
        yield from (f"{what}||{when}" for when in quarters)


def _quarters(report: Report) -> Values:
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


def _countries(report: Report) -> Values:
    return tuple(sorted({place.country for place in report.places if place.country}))


def name_keys(name: Name) -> frozenset[str]:
    """The keys of a name: its telling words, its acronyms written or possible, its spelling folded."""
    return frozenset({*name.telling, *(short.casefold() for short in (*name.shorts, *name.initials)), *name.spellings})


def _by_name(report: Report) -> Iterator[str]:
    for name in report.employers:
        if name.named:
            yield from (f"e:{part}" for part in name_keys(name))
    for name in report.unions:
        yield from (f"u:{part}" for part in name_keys(name))


def _by_trade(report: Report) -> Iterator[str]:
    """The trade; general strikes and other action of several industries, or of none told, by being such."""
    yield from (f"t:{trade}" for trade in report.trades)
    if report.industry in ("X", "U", None):
        yield "c:"


def _by_place(report: Report) -> Iterator[str]:
    """A town or region with the industry."""
    for place in report.places:
        if not place.whole and report.industry:
            yield from (f"p:{name}:{report.industry}" for name in place.names)


def _by_quote(report: Report) -> Iterator[str]:
    yield from (f"q:{quote}" for quote in report.quotes if len(quote) >= LONG_QUOTE)
