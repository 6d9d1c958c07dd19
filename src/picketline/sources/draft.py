"""From what a format found in some bytes to a Document with its layers, language and credits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from picketline.lang import languages, read_languages
from picketline.model import Document, Issue, Layer
from picketline.model.document import digest, document_id
from picketline.sources.disguise import disguises
from picketline.sources.language import identify
from picketline.sources.published import date_in_text
from picketline.text.credits import Credits, credits
from picketline.text.furniture import SET_ASIDE, blanked, furniture

Found = tuple[Document, bytes] | Issue
"""What reading gives: a document with the bytes that it was read from (they are hashed and kept), or an issue."""
STAGE = "sources"
PARTS = frozenset({"page", "article"})
"""Layers that part a text and say nothing of its words."""
MOST_LINES = 20_000
"""Lines of a text, from its top, in which furniture and credits are looked for: what is longer is a list, a book, or a trick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a format knows of one report. `layers` are those that only it can know: pages, quoted parts, what is outside the article.

    Where the format knows no day of publication, a date line at the top of the text gives it, if `date_from_text`.
    """

    name: str
    data: bytes
    text: str
    format: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    via: str | None = None
    published: str | None = None
    language: str | None = None
    layers: tuple[Layer, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    date_from_text: bool = True


def finish(draft: Draft) -> Iterator[Found]:
    """The document of a draft, and the issues that a reader of it should know: no text, damaged characters, a language without a pack."""
    if not draft.text.strip():
        yield Issue(draft.name, STAGE, "holds no text", document=None)
        return
    document = _document(draft)
    yield document, draft.data
    if lost := draft.text.count("\ufffd"):
        yield Issue(
            draft.name,
            STAGE,
            f"{lost} characters could not be read in {draft.metadata.get('encoding', 'its encoding')}",
            "partial",
            document.id,
        )
    for warning in disguises(document.text):
        yield Issue(draft.name, STAGE, warning, "note", document.id)
    if is_foreign(document):
        message = f"kept and shown, not read: its language is {document.language!r}, and reports are read in {', '.join(read_languages())}"
        yield Issue(draft.name, STAGE, message, "note", document.id)


def _document(draft: Draft) -> Document:
    hidden = tuple(layer for layer in draft.layers if layer.kind in SET_ASIDE)
    seen = blanked(draft.text, hidden)
    language = draft.language or identify(seen)
    words = language if language in languages() else "en"
    shaped = seen[: _end_of_line(seen, MOST_LINES)]
    found = furniture(shaped, words, draft.title)
    credit = credits(blanked(shaped, found), draft.title, words)
    layers = tuple(sorted((*draft.layers, *found, *credit.layers)))
    sha256 = digest(draft.data)
    published, metadata = draft.published, draft.metadata
    if published is None and draft.date_from_text and (published := date_in_text(blanked(seen, found), words)):
        metadata = metadata | {"published:from": "text"}
    return Document(
        id=document_id(sha256),
        name=draft.name,
        text=draft.text,
        sha256=sha256,
        title=draft.title or _title(draft.text, credit),
        url=draft.url,
        outlet=draft.outlet,
        byline=draft.byline or credit.byline,
        via=draft.via or credit.via,
        published=published,
        language=language,
        format=draft.format,
        layers=tuple(sorted((*layers, *_body(draft.text, layers)))),
        metadata=tuple(sorted(metadata.items())),
    )


def _end_of_line(text: str, number: int) -> int:
    """Where the line of this number ends, or the text."""
    at = -1
    for _ in range(number):
        at = text.find("\n", at + 1)
        if at < 0:
            return len(text)
    return at


def _title(text: str, credit: Credits) -> str | None:
    return next((" ".join(text[layer.start : layer.end].split()) for layer in credit.layers if layer.kind == "title"), None)


def _body(text: str, layers: Iterable[Layer]) -> Iterator[Layer]:
    """The stretches that no mark but that of a page or of one article of several covers: the words of the report itself."""
    at = 0
    for layer in [*sorted(layer for layer in layers if layer.kind not in PARTS), Layer(len(text), len(text), "body")]:
        stretch = text[at : layer.start]
        if stretch.strip():
            start = at + len(stretch) - len(stretch.lstrip())
            yield Layer(start, start + len(stretch.strip()), "body")
        at = max(at, layer.end)


def is_foreign(document: Document) -> bool:
    """Whether the document is in a language in which reports are not read, and so kept and shown alone."""
    return document.language is not None and document.language not in read_languages()
