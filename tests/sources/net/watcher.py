"""One round over the feeds of a book into a ledger, as a process of its own that may be killed: BOOK LEDGER PAUSE."""

import sys
from pathlib import Path
from time import time

from server import only

from picketline.ledger import Ledger
from picketline.model import Issue, Record
from picketline.sources.net import Book, Fetcher, rounds


def main(book: str, ledger: str, pause: str) -> None:
    with Fetcher(permit=only("127.0.0.1"), delay=float(pause)) as fetcher, Ledger.open(ledger) as opened:
        for arrival in rounds(Book(Path(book)), fetcher, time()):
            for part in arrival.found:
                if not isinstance(part, Issue):
                    document, data = part
                    opened.add(document, data, Record(document.name, False), recorded_at="2024-03-04T00:00:00Z")
                    print(document.name, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
