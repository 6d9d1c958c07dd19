"""PDF: the words of its text layer with their pages; lines joined to paragraphs, headers, footers and page numbers set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from picketline.model import Issue
from picketline.sources.draft import STAGE, Draft, Found, finish
from picketline.sources.flow import Flow
from picketline.sources.formats import Example
from picketline.sources.typeset import HYPHEN, Line, Page, compose

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]
    from pypdfium2 import PdfDocument

APART = True
SUFFIXES = (".pdf",)
MOST_PAGES = 2000
_LINE = re.compile("[^\r\n\ufffe\x02]+[\ufffe\x02]?")  # PDFium draws on after a hyphen at a line's end
_WORD_PAIR = re.compile(r"[^\W\d_]+-[^\W\d_]+")


def sniff(head: bytes) -> bool:
    """Whether the mark of a PDF stands near the beginning."""
    return b"%PDF-" in head[:1024]


def read(data: bytes, name: str) -> Iterator[Found]:
    """The report in a PDF; an issue where it is damaged, locked, or holds pictures of text but no text."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        locked = "assword" in str(error)
        yield Issue(name, STAGE, "is locked by a password" if locked else f"is no sound PDF ({error})")
        return
    with document:
        count = len(document)
        pages = [_page(document, number) for number in range(min(count, MOST_PAGES))]
        title = " ".join(document.get_metadata_dict(skip_empty=True).get("Title", "").split())
    if not any(page.lines for page in pages):
        yield Issue(name, STAGE, f"has no text layer on its {count} pages: they are pictures, and picketline reads no pictures")
        return
    text, layers = _flow(pages).finished()
    metadata = {"pages": str(count)}
    titled = title if title and title.casefold() in text.casefold() else None
    yield from finish(Draft(name=name, data=data, text=text, format="pdf", title=titled, layers=layers, metadata=metadata))
    if count > MOST_PAGES:
        yield Issue(name, STAGE, f"has {count} pages; the first {MOST_PAGES} were read", "partial")


def _page(document: PdfDocument, number: int) -> Page:
    """The lines of a page as they are drawn, with their places; a page that cannot be read has none."""
    from pypdfium2 import PdfiumError

    try:
        page = document[number]
        words = page.get_textpage()
        text = words.get_text_range()
        lines = _placed(words, text) if len(text) == words.count_chars() else _unplaced(text)
        return Page(number + 1, tuple(lines), page.get_height())
    except PdfiumError:
        return Page(number + 1, (), 0)


def _placed(words: pypdfium2.PdfTextPage, text: str) -> Iterator[Line]:
    from pypdfium2.raw import FPDFText_GetFontSize  # type: ignore[import-untyped]

    for match in _LINE.finditer(text):
        line = match.group()
        if line.strip():
            first = match.start() + len(line) - len(line.lstrip())
            last = match.end() - 1 - (len(line) - len(line.rstrip()))
            left, bottom, _, _ = words.get_charbox(first, loose=True)
            _, low, right, _ = words.get_charbox(last, loose=True)
            yield Line(_clean(line), left, right, max(bottom, low), FPDFText_GetFontSize(words, first))


def _unplaced(text: str) -> Iterator[Line]:
    """Lines without places, evenly spaced: for pages with characters that PDFium counts twice."""
    for number, line in enumerate(text.splitlines()):
        if line.strip():
            yield Line(_clean(line), 0, 0, -12 * number, 10)


def _clean(line: str) -> str:
    """A line with PDFium's two marks for a hyphen at a line's end made one, and without other control characters."""
    line = line.strip().replace("\ufffe", HYPHEN).replace("\x02", HYPHEN).replace("\u00ad", HYPHEN)
    return "".join(character for character in line if character >= " " or character == HYPHEN)


def _flow(pages: Sequence[Page]) -> Flow:
    flow = Flow()
    pairs = frozenset(pair.casefold() for page in pages for line in page.lines for pair in _WORD_PAIR.findall(line.words))
    for page in compose(pages):
        for line in page.asides:
            flow.aside(line, "header or footer")
        start = None
        for number, block in enumerate(page.blocks):
            words = _joined(block, pairs)
            if number == 0 and page.runs_on:
                start = flow.position - 1
                flow.run_on(words)
            else:
                start = flow.position if start is None else start
                flow.block(words)
        if start is not None:
            flow.mark(start, flow.position - 2, "page", str(page.number))
    return flow


def _joined(block: str, pairs: frozenset[str]) -> str:
    """The words of a block with the hyphens at line ends taken out, but where the document writes the word so elsewhere."""

    def join(match: re.Match[str]) -> str:
        pair = f"{match.group(1)}-{match.group(2)}"
        return pair if pair.casefold() in pairs or match.group(2)[:1].isupper() else match.group(1) + match.group(2)

    return re.sub(rf"([^\W_]*){HYPHEN}\s?([^\W_]*)", join, block)


def _written(*pages: Sequence[tuple[int, int, int, str]]) -> bytes:
    """A PDF whose pages hold lines of (left, bottom, size, words), in Helvetica."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for lines in pages:
        drawn = "".join(f"BT /F1 {size} Tf {left} {bottom} Td ({words}) Tj ET\n" for left, bottom, size, words in lines).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        fonts = b"/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>" % (fonts, len(objects)))
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages)))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages))
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


_FIRST = [
    (72, 800, 9, "Elmstrand Post, 3 March 2024"),
    (72, 750, 16, "Crews walk out"),
    (72, 720, 11, "Ferry crews at Elmstrand walked out on Mon-"),
    (72, 706, 11, "day over pay, their union said. They want a five-day"),
    (72, 692, 11, "week and"),
    (300, 30, 9, "1"),
]
_SECOND = [(72, 800, 9, "Elmstrand Post, 4 March 2024"), (72, 720, 11, "more pay."), (72, 690, 11, "Talks failed."), (300, 30, 9, "2")]
_STORY = "Ferry crews at Elmstrand walked out on Monday over pay, their union said. They want a five-day week and more pay."
_READ = f"Crews walk out\n\n{_STORY}\n\nTalks failed."


def examples() -> tuple[Example, ...]:
    """Bytes with what must be read from them."""
    return (
        Example("crews.pdf", _written(_FIRST, _SECOND), (_READ,)),
        Example("picture.pdf", _written([]), (), ("has no text layer on its 1 pages",)),
        Example("broken.pdf", b"%PDF-1.4\nand then nothing", (), ("is no sound PDF",)),
    )
