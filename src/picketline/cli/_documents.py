"""Documents, records and gold for the commands that need no ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import typer

from picketline.cli._screen import say
from picketline.model import Document, Issue, Record
from picketline.model.errors import DocumentError, RecordError, UserError
from picketline.model.exchange import read_record
from picketline.sources import Found, read_jsonl, read_path

if TYPE_CHECKING:
    from picketline.evaluate import Gold

T = TypeVar("T")


class Documents:
    """The documents of a file or folder as `add` reads it, or of JSON Lines from standard input or a pipe.

    What cannot be read is told, and counted.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.failed = 0

    def __iter__(self) -> Iterator[Document]:
        for found in self._found():
            if isinstance(found, Issue):
                self.failed += found.severity == "failed"
                say(f"{found.where}: {found.message}")
            else:
                yield found[0]

    def _found(self) -> Iterator[Found]:
        path = Path(self.path)
        if path.is_file() or path.is_dir():
            yield from read_path(path)
            return
        with _open(self.path) as lines:
            yield from read_jsonl(lines, self.path)

    def end(self) -> None:
        """Ends the program with 3 where a line could not be read."""
        if self.failed:
            raise typer.Exit(3)


def by_name(documents: Documents) -> dict[str, Document]:
    """The documents by the id that their line gives them."""
    return {document.name: document for document in documents}


def coded(path: str) -> list[Gold]:
    """The records of a file that people coded."""
    from picketline.evaluate import read_gold

    return list(_decoded(path, read_gold))


def records(path: str) -> Iterator[Record]:
    """The records of a file of JSON Lines; UserError where the file, DocumentError where a line cannot be read."""
    return _decoded(path, read_record)


def _decoded(path: str, read: Callable[[object], T]) -> Iterator[T]:
    with _open(path) as file:
        for number, row in enumerate(file, start=1):
            if row.strip():
                yield _read(row, f"{path}:{number}", read)


def _read(row: bytes, where: str, read: Callable[[object], T]) -> T:
    try:
        return read(json.loads(row))
    except ValueError as error:
        raise DocumentError(f"{where} is no JSON: {error}") from error
    except RecordError as error:
        raise DocumentError(f"{where}: {error}") from error


@contextmanager
def _open(path: str) -> Iterator[BinaryIO]:
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(path).open("rb") as file:
            yield file
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}") from error
