"""The feeds that are followed, and how far each has been read: one JSON file beside the ledger, written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from picketline.model.errors import UserError

MOST_SEEN = 5000
"""Entries of a feed that are remembered as read."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed or sitemap: entries that have none of its `terms` are passed over (no terms: all are taken).

    `seen` holds the keys of the entries that were read, `rest_until` the moment (seconds of the epoch) before which it is left alone
    after `failures` failed rounds in a row, the last for the reason `message`.
    """

    url: str
    title: str = ""
    terms: tuple[str, ...] = ()
    etag: str | None = None
    modified: str | None = None
    seen: tuple[str, ...] = ()
    failures: int = 0
    rest_until: float = 0.0
    message: str = ""

    def wants(self, words: str) -> bool:
        """Whether an entry with these words is to be read."""
        words = f" {' '.join(words.casefold().split())} "
        return not self.terms or any(term.casefold() in words for term in self.terms)

    def having_seen(self, key: str) -> Subscription:
        """The same, with one more entry read."""
        return replace(self, seen=(*self.seen, key)[-MOST_SEEN:])


class Book:
    """The subscriptions of one file, in the order of their addresses."""

    def __init__(self, path: Path) -> None:
        """Opens a file, or a new one where there is none; UserError where it is something else."""
        self.path = path
        self._entries: dict[str, Subscription] = {}
        if path.exists():
            try:
                rows = json.loads(path.read_text(encoding="utf-8"))["feeds"]
                self._entries = {row["url"]: _subscription(row) for row in rows}
            except (OSError, ValueError, TypeError, KeyError) as error:
                raise UserError(f"{path} is no list of feeds that picketline has written ({error})") from error

    def __iter__(self) -> Iterator[Subscription]:
        return iter([self._entries[url] for url in sorted(self._entries)])

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, url: str) -> Subscription:
        return self._entries[url]

    def put(self, subscription: Subscription) -> bool:
        """Keeps a subscription and writes the file; whether its address was new."""
        new = subscription.url not in self._entries
        self._entries[subscription.url] = subscription
        self._write()
        return new

    def _write(self) -> None:
        text = json.dumps({"feeds": [asdict(one) for one in self]}, ensure_ascii=False, indent=1)
        try:
            with NamedTemporaryFile("w", encoding="utf-8", dir=self.path.parent, prefix=self.path.name, delete=False) as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            Path(file.name).replace(self.path)
        except OSError as error:
            raise UserError(f"{self.path} cannot be written: {error.strerror}") from error


def beside(ledger: str) -> Path:
    """The file of the feeds of a ledger: beside its file, or here where the ledger is a server's.

    >>> str(beside("cases/my.db")), str(beside("postgresql://host/name"))
    ('cases/my.db.feeds.json', 'picketline.feeds.json')
    """
    return Path("picketline.feeds.json" if "://" in ledger else f"{ledger}.feeds.json")


def _subscription(row: dict[str, object]) -> Subscription:
    known = {key: value for key, value in row.items() if key in Subscription.__slots__}
    known |= {key: tuple(map(str, value)) for key, value in known.items() if isinstance(value, list)}
    return Subscription(**known)  # type: ignore[arg-type]  # our own file; a wrong kind of value is met by TypeError
