"""Atom (RFC 4287): an entry a change, so that a reader shows each once; the id of an entry never changes.

`id` is the dispute as it was called then and the moment of recording, `updated` that moment, `content` the changes in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import BinaryIO
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from picketline.export.follow import Told
from picketline.export.follow.changes import changes
from picketline.export.spoken import gettext as _
from picketline.export.words import headline, sentence

SUFFIX = ".atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a feed stands: `base` is the desk's address without a slash at its end; within it `page` is the address of what the feed
    is about, `own` the feed's, `first` and `following` those of its first and next part (RFC 5005), empty where there is none."""

    base: str = ""
    page: str = "/disputes"
    own: str = ""
    first: str = ""
    following: str = ""

    def links(self) -> Iterator[tuple[str, str]]:
        """Each link with its kind."""
        yield "alternate", self.base + self.page
        named = (("self", self.own), ("first", self.first), ("next", self.following))
        yield from ((rel, self.base + path) for rel, path in named if path)


HERE = Place()


def write(steps: Iterable[Told], out: BinaryIO, place: Place = HERE, title: str = "") -> None:
    """Writes the feed of some steps, the latest first."""
    entries = [_entry(told, place.base) for told in steps]
    feed = Element("feed", xmlns="http://www.w3.org/2005/Atom")
    updated = next((one.findtext("updated") or NEVER for one in entries), NEVER)
    _text(feed, id=f"urn:picketline:{quote(place.page.strip('/'), safe='/')}", title=title or _("Labour disputes"), updated=updated)
    for rel, href in place.links():
        SubElement(feed, "link", rel=rel, href=href)
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
        if (source := sources.get(document)) and source.url and source.url.startswith(("http://", "https://")):
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
