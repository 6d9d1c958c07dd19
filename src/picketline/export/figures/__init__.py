"""Figures written out: one file a format, found by its name. Each has `write(table) -> bytes`; numbers are not rounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from picketline.model.exchange import plain
from picketline.statistics.measures import Cell
from picketline.statistics.profile import Profile


@dataclass(frozen=True, slots=True)
class Figures:
    """Cells in the order in which they are printed, the profile that counted them, and the names of their groupings."""

    cells: tuple[Cell, ...]
    profile: Profile
    groupings: tuple[str, ...]
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
        status = (
            "Status: A normal, E estimated (a component is a range, approximate, disputed or unknown), P provisional (a stoppage goes on)."
        )
        return tuple(note for note in (rules, verified, lacking if unknown else "", status) if note)
