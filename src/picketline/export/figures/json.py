"""JSON: the profile, the notes, and an object a cell."""

import json

from picketline.export.figures import Figures


def write(figures: Figures) -> bytes:
    """The figures as one object with `profile`, `notes` and `figures`."""
    rows = [dict(zip(figures.columns(), row, strict=True)) for row in figures.rows()]
    return (
        json.dumps({"profile": figures.profile.name, "notes": figures.notes(), "figures": rows}, ensure_ascii=False, indent=1) + "\n"
    ).encode()
