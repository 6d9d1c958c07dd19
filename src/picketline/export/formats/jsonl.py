"""JSON Lines: one whole dispute a line, with every claim, its words, its speaker and its rivals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from picketline.export.forms import dispute_json
from picketline.ledger.source import Source
from picketline.model import Dispute

SUFFIX = ".jsonl"
MEDIA_TYPE = "application/x-ndjson"


def write(disputes: Iterable[Dispute], sources: Mapping[str, Source], out: BinaryIO, base: str = "") -> None:
    """Writes a line a dispute."""
    for dispute in disputes:
        out.write(json.dumps(dispute_json(dispute, sources, base), ensure_ascii=False).encode() + b"\n")
