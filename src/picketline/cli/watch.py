"""`picketline watch`."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from picketline.cli._options import LEDGER, LedgerPath

if TYPE_CHECKING:
    from picketline.sources.net import Arrival, Book, Fetcher

PANEL = "The main job"
_SPAN = re.compile(r"(\d{1,4})([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


@dataclass(slots=True)
class Tally:
    """What a round brought."""

    fetched: int = 0
    relevant: int = 0
    new: int = 0
    updated: int = 0
    failed: int = 0

    def words(self) -> str:
        """The tally as one line."""
        return f"{self.fetched} fetched, {self.relevant} relevant, {self.new} new disputes, {self.updated} updated, {self.failed} failed"


def command(
    *,
    once: Annotated[bool, typer.Option("--once", help="One round, and stop.")] = False,
    every: Annotated[str | None, typer.Option("--every", metavar="SPAN", help="A round each 30m, 1h, 1d ..., until it is stopped.")] = None,
    ledger: LedgerPath = LEDGER,
) -> None:
    """Read what is new in the feeds that are followed into the ledger.

    robots.txt is obeyed, a host is left in peace for two seconds after each request, and private networks are never asked. A feed that
    fails rests, longer each time, and stops no other. A round that was cut off is gone on with by the next.

    Example:
    picketline watch --once --ledger my.db
    picketline watch --every 1h
    """
    from picketline.model.errors import UserError
    from picketline.sources.net import Book, Fetcher, beside

    pause = _seconds(every) if every else None
    if (pause is None) != once:
        raise UserError("say either --once or --every 1h")
    failed = 0
    while True:
        with Fetcher() as fetcher:
            tally = read_round(Book(beside(ledger)), fetcher, ledger, time.time())
        print(tally.words(), flush=True)
        failed = tally.failed
        if pause is None:
            break
        time.sleep(pause)
    if failed:
        raise typer.Exit(3)


def read_round(book: Book, fetcher: Fetcher, ledger: str, now: float) -> Tally:
    """One round: each entry is in the ledger before the next is asked for."""
    from picketline.ledger import Ledger
    from picketline.sources.net import rounds

    tally = Tally()
    with Ledger.open(ledger) as opened:
        before = opened.position()
        for arrival in rounds(book, fetcher, now):
            _take(opened, arrival, tally)
        new, updated = opened.changes(before)
    tally.new, tally.updated = len(new), len(updated)
    return tally


def _take(opened: object, arrival: Arrival, tally: Tally) -> None:
    from picketline.cli.add import read_in
    from picketline.ledger import Ledger

    assert isinstance(opened, Ledger)
    added = read_in(opened, arrival.found)
    tally.fetched += arrival.asked
    tally.relevant += added.relevant
    tally.failed += added.failed


def _seconds(span: str) -> int:
    """The seconds of a span such as 30m; UserError where it is none.

    >>> _seconds("90m")
    5400
    """
    from picketline.model.errors import UserError

    match = _SPAN.fullmatch(span.strip())
    if not match or not int(match.group(1)):
        raise UserError(f"{span!r} is no span of time: write 30m, 1h or 1d")
    return int(match.group(1)) * _SECONDS[match.group(2)]
