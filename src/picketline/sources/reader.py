"""Reading paths: files and folders, in a fixed order, whatever may be wrong with them.

Files that are parsed apart are read ahead while the caller is busy with what was found before, as many at a time as there are children.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from picketline.model import Issue
from picketline.sources import formats
from picketline.sources.draft import STAGE, Found
from picketline.sources.sandbox import CHILDREN, read_apart

LARGEST = 50_000_000
"""Bytes of the largest file that is read whole."""
_HEAD = 8192
_WORTH = 16
"""Files for which another child is worth its start."""
_Job = Callable[[], Iterable[Found]]


def read_path(*paths: Path) -> Iterator[Found]:
    """The documents of files, and of all files in folders and their folders (in the order of their names), and the issues met.

    Hidden files and folders are passed over; a link to a folder is followed once. A file's name in documents and issues is `path` as given.
    """
    with ThreadPoolExecutor(CHILDREN) as pool:
        begun: deque[_Job] = deque()
        try:
            for number, part in enumerate(part for path in paths for part in _files(path, frozenset())):
                begun.append(_begin(part, pool))
                if len(begun) > min(number // _WORTH, 2 * CHILDREN):
                    yield from begun.popleft()()
            while begun:
                yield from begun.popleft()()
        finally:
            pool.shutdown(cancel_futures=True)


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


def _files(path: Path, above: frozenset[tuple[int, int]]) -> Iterator[Path | Issue]:
    """The files of a path, in order; `above` are the folders on the way to it."""
    if not path.is_dir():
        yield path
        return
    try:
        here = path.stat()
        entries = sorted(path.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Issue(str(path), STAGE, f"the folder cannot be read: {_reason(error)}")
        return
    identity = (here.st_dev, here.st_ino)
    if identity in above:
        yield Issue(str(path), STAGE, "the folder leads back to one above it: passed over", "note")
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield from _files(entry, above | {identity})


def _begin(part: Path | Issue, pool: ThreadPoolExecutor) -> _Job:
    """How to come by what a file holds. What is parsed apart is asked for at once; a file of lines is read when its turn has come."""
    if isinstance(part, Issue):
        return lambda: [part]
    if not _is_apart(part):
        return lambda: _read_file(part)
    return pool.submit(lambda: list(_read_file(part))).result


def _is_apart(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return formats.is_apart(formats.recognise(file.read(_HEAD), str(path)))
    except OSError:  # said when it is read
        return False


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
