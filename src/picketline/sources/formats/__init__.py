"""The formats that can be read: one module each, found by its name. It imports its parser where it uses it, for all are loaded to look.

A format's module has

- `SUFFIXES`: the endings of file names that say it, in small letters with their dot;
- `sniff(head)`: whether bytes (the first 8 KB) look like it, whatever the name says;
- `read(data, name)`: the documents and issues in some bytes; it never raises for what the bytes hold;
- `examples()`: bytes with what must be read from them, which the contract test runs;
- optionally `read_lines(file, name)`: the same from an open file, for formats that may be larger than memory;
- optionally `APART = True`: its bytes are parsed in a child process (`sandbox`), and `salvage(data, name, why)`: what can be had of
  them in time that grows with their number and no faster, where the child gave no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO, Protocol, cast

from picketline import plugins
from picketline.sources.draft import Found


@dataclass(frozen=True, slots=True)
class Example:
    """Bytes under a name, words that must stand in the documents read (one tuple a document), and words of the issues."""

    name: str
    data: bytes
    texts: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()


class Format(Protocol):
    """What a module of this package offers."""

    SUFFIXES: tuple[str, ...]

    def sniff(self, head: bytes, /) -> bool:
        """Whether the bytes look like this format."""
        ...

    def read(self, data: bytes, name: str) -> Iterator[Found]:
        """The documents and issues in the bytes."""
        ...

    def examples(self) -> tuple[Example, ...]:
        """Bytes with what must be read from them."""
        ...


LineReader = Callable[[BinaryIO, str], Iterable[Found]]
Salvager = Callable[[bytes, str, str], Iterable[Found]]


def names() -> tuple[str, ...]:
    """The names of the formats there are.

    >>> {"html", "jsonl", "markdown", "text"} <= set(names())
    True
    """
    return plugins.names(__package__)


@cache
def load(name: str) -> Format:
    """One format."""
    return cast(Format, plugins.load(__package__, name))


def line_reader(name: str) -> LineReader | None:
    """How a format is read from an open file, piece by piece, or None where it is read whole."""
    return cast("LineReader | None", getattr(load(name), "read_lines", None))


def is_apart(name: str) -> bool:
    """Whether a format's bytes are parsed in a child process."""
    return bool(getattr(load(name), "APART", False))


def salvager(name: str) -> Salvager | None:
    """What a format does where its parser gave no answer, or None."""
    return cast("Salvager | None", getattr(load(name), "salvage", None))


def recognise(head: bytes, name: str, kind: str | None = None) -> str:
    """The format of a file: by its bytes where they are certain, else `kind` (as a server says), else by its name, else plain text.

    >>> recognise(b"<!doctype html><p>Strike", "story"), recognise(b"# Strike", "note.md"), recognise(b"Strike", "note")
    ('html', 'markdown', 'text')
    """
    for format_name in names():
        if load(format_name).sniff(head):
            return format_name
    if kind is not None:
        return kind
    suffix = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return next((format_name for format_name in names() if suffix in load(format_name).SUFFIXES), "text")
