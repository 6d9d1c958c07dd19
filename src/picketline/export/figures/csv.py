"""Comma-separated values, UTF-8, a header line."""

import csv
import io

from picketline.export.figures import Figures
from picketline.export.table import harmless


def write(figures: Figures) -> bytes:
    """The figures, a line a cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(figures.columns())
    writer.writerows([harmless(cell) for cell in row] for row in figures.rows())
    return out.getvalue().encode()
