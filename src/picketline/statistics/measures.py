"""Figures by period and group, each with the stoppages behind it and those that could not be counted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from picketline.model.errors import UserError
from picketline.statistics.count import Counted
from picketline.statistics.periods import By, Period, periods
from picketline.statistics.profile import Profile
from picketline.statistics.range import Range, total

Status = Literal["A", "E", "P"]
"""SDMX observation status: A normal, E estimated (a component is a range, approximate or disputed), P provisional (one goes on)."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one stoppage adds to a figure: `value` None where it cannot be computed, `why` in words."""

    counted: Counted
    value: Range | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure. `value` is in units (stoppages, workers, days; a rate is per 1,000 employees or per cent of working time); `parts`
    add up to it; `factor` is what days were multiplied by for a rate."""

    period: str
    groups: tuple[str, ...]
    measure: str
    value: Range
    status: Status
    parts: tuple[Part, ...]
    factor: float = 1.0

    @property
    def not_computable(self) -> int:
        """How many stoppages belong here but cannot be computed: counted and listed, never zero, never guessed."""
        return sum(part.value is None for part in self.parts)


Measure = Callable[[Counted, Period, Profile], Part | None]


def _beginning(counted: Counted, period: Period, _profile: Profile) -> Part | None:
    begin = counted.stoppage.begin
    return Part(counted, Range.exactly(1)) if begin is not None and period.holds(begin.best) else None


def _in_effect(counted: Counted, period: Period, _profile: Profile) -> Part | None:
    return Part(counted, Range.exactly(1)) if counted.in_effect(period.first, period.last) else None


def _workers(of: Measure) -> Measure:
    def measured(counted: Counted, period: Period, profile: Profile) -> Part | None:
        if of(counted, period, profile) is None:
            return None
        workers = counted.stoppage.workers if profile.workers == "max" else _average(counted)
        if workers is None:
            return Part(counted, None, "no number of workers involved")
        return Part(counted, _rounded(workers, profile.round_workers))

    return measured


def _average(counted: Counted) -> Range | None:
    begin, last, whole = counted.stoppage.begin, counted.stoppage.last, counted.whole()
    if begin is None or last is None or whole is None:
        return None
    length = counted.calendar.workdays(begin.best, last)
    return whole.scaled(1 / length) if length else counted.stoppage.workers


def _rounded(workers: Range, to: int) -> Range:
    return Range(*(round(value / to) * to for value in (workers.low, workers.best, workers.high))) if to > 1 else workers


def _days(counted: Counted, period: Period, profile: Profile) -> Part | None:
    if profile.carry_over == "begins":
        begin = counted.stoppage.begin
        if begin is None or not period.holds(begin.best):
            return None
        days = counted.whole()
    else:
        days = counted.days(period.first, period.last)
    if days is None:
        return Part(counted, None, "; ".join(counted.stoppage.lacking) or "not known to have gone on or ended")
    return Part(counted, days) if days.high > 0 else None


MEASURES: Mapping[str, Measure] = {
    "stoppages-beginning": _beginning,
    "stoppages-in-effect": _in_effect,
    "workers-beginning": _workers(_beginning),
    "workers-in-effect": _workers(_in_effect),
    "days-not-worked": _days,
    "rate-per-1000": _days,
    "percent-of-working-time": _days,
}
RATES = frozenset({"rate-per-1000", "percent-of-working-time"})
"""Measures that need the number of employees."""

SIZES = (1, 10, 100, 500, 1000, 5000, 10_000)
DURATIONS = (1, 2, 6, 11, 31, 101)


def _countries(counted: Counted) -> tuple[str, ...]:
    places = counted.stoppage.dispute.chosen.get("place", ())
    return tuple(dict.fromkeys(str(choice.claim.value.get("country") or "?") for choice in places))


def _one(values: tuple[str, ...]) -> str:
    return values[0] if len(values) == 1 else "several" if values else "not known"


def _band(value: float, steps: tuple[int, ...]) -> str:
    least = max((step for step in steps if step <= value), default=0)
    above = min((step for step in steps if step > value), default=None)
    return f"{least} or more" if above is None else f"{least} to {above - 1}"


def _size(workers: Range | None) -> str:
    return "not known" if workers is None else _band(workers.best, SIZES)


def _duration(counted: Counted) -> str:
    begin, last = counted.stoppage.begin, counted.stoppage.last
    return "not known" if begin is None or last is None else _band(counted.calendar.workdays(begin.best, last), DURATIONS)


GROUPINGS: Mapping[str, Callable[[Counted], str]] = {
    "industry": lambda counted: str(counted.stoppage.dispute.value("industry") or "X"),
    "country": lambda counted: _one(_countries(counted)),
    "region": lambda counted: _one(counted.stoppage.dispute.all("place")),
    "form": lambda counted: _one(counted.stoppage.dispute.all("form")),
    "demand": lambda counted: next(iter(counted.stoppage.dispute.all("demand")), "not known"),
    "union": lambda counted: next(iter(counted.stoppage.dispute.all("union")), "none named"),
    "outcome": lambda counted: str(counted.stoppage.dispute.value("outcome") or "not known"),
    "size": lambda counted: _size(counted.stoppage.workers),
    "duration": _duration,
}


def tabulate(
    counted: Iterable[Counted], profile: Profile, by: By, measures: tuple[str, ...], groups: tuple[str, ...] = (), *,
    since: date | None = None, until: date | None = None, employees: Mapping[str, float] | None = None,
) -> Iterator[Cell]:  # fmt: skip
    """The figures of each period, group and measure, in that order; a period in which nothing falls has a zero, a group none.
    `employees` gives the denominators of the rates, by period's year or by `*`."""
    _known(measures, MEASURES, "measure")
    _known(groups, GROUPINGS, "grouping")
    rows = [one for one in counted if one.scope != "out"]
    grouped: dict[tuple[str, ...], list[Counted]] = {} if groups else {(): rows}
    for one in rows if groups else ():
        grouped.setdefault(tuple(GROUPINGS[name](one) for name in groups), []).append(one)
    asked = tuple(_range(rows, by, since, until))
    placed = {key: _placed(grouped[key], asked) for key in sorted(grouped)}
    for at, period in enumerate(asked):
        for key, touching in placed.items():
            for measure in measures:
                cell = _cell(touching.get(at, ()), period, key, measure, profile)
                if cell.parts or not groups:
                    yield _rate(cell, period, profile, employees) if measure in RATES else cell


