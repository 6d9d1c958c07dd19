"""Rich Text: the paragraphs and tables, with the address of a link after its words; headers, footers and notes are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picketline.model import Issue
from picketline.sources.draft import STAGE, Draft, Found, finish
from picketline.sources.flow import Flow
from picketline.sources.formats import Example

APART = True
SUFFIXES = (".rtf",)
_TITLE = re.compile(rb"\{\\title ([^{}\\]{1,300})\}")


def sniff(head: bytes) -> bool:
    """Whether the bytes have Rich Text's mark."""
    return head.startswith(b"{\\rtf")


def read(data: bytes, name: str) -> Iterator[Found]:
    """The report in a Rich Text file; an issue where it is damaged, or holds no text."""
    from striprtf.striprtf import rtf_to_text

    if data and not sniff(data):
        yield Issue(name, STAGE, "is no Rich Text file")
        return
    try:
        words = rtf_to_text(data.decode("cp1252", "replace"), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, IndexError, LookupError, OverflowError) as error:  # what striprtf raises for odd control words
        yield Issue(name, STAGE, f"is no sound Rich Text file ({type(error).__name__}: {error})")
        return
    flow = Flow()
    for line in _whole(words).split("\n"):
        flow.block(" | ".join(cell.strip() for cell in line.rstrip("|").split("|")))
    text, layers = flow.finished()
    yield from finish(Draft(name=name, data=data, text=text, format="rtf", title=_title(data, text), layers=layers))


def _whole(words: str) -> str:
    """The text with characters that are written as two halves made whole, and without control characters."""
    joined = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(character for character in joined if character >= " " or character in "\n\t").replace("\xad", "")


def _title(data: bytes, text: str) -> str | None:
    """The title that the file's properties give, where the text shows it."""
    found = _TITLE.search(data[:100_000])
    title = " ".join(found[1].decode("cp1252", "replace").split()) if found else ""
    return title if title and title in text else None


_CREWS = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title Crews walk out}}\pard Crews walk out\par "
_STORY = rb"The caf\'e9 boats\u8217?  crews {\b walked} out\par Smile \u-10179?\u-8704?\par }"


def examples() -> tuple[Example, ...]:
    """Bytes with what must be read from them."""
    return (
        Example("crews.rtf", _CREWS + _STORY, ("Crews walk out\n\nThe café boats’  crews walked out\n\nSmile 😀",)),
        Example("empty.rtf", rb"{\rtf1\ansi }", (), ("holds no text",)),
        Example("odd.rtf", rb"{\rtf1\ansi\uc Crews}", (), ("is no sound Rich Text file",)),
        Example("no.rtf", b"Crews walked out.", (), ("is no Rich Text file",)),
    )
