"""CSV in UTF-8 (RFC 4180): one row a dispute; several values of one cell are joined by `; `. No cell can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from picketline.export.table import COLUMNS, Line, harmless, lines, row
from picketline.ledger.source import Source
from picketline.model import Dispute

SUFFIX = ".csv"
MEDIA_TYPE = "text/csv; charset=utf-8"


def write(disputes: Iterable[Dispute], sources: Mapping[str, Source], out: BinaryIO, base: str = "") -> None:
    """Writes a line of column names, then a line a dispute."""
    write_lines(lines(disputes, sources), out, base)


def write_lines(told: Iterable[Line], out: BinaryIO, base: str = "") -> None:
    """The same from lines that are known already."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in told:
        writer.writerow([harmless(cell) for cell in row(line, base)])
    text.detach()
