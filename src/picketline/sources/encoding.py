"""Bytes to text: by byte order mark, by what the bytes say of themselves, by UTF-8, and only then by a guess."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,80}encoding=[\"']([A-Za-z0-9_.-]{2,40})",
    re.I,
)
_HEAD = 4096
_GUESSED_FROM = 64_000
_LATIN = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and how many of its characters stand for bytes that could not be read (U+FFFD)."""

    text: str
    encoding: str
    lost: int = 0


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of some bytes; never fails. `declared` is what a header says; a meta tag in the first 4 KB counts as well.

    A mark of two or four bytes a character before what is plainly UTF-8 is not believed.

    >>> decode("Straße".encode("utf-16")).text, decode("naïve".encode("cp1252"), "latin-1").text
    ('Straße', 'naïve')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            marked = data[len(mark) :]
            lies = encoding != "utf-8" and b"\0" not in marked and len(marked) > 8 and _strictly(marked, "utf-8") is not None
            return _read(marked, "utf-8" if lies else encoding)
    for name in ("utf-8", declared, _declared(data)):
        if name and (text := _strictly(data, name)) is not None:
            return Decoded(text, name.lower())
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESSED_FROM]).best()
    valid = data.decode("utf-8", errors="replace")
    lost = valid.count("\ufffd")
    sound = sum(character > "\x7f" for character in valid) - lost
    if best is None or sound > 4 * lost:  # UTF-8 with a damaged place or two, not another encoding
        return Decoded(valid, "utf-8", lost)
    return _read(data, best.encoding)


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text: they hold NUL without a UTF-16 or UTF-32 mark, or more than a tenth of control bytes.

    >>> is_binary(b"\\x89PNG\\r\\n\\x1a\\n\\x00"), is_binary("текст".encode("utf-16"))
    (True, False)
    """
    head = data[:8192]
    if head.startswith(tuple(mark for mark, _ in _MARKS)):
        return False
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return b"\0" in head or controls * 10 > len(head)


def _declared(data: bytes) -> str | None:
    match = _META.search(data, 0, _HEAD)
    return (match.group(1) or match.group(2)).decode("ascii") if match else None


def _strictly(data: bytes, name: str) -> str | None:
    """The text where the bytes are wholly valid in this encoding (a Windows code page is read where Latin-1 is said), else None."""
    try:
        return data.decode(_LATIN.get(name.lower(), name))
    except (UnicodeDecodeError, LookupError):
        return None


def _read(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding.replace("_", "-"), text.count("\ufffd"))
