"""One report as read: its text is never changed after reading; marks stand beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

LayerKind = Literal["title", "byline", "dateline", "body", "furniture", "caption", "comment", "page", "article", "quoted"]


@dataclass(frozen=True, slots=True, order=True)
class Layer:
    """A standoff mark on code points `start` to `end` of a document; `reason` says why it was set (or a page's number)."""

    start: int
    end: int
    kind: LayerKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One report. `id` is made from the bytes, so that the same bytes are the same document wherever they lie.

    `name` is what the input calls it (a JSON line's id, a path, a URL). `published` is EDTF and is never the day of the crawl;
    `metadata` holds further (key, value) pairs, among them where each datum came from (`published:from` = page, url, text ...).
    """

    id: str
    name: str
    text: str
    sha256: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    via: str | None = None
    published: str | None = None
    language: str | None = None
    format: str = "text"
    layers: tuple[Layer, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()

    def marked(self, kind: LayerKind) -> tuple[Layer, ...]:
        """The layers of one kind, in order."""
        return tuple(sorted(layer for layer in self.layers if layer.kind == kind))


def document_id(sha256: str) -> str:
    """The document's id: `S-` and the first 16 hexadecimal digits of its bytes' sha256.

    >>> document_id(digest(b"Dockers walked out"))
    'S-8c85540c25b80dfa'
    """
    return "S-" + sha256[:16]


def digest(data: bytes) -> str:
    """The sha256 of the bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
