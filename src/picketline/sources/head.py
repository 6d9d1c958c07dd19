"""What a web page says of itself: title, author, outlet, address and day of publication, each as the page states it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from resiliparse.parse.html import DocumentNode, HTMLTree

from picketline.sources.published import date_in_url, publication_date
from picketline.text.credits import byline

_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "headline")
_AUTHORS = ("author", "article:author", "article:author_name", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author", "byl")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher", "citation_journal_title")
_DATES = (
    "article:published_time", "datepublished", "parsely-pub-date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "date",
    "pubdate", "publishdate", "publish-date", "publish_date", "published", "sailthru.date", "article.published", "og:published_time",
    "citation_publication_date", "cxenseparse:recs:publishtime", "rnews:datepublished", "dc.date.created", "cb_publish_date",
)  # fmt: skip
MOST_META, MOST_BLOCKS = 400, 40
"""Meta tags and blocks of structured data of one page that are looked at."""
_ARTICLES = ("article", "report", "posting", "webpage")
_TAIL = re.compile(r"\s+(?:[|»·•–—]|-{1,2}|::)\s+[^|»·•–—]{2,40}$")
_LETTERS = re.compile(r"\w+")
_SPLIT = re.compile(r"\s*(?:;|\|)\s*")
Meta = dict[str, str]
Linked = list[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Head:
    """What the page says; `published_from` is `page` (its tags) or `url`."""

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    via: str | None = None
    published: str | None = None
    published_from: str | None = None


def head(tree: HTMLTree) -> Head:
    """What a parsed page says of itself."""
    root = tree.document
    if root is None:
        return Head()
    meta, linked = _meta(root), list(_linked_data(root))
    url = _address(root, meta)
    author, via = _author(root, meta, linked)
    published, origin = _published(root, meta, linked, url)
    return Head(
        title=_title(root, meta, _clean(_first(linked, "headline"))),
        url=url,
        outlet=_outlet(meta, linked, url),
        byline=author,
        via=via,
        published=published,
        published_from=origin,
    )


def _meta(root: DocumentNode) -> dict[str, str]:
    """The page's meta tags, names in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for node in root.query_selector_all("meta[content]")[:MOST_META]:
        content = (node.getattr("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            if content and (name := node.getattr(key)):
                found.setdefault(name.strip().lower(), content[:2000])
    return found


def _linked_data(root: DocumentNode) -> Iterator[Mapping[str, object]]:
    """The JSON-LD objects that describe an article, in order; blocks that are no JSON are passed over."""
    for node in root.query_selector_all('script[type="application/ld+json"]')[:MOST_BLOCKS]:
        try:
            yield from _articles(json.loads((node.text or "").strip().removeprefix("<!--").removesuffix("-->"), strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _articles(data: object, depth: int) -> Iterator[Mapping[str, object]]:
    if isinstance(data, list) and depth < 4:
        for part in data:
            yield from _articles(part, depth + 1)
    elif isinstance(data, dict):
        kinds = str(data.get("@type", "")).lower()
        if any(kind in kinds for kind in _ARTICLES):
            yield data
        if depth < 4:
            yield from _articles(data.get("@graph"), depth + 1)
            yield from _articles(data.get("mainEntity"), depth + 1)


def _first(linked: Linked, key: str) -> str | None:
    """The first text that an object gives under a key; of a nested object its name."""
    for data in linked:
        if words := _words(data.get(key)):
            return words
    return None


def _words(value: object) -> str | None:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value[:8]))) or None
    if isinstance(value, dict):
        return _words(value.get("name"))
    return value.strip() or None if isinstance(value, str) else None


def _title(root: DocumentNode, meta: Meta, headline: str | None) -> str | None:
    """The heading that the page shows, where what the page says elsewhere speaks of the same; else what it says elsewhere."""
    window = root.query_selector("title")
    shared = next((meta[name] for name in _TITLES if name in meta), None)
    said = set(_LETTERS.findall(f"{headline} {shared} {window.text if window else ''}".casefold()))
    shown = [words for node in root.query_selector_all("h1")[:4] if (words := _clean(node.text))]
    for words in shown:
        own = set(_LETTERS.findall(words.casefold()))
        if len(own) > 1 and 2 * len(own & said) >= len(own):
            return words
    alone = shown[0] if len(shown) == 1 else None
    return headline or _clean(shared) or alone or (_TAIL.sub("", _clean(window.text) or "") if window else None) or None


def _address(root: DocumentNode, meta: Meta) -> str | None:
    node = root.query_selector('link[rel="canonical"]')
    url = (node.getattr("href") if node else None) or meta.get("og:url")
    base = meta.get("og:url") or ""
    url = urljoin(base, url.strip()) if url else None
    return url if url and url.startswith(("http://", "https://")) and len(url) < 2000 else None


def _outlet(meta: Meta, linked: Linked, url: str | None) -> str | None:
    named = next((meta[name] for name in _OUTLETS if name in meta), None) or _first(linked, "publisher")
    return _clean(named) or _host(url)


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _author(root: DocumentNode, meta: Meta, linked: Linked) -> tuple[str | None, str | None]:
    """The writer and, where the credit names one, the outlet that it came through ("By X via Y")."""
    given = [_first(linked, "author"), *(meta.get(name) for name in _AUTHORS)]
    given += [node.text for node in root.query_selector_all('[rel="author"], [itemprop="author"]')[:3]]
    for words in map(_clean, given):
        if words and "://" not in words and len(words) <= 120:
            name = words[3:] if words[:3].lower() == "by " else words
            if credit := byline("By " + name[:1].upper() + name[1:]):
                return ", ".join(dict.fromkeys(_SPLIT.split(credit[0]))), credit[1]
    return None, None


def _published(root: DocumentNode, meta: Meta, linked: Linked, url: str | None) -> tuple[str | None, str | None]:
    stated = [_first(linked, "datePublished"), *(meta.get(name) for name in _DATES)]
    stated += [
        node.getattr("datetime") or node.getattr("content")
        for node in root.query_selector_all('[itemprop="datePublished"], time[pubdate]')[:2]
    ]
    for value in stated:
        if value and (day := publication_date(value)):
            return day, "page"
    if url and (day := date_in_url(url)):
        return day, "url"
    moments = [node.getattr("datetime") for node in root.query_selector_all("time[datetime]")[:8]]
    days = {day for moment in moments if moment and (day := publication_date(moment))}
    return (days.pop(), "page") if len(days) == 1 else (None, None)


def _clean(words: str | None) -> str | None:
    return " ".join(unescape(words).split())[:400] or None if words else None
