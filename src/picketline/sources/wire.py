"""What crosses the pipe between picketline and the child that parses: lengths, JSON and bytes; never a pickle."""

from __future__ import annotations

import json
import struct
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import IO, cast

from picketline.model import Document, Issue, Layer
from picketline.model.document import LayerKind
from picketline.sources.draft import Found

_LENGTH = struct.Struct(">Q")
LONGEST = 400_000_000
"""Bytes of the longest message that is believed."""


def write(pipe: IO[bytes], *parts: bytes) -> None:
    """Writes each part with its length before it."""
    for part in parts:
        pipe.write(_LENGTH.pack(len(part)))
        pipe.write(part)
    pipe.flush()


def read(pipe: IO[bytes]) -> bytes:
    """One part; EOFError where the other side has ended, or says what cannot be."""
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if length > LONGEST:
        raise EOFError(f"a message of {length} bytes")
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) != length:
        raise EOFError("the other side has ended")
    return data


def pack(found: Iterable[Found], data: bytes) -> bytes:
    """What was found in `data`, as JSON; the bytes of a document only where they are not `data` itself."""
    rows: list[dict[str, object]] = []
    for part in found:
        if isinstance(part, Issue):
            rows.append({"issue": asdict(part)})
        else:
            document, own = part
            rows.append({"document": _document_row(document), "data": None if own == data else b64encode(own).decode("ascii")})
    return json.dumps(rows, ensure_ascii=True).encode("ascii")


def unpack(message: bytes, data: bytes) -> Iterator[Found]:
    """What `pack` packed."""
    for row in json.loads(message):
        if "issue" in row:
            yield Issue(**row["issue"])
        else:
            yield _document(row["document"]), data if row["data"] is None else b64decode(row["data"])


def _document_row(document: Document) -> dict[str, object]:
    names = (name for name in Document.__slots__ if name not in ("layers", "metadata"))
    row: dict[str, object] = {name: getattr(document, name) for name in names}
    row["layers"] = [[layer.start, layer.end, layer.kind, layer.reason] for layer in document.layers]
    return row | {"metadata": [list(pair) for pair in document.metadata]}


def _document(row: Mapping[str, object]) -> Document:
    layers = cast("list[tuple[int, int, LayerKind, str]]", row["layers"])
    pairs = cast("list[tuple[str, str]]", row["metadata"])
    plain = {key: value for key, value in row.items() if key not in ("layers", "metadata")}
    return Document(
        **plain,  # type: ignore[arg-type]  # the child is our own code; what it read is not, and stands in strings
        layers=tuple(Layer(*layer) for layer in layers),
        metadata=tuple((key, value) for key, value in pairs),
    )
