"""A list of organisations to watch, out of a CSV file: its columns are told by their headers, or named."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale

from picketline.codes import crosswalk
from picketline.model.errors import UserError

NAMES = ("name", "company", "supplier", "employer", "organisation", "organization", "vendor", "firm", "manufacturer", "factory", "facility")
COUNTRIES = ("country", "countrycode", "iso2", "iso3", "location")
IDS = ("id", "supplierid", "vendorid", "code", "number", "no", "nr", "lei", "duns", "ref", "reference")


@dataclass(frozen=True, slots=True)
class Watched:
    """A row of the list: its line in the file, the name, the country (ISO 3166-1 alpha-2) where one is known, the list's own id."""

    line: int
    name: str
    country: str | None = None
    own_id: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The headers of the columns, as a user names them; None for those to be told by their headers."""

    name: str | None = None
    country: str | None = None
    own_id: str | None = None


def read(path: Path, asked: Columns = Columns()) -> tuple[Watched, ...]:
    """The rows that have a name. UserError says what is wrong with the file, and what would be right."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not UTF-8 (byte {error.start}): save it as “CSV UTF-8”") from error
    return parse(text, str(path), asked)


def parse(text: str, path: str, asked: Columns = Columns()) -> tuple[Watched, ...]:
    """The rows of a file's text.

    >>> parse("Supplier;Country\\nHarwick Quays Ltd;United Kingdom\\n", "s.csv")
    (Watched(line=2, name='Harwick Quays Ltd', country='GB', own_id=None),)
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t|", key=first.count), strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise UserError(f"{path}, line {reader.line_num}: {error}; cells with a quotation mark or a line break stand in quotes") from error
    if not rows:
        raise UserError(f"{path} is empty: it needs a line of column names and a line for each organisation")
    header = [cell.strip() for cell in rows[0][1]]
    at = _column(header, asked.name, NAMES, path)
    if at is None:
        raise UserError(f"{path} has no column of names that can be told; it has {', '.join(header)}: name it with --name COLUMN")
    where, own = _column(header, asked.country, COUNTRIES, path), _column(header, asked.own_id, IDS, path)
    found = [Watched(line, _cell(row, at), country_code(_cell(row, where)), _cell(row, own) or None) for line, row in rows[1:]]
    if not any(one.name for one in found):
        raise UserError(f"{path} has no name in its column {header[at]!r}")
    return tuple(one for one in found if one.name)


def _cell(row: Sequence[str], at: int | None) -> str:
    return "" if at is None or at >= len(row) else " ".join(row[at].split())


def _column(header: Sequence[str], asked: str | None, known: Sequence[str], path: str) -> int | None:
    """The column that is asked for, else that with a known name, else one that has a known name as a word of its own."""
    plain = [cell.casefold() for cell in header]
    if asked is not None:
        if asked.casefold() not in plain:
            raise UserError(f"{path} has no column {asked!r}; it has {', '.join(header)}")
        return plain.index(asked.casefold())
    tidy = ["".join(filter(str.isalnum, cell)) for cell in plain]
    whole = (tidy.index(name) for name in known if name in tidy)
    part = (at for name in known for at, cell in enumerate(plain) if name in cell.replace("_", " ").replace("-", " ").split())
    return next(whole, next(part, None))


def country_code(written: str) -> str | None:
    """The code of a country written as a code of two or three letters or as its English name; None for what is none.

    >>> country_code("KAZ"), country_code("kz"), country_code("Kazakhstan"), country_code("Atlantis")
    ('KZ', 'KZ', 'KZ', None)
    """
    return _countries().get(written.casefold())


@cache
def _countries() -> dict[str, str]:
    codes = crosswalk("iso3")
    named = {str(name).casefold(): code for code, name in Locale("en").territories.items() if code in codes}
    return {**named, **{three.casefold(): two for two, three in codes.items()}, **{two.casefold(): two for two in codes}}
