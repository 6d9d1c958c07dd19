"""Markdown: the words without their marks, with title, author, date and URL from the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picketline.sources.draft import Draft, Found, finish
from picketline.sources.encoding import decode
from picketline.sources.formats import Example, load
from picketline.sources.published import publication_date

SUFFIXES = (".md", ".markdown", ".mdown")
_FRONT = re.compile(r"---[ \t]*\n(.{0,4000}?)\n---[ \t]*(?:\n|$)", re.S)
_PAIR = re.compile(r"(\w+):[ \t]*(\S.*)")
_MARKS = (
    (re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\n]{0,800}\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\n]{0,800}\)"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,500})>"), r"\1"),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]{1,500})(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)([^_\n]{1,500})(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`\n]{1,300})`"), r"\1"),
    (re.compile(r"^[ ]{0,3}#{1,6}[ \t]+([^\n]*?)[ \t]*#{0,6}[ \t]*$", re.M), r"\1"),
    (re.compile(r"^[ ]{0,3}>[ ]?", re.M), ""),
    (re.compile(r"^[ ]{0,3}(?:[-*_][ \t]*){3,30}$", re.M), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)
_TITLE = re.compile(r"^[ ]{0,3}#[ \t]+([^\n]*?)[ \t]*#{0,6}[ \t]*$", re.M)


def sniff(_head: bytes) -> bool:
    """Never certain: Markdown is known by its name."""
    return False


def read(data: bytes, name: str) -> Iterator[Found]:
    """The document that the bytes are, its marks taken off; bytes that are no text are what plain text makes of them."""
    decoded = decode(data)
    if "\0" in decoded.text[:8192]:
        yield from load("text").read(data, name)
        return
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    pairs = {key.lower(): value.strip(" \t\"'") for key, value in _PAIR.findall(front.group(1))} if front else {}
    body = text[front.end() :] if front else text
    title = _TITLE.search(body)
    date = publication_date(pairs.get("date") or pairs.get("published") or "")
    metadata = {"encoding": decoded.encoding} | ({"published:from": "front matter"} if date else {})
    yield from finish(
        Draft(
            name=name,
            data=data,
            text=plain(body).strip("\n") + "\n",
            format="markdown",
            title=pairs.get("title") or (plain(title.group(1)) if title else None),
            url=pairs.get("url") or pairs.get("source"),
            outlet=pairs.get("outlet") or pairs.get("publisher"),
            byline=pairs.get("author") or pairs.get("byline"),
            published=date,
            metadata=metadata,
        )
    )


def plain(text: str) -> str:
    """The words of some Markdown.

    >>> plain("# Walk-out\\n\\n**Crews** of [Norrland Lines](https://norrland.example) `stopped`.")
    'Walk-out\\n\\nCrews of Norrland Lines stopped.'
    """
    for pattern, words in _MARKS:
        text = pattern.sub(words, text)
    return text


_STATEMENT = b"""---
title: We stand by the crews
date: 2024-03-02
---

# We stand by the crews

The **Harbour League** [stands](https://a.example) by you.
"""


def examples() -> tuple[Example, ...]:
    """Bytes with what must be read from them."""
    return (
        Example("statement.md", _STATEMENT, ("The Harbour League stands by you.",)),
        Example("list.md", b"- pay\n- *hours*\n\n> We stay out.\n", ("- pay\n- hours\n\nWe stay out.",)),
        Example("nothing.md", b"---\ntitle: Nothing\n---\n", (), ("holds no text",)),
    )
