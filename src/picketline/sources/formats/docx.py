"""Word files: the paragraphs and tables of the body; headers and footers stand at the end, marked as furniture."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from picketline.model import Issue
from picketline.sources.draft import STAGE, Draft, Found, finish
from picketline.sources.flow import Flow
from picketline.sources.formats import Example
from picketline.sources.within import Archive, BadArchive

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table
    from docx.text.paragraph import Paragraph

APART = True
SUFFIXES = (".docx", ".docm")


def sniff(head: bytes) -> bool:
    """Whether an archive's first members are those of a Word file."""
    return head.startswith(b"PK\x03\x04") and b"word/" in head


def read(data: bytes, name: str) -> Iterator[Found]:
    """The report in a Word file; an issue where it is damaged, or is another kind of file."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        archive = Archive(data)
        for member in archive.names():  # so that a bomb is met before python-docx unpacks it
            archive.take(member)
        word = docx.Document(BytesIO(data))
    except BadArchive as error:
        yield Issue(name, STAGE, str(error))
        return
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, SyntaxError) as error:
        yield Issue(name, STAGE, f"is no sound Word file ({error})")
        return
    flow = Flow()
    for block in word.iter_inner_content():
        _add(flow, block)
    for line in _running(word):
        flow.aside(line, "header or footer")
    title = " ".join((word.core_properties.title or "").split())
    text, layers = flow.finished()
    yield from finish(
        Draft(name=name, data=data, text=text, format="docx", title=title if title and title in text else None, layers=layers)
    )


def _add(flow: Flow, block: Paragraph | Table) -> None:
    from docx.text.paragraph import Paragraph

    if isinstance(block, Paragraph):
        flow.block(block.text)
        return
    for row in block.rows:
        cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)  # joined cells come once for each column
        flow.block(" | ".join(cell for cell in cells if cell))


def _running(word: Word) -> list[str]:
    """The lines of the sections' headers and footers, each once."""
    lines: dict[str, None] = {}
    for section in word.sections:
        for part in (section.header, section.footer):
            lines.update(dict.fromkeys(paragraph.text.strip() for paragraph in part.paragraphs))
    return [line for line in lines if line]


def _written(*paragraphs: str, header: str = "") -> bytes:
    import docx

    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = header
    for paragraph in paragraphs:
        word.add_paragraph(paragraph)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def examples() -> tuple[Example, ...]:
    """Bytes with what must be read from them."""
    crews = _written("Crews walk out", "Ferry crews walked out.", header="Post")
    return (
        Example("crews.docx", crews, ("Crews walk out\n\nFerry crews walked out.\n\nPost",)),
        Example("empty.docx", _written(), (), ("holds no text",)),
        Example("no.docx", b"PK\x03\x04 and then nothing", (), ("is no sound ZIP archive",)),
    )
