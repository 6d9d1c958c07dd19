"""Rows of a listing to records and segments, each value quoting its cell; what is wrong in a row becomes an Issue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from picketline.model import Claim, Document, Evidence, Issue, Quantity, Record, Reported, Value
from picketline.model.claim import SINGULAR
from picketline.model.errors import DocumentError
from picketline.tables.cells import Cell, Row, rows, span
from picketline.tables.map import Column, Map
from picketline.tables.notes import changes

PLURAL = {singular: plural for plural, singular in SINGULAR.items()}
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?|(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class Listing:
    """What a table says: a record with a dispute for each key, the segments as claims, and the rows that are wrong or lack something."""

    record: Record
    segments: tuple[Claim, ...]
    issues: tuple[Issue, ...]
    rows: int


def read(document: Document, chart: Map) -> Listing:
    """The listing in a document under a map. DocumentError where a column of the map is not there."""
    table = list(rows(document.text))
    if table and (lacking := sorted(chart.columns() - table[0].cells.keys())):
        raise DocumentError(f"{document.name}: the map {chart.name} needs a column {lacking[0]!r}; there are {', '.join(table[0].cells)}")
    groups: dict[str, list[Row]] = {}
    for row in table:
        groups.setdefault(_key(row, chart), []).append(row)
    reader = _Reader(document, chart)
    disputes = tuple(reader.dispute(key, group) for key, group in groups.items())
    segments = tuple(
        claim for key, group in groups.items() for row in (group[-1:] if chart.restated else group) for claim in reader.segments(key, row)
    )
    issues = tuple(issue for row in table for issue in reader.issues(row))
    return Listing(Record(document.name, True, disputes), segments, issues, len(table))


def _key(row: Row, chart: Map) -> str:
    return "|".join(row.value(column) for column in chart.key) or f"row{row.line}"


@dataclass(frozen=True, slots=True)
class _Reader:
    document: Document
    chart: Map

    def quote(self, cell: Cell) -> Evidence:
        return (span(self.document.text, cell),)

    def dispute(self, key: str, group: list[Row]) -> Reported:
        sets = {name: self.values(name, group) for name in PLURAL if name in self.chart.values}
        ones = {name: values[-1] for name in ("industry", "outcome") if (values := self.values(name, group))}
        days = {name: found[-1] for name in ("started", "ended") if (found := self.days(name, group))}
        return Reported(
            key,
            **{PLURAL[name]: values for name, values in sets.items()},  # type: ignore[arg-type]  # PLURAL's are the set properties
            **ones,  # type: ignore[arg-type]
            **days,  # type: ignore[arg-type]
            workers_involved=self.workers(group),
        )

    def values(self, name: str, group: list[Row]) -> tuple[Value, ...]:
        column = self.chart.values.get(name)
        found = [value for row in group for value in self.cell_values(name, column, row)] if column else []
        return tuple({value.value: value for value in reversed(found)}.values())[::-1]

    def cell_values(self, name: str, column: Column, row: Row) -> Iterator[Value]:
        cell = row.cells.get(column.column)
        for part in _parts(cell, column) if cell else ():
            value = _coded(part.value, column) if column.codes else part.value
            more = row.cells.get(column.append) if column.append else None
            if value and more and more.value:
                yield Value(f"{value} {_local(more.value)}", self.quote(part) + self.quote(more))
            elif value:
                yield Value(value, self.quote(part), country=self.chart.country or None if name == "place" else None)

    def days(self, name: str, group: list[Row]) -> list[Value]:
        column = self.chart.values.get(name)
        cells = [row.cells[column.column] for row in group if column and row.value(column.column)]
        return [Value(day.isoformat(), self.quote(cell)) for cell in cells if (day := day_of(cell.value))]

    def workers(self, group: list[Row]) -> Quantity | None:
        column = self.chart.values.get("workers_involved")
        cells = [row.cells[column.column] for row in group if column and row.value(column.column)]
        found = [(number, cell) for cell in cells if (number := number_of(cell.value)) is not None and number > 0]
        return Quantity(found[-1][0], self.quote(found[-1][1])) if found else None

    def segments(self, key: str, row: Row) -> Iterator[Claim]:
        parts = {part: row.cells[column] for part, column in self.chart.segment.items() if row.value(column)}
        begin = day_of(parts["begin"].value) if "begin" in parts else None
        if begin is None:
            return
        end = day_of(parts["end"].value) if "end" in parts else None
        value: dict[str, object] = {"begin": begin.isoformat(), "stoppage": key}
        value |= {"end": end.isoformat()} if end else {"known_until": self.chart.coverage} if self.chart.coverage else {}
        value |= {
            name: number for name in ("workers", "max", "workdays") if (number := number_of(parts[name].value if name in parts else ""))
        }
        value |= {"note": parts["note"].value} if "note" in parts else {}
        evidence = tuple(quote for cell in parts.values() for quote in self.quote(cell))
        noted = row.cells.get(self.chart.notes) if self.chart.notes else None
        for change, quotes in changes(value, noted, self.document.text):
            yield Claim(
                self.document.id, f"{self.document.id}#{key}", "segment", change, evidence + quotes, method=f"table:{self.chart.name}"
            )

    def issues(self, row: Row) -> Iterator[Issue]:
        started, ended = (self.day_in(row, name) for name in ("started", "ended"))
        if isinstance(started, date) and isinstance(ended, date) and ended < started:
            yield self.issue(row, f"it ends on {ended}, before it starts on {started}")
        for name, day in (("started", started), ("ended", ended)):
            if isinstance(day, str):
                yield self.issue(row, f"{day!r} is no date ({name})")
        lacking = [
            name
            for name in ("started", "ended", "workers_involved")
            if name in self.chart.values and not row.value(self.chart.values[name].column)
        ]
        for name in lacking:
            yield self.issue(row, f"it has no {'number of workers' if name == 'workers_involved' else name}")
        if (workers := self.chart.values.get("workers_involved")) and (words := row.value(workers.column)):
            number = number_of(words)
            if number is None or number <= 0:
                yield self.issue(row, f"{words!r} is no number of workers")

    def day_in(self, row: Row, name: str) -> date | str | None:
        words = row.value(self.chart.values[name].column) if name in self.chart.values else ""
        return (day_of(words) or words) if words else None

    def issue(self, row: Row, message: str) -> Issue:
        return Issue(f"{self.document.name}:{row.line}", "tables", message, "partial", self.document.id)


def _parts(cell: Cell, column: Column) -> Iterator[Cell]:
    """The cell's values, each where it stands; where its words are not those of the file (doubled quotation marks), the whole cell."""
    moved = cell.end - cell.start != len(cell.value)
    at = cell.value.find(column.after) + len(column.after) if column.after and column.after in cell.value else 0
    for piece in cell.value[at:].split(column.split) if column.split else [cell.value[at:]]:
        start = cell.start + at + len(piece) - len(piece.lstrip())
        at += len(piece) + len(column.split)
        if piece.strip():
            yield Cell(piece.strip(), cell.start, cell.end) if moved else Cell(piece.strip(), start, start + len(piece.strip()))


def _coded(words: str, column: Column) -> str:
    return column.codes.get(words) or column.codes.get(words[:2]) or ""


def _local(words: str) -> str:
    return f"Local {words}" if words[0].isdigit() else words


def day_of(words: str) -> date | None:
    """The day written as 2020-01-31 or, as American listings do, 1/31/2020; None where it is neither or does not exist.

    >>> day_of("1/31/2020")
    datetime.date(2020, 1, 31)
    """
    match = _DAY.fullmatch(words.strip())
    if not match:
        return None
    year, month, day, us_month, us_day, us_year = (int(part) if part else 0 for part in match.groups())
    try:
        return date(year or us_year, month or us_month, day or us_day)
    except ValueError:
        return None


def number_of(words: str) -> float | None:
    """The number written with or without thousands commas; None where there is none.

    >>> number_of("12,700")
    12700
    """
    try:
        number = float(words.replace(",", ""))
    except ValueError:
        return None
    return int(number) if number.is_integer() else number
