"""What a person gives to be read: pasted text, files, addresses; carried through the page on which it is looked at, as bytes."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from picketline.model.edtf import bounds
from picketline.model.errors import UserError
from picketline.sources import Found, read_bytes
from picketline.sources.net import Fetcher
from picketline.sources.net.address import FetchError
from picketline.sources.net.fetch import Answer
from picketline.sources.net.page import read_answer

LARGEST = 20_000_000
"""Bytes of the largest file; larger ones are added from the command line."""


@dataclass(frozen=True, slots=True)
class Given:
    """Bytes under a name; of an address the name is the last one, `asked` that which was given, and `content_type` what the server said."""

    name: str
    data: bytes
    asked: str | None = None
    content_type: str = ""

    def read(self) -> Iterator[Found]:
        """The documents in it, and issues."""
        if self.asked is None:
            return read_bytes(self.data, self.name)
        return read_answer(Answer(self.asked, self.name, 200, self.data, self.content_type))


def pasted(text: str, published: str) -> Given:
    """Pasted text, dated where a day is given; UserError where there is none, or the day cannot be read."""
    if not text.strip():
        raise UserError("paste a report's text, or choose a file")
    if not published:
        return Given("pasted.txt", text.encode())
    found = bounds(published)
    if found is None or not found.known():
        raise UserError(f"{published!r} is no day of publication: write it as 2024-03-15")
    line = {"id": "pasted", "text": text, "published": published}
    return Given("pasted.jsonl", json.dumps(line, ensure_ascii=False).encode())


def uploaded(name: str, data: bytes) -> Given:
    """A file, without the folders of its name; UserError where it is empty or too large."""
    short = name.replace("\\", "/").rsplit("/", 1)[-1] or "file"
    if len(data) > LARGEST:
        raise UserError(f"{short} is larger than {LARGEST // 1_000_000} MB: add it with  picketline add")
    if not data:
        raise UserError(f"{short} is empty")
    return Given(short, data)


def fetched(url: str) -> Given:
    """What stands at an address; UserError where it cannot be had: a private network, a refusal by robots.txt, an error of the server."""
    try:
        with Fetcher() as fetcher:
            answer = fetcher.get(url)
    except FetchError as error:
        raise UserError(f"{url}: {error}") from error
    return Given(answer.url, answer.data, answer.asked, answer.content_type)


def carried(given: Iterable[Given]) -> str:
    """What was given as one text, for a hidden field.

    >>> brought(carried([Given("a.txt", b"words")]))
    (Given(name='a.txt', data=b'words', asked=None, content_type=''),)
    """
    return json.dumps([[one.name, base64.b64encode(one.data).decode(), one.asked, one.content_type] for one in given])


def brought(text: str) -> tuple[Given, ...]:
    """What a page carried; UserError where it did not come back whole."""
    try:
        return tuple(
            Given(str(name), base64.b64decode(data, validate=True), asked, str(kind)) for name, data, asked, kind in json.loads(text)
        )
    except (binascii.Error, ValueError, TypeError) as error:
        raise UserError("the report did not come back whole: add it again") from error
