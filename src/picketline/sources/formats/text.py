"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator

from picketline.model import Issue
from picketline.sources.draft import STAGE, Draft, Found, finish
from picketline.sources.encoding import decode, is_binary
from picketline.sources.formats import Example

SUFFIXES = (".txt", ".text", ".asc", ".log")


def sniff(_head: bytes) -> bool:
    """Never certain: plain text is what nothing else claims."""
    return False


def read(data: bytes, name: str) -> Iterator[Found]:
    """The document that the bytes are, line ends as line feeds; an issue where they are no text."""
    if is_binary(data):
        yield Issue(name, STAGE, "is not text (it holds control bytes) and no format that picketline reads")
        return
    decoded = decode(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    yield from finish(Draft(name=name, data=data, text=text, format="text", metadata={"encoding": decoded.encoding}))


_DAMAGED = "Café cooks and the crews’ “league” – nine ferries – walked out # at noon.".encode().replace(b"#", b"\xff")
_GERMAN = "Die Fähre blieb im Hafen, weil die Besatzung streikte und die Straße sperrte."


def examples() -> tuple[Example, ...]:
    """Bytes with what must be read from them."""
    return (
        Example("walkout.txt", b"CREWS WALK OUT\r\n\r\nFerry crews walked out on Monday.\r\n", ("CREWS WALK OUT\n\nFerry crews",)),
        Example("latin.txt", _GERMAN.encode("cp1252"), ("die Straße",), ("its language is 'de'",)),
        Example("damaged.txt", _DAMAGED, ("\ufffd at noon",), ("1 characters could not be read in utf-8",)),
        Example("empty.txt", b"", (), ("holds no text",)),
        Example("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", (), ("is not text",)),
    )
