"""Atom (RFC 4287): an entry a dispute, updated when the last report of it was published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement, tostring

from picketline.export.words import headline, sentence
from picketline.ledger.source import Source
from picketline.model import Dispute
from picketline.model.edtf import bounds

SUFFIX = ".atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NEVER = "1970-01-01T00:00:00Z"


def write(disputes: Iterable[Dispute], sources: Mapping[str, Source], out: BinaryIO) -> None:
    """Writes the feed; links are relative to the desk."""
    entries = [_entry(dispute, sources) for dispute in disputes]
    feed = Element("feed", xmlns="http://www.w3.org/2005/Atom")
    _text(feed, id="urn:picketline:disputes", title="Labour disputes", updated=max((when for when, _ in entries), default=NEVER))
    SubElement(SubElement(feed, "author"), "name").text = "picketline"
    feed.extend(entry for _, entry in entries)
    out.write(tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(dispute: Dispute, sources: Mapping[str, Source]) -> tuple[str, Element]:
    last = max((_day(dispute.published[document]) for document in dispute.published), default=NEVER)
    entry = Element("entry")
    _text(entry, id=f"urn:picketline:{dispute.id}", title=headline(dispute), updated=last, summary=sentence(dispute))
    SubElement(entry, "link", href=f"/d/{dispute.id}")
    for document in dispute.documents():
        source = sources.get(document)
        if source and source.url:
            SubElement(entry, "link", rel="via", href=source.url)
    return last, entry


def _day(published: str) -> str:
    found = bounds(published)
    return f"{found.last.date()}T00:00:00Z" if found and found.last and found.last.known() else NEVER


def _text(parent: Element, **parts: str) -> None:
    for name, words in parts.items():
        SubElement(parent, name).text = "".join(letter for letter in words if letter.isprintable())
