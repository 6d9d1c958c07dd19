"""Comma-separated values, UTF-8, a header line."""

import csv
import io

from picketline.export.figures import Figures


def write(figures: Figures) -> bytes:
    """The figures, a line a cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(figures.columns())
    writer.writerows(figures.rows())
    return out.getvalue().encode()
