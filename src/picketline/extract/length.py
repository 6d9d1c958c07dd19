"""How much of a document is read, and the row that says so where that is not all of it."""

from __future__ import annotations

from picketline.model import Document, Issue

LENGTH = 60_000
"""Code points of a document that are read, some 30 pages: what the net says of pairs of sentences grows with the square."""


def unread(document: Document) -> Issue | None:
    """The issue of a document whose end is not read; None where all is.

    >>> unread(Document("D-1", "a.txt", "Bakers struck.", "0" * 64)) is None
    True
    >>> unread(Document("D-1", "a.txt", "Bakers struck. " * 5000, "0" * 64)).message
    'has 75,000 code points, of which the first 60,000 were read for disputes'
    """
    if len(document.text) <= LENGTH:
        return None
    message = f"has {len(document.text):,} code points, of which the first {LENGTH:,} were read for disputes"
    return Issue(document.name, "extract", message, "partial", document.id)
