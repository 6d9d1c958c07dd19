"""A file packed with gzip: what is in it, named without its `.gz`."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import replace

from picketline.model import Issue
from picketline.sources import formats
from picketline.sources.draft import STAGE, Found
from picketline.sources.formats import Example
from picketline.sources.within import LARGEST

APART = True
SUFFIXES = (".gz",)


def sniff(head: bytes) -> bool:
    """Whether the bytes have gzip's mark."""
    return head.startswith(b"\x1f\x8b\x08")


def read(data: bytes, name: str) -> Iterator[Found]:
    """The documents of the unpacked bytes, which are the bytes that are hashed and kept."""
    try:
        inner, whole = _unpacked(data)
    except zlib.error as error:
        yield Issue(name, STAGE, f"cannot be unpacked ({error})")
        return
    if len(inner) > LARGEST:
        yield Issue(name, STAGE, f"grows beyond {LARGEST / 1e6:.0f} MB when unpacked")
        return
    if not whole:
        yield Issue(name, STAGE, "is cut short, or has something else behind it: what could be unpacked is read", "partial")
    plain = name[:-3] if name.lower().endswith(".gz") else name
    found = formats.recognise(inner[:8192], plain)
    if found == "gzip":
        yield Issue(name, STAGE, "is packed twice: not read")
        return
    for part in formats.load(found).read(inner, plain):
        yield replace(part, where=part.where.replace(plain, name, 1)) if isinstance(part, Issue) else part


def _unpacked(data: bytes) -> tuple[bytes, bool]:
    """What is packed, up to one byte more than may be, and whether the bytes hold that and nothing else."""
    parts, left = [], LARGEST + 1
    while data.startswith(b"\x1f\x8b") and left > 0:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        parts.append(member.decompress(data, left))
        left -= len(parts[-1])
        data = member.unused_data if member.eof else b"cut short"
    return b"".join(parts), not data


def examples() -> tuple[Example, ...]:
    """Bytes with what must be read from them."""
    return (
        Example("walkout.txt.gz", gzip.compress(b"Ferry crews walked out on Monday.", mtime=0), ("Ferry crews walked out",)),
        Example("short.txt.gz", gzip.compress(b"Ferry crews walked out on Monday.", mtime=0)[:-8], ("Ferry crews",), ("is cut short",)),
        Example("broken.txt.gz", b"\x1f\x8b\x08 and then nothing", (), ("cannot be unpacked",)),
        Example("twice.gz", gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), (), ("packed twice",)),
    )
