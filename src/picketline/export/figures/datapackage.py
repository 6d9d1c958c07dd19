"""A Data Package (Frictionless, version 1): the figures as CSV with a table schema, in one zip file."""

import io
import json
import zipfile

from picketline.export.figures import Figures, csv

EPOCH = (1980, 1, 1, 0, 0, 0)
"""Every member's date: the same figures are the same bytes."""
NUMBERS = {"low": "number", "best": "number", "high": "number", "not_computable": "integer"}


def write(figures: Figures) -> bytes:
    """The package: `datapackage.json` and `figures.csv`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (("datapackage.json", _description(figures)), ("figures.csv", csv.write(figures))):
            package.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _description(figures: Figures) -> bytes:
    fields = [{"name": name, "type": NUMBERS.get(name, "string")} for name in figures.columns()]
    resource = {
        "name": "figures", "path": "figures.csv", "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8", "schema": {"fields": fields, "primaryKey": ["period", *figures.groupings, "measure"], "missingValues": [""]},
    }  # fmt: skip
    package = {
        "name": "labour-disputes",
        "profile": "tabular-data-package",
        "title": figures.profile.title,
        "description": " ".join(figures.notes()),
        "resources": [resource],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode()
