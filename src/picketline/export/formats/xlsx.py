"""A workbook: a sheet of disputes, a row each, and a sheet of claims with their quotes. Text is never read as a formula.

The sheet of claims can be corrected and read back: `content` is a claim's value to be edited, `verdict` takes accept or reject.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import BinaryIO

import xlsxwriter

from picketline.export.table import COLUMNS, lines, row
from picketline.export.words import claimed
from picketline.ledger.source import Source
from picketline.model import Dispute
from picketline.tables.content import written

SUFFIX = ".xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CLAIMS = (
    "dispute",
    "claim",
    "property",
    "value",
    "content",
    "verdict",
    "note",
    "said_by",
    "modality",
    "quote",
    "report",
    "method",
    "confidence",
    "stands",
)
LONGEST = 32_767
"""Characters that a cell can hold."""
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The workbook's date of creation: the same disputes are the same bytes."""


def write(disputes: Iterable[Dispute], sources: Mapping[str, Source], out: BinaryIO, base: str = "") -> None:
    """Writes the workbook, row by row with flat memory."""
    plain = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, plain) as book:
        book.set_properties({"title": "Labour disputes", "created": EPOCH})
        bold = book.add_format({"bold": True, "bottom": 1})
        table, claims = book.add_worksheet("Disputes"), book.add_worksheet("Claims")
        for sheet, columns in ((table, COLUMNS), (claims, CLAIMS)):
            sheet.write_row(0, 0, columns, bold)
            sheet.freeze_panes(1, 1)
            sheet.set_column(0, len(columns) - 1, 20)
        line = 0
        for at, dispute in enumerate(disputes, start=1):
            table.write_row(at, 0, [_short(cell) for cell in row(next(lines([dispute], sources)), base)])
            for claim in _claims(dispute):
                line += 1
                claims.write_row(line, 0, [_short(cell) for cell in claim])


def _claims(dispute: Dispute) -> Iterable[tuple[str | float | None, ...]]:
    standing = {choice.claim.id for choices in dispute.chosen.values() for choice in choices}
    for claim in dispute.claims:
        yield (
            dispute.id, claim.id, claim.property, claimed(claim), written(claim), None, None, claim.said_by, claim.modality, claim.words,
            claim.document, claim.method, claim.confidence, "yes" if claim.id in standing else "no",
        )  # fmt: skip


def _short(cell: str | float | None) -> str | float | None:
    return cell[:LONGEST] if isinstance(cell, str) else cell
