"""One round over the feeds that are followed: new entries are fetched and handed over one by one; it may be cut off anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from picketline.model import Issue
from picketline.sources.draft import STAGE, Found
from picketline.sources.net.address import FetchError
from picketline.sources.net.book import Book, Subscription
from picketline.sources.net.fetch import Answer, Fetcher
from picketline.sources.net.listing import Entry, entries, sitemaps
from picketline.sources.net.page import read_url

FIRST_REST, LONGEST_REST = 900.0, 86_400.0
"""Seconds for which a feed is left alone after one failed round, doubled with each more, and at most."""
MOST_MAPS = 5
"""Sitemaps of one index that are read in a round."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one entry brought: the documents and issues at its address; `asked` is false where it is the feed that failed."""

    feed: str
    found: tuple[Found, ...]
    asked: bool = True


def rounds(book: Book, fetcher: Fetcher, now: float) -> Iterator[Arrival]:
    """New entries of all feeds that are not at rest, feed by feed. `now` is in seconds of the epoch.

    An entry counts as read once the next is asked for: whoever takes them stores one before asking for another, and loses none when
    the round is cut off. A feed that fails is an issue, rests, and stops no other.
    """
    for subscription in book:
        if subscription.rest_until > now:
            continue
        try:
            yield from _round(book, subscription, fetcher)
        except FetchError as error:
            yield _rested(book, book[subscription.url], error, now)


def _rested(book: Book, subscription: Subscription, error: FetchError, now: float) -> Arrival:
    """Lets a feed rest that failed: longer with each round, and as long as its server asks."""
    failures = subscription.failures + 1
    rest = min(max(FIRST_REST * 2 ** (failures - 1), error.retry_after or 0.0), LONGEST_REST)
    book.put(replace(subscription, failures=failures, rest_until=now + rest, message=str(error)))
    issue = Issue(subscription.url, STAGE, f"{error}; the feed rests for {rest / 60:.0f} min")
    return Arrival(subscription.url, (issue,), asked=False)


def _round(book: Book, subscription: Subscription, fetcher: Fetcher) -> Iterator[Arrival]:
    answer = fetcher.get(subscription.url, subscription.etag, subscription.modified)
    here = replace(subscription, failures=0, rest_until=0.0, message="")
    if answer.status == 304:
        book.put(here)
        return
    listed = _listed(answer, fetcher)
    for entry in listed:
        if entry.key in here.seen:
            continue
        if here.wants(entry.words):
            yield Arrival(here.url, tuple(_read(entry, fetcher)))
        here = here.having_seen(entry.key)
        book.put(here)
    book.put(replace(here, etag=answer.etag, modified=answer.modified))  # last: a round cut off before finds its entries again


def _listed(answer: Answer, fetcher: Fetcher) -> list[Entry]:
    """The entries of a feed, of a sitemap, or of the newest sitemaps of an index; FetchError where there is no list."""
    listed, issues = entries(answer)
    for url in sitemaps(answer)[:MOST_MAPS]:
        listed += entries(fetcher.get(url))[0]
    if issues and not listed:
        raise FetchError(f"{answer.url}: {issues[0].message}")
    return list({entry.key: entry for entry in listed}.values())


def _read(entry: Entry, fetcher: Fetcher) -> Iterator[Found]:
    """The documents at an entry's address; where it cannot be had, what the feed itself gives of it, and the issue."""
    found = tuple(read_url(entry.url, fetcher)) if entry.url else ()
    yield from found
    if not any(not isinstance(part, Issue) for part in found) and entry.document is not None:
        yield entry.document, entry.data
