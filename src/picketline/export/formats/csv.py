"""CSV in UTF-8 (RFC 4180): one row a dispute; several values of one cell are joined by `; `. No cell can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from picketline.export.table import COLUMNS, harmless, rows
from picketline.ledger.source import Source
from picketline.model import Dispute

SUFFIX = ".csv"
MEDIA_TYPE = "text/csv; charset=utf-8"


def write(disputes: Iterable[Dispute], sources: Mapping[str, Source], out: BinaryIO) -> None:
    """Writes a line of column names, then a line a dispute."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows(disputes, sources):
        writer.writerow([harmless(cell) for cell in row])
    text.detach()
