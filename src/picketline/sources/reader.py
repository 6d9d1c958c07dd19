"""Reading paths: files and folders, in a fixed order, whatever may be wrong with them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from picketline.model import Issue
from picketline.sources import formats
from picketline.sources.draft import STAGE, Found
from picketline.sources.sandbox import read_apart

LARGEST = 50_000_000
"""Bytes of the largest file that is read whole."""
_HEAD = 8192


def read_path(path: Path) -> Iterator[Found]:
    """The documents of a file, or of all files in a folder and its folders (in the order of their names), and the issues met.

    Hidden files and folders are passed over; a link to a folder is followed once. A file's name in documents and issues is `path` as given.
    """
    if path.is_dir():
        yield from _read_folder(path, frozenset())
    else:
        yield from _read_file(path)


def read_bytes(data: bytes, name: str, kind: str | None = None) -> Iterator[Found]:
    """The documents that some bytes hold; the format is known by the bytes, else it is `kind`, else known by the end of `name`."""
    if len(data) > LARGEST:
        yield _too_large(name, len(data))
        return
    yield from _read(formats.recognise(data[:_HEAD], name, kind), data, name)


def read_jsonl(file: BinaryIO, name: str) -> Iterator[Found]:
    """The documents of JSON Lines from an open file, line by line; a document's `name` is the line's `id`."""
    reader = formats.line_reader("jsonl")
    assert reader is not None
    yield from reader(file, name)


def _read_folder(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[Found]:
    try:
        here = folder.stat()
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Issue(str(folder), STAGE, f"the folder cannot be read: {_reason(error)}")
        return
    identity = (here.st_dev, here.st_ino)
    if identity in above:
        yield Issue(str(folder), STAGE, "the folder leads back to one above it: passed over", "note")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _read_folder(entry, above | {identity})
        else:
            yield from _read_file(entry)


def _read_file(path: Path) -> Iterator[Found]:
    name = str(path)
    try:
        if not path.is_file():
            yield Issue(name, STAGE, "is no file or folder" if path.exists() else "does not exist")
            return
        with path.open("rb") as file:
            yield from _read_open(file, name)
    except OSError as error:
        yield Issue(name, STAGE, f"cannot be read: {_reason(error)}")


def _read_open(file: BinaryIO, name: str) -> Iterator[Found]:
    head = file.read(_HEAD)
    file.seek(0)
    found = formats.recognise(head, name)
    if reader := formats.line_reader(found):
        yield from reader(file, name)
        return
    size = os.fstat(file.fileno()).st_size
    if size > LARGEST:
        yield _too_large(name, size)
    else:
        yield from _read(found, file.read(), name)


def _read(format_name: str, data: bytes, name: str) -> Iterator[Found]:
    return read_apart(format_name, data, name) if formats.is_apart(format_name) else formats.load(format_name).read(data, name)


def _too_large(name: str, size: int) -> Issue:
    return Issue(name, STAGE, f"is {size / 1e6:.0f} MB large; at most {LARGEST / 1e6:.0f} MB are read as one document")


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
