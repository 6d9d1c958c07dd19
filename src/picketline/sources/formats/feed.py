"""Feeds: RSS, Atom and JSON Feed. Each entry is a document: its title and the text that the feed itself gives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urljoin, urlsplit

from picketline.model import Issue
from picketline.model.claim import canonical
from picketline.sources.draft import STAGE, Draft, Found, finish
from picketline.sources.formats import Example
from picketline.sources.published import publication_date
from picketline.sources.tags import without_tags

APART = True
SUFFIXES = (".rss", ".atom", ".rdf")
MOST = 1000
"""Entries of one feed that are read."""
_XML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<\?[^>]{0,300}\?>\s*|<!--[^>]{0,2000}-->\s*|<!DOCTYPE rss[^>]{0,200}>\s*){0,9}"
    rb"<(?:rss|feed|rdf:RDF)[\s>]"
)
_JSON = b"https://jsonfeed.org/version/"
Entry = Mapping[str, str]
_KEYS = ("id", "url", "title", "published", "author", "text")


def sniff(head: bytes) -> bool:
    """Whether the bytes begin as a feed does."""
    return _XML.match(head.removeprefix(b"\xef\xbb\xbf")) is not None or (
        head.lstrip().startswith(b"{") and _JSON in head.replace(b"\\/", b"/")
    )


def read(data: bytes, name: str) -> Iterator[Found]:
    """The entries, in the feed's order; an issue where there is none. An entry's bytes are its canonical JSON."""
    outlet, entries = _json_feed(data, name) if data.lstrip().startswith(b"{") else _xml_feed(data, name)
    for number, entry in enumerate(entries[:MOST], 1):
        yield from finish(_draft(entry, outlet, f"{name}#{number}"))
    if len(entries) > MOST:
        yield Issue(name, STAGE, f"has {len(entries)} entries; the first {MOST} were read", "partial")
    if not entries:
        yield Issue(name, STAGE, "is no feed, or one without entries")


def _draft(entry: Entry, outlet: str | None, name: str) -> Draft:
    text = "\n\n".join(part for part in (entry.get("title"), entry.get("text")) if part)
    published = publication_date(entry["published"]) if "published" in entry else None
    return Draft(
        name=entry.get("url") or name,
        data=canonical(dict(entry)).encode("utf-8", "replace"),
        text=text,
        format="feed",
        title=entry.get("title"),
        url=entry.get("url"),
        outlet=outlet,
        byline=entry.get("author"),
        published=published,
        metadata={"published:from": "feed"} if published else {},
    )


def _xml_feed(data: bytes, name: str) -> tuple[str | None, list[Entry]]:
    import feedparser

    feed = feedparser.parse(data, response_headers={"content-location": name}, sanitize_html=False, resolve_relative_uris=False)
    base = str(feed.feed.get("link", ""))
    rows = [_entry({**_plain(entry), "base": base, "text": _content(entry)}) for entry in feed.entries]
    return _line(feed.feed.get("title")), [row for row in rows if row]


def _plain(entry: Mapping[str, object]) -> dict[str, object]:
    """The fields of one of feedparser's entries that we keep. `updated` stands for `published`, which many feeds do not give."""
    published = entry.get("published") or entry.get("updated")
    links = entry.get("link") or entry.get("feedburner_origlink")
    return {"id": entry.get("id"), "url": links, "title": entry.get("title"), "published": published, "author": entry.get("author")}


def _content(entry: Mapping[str, object]) -> object:
    """The longest text that an entry gives: its content, or its summary."""
    contents = entry.get("content")
    values = [part.get("value") for part in contents if isinstance(part, Mapping)] if isinstance(contents, list) else []
    return max((str(value) for value in (*values, entry.get("summary")) if value), key=len, default=None)


def _json_feed(data: bytes, name: str) -> tuple[str | None, list[Entry]]:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        return None, []
    items = feed.get("items") if isinstance(feed, dict) else None
    rows = [_entry({**_json_entry(item), "base": feed.get("home_page_url") or name}) for item in items or [] if isinstance(item, dict)]
    return _line(feed.get("title")) if isinstance(feed, dict) else None, [row for row in rows if row]


def _json_entry(item: Mapping[str, object]) -> dict[str, object]:
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [author.get("name") for author in authors if isinstance(author, Mapping)] if isinstance(authors, list) else []
    text = item.get("content_text") or item.get("content_html") or item.get("summary")
    url = item.get("url") or item.get("external_url")
    author = ", ".join(str(one) for one in names if one)
    return {
        "id": item.get("id"),
        "url": url,
        "title": item.get("title"),
        "published": item.get("date_published"),
        "author": author,
        "text": text,
    }


def _entry(fields: Mapping[str, object]) -> Entry:
    """The fields that say something, as clean text; markup taken off; the address made whole."""
    kept = {key: value for key in _KEYS if key != "text" and (value := _line(fields.get(key)))}
    if isinstance(fields.get("text"), str) and (text := _words(str(fields["text"]))):
        kept["text"] = text
    if "url" in kept:
        try:
            kept["url"] = _direct(urljoin(str(fields.get("base") or ""), kept["url"]))
        except ValueError:
            del kept["url"]
    return kept if "text" in kept or "title" in kept else {}


def _direct(url: str) -> str:
    """The address that a news alert leads to, without the alert service's own around it.

    >>> _direct("https://www.google.com/url?rct=j&url=https://coast.example/a&ct=ga")
    'https://coast.example/a'
    """
    parts = urlsplit(url)
    inner = parse_qs(parts.query).get("url", [])
    alert = (parts.hostname or "").startswith("www.google.") and parts.path == "/url"
    return inner[0] if alert and inner and inner[0].startswith(("http://", "https://")) else url


def _words(markup: str) -> str:
    return without_tags(markup).strip().encode("utf-8", "replace").decode()


def _line(value: object) -> str | None:
    return " ".join(_words(value).split()) or None if isinstance(value, str) else None


_RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Coast News</title><link>https://coast.example/</link>
<item><title>Crews walk out</title><link>/a</link><pubDate>Mon, 04 Mar 2024 09:00:00 GMT</pubDate>
<description>&lt;p&gt;Ferry crews &amp;amp; cooks walked out.&lt;/p&gt;</description></item></channel></rss>"""
_ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast</title><entry><title>Crews back</title>
<link href="https://coast.example/b"/><updated>2024-03-05T09:00:00Z</updated>
<content type="html">They came back.</content></entry></feed>"""
_JSON_FEED = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Coast", "items":
[{"id": "1", "url": "https://coast.example/c", "title": "Out", "content_text": "They walked out again."}]}"""


def examples() -> tuple[Example, ...]:
    """Bytes with what must be read from them."""
    return (
        Example("coast.rss", _RSS, ("Crews walk out\n\nFerry crews & cooks walked out.",)),
        Example("coast.atom", _ATOM, ("Crews back\n\nThey came back.",)),
        Example("coast.json", _JSON_FEED, ("Out\n\nThey walked out again.",)),
        Example("none.rss", b"<rss><channel></channel></rss>", (), ("without entries",)),
    )
