"""Atom (RFC 4287): an entry a change, so that a reader shows each once; the id of an entry never changes.

`id` is the dispute as it was called then and the moment of recording, `updated` that moment, `content` the changes in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement, tostring

from picketline.export.follow import Told
from picketline.export.follow.changes import changes
from picketline.export.spoken import gettext as _
from picketline.export.words import headline, sentence

SUFFIX = ".atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NEVER = "1970-01-01T00:00:00Z"


def write(steps: Iterable[Told], out: BinaryIO, *, base: str = "", address: str = "/disputes", title: str = "") -> None:
    """Writes the feed of some steps, the latest first. `base` is the desk's address without a slash at its end, `address` the
    page's within it that the feed is about."""
    entries = [_entry(told, base) for told in steps]
    feed = Element("feed", xmlns="http://www.w3.org/2005/Atom")
    updated = next((one.findtext("updated") or NEVER for one in entries), NEVER)
    _text(feed, id=f"urn:picketline:{address}", title=title or _("Labour disputes"), updated=updated)
    SubElement(feed, "link", rel="alternate", href=base + address)
    SubElement(SubElement(feed, "author"), "name").text = "picketline"
    feed.extend(entries)
    out.write(tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(told: Told, base: str) -> Element:
    step, sources = told
    said = [_plain(line) for line in changes(step, sources)]
    name = headline(step.dispute)
    if step.before is None:
        title = _("New: {name}").format(name=name)
    else:
        title = _("{name} – {change}").format(name=name, change=said[0]) if said else name
    entry = Element("entry")
    identity = f"urn:picketline:{step.dispute.id}:{step.recorded_at}"
    _text(entry, id=identity, title=title, updated=step.recorded_at, summary=sentence(step.dispute))
    SubElement(entry, "link", rel="alternate", href=f"{base}/d/{step.dispute.id}")
    for document in step.dispute.documents():
        if (source := sources.get(document)) and source.url:
            SubElement(entry, "link", rel="via", href=source.url)
    lines = "".join(f"<li>{escape(line)}</li>" for line in said)
    SubElement(entry, "content", type="html").text = f"<p>{escape(_plain(sentence(step.dispute)))}</p><ul>{lines}</ul>"
    return entry


def _text(parent: Element, **parts: str) -> None:
    for name, words in parts.items():
        SubElement(parent, name).text = _plain(words)


def _plain(words: str) -> str:
    """The words in one line, without what XML or a reader's screen cannot show."""
    return "".join(letter for letter in " ".join(words.split()) if letter.isprintable())
