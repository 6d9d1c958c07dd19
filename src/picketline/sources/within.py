"""Files within files: attachments, members of archives. Each is a document of its own, named `outer!inner`."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from picketline.model import Issue
from picketline.sources import formats
from picketline.sources.draft import STAGE, Found

DEEPEST = 3
"""Files within files within files that are opened."""
LARGEST = 100_000_000
"""Bytes to which the members of one archive, or one packed file, may grow together."""
MOST = 10_000
"""Members of one archive that are read."""


def read_within(data: bytes, outer: str, inner: str) -> Iterator[Found]:
    """The documents of a file that stands within another."""
    name = f"{outer}!{inner}"
    if name.count("!") > DEEPEST:
        yield Issue(name, STAGE, f"lies more than {DEEPEST} files deep: not read")
        return
    yield from formats.load(formats.recognise(data[:8192], inner)).read(data, name)


class Archive:
    """A ZIP archive from which members are taken into memory, at most `LARGEST` bytes in all; nothing is written to the disk."""

    def __init__(self, data: bytes) -> None:
        """Opens an archive; BadArchive where it is none."""
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RecursionError, OverflowError) as error:
            raise BadArchive(f"is no sound ZIP archive ({error})") from error
        self._left = LARGEST

    def names(self) -> list[str]:
        """The members that are files, in the archive's order."""
        return [member.filename for member in self._zip.infolist() if not member.is_dir()]

    def take(self, name: str) -> bytes:
        """A member's bytes; BadArchive where there is none, or it is damaged, locked, or too large whatever its head says."""
        try:
            with self._zip.open(name) as member:
                data = member.read(self._left + 1)
        except KeyError as error:
            raise BadArchive(f"has no {name}") from error
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zlib.error) as error:
            raise BadArchive(f"holds {name}, which cannot be unpacked ({error})") from error
        self._left -= len(data)
        if self._left < 0:
            raise BadArchive(f"grows beyond {LARGEST / 1e6:.0f} MB when unpacked")
        return data


class BadArchive(Exception):
    """An archive cannot be read: the message says why, for an issue."""
