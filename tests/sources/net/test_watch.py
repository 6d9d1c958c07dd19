"""Feeds are followed entry by entry: what is new is read once, what fails stops nothing else, and a kill loses nothing."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from server import Reply, Site, only, site

from picketline.model import Issue
from picketline.model.errors import UserError
from picketline.sources.net import Arrival, Book, Fetcher, Subscription, rounds
from picketline.sources.net.fetch import Answer
from picketline.sources.net.listing import entries, feeds_of, outline

STORY = "The weavers of mill {0} have been out since Monday, and the owner has not said a word to them. " * 4
PAUSE = 0.02


def page(number: int) -> Reply:
    markup = f"<html><body><h1>Mill {number}</h1><p>{STORY.format(number)}</p></body></html>"
    return Reply(markup.encode(), headers={"Content-Type": "text/html"})


def feed(base: str, numbers: range | list[int], tag: str = "1") -> Reply:
    items = "".join(
        f"<item><title>Mill {number}</title><link>{base}/story/{number}</link><description>Short {number}.</description></item>"
        for number in numbers
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Mills</title>{items}</channel></rss>'
    return Reply(body.encode(), headers={"ETag": f'"{tag}"', "Content-Type": "application/rss+xml"})


@pytest.fixture
def here() -> Iterator[Site]:
    with site() as running:
        for number in range(60):
            running.pages[f"/story/{number}"] = page(number)
        yield running


def follow(tmp_path: Path, *subscriptions: Subscription) -> Book:
    book = Book(tmp_path / "my.db.feeds.json")
    for subscription in subscriptions:
        book.put(subscription)
    return book


def run(book: Book, now: float = 0.0) -> list[Arrival]:
    with Fetcher(permit=only("127.0.0.1"), delay=0, sleep=lambda _: None) as fetcher:
        return list(rounds(Book(book.path), fetcher, now))


def names(arrivals: list[Arrival]) -> list[str]:
    return [part.where if isinstance(part, Issue) else part[0].name for arrival in arrivals for part in arrival.found]


def test_an_entry_is_read_once(here: Site, tmp_path: Path) -> None:
    """The first round reads all entries, the second the new one alone, though the feed lists them all again."""
    book = follow(tmp_path, Subscription(here.url + "/feed"))
    here.pages["/feed"] = feed(here.url, [1, 2])
    assert names(run(book)) == [f"{here.url}/story/1", f"{here.url}/story/2"]
    here.pages["/feed"] = feed(here.url, [3, 2, 1], tag="2")
    assert names(run(book)) == [f"{here.url}/story/3"]


def test_a_feed_that_has_not_changed_is_asked_with_its_tag(here: Site, tmp_path: Path) -> None:
    """The server's 304 ends the round of that feed."""
    book = follow(tmp_path, Subscription(here.url + "/feed"))
    here.pages["/feed"] = lambda request: Reply(status=304) if request.headers["If-None-Match"] == '"1"' else feed(here.url, [1])
    assert len(run(book)) == 1
    assert run(book) == []
    assert here.paths()[-1] == "/feed"


def test_terms_choose_entries(here: Site, tmp_path: Path) -> None:
    """Only entries with a term in their title or text are fetched."""
    book = follow(tmp_path, Subscription(here.url + "/feed", terms=("mill 2", "lockout")))
    here.pages["/feed"] = feed(here.url, [1, 2, 3])
    assert names(run(book)) == [f"{here.url}/story/2"]
    assert "/story/1" not in here.paths()


def test_a_page_that_cannot_be_had_leaves_what_the_feed_says(here: Site, tmp_path: Path) -> None:
    """The entry's own words are kept as a report, with an issue that says why there are no more."""
    here.pages["/feed"] = feed(here.url, [99])
    (arrival,) = run(follow(tmp_path, Subscription(here.url + "/feed")))
    issue, document = arrival.found
    assert isinstance(issue, Issue)
    assert "answers 404" in issue.message
    assert not isinstance(document, Issue)
    assert document[0].text == "Mill 99\n\nShort 99."


