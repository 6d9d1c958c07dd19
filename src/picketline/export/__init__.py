"""Views of the ledger written out: one file a format in `formats`; redaction happens here.

A format's module has

- `SUFFIX` and `MEDIA_TYPE`: how files of it are named and served;
- `write(disputes, sources, out, base="")`: writes disputes to an open binary file, in the given order, the same bytes for the same
  disputes; `base` is the desk's address, to which the disputes' links lead;
- `write_lines(lines, out, base="")`, where a dispute's line in the list is all that it needs: see `table.Line`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO, Protocol, cast

from picketline import plugins
from picketline.ledger.source import Source
from picketline.model import Dispute
from picketline.model.errors import UserError

FORMATS = "picketline.export.formats"


class Format(Protocol):
    """What a module of `formats` offers."""

    SUFFIX: str
    MEDIA_TYPE: str

    def write(self, disputes: Iterable[Dispute], sources: Mapping[str, Source], out: BinaryIO, base: str = "") -> None:
        """Writes the disputes."""


def format_names() -> tuple[str, ...]:
    """The names of the formats.

    >>> {"csv", "jsonl"} <= set(format_names())
    True
    """
    return plugins.names(FORMATS)


def exporter(name: str) -> Format:
    """The format of that name; UserError names those there are."""
    if name not in format_names():
        raise UserError(f"there is no format {name!r}; there are {', '.join(format_names())}")
    return cast(Format, plugins.load(FORMATS, name))