def _placed(rows: Iterable[Counted], asked: Sequence[Period]) -> Mapping[int, Sequence[Counted]]:
    """The stoppages that touch each of some periods in a row, by the number of the period."""
    out: dict[int, list[Counted]] = {}
    lasts = [period.last for period in asked]
    for one in rows:
        if touched := one.stoppage.touched:
            at = bisect_left(lasts, touched[0])
            while at < len(asked) and asked[at].first <= touched[1]:
                out.setdefault(at, []).append(one)
                at += 1
    return out


def unplaced(counted: Iterable[Counted]) -> Iterator[Counted]:
    """The stoppages that fall in no period because no year is known: listed, for they count in none."""
    return (one for one in counted if one.scope != "out" and one.stoppage.begin is None)


def _known(names: tuple[str, ...], known: Mapping[str, object], what: str) -> None:
    for name in names:
        if name not in known:
            raise UserError(f"there is no {what} {name!r}; there are {', '.join(known)}")


def _range(rows: list[Counted], by: By, since: date | None, until: date | None) -> Iterator[Period]:
    begins = [begin.best for one in rows if (begin := one.stoppage.begin)]
    lasts = [one.stoppage.last or begin.best for one in rows if (begin := one.stoppage.begin)]
    if (since or begins) and (until or lasts):
        yield from periods(since or min(begins), until or max(lasts), by)


def _cell(rows: Sequence[Counted], period: Period, key: tuple[str, ...], name: str, profile: Profile) -> Cell:
    measure = MEASURES[name]
    parts = tuple(possible(part) for one in rows if (part := measure(one, period, profile)))
    value = add_up(parts)
    return Cell(period.name, key, name, value, _status(parts, value, period), parts)


def add_up(parts: Iterable[Part]) -> Range:
    """The sum of what can be computed."""
    return total(part.value for part in parts if part.value is not None)


def possible(part: Part) -> Part:
    """A stoppage that may be under a threshold adds nothing to the least value."""
    if part.counted.scope == "in" or part.value is None:
        return part
    return Part(part.counted, Range(0, part.value.best, part.value.high), "possibly under a threshold, or of unknown size")


def _status(parts: tuple[Part, ...], value: Range, period: Period) -> Status:
    segments = [segment for part in parts for segment in part.counted.stoppage.segments]
    if not value.exact() or any(segment.estimated for segment in segments) or any(part.value is None for part in parts):
        return "E"
    return "P" if any(s.end is None and s.known_until and s.known_until <= period.last for s in segments) else "A"


def _rate(cell: Cell, period: Period, profile: Profile, employees: Mapping[str, float] | None) -> Cell:
    """Days not worked per 1,000 employees, or per cent of the working days of all employees by the profile's own calendar."""
    base = (employees or {}).get(cell.period[:4]) or (employees or {}).get("*")
    if not base:
        raise UserError(f"{cell.measure} needs the number of employees of {cell.period[:4]}: give --employees FILE.csv with year,employees")
    factor = 1000 / base if cell.measure == "rate-per-1000" else 100 / (base * profile.calendar(None).workdays(period.first, period.last))
    parts = tuple(Part(p.counted, p.value and p.value.scaled(factor), p.why) for p in cell.parts)
    return Cell(cell.period, cell.groups, cell.measure, cell.value.scaled(factor), cell.status, parts, factor)
