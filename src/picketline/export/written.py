"""Disputes of a ledger written as one file, whatever its format: the tables and records of `formats`, the feed and calendar of `follow`,
one dispute's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import BinaryIO

from picketline.export import exporter, format_names
from picketline.export.evidence.page import whole
from picketline.export.follow import Told, atom, ics, latest, of_one
from picketline.export.redact import redacted, redacted_step, redaction
from picketline.ledger import Ledger, Query
from picketline.ledger.story import announced, upcoming
from picketline.model.errors import UserError

OTHERS = ("atom", "html", "ics")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which disputes: those of `ids`, or all that `query` finds. `base` is the desk's address without a slash at its end; `redact`
    hides private persons (see `redact`)."""

    query: Query
    ids: Sequence[str] = ()
    base: str = ""
    redact: bool = False


def names() -> tuple[str, ...]:
    """The names of all formats of a file.

    >>> {"atom", "csv", "ics"} <= set(names())
    True
    """
    return tuple(sorted((*format_names(), *OTHERS)))


def write(ledger: Ledger, name: str, wanted: Wanted, out: BinaryIO) -> None:
    """Writes the file; UserError names the formats where there is none of that name."""
    if name not in names():
        raise UserError(f"there is no format {name!r}; there are {', '.join(names())}")
    if name == "atom":
        told = chain.from_iterable(of_one(ledger, one) for one in wanted.ids) if wanted.ids else latest(ledger, wanted.query).steps
        atom.write(shown(ledger, told, wanted.redact), out, atom.Place(wanted.base))
    elif name == "html":
        if len(wanted.ids) != 1:
            raise UserError("html is one dispute with its evidence: name one, D-...")
        out.write(whole(ledger, wanted.ids[0], wanted.redact).encode())
    elif name == "ics":
        found = (announced(ledger, one) for one in wanted.ids) if wanted.ids else upcoming(ledger, wanted.query)
        ics.write(found, out, base=wanted.base, hidden=partial(redaction, ledger) if wanted.redact else None)
    elif hasattr(form := exporter(name), "write_lines") and not wanted.ids and not wanted.redact:
        form.write_lines(ledger.lines(wanted.query), out, wanted.base)
    else:
        disputes, sources = ledger.stream(wanted.query)
        if wanted.ids:
            disputes, sources = map(ledger.dispute, wanted.ids), ledger.sources()
        form.write(*(redacted(ledger, disputes, sources) if wanted.redact else (disputes, sources)), out, wanted.base)


def shown(ledger: Ledger, told: Iterable[Told], redact: bool) -> Iterator[Told]:
    """The steps of a feed, without private persons where `redact` says so."""
    return (redacted_step(ledger, *one) for one in told) if redact else iter(told)
