"""`picketline feed`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from picketline.cli._options import LEDGER, Json, LedgerPath
from picketline.cli._screen import line, say, show

if TYPE_CHECKING:
    from picketline.sources.net import Book, Fetcher, Subscription

PANEL = "The main job"


def command(
    action: Annotated[Literal["add", "list"], typer.Argument(help="What to do.")],
    where: Annotated[
        list[str] | None, typer.Argument(help="For add: addresses of feeds, sitemaps or pages that name their feed; OPML files.")
    ] = None,
    *,
    term: Annotated[list[str] | None, typer.Option("--term", help="Read only entries with this word or phrase; may be repeated.")] = None,
    ledger: LedgerPath = LEDGER,
    as_json: Json = False,
) -> None:
    """Follow feeds, or list those that are followed.

    RSS, Atom, JSON Feed and sitemaps are followed; their list lies beside the ledger, in FILE.feeds.json. `picketline watch` reads them.

    Example:
    picketline feed add https://example.org/rss --term strike --term lockout --ledger my.db
    picketline feed add feeds.opml
    picketline feed list
    """
    from picketline.sources.net import Book, Fetcher, beside

    book = Book(beside(ledger))
    if action == "list":
        _list(book, as_json)
        return
    new = 0
    with Fetcher() as fetcher:
        for place in where or []:
            for url, title in _feeds(place, fetcher):
                new += book.put(_subscription(book, url, title, tuple(term or ())))
    print(f"{new} feeds added, {len(book)} followed")


def _feeds(place: str, fetcher: Fetcher) -> list[tuple[str, str]]:
    """The feeds that a word on the command line stands for: those of an OPML file, that of a page, or the address itself."""
    from picketline.model.errors import UserError
    from picketline.sources.net import FetchError
    from picketline.sources.net.listing import feeds_of, outline

    if not place.startswith(("http://", "https://")):
        try:
            return outline(Path(place).read_bytes(), place)
        except OSError as error:
            raise UserError(f"{place} is no address, and no OPML file that can be read ({error.strerror})") from error
    try:
        named = feeds_of(fetcher.get(place))
    except FetchError as error:
        say(f"{place}: {error}; it is followed all the same")
        named = []
    return [(named[0] if named else place, "")]


def _subscription(book: Book, url: str, title: str, terms: tuple[str, ...]) -> Subscription:
    """The subscription as it is to be: one that is there keeps what it has read, and takes new terms where any are given."""
    from dataclasses import replace

    from picketline.sources.net import Subscription

    there = next((one for one in book if one.url == url), Subscription(url))
    return replace(there, title=title or there.title, terms=terms or there.terms)


def _list(book: Book, as_json: bool) -> None:
    if as_json:
        for one in book:
            line(
                {
                    "url": one.url,
                    "title": one.title,
                    "terms": list(one.terms),
                    "read": len(one.seen),
                    "failures": one.failures,
                    "message": one.message,
                }
            )
        return
    from rich.table import Table

    table = Table("feed", "terms", "entries read", "failed rounds", "last failure")
    for one in book:
        table.add_row(one.title or one.url, ", ".join(one.terms), str(len(one.seen)), str(one.failures), one.message)
    show(table)