def test_a_feed_that_fails_rests_and_stops_no_other(here: Site, tmp_path: Path) -> None:
    """It is left alone for a quarter of an hour, then for half an hour, and as long as its server asks."""
    here.pages["/bad"] = Reply(b"", 503)
    here.pages["/feed"] = feed(here.url, [1])
    book = follow(tmp_path, Subscription(here.url + "/bad"), Subscription(here.url + "/feed"))
    assert names(run(book, now=0)) == [f"{here.url}/bad", f"{here.url}/story/1"]
    assert run(book, now=899) == []
    assert names(run(book, now=901)) == [f"{here.url}/bad"]
    here.pages["/bad"] = Reply(b"", 429, {"Retry-After": "7200"})
    assert run(book, now=901 + 1799) == []
    assert names(run(book, now=901 + 1801)) == [f"{here.url}/bad"]
    last = Book(book.path)[here.url + "/bad"]
    assert (last.failures, last.rest_until) == (3, 901 + 1801 + 7200)
    here.pages["/bad"] = feed(here.url, [2])
    assert names(run(book, now=100_000)) == [f"{here.url}/story/2"]
    assert Book(book.path)[here.url + "/bad"].failures == 0


def test_a_page_that_is_no_feed_is_said(here: Site, tmp_path: Path) -> None:
    """An address that lists nothing fails like one that does not answer."""
    here.pages["/feed"] = Reply(b"")
    (arrival,) = run(follow(tmp_path, Subscription(here.url + "/feed")))
    assert isinstance(arrival.found[0], Issue)


def test_sitemaps_are_followed_through_their_index(here: Site, tmp_path: Path) -> None:
    """The newest addresses come first, and an index is followed to its maps."""
    places = "".join(f"<url><loc>{here.url}/story/{number}</loc><lastmod>2024-03-0{number}</lastmod></url>" for number in (1, 3, 2))
    here.pages["/map.xml"] = Reply(f"<urlset>{places}</urlset>".encode())
    here.pages["/index.xml"] = Reply(f"<sitemapindex><sitemap><loc>{here.url}/map.xml</loc></sitemap></sitemapindex>".encode())
    found = names(run(follow(tmp_path, Subscription(here.url + "/index.xml"))))
    assert found == [f"{here.url}/story/{number}" for number in (3, 2, 1)]


def test_a_page_names_its_feeds_and_opml_lists_them() -> None:
    """What a reader of feeds exports, and what pages say in their heads, can be followed."""
    markup = b"""<head><link rel="alternate" type="application/rss+xml" href="/rss"><link rel=stylesheet href="/x.css"></head>"""
    assert feeds_of(Answer("https://a.example/", "https://a.example/", 200, markup)) == ["https://a.example/rss"]
    assert outline(
        b'<opml><body><outline text="A"><outline xmlUrl="https://a.example/rss" title="Mills"/></outline></body></opml>', "x"
    ) == [("https://a.example/rss", "Mills")]
    with pytest.raises(UserError, match="no OPML file"):
        outline(b"nothing", "x")


def test_a_list_of_feeds_that_is_none_is_said(tmp_path: Path) -> None:
    """A file that something else has written is not overwritten."""
    (tmp_path / "my.db.feeds.json").write_text("[]")
    with pytest.raises(UserError, match="no list of feeds"):
        Book(tmp_path / "my.db.feeds.json")


def test_a_sitemap_of_a_thousand_tricks_is_read_once() -> None:
    """Unclosed and nested tags cost no more than their length."""
    for unit in (b"<url><loc>", b"<url>", b"<loc>https://a.example/", b"<url></url>"):
        entries(Answer("https://a.example/map.xml", "https://a.example/map.xml", 200, b"<urlset>" + unit * 20_000))


def test_rounds_that_are_killed_lose_nothing_and_double_nothing(here: Site, tmp_path: Path) -> None:
    """Twenty feeds, of which one fails; the round is killed -9 three times after some entries, and then let be."""
    from picketline.ledger import Ledger

    for number in range(20):
        here.pages[f"/feed/{number}"] = feed(here.url, range(3 * number, 3 * number + 3)) if number != 7 else Reply(b"", 500)
    book = follow(tmp_path, *(Subscription(f"{here.url}/feed/{number}") for number in range(20)))
    command = [sys.executable, str(Path(__file__).with_name("watcher.py")), str(book.path), str(tmp_path / "my.db"), str(PAUSE)]
    for after in (4, 9, 15):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watcher:
            assert watcher.stdout is not None
            for _ in range(after):
                watcher.stdout.readline()
            watcher.kill()
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    with Ledger.open(str(tmp_path / "my.db")) as ledger:
        stored = sorted(source.url or "" for source in ledger.sources().values())
    assert stored == sorted(f"{here.url}/story/{number}" for number in range(60) if number // 3 != 7)
    assert all(after - before >= PAUSE for (_, _, before), (_, _, after) in pairwise(here.asked[-20:]))
