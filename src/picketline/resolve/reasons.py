"""The features of a comparison in words: what speaks for one dispute, and what against."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from picketline.resolve.days import Days, apart
from picketline.resolve.names import Name, best
from picketline.resolve.report import Report

MOST = 5
"""Reasons told on each side."""
FIRST_TOLD = ("employer", "union", "place", "start", "people", "workers", "quotes", "demands", "events")
"""What a person would look at first, if it speaks for one dispute; then, and for what speaks against, the weightiest."""
SLIGHT = 0.2
"""Log-odds below which a feature is not worth a word."""


def _name(kind: str, pick: Callable[[Report], tuple[Name, ...]]) -> Callable[[Report, Report, float], str]:
    def words(a: Report, b: Report, value: float) -> str:
        found = best(pick(a), pick(b))
        if value > 0 and found is None:
            return f"the same unnamed {kind}"
        if value > 0 and found is not None:
            return f"same {kind} ({_both(found[1].written, found[2].written)})"
        return f"other {kind} ({_first(pick(a))}; {_first(pick(b))})"

    return words


def _both(one: str, other: str) -> str:
    return one if one.casefold() == other.casefold() else f"{one} = {other}"


def _first(names: tuple[Name, ...]) -> str:
    return next((name.written for name in names if name.named), "not named")


def _workers(a: Report, b: Report, value: float) -> str:
    shared = sorted(a.groups & b.groups) or sorted(a.trades & b.trades)
    return f"same workers ({', '.join(shared)})" if value > 0 else f"other workers ({_list(a.groups)}; {_list(b.groups)})"


def _list(words: frozenset[str]) -> str:
    return ", ".join(sorted(words)[:3])


def _place(a: Report, b: Report, value: float) -> str:
    if value == 1.0:
        shared = sorted(x.written for x in a.places for y in b.places if x.names & y.names and not x.whole)
        return f"same place ({shared[0]})"
    if value >= 0.7:
        return "places near or within each other"
    if value > 0:
        return "same country"
    where = f"{a.places[0].written}; {b.places[0].written}"
    return f"other places of one country ({where})" if value > -1 else f"other countries ({where})"


def _start(a: Report, b: Report, _value: float) -> str:
    gap = apart(a.started, b.started) if a.started and b.started else 0
    return f"start {_days(gap)}" if gap else "same start" if _exact(a.started, b.started) else "starts that fit"


def _exact(a: Days | None, b: Days | None) -> bool:
    return bool(a and b and a.exact and b.exact)


def _days(gap: int) -> str:
    return "one day apart" if gap == 1 else f"{gap} days apart"


def _meanwhile(a: Report, b: Report, _value: float) -> str:
    gap = apart(a.time, b.time) if a.time and b.time else 0
    return f"told of times {_days(gap)}" if gap else "told of the same time"


def _published(a: Report, b: Report, _value: float) -> str:
    gap = apart(a.written, b.written) if a.written and b.written else 0
    return f"published {_days(gap)}" if gap else "published on one day"


def _people(a: Report, b: Report, _value: float) -> str:
    one, other = (f"{report.people[1]:,.0f}" if report.people else "?" for report in (a, b))
    return f"both {one} workers" if one == other else f"{one} and {other} workers"


def _demands(a: Report, b: Report, value: float) -> str:
    return f"same demands ({_list(a.demands & b.demands)})" if value > 0 else f"other demands ({_list(a.demands)}; {_list(b.demands)})"


def _form(a: Report, b: Report, value: float) -> str:
    return "same form of action" if value > 0 else f"another form of action ({_list(a.forms)}; {_list(b.forms)})"


def _events(a: Report, b: Report, _value: float) -> str:
    shared = len(a.happenings & b.happenings)
    return "one happening told by both" if shared == 1 else f"{shared} happenings told by both"


def _quotes(a: Report, b: Report, _value: float) -> str:
    return f"the same words ({len(a.quotes & b.quotes)} clauses)"


def _always(words: str) -> Callable[[Report, Report, float], str]:
    return lambda _a, _b, _value: words


WORDS: Mapping[str, Callable[[Report, Report, float], str]] = MappingProxyType({
    "employer": _name("employer", lambda report: report.employers),
    "union": _name("union", lambda report: report.unions),
    "role": _always("the employer of one is the union of the other"),
    "workers": _workers,
    "place": _place,
    "country": _always("no country in common"),
    "industry": lambda a, b, value: "same industry" if value > 0 else f"other industry ({a.industry}; {b.industry})",
    "start": _start,
    "meanwhile": _meanwhile,
    "published": _published,
    "undated": _always("no dates to compare"),
    "people": _people,
    "demands": _demands,
    "form": _form,
    "events": _events,
    "quotes": _quotes,
    "nobody": _always("no party shared"),
    "aim": _always("another action for other demands"),
    "branch": lambda a, b, _value: f"a branch of the trade only ({_list(a.groups)}; {_list(b.groups)})",
})  # fmt: skip


def sentence(a: Report, b: Report, values: Mapping[str, float], parts: Mapping[str, float], rule: str = "") -> str:
    """What speaks for and against in one sentence; `parts` are the features' shares of the log-odds."""
    told = {side: [WORDS[name](a, b, values[name]) for name in _worth_telling(parts, side)] for side in (1, -1)}
    both = (", ".join(told[1]), f"against: {', '.join(told[-1])}" if told[-1] else "", rule)
    return "; ".join(filter(None, both)) or "nothing to compare"


def _worth_telling(parts: Mapping[str, float], side: int) -> list[str]:
    def rank(name: str) -> tuple[int, float, str]:
        first = FIRST_TOLD.index(name) if side > 0 and name in FIRST_TOLD else len(FIRST_TOLD)
        return first, -abs(parts[name]), name

    return sorted((name for name in parts if side * parts[name] >= SLIGHT), key=rank)[:MOST]
