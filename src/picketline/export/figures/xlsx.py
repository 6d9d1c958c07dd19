"""A workbook ready for release: the figures as a sheet with a filter and a frozen header, the notes as another."""

import io
from datetime import UTC, datetime

import xlsxwriter

from picketline.export.figures import Figures

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
"""The workbook's date of creation: a fixed one, so that the same figures are the same bytes."""


def write(figures: Figures) -> bytes:
    """The workbook; text is never read as a formula."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": figures.profile.title, "created": EPOCH})
        head = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet("Figures")
        columns, rows = figures.columns(), list(figures.rows())
        sheet.write_row(0, 0, columns, head)
        for i, row in enumerate(rows, start=1):
            sheet.write_row(i, 0, row)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
        sheet.set_column(0, len(columns) - 1, 18)
        notes = book.add_worksheet("Notes")
        notes.set_column(0, 0, 120, book.add_format({"text_wrap": True}))
        notes.write_column(0, 0, figures.notes())
    return out.getvalue()
