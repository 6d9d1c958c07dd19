"""OpenDocument text (LibreOffice): headings, paragraphs, lists and tables; deleted text and notes in the margin are left out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from picketline.model import Issue
from picketline.sources.draft import STAGE, Draft, Found, finish
from picketline.sources.flow import Flow
from picketline.sources.formats import Example
from picketline.sources.within import Archive, BadArchive

APART = True
SUFFIXES = (".odt", ".ott")
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_UNSEEN = {_TEXT + "tracked-changes", _OFFICE + "annotation", _TEXT + "note"}
_BLOCKS = {_TEXT + "p", _TEXT + "h"}
_SPACES = {_TEXT + "s": " ", _TEXT + "tab": "\t", _TEXT + "line-break": "\n"}


def sniff(head: bytes) -> bool:
    """Whether the archive says that it is OpenDocument text."""
    return head.startswith(b"PK\x03\x04") and b"application/vnd.oasis.opendocument.text" in head[:200]


def read(data: bytes, name: str) -> Iterator[Found]:
    """The report in an OpenDocument file; an issue where it is damaged, or is another kind of file."""
    try:
        archive = Archive(data)
        content = _parse(archive.take("content.xml"))
        title = _title(archive)
    except BadArchive as error:
        yield Issue(name, STAGE, str(error))
        return
    except (ElementTree.ParseError, ValueError) as error:
        yield Issue(name, STAGE, f"is no sound OpenDocument file ({error})")
        return
    flow = Flow()
    body = content.find(f".//{_OFFICE}text")
    try:
        for block in _blocks(body) if body is not None else ():
            flow.block(_words(block))
    except RecursionError:
        yield Issue(name, STAGE, "is nested too deep: not read")
        return
    text, layers = flow.finished()
    shown = title if title and title in text else None
    yield from finish(Draft(name=name, data=data, text=text, format="odt", title=shown, layers=layers))


def _parse(xml: bytes) -> Element:
    """The parsed XML. Python's expat takes nothing from elsewhere, and gives up entities that grow."""
    return ElementTree.fromstring(xml)


def _title(archive: Archive) -> str | None:
    if "meta.xml" not in archive.names():
        return None
    found = _parse(archive.take("meta.xml")).find(".//{http://purl.org/dc/elements/1.1/}title")
    return " ".join((found.text or "").split()) or None if found is not None else None


def _blocks(element: Element) -> Iterator[Element]:
    """The headings and paragraphs, in order, without those within what is not seen or within another."""
    for child in element:
        if child.tag in _BLOCKS:
            yield child
        elif child.tag not in _UNSEEN:
            yield from _blocks(child)


def _words(element: Element) -> str:
    """The words of a paragraph, in order; a note's words and comments are left out."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in _SPACES:
            parts.append(_SPACES[child.tag])
        elif child.tag not in _UNSEEN and isinstance(child.tag, str):
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _written(body: str) -> bytes:
    spaces = f'xmlns:office="{_OFFICE[1:-1]}" xmlns:text="{_TEXT[1:-1]}"'
    content = f"<office:body><office:text>{body}</office:text></office:body>"
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        archive.writestr(zipfile.ZipInfo("content.xml"), f"<office:document-content {spaces}>{content}</office:document-content>")
    return file.getvalue()


_NOTE = "<office:annotation><text:p>no</text:p></office:annotation>"
_CREWS = f"<text:h>Crews</text:h><text:p>Ferry<text:s/>crews <text:span>walked</text:span> out.{_NOTE}</text:p>"


def examples() -> tuple[Example, ...]:
    """Bytes with what must be read from them."""
    return (
        Example("crews.odt", _written(_CREWS), ("Crews\n\nFerry crews walked out.\n",)),
        Example("empty.odt", _written(""), (), ("holds no text",)),
        Example("broken.odt", _written("<text:p>"), (), ("is no sound OpenDocument file",)),
    )
