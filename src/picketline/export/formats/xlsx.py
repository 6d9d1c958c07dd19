"""A workbook: a sheet of disputes, a row each, and a sheet of claims with their quotes. Text is never read as a formula.

The sheet of claims can be corrected and read back: `content` is a claim's value to be edited, `verdict` takes accept or reject.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import BinaryIO

import xlsxwriter

from picketline.export.table import COLUMNS, Cell, lines, row
from picketline.export.words import claimed
from picketline.ledger.source import Source
from picketline.model import Dispute
from picketline.tables.content import written

SUFFIX = ".xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CLAIMS = (
    "dispute", "claim", "property", "value", "content", "verdict", "note", "said_by", "modality", "quote", "report", "method",
    "confidence", "stands",
)  # fmt: skip
LONGEST = 32_767
"""Characters that a cell can hold."""
ROWS = 1_048_576
"""Rows that a sheet can hold, the line of column names among them: what is more goes on in `Claims 2`."""
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The workbook's date of creation: the same disputes are the same bytes."""


def write(disputes: Iterable[Dispute], sources: Mapping[str, Source], out: BinaryIO, base: str = "") -> None:
    """Writes the workbook, row by row with flat memory."""
    plain = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, plain) as book:
        book.set_properties({"title": "Labour disputes", "created": EPOCH})
        table, claims = _Sheets(book, "Disputes", COLUMNS), _Sheets(book, "Claims", CLAIMS)
        for dispute in disputes:
            table.write(row(next(lines([dispute], sources)), base))
            for claim in _claims(dispute):
                claims.write(claim)


class _Sheets:
    """A table on as many sheets as it takes."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, columns: Sequence[str]) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._bold = book.add_format({"bold": True, "bottom": 1})
        self._sheets = 0
        self._next()

    def _next(self) -> None:
        self._sheets += 1
        self._sheet, self._at = self._book.add_worksheet(self._name if self._sheets == 1 else f"{self._name} {self._sheets}"), 1
        self._sheet.write_row(0, 0, self._columns, self._bold)
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_column(0, len(self._columns) - 1, 20)

    def write(self, cells: Iterable[Cell]) -> None:
        """One row."""
        if self._at == ROWS:
            self._next()
        self._sheet.write_row(self._at, 0, [_short(cell) for cell in cells])
        self._at += 1


def _claims(dispute: Dispute) -> Iterable[tuple[Cell, ...]]:
    standing = {choice.claim.id for choices in dispute.chosen.values() for choice in choices}
    for claim in dispute.claims:
        yield (
            dispute.id, claim.id, claim.property, claimed(claim), written(claim), None, None, claim.said_by, claim.modality, claim.words,
            claim.document, claim.method, claim.confidence, "yes" if claim.id in standing else "no",
        )  # fmt: skip


def _short(cell: Cell) -> Cell:
    return cell[:LONGEST] if isinstance(cell, str) else cell
