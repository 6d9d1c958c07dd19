"""Documents, records and gold for the commands that need no ledger: JSON Lines from a file or standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import typer

from picketline.cli._screen import say
from picketline.model import Document, Issue, Record
from picketline.model.errors import RecordError, UserError
from picketline.model.exchange import read_record
from picketline.sources import read_jsonl


class Documents:
    """The documents of a file of JSON Lines; what cannot be read is told, and counted."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.failed = 0

    def __iter__(self) -> Iterator[Document]:
        with _open(self.path) as file:
            for found in read_jsonl(file, self.path):
                if isinstance(found, Issue):
                    self.failed += found.severity == "failed"
                    say(f"{found.where}: {found.message}")
                else:
                    yield found[0]

    def end(self) -> None:
        """Ends the program with 3 where a line could not be read."""
        if self.failed:
            raise typer.Exit(3)


def records(path: str) -> Iterator[Record]:
    """The records of a file of JSON Lines; UserError where the file, RecordError where a line cannot be read."""
    with _open(path) as file:
        for number, row in enumerate(file, start=1):
            if row.strip():
                yield _record(row, f"{path}:{number}")


def _record(row: bytes, where: str) -> Record:
    try:
        return read_record(json.loads(row))
    except ValueError as error:
        raise RecordError("", f"{where} is no JSON: {error}") from error
    except RecordError as error:
        raise RecordError(error.pointer, f"{where}: {error}") from error


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
