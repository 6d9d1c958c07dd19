"""A page from the web as a document: read like a file, with the address that it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from picketline.model import Document, Issue
from picketline.sources.draft import STAGE, Found
from picketline.sources.net.address import FetchError
from picketline.sources.net.fetch import Answer, Fetcher
from picketline.sources.published import date_in_url
from picketline.sources.reader import read_bytes

_KINDS = {"text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "text/plain": "text", "text/markdown": "markdown"}


def read_url(url: str, fetcher: Fetcher) -> Iterator[Found]:
    """The documents at an address; an issue where it cannot be had."""
    try:
        answer = fetcher.get(url)
    except FetchError as error:
        yield Issue(url, STAGE, str(error))
        return
    yield from read_answer(answer)


def read_answer(answer: Answer) -> Iterator[Found]:
    """The documents in an answer. Their bytes are those of its body."""
    kind = _KINDS.get(answer.content_type.split(";", 1)[0].strip().lower())
    for part in read_bytes(answer.data, answer.url, kind):
        if isinstance(part, Issue) or "!" in part[0].name:
            yield part
        else:
            yield _placed(part[0], answer), part[1]


def _placed(document: Document, answer: Answer) -> Document:
    """The document with its address. What a page says of its address counts where it speaks of its own host; else it is kept beside."""
    metadata = dict(document.metadata)
    if answer.asked != answer.url:
        metadata["address:asked"] = answer.asked
    said = document.url
    if said and _host(said) != _host(answer.url):
        metadata["address:canonical"] = said
        said = None
    published = document.published
    if published is None and (published := date_in_url(answer.url)):
        metadata["published:from"] = "url"
    outlet = document.outlet or _host(answer.url)
    return replace(document, url=said or answer.url, outlet=outlet, published=published, metadata=tuple(sorted(metadata.items())))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
