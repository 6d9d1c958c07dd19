"""A workbook goes out, is corrected, and comes back."""

from pathlib import Path

import openpyxl
import pytest

from picketline.export.formats import xlsx
from picketline.ledger import Ledger
from picketline.model.errors import UserError
from picketline.tables.corrections import Change, changes


@pytest.fixture
def book(full: Path, tmp_path: Path) -> Path:
    path = tmp_path / "claims.xlsx"
    with Ledger.open(full) as ledger, path.open("wb") as out:
        xlsx.write(ledger.disputes(), ledger.sources(), out)
    return path


def edited(book: Path, row: int, sheet_name: str = "Claims", **cells: str) -> Path:
    """The workbook with some cells of the sheet of claims changed, saved as a spreadsheet program would."""
    opened = openpyxl.load_workbook(book)
    sheet = opened[sheet_name]
    header = [cell.value for cell in sheet[1]]
    for name, value in cells.items():
        sheet.cell(row, header.index(name) + 1, value)
    opened.save(book)
    return book


def read(full: Path, book: Path) -> list[Change]:
    with Ledger.open(full) as ledger:
        return list(changes(book, ledger.claim))


def row_of(book: Path, prop: str) -> int:
    sheet = openpyxl.load_workbook(book)["Claims"]
    header = [cell.value for cell in sheet[1]]
    return next(row[0].row for row in sheet.iter_rows(min_row=2) if row[header.index("property")].value == prop)


def test_a_round_trip_without_edits_changes_nothing(full: Path, book: Path) -> None:
    """What was exported and saved again asks for no correction."""
    assert read(full, edited(book, 2)) == []


def test_a_changed_cell_becomes_a_replacement(full: Path, book: Path) -> None:
    """The name is replaced, its other parts stay."""
    row = row_of(book, "place")
    (change,) = read(full, edited(book, row, content="Memel"))
    assert (change.verdict, change.value) == ("replace", {"value": "Memel", "country": change.claim.value["country"]})


def test_a_verdict_is_read(full: Path, book: Path) -> None:
    """Reject needs no value, and carries its note."""
    (change,) = read(full, edited(book, 2, verdict="Reject", note="another port"))
    assert (change.verdict, change.value, change.note) == ("reject", None, "another port")


@pytest.mark.parametrize(
    ("cells", "message"), [({"verdict": "maybe"}, "maybe"), ({"claim": "C-none"}, "C-none"), ({"content": "{broken"}, "JSON")]
)
def test_a_cell_that_cannot_be_read_names_its_row(full: Path, book: Path, cells: dict[str, str], message: str) -> None:
    """Nothing is guessed: the row and what is wrong in it."""
    with pytest.raises(UserError, match=f"row 3.*{message}"):
        read(full, edited(book, 3, **cells))


def test_more_rows_than_a_sheet_can_hold_go_on_in_the_next(full: Path, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None is lost, and a correction on a later sheet is read, with its place."""
    monkeypatch.setattr(xlsx, "ROWS", 5)
    small = tmp_path / "small.xlsx"
    with Ledger.open(full) as ledger, small.open("wb") as out:
        xlsx.write(ledger.disputes(), ledger.sources(), out)
    whole, parted = openpyxl.load_workbook(book), openpyxl.load_workbook(small)
    parts = [sheet for sheet in parted if sheet.title.startswith("Claims")]
    assert all(sheet.max_row <= 5 for sheet in parts)
    told = [row for sheet in parts for row in list(sheet.values)[1:]]
    assert told == list(whole["Claims"].values)[1:]
    (change,) = read(full, edited(small, 2, "Claims 2", verdict="accept"))
    assert change.words().startswith("Claims 2, row 2: accept")


def test_a_file_that_is_no_such_workbook_is_refused(full: Path, tmp_path: Path) -> None:
    """The message says how to make one."""
    path = tmp_path / "x.xlsx"
    path.write_text("no workbook")
    with pytest.raises(UserError, match="export xlsx"):
        read(full, path)
