"""Delimited text as cells that know where they stand, so that each value of a listing can be quoted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from picketline.model import Span
from picketline.model.errors import DocumentError


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: `value` without its quotation marks and outer blanks; code points `start` to `end` of the file hold it."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One data row; `line` is the line of the file on which it begins, the first line being 1."""

    line: int
    cells: Mapping[str, Cell]

    def value(self, column: str) -> str:
        """The cell's words, or nothing where the row is short."""
        cell = self.cells.get(column)
        return cell.value if cell else ""


def rows(text: str) -> Iterator[Row]:
    """The rows below the header, by the header's column names. DocumentError where there is no header, or a name stands twice.

    The delimiter is a comma, a semicolon or a tab, whichever the header has most of. Rows without any value are passed over.
    """
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    lines = _lines(text, delimiter)
    header = [cell.value for _, cells in [next(lines, (1, []))] for cell in cells]
    if not any(header):
        raise DocumentError("the table has no header line")
    if double := sorted({name for name in header if name and header.count(name) > 1}):
        raise DocumentError(f"the table has two columns called {double[0]!r}")
    for line, cells in lines:
        if any(cell.value for cell in cells):
            yield Row(line, dict(zip(header, cells, strict=False)))


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[Cell]]]:
    at, line = 1 if text.startswith("\ufeff") else 0, 1
    cells: list[Cell] = []
    begun = line
    while at <= len(text):
        cell, at = _cell(text, at, delimiter)
        cells.append(cell)
        line += text.count("\n", cell.start, cell.end)
        if at < len(text) and text[at] == delimiter:
            at += 1
            continue
        yield begun, cells
        at, line, cells = at + 1, line + 1, []
        begun = line


def _cell(text: str, at: int, delimiter: str) -> tuple[Cell, int]:
    """The cell that begins at a position, and where it stops: at a delimiter, a line's end or the text's."""
    if text.startswith('"', at):
        end = at + 1
        while (end := text.find('"', end)) >= 0 and text.startswith('""', end):
            end += 2
        if end < 0:
            raise DocumentError(f"a quotation mark at {at} is never closed")
        stop = _stop(text, end + 1, delimiter)
        return Cell(text[at + 1 : end].replace('""', '"').strip(), at + 1, max(end, at + 1)), stop
    stop = _stop(text, at, delimiter)
    bare = text[at:stop]
    start = at + len(bare) - len(bare.lstrip())
    return Cell(bare.strip(), start, start + len(bare.strip())), stop


def _stop(text: str, at: int, delimiter: str) -> int:
    ends = [found for mark in (delimiter, "\n") if (found := text.find(mark, at)) >= 0]
    return min(ends, default=len(text))


def span(text: str, cell: Cell) -> Span:
    """The cell's place and words as evidence; EvidenceError where it is empty."""
    return Span.of(text, cell.start, cell.end)
