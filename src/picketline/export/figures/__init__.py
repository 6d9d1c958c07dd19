"""Figures written out: one file a format, found by its name. Each has `write(table) -> bytes`; numbers are not rounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from picketline.model import Dispute
from picketline.model.exchange import plain
from picketline.statistics.count import Counted, count
from picketline.statistics.measures import Cell, tabulate, unplaced
from picketline.statistics.periods import By, period
from picketline.statistics.profile import Profile


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figures: `by` month, quarter or year, groupings and measures by name, `since` and `until` as periods (2020, 2020-Q1,
    2020-01), `employees` the denominators of a rate by year."""

    profile: Profile
    by: By = "year"
    groupings: tuple[str, ...] = ()
    measures: tuple[str, ...] = ("stoppages-beginning", "workers-beginning", "days-not-worked")
    since: str | None = None
    until: str | None = None
    employees: Mapping[str, float] | None = None

    def first(self) -> date | None:
        """The first day asked for."""
        return period(self.since).first if self.since else None

    def last(self) -> date | None:
        """The last day asked for."""
        return period(self.until).last if self.until else None


def figures(disputes: Iterable[Dispute], asked: Asked) -> Figures:
    """The figures of the disputes, with those that fall in no period."""
    return tabulated(tuple(count(disputes, asked.profile)), asked)


def tabulated(counted: Sequence[Counted], asked: Asked) -> Figures:
    """The figures of stoppages that were counted by the profile that is asked for."""
    cells = tabulate(
        counted, asked.profile, asked.by, asked.measures, asked.groupings,
        since=asked.first(), until=asked.last(), employees=asked.employees,
    )  # fmt: skip
    return Figures(tuple(cells), asked.profile, asked.groupings, tuple(unplaced(counted)))


@dataclass(frozen=True, slots=True)
class Figures:
    """Cells in the order in which they are printed, the profile that counted them, the names of their groupings, and the
    stoppages that count in no period because no year is known. `country` is that of figures which are not grouped by country."""

    cells: tuple[Cell, ...]
    profile: Profile
    groupings: tuple[str, ...]
    unplaced: tuple[Counted, ...] = ()
    country: str = ""

    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return ("period", *self.groupings, "measure", "low", "best", "high", "status", "not_computable")

    def rows(self) -> Iterator[tuple[str | float | None, ...]]:
        """A row a cell; stoppages, workers and days in units."""
        for cell in self.cells:
            value = (plain(cell.value.low), plain(cell.value.best), plain(cell.value.high))
            yield (cell.period, *cell.groups, cell.measure, *value, cell.status, cell.not_computable)

    def notes(self) -> tuple[str, ...]:
        """What a reader must know: the rules, what could not be verified, and how many components are unknown."""
        unknown = len({part.counted.stoppage.key for cell in self.cells for part in cell.parts if part.value is None})
        rules = f"Counted by the profile {self.profile.name}: {self.profile.title}. Source of the rules: {self.profile.source}."
        verified = f"Rules that could not be verified: {', '.join(self.profile.unverified)}." if self.profile.unverified else ""
        lacking = f"{unknown} stoppages have an unknown size or end: counted as stoppages, and listed; nothing is put in their place."
        nowhere = f"{len(self.unplaced)} stoppages count in no period, for no year is known." if self.unplaced else ""
        status = (
            "Status: A normal, E estimated (a component is a range, approximate, disputed or unknown), P provisional (a stoppage goes on)."
        )
        return tuple(note for note in (rules, verified, lacking if unknown else "", nowhere, status) if note)
