"""GeoJSON (RFC 7946): a feature a dispute, its places as a MultiPoint (longitude, latitude); null where no place is known."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from picketline.export.forms import summary_json
from picketline.export.where import Located, located
from picketline.export.words import headline
from picketline.ledger.source import Source
from picketline.ledger.summary import summarise
from picketline.model import Dispute

SUFFIX = ".geojson"
MEDIA_TYPE = "application/geo+json"


def write(disputes: Iterable[Dispute], sources: Mapping[str, Source], out: BinaryIO, base: str = "") -> None:
    """Writes one FeatureCollection, a feature a line."""
    out.write(b'{"type": "FeatureCollection", "features": [')
    for i, dispute in enumerate(disputes):
        properties = {"name": headline(dispute), **summary_json(summarise(dispute, sources), base)}
        feature = {"type": "Feature", "id": dispute.id, "geometry": _geometry(located(dispute)), "properties": properties}
        out.write((",\n" if i else "\n").encode() + json.dumps(feature, ensure_ascii=False).encode())
    out.write(b"\n]}\n")


def _geometry(spots: tuple[Located, ...]) -> dict[str, object] | None:
    return {"type": "MultiPoint", "coordinates": [[spot.longitude, spot.latitude] for spot in spots]} if spots else None
