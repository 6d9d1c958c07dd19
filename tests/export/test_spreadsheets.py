"""Nothing in a table is run by a spreadsheet; numbers stay numbers, and the words can still be read."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from picketline.export.table import COLUMNS, harmless
from picketline.export.written import Wanted, write
from picketline.ledger import Ledger, Query
from picketline.model import Document, Quantity, Record, Reported, Span, Value
from picketline.model.document import digest, document_id

HOSTILE = ("=HYPERLINK(1)", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", " =1", "\t=1", "＝1+1")


def told(name: str, ledger: Path, made: str = "csv") -> bytes:
    """One dispute of an employer of that name, in a table."""
    text = f"Workers of {name}| went out, 240 of them."

    def quote(words: str) -> tuple[Span, ...]:
        return (Span.of(text, text.index(words), text.index(words) + len(words)),)

    data = text.encode()
    document = Document(document_id(digest(data)), "../../=x.txt", text, digest(data), url="=https://example.org/x")
    reported = Reported("d1", employers=(Value(name, quote(name)),), workers_involved=Quantity(240, quote("240 of them")))
    out = io.BytesIO()
    with Ledger.open(ledger / "a.db") as opened:
        opened.add(document, data, Record("x", True, (reported,)), recorded_at="2025-01-01")
        write(opened, made, Wanted(Query()), out)
    return out.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_of_a_csv_begins_like_a_formula(tmp_path: Path, name: str) -> None:
    """An apostrophe stands before the words; the number beside them is a number."""
    header, row = csv.reader(io.StringIO(told(name, tmp_path).decode()))
    cells = dict(zip(header, row, strict=True))
    assert tuple(header) == COLUMNS
    assert cells["employers"] == f"'{name}"
    assert cells["workers_involved"] == "240"
    assert cells["urls"] == "'=https://example.org/x"


@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path, name: str) -> None:
    """Words are stored as words, as they are; numbers as numbers."""
    book = openpyxl.load_workbook(io.BytesIO(told(name, tmp_path, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert name in [cell.value for cell in cells]
    assert 240 in [cell.value for cell in cells if cell.data_type == "n"]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_numbers_are_left_alone() -> None:
    """A negative number is no formula; nor is a name with a hyphen within."""
    assert harmless(-3) == -3
    assert harmless(None) is None
    assert harmless("Co-operative Bakers") == "Co-operative Bakers"
