"""JSON: one array of whole disputes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from picketline.export.forms import dispute_json
from picketline.ledger.source import Source
from picketline.model import Dispute

SUFFIX = ".json"
MEDIA_TYPE = "application/json"


def write(disputes: Iterable[Dispute], sources: Mapping[str, Source], out: BinaryIO, base: str = "") -> None:
    """Writes the array, a dispute a line."""
    out.write(b"[")
    for i, dispute in enumerate(disputes):
        out.write((",\n" if i else "\n").encode() + json.dumps(dispute_json(dispute, sources, base), ensure_ascii=False).encode())
    out.write(b"\n]\n")
