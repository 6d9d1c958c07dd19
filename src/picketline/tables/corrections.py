"""A corrected workbook (`picketline export xlsx`) as corrections: only the cells that a person changed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from picketline.ledger.replacement import replacement
from picketline.model import Claim
from picketline.model.decision import Verdict
from picketline.model.errors import UserError
from picketline.tables.content import written

SHEET, CLAIM, CONTENT, VERDICT, NOTE = "Claims", "claim", "content", "verdict", "note"
VERDICTS = ("accept", "reject")


@dataclass(frozen=True, slots=True)
class Change:
    """What a row asks: accept or reject the claim, or replace its value; `place` is where it stands, in words."""

    place: str
    claim: Claim
    verdict: Verdict
    value: dict[str, object] | None
    note: str

    def words(self) -> str:
        """The change in one line."""
        if self.value is None:
            return f"{self.place}: {self.verdict} {self.claim.property} {written(self.claim)!r}"
        return f"{self.place}: {self.claim.property} {written(self.claim)!r} becomes {self.value.get('value', self.value)!r}"


def changes(path: Path, claim_of: Callable[[str], Claim]) -> Iterator[Change]:
    """The changes in a workbook. UserError names the row where an id or value cannot be read, or the file is no such workbook."""
    for place, row in _rows(path):
        try:
            change = _change(place, row, claim_of)
        except UserError as error:
            raise UserError(f"{path}, {place}: {error}") from error
        if change:
            yield change


def _change(place: str, row: dict[str, str], claim_of: Callable[[str], Claim]) -> Change | None:
    if not row.get(CLAIM):
        return None
    claim, verdict, note = claim_of(row[CLAIM]), row.get(VERDICT, "").lower(), row.get(NOTE, "")
    if verdict and verdict not in VERDICTS:
        raise UserError(f"{verdict!r} is no verdict: write accept or reject, or leave it empty")
    if verdict == "reject":
        return Change(place, claim, "reject", None, note)
    cell = row.get(CONTENT, "")
    if cell and cell != written(claim):
        return Change(place, claim, "replace", replacement(claim, cell), note)
    return Change(place, claim, "accept", None, note) if verdict == "accept" else None


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UserError(f"{path} is no workbook: make one with  picketline export xlsx --out {path}") from error
    names = [name for name in book.sheetnames if re.fullmatch(rf"{SHEET}( \d+)?", name)]
    if not names:
        raise UserError(f"{path} has no sheet {SHEET!r}: correct the workbook that  picketline export xlsx  writes")
    for name in names:
        rows = book[name].iter_rows(values_only=True)
        header = [str(cell or "") for cell in next(rows, ())]
        if CLAIM not in header or CONTENT not in header:
            raise UserError(f"the sheet {name!r} of {path} lacks the column {CLAIM if CLAIM not in header else CONTENT!r}")
        for number, row in enumerate(rows, start=2):
            place = f"row {number}" if name == SHEET else f"{name}, row {number}"
            yield place, {title: "" if cell is None else str(cell).strip() for title, cell in zip(header, row, strict=False)}
