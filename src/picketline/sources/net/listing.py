"""What a feed, a sitemap, a page or an OPML file lists: entries to read, or feeds to follow."""

from __future__ import annotations

import gzip
import re
import zlib
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from urllib.parse import urljoin
from xml.etree import ElementTree

from picketline.model import Document, Issue
from picketline.model.document import digest
from picketline.model.errors import UserError
from picketline.sources.net.fetch import Answer
from picketline.sources.reader import read_bytes

MOST = 1000
"""Entries of one sitemap that are read, the newest first where it says when each was changed."""
_LARGEST_MAP = 50_000_000
_PLACE = re.compile(r"<(?:url|sitemap)>")
_LONGEST_PLACE = 4000
_TAGGED = re.compile(r"<(?:\w+:)?(loc|lastmod|title)>\s*(?:<!\[CDATA\[)?\s*([^<\]]{1,2000}?)\s*(?:\]\]>)?\s*</")
_LINK = re.compile(r"<link\s[^<>]{0,1000}>", re.I)
_ATTRIBUTE = re.compile(r"([a-zA-Z]+)\s?=\s?[\"']([^\"'<>]{0,1000})[\"']")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a listing points to: its address, what it says of it, and the document that a feed gives of it, if it does."""

    url: str | None
    words: str
    document: Document | None = None
    data: bytes = b""

    @property
    def key(self) -> str:
        """What it is remembered by."""
        return digest((self.url or self.words).encode("utf-8", "replace"))[:16]


def entries(answer: Answer) -> tuple[list[Entry], list[Issue]]:
    """The entries of a feed or sitemap, and the issues met; no entry where it is neither."""
    text = _map_text(answer.data)
    if "<urlset" in text[:2000]:
        return _mapped(text), []
    found = list(read_bytes(answer.data, answer.url, "feed"))
    listed = [Entry(part[0].url, part[0].text, *part) for part in found if not isinstance(part, Issue) and part[0].format == "feed"]
    return listed, [part for part in found if isinstance(part, Issue) and part.severity == "failed"]


def sitemaps(answer: Answer) -> list[str]:
    """The sitemaps that an index of sitemaps lists, the newest first; none where it is no index."""
    text = _map_text(answer.data)
    return [entry.url for entry in _mapped(text) if entry.url] if "<sitemapindex" in text[:2000] else []


def feeds_of(answer: Answer) -> list[str]:
    """The addresses of the feeds that a page names in its head."""
    found = []
    for link in _LINK.findall(answer.data[:200_000].decode("utf-8", "replace")):
        given = {key.lower(): unescape(value) for key, value in _ATTRIBUTE.findall(link)}
        if "alternate" in given.get("rel", "").lower() and given.get("type", "").lower() in _FEED_TYPES and given.get("href"):
            found.append(urljoin(answer.url, given["href"]))
    return list(dict.fromkeys(found))


def outline(data: bytes, name: str) -> list[tuple[str, str]]:
    """The (address, title) of each feed in an OPML file; UserError where it is none."""
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise UserError(f"{name} is no OPML file ({error})") from error
    found = [(node.get("xmlUrl") or "", node.get("title") or node.get("text") or "") for node in root.iter("outline")]
    return [(url, title) for url, title in found if url]


def _mapped(text: str) -> list[Entry]:
    """The addresses of a sitemap, the newest first as far as it says."""
    rows: list[dict[str, str]] = [dict(_TAGGED.findall(place)) for place in _places(text)]
    rows.sort(key=lambda row: row.get("lastmod", ""), reverse=True)
    return [Entry(unescape(row["loc"]), unescape(row.get("title", row["loc"]))) for row in rows if "loc" in row][:MOST]


def _places(text: str) -> list[str]:
    """What stands in each of a sitemap's elements, from its beginning to the beginning of the next."""
    return [place[:_LONGEST_PLACE] for place in _PLACE.split(text)[1:]]


def _map_text(data: bytes) -> str:
    """A sitemap's text, unpacked where it is packed; empty where it cannot be."""
    if data.startswith(b"\x1f\x8b"):
        try:
            with gzip.GzipFile(fileobj=BytesIO(data)) as file:
                data = file.read(_LARGEST_MAP)
        except (OSError, EOFError, zlib.error):
            return ""
    return data.decode("utf-8", "replace")
