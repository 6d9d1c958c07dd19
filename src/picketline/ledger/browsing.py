"""One page of the list of disputes: its lines, what all that were found are counted under, and where the list goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from picketline.ledger import find
from picketline.ledger.query import Query
from picketline.ledger.summary import Summary
from picketline.ledger.tally import Place, Tally

VALUES = 200
"""Values of a facet that are counted for a page; without rows, all are."""


@dataclass(frozen=True, slots=True)
class Found:
    """`total` disputes are found; `rows` are those of this page. `counts` has for each facet how many have which value, most first: at most
    `VALUES` of them, and those asked for; what is asked of the facet itself is left aside. `years` counts by the year of the beginning.
    `after` is the place from which the next page goes on, `before` that from which one goes back; None at either end. New disputes move
    neither."""

    rows: tuple[Summary, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]]
    years: Mapping[str, int]
    after: Place | None
    before: Place | None


def browsed(connection: Connection, tally: Tally, query: Query, *, limit: int, after: Place | None, before: Place | None) -> Found:
    """A page of what a query finds."""
    whole, without = tally.found(connection, query)
    back = before is not None
    ids = tally.page(whole, query.order, limit + 1, before if back else after, backwards=back) if limit else []
    more = len(ids) > limit
    shown = ids[-limit:] if back else ids[:limit]
    onward, backward = (True, more) if back else (more, after is not None)
    counts = {name: tally.columns[name].counts(mask, VALUES if limit else None, query.asked(name)) for name, mask in without.items()}
    return Found(
        tuple(find.named(connection, shown)), int(whole.sum()), counts,
        tally.years(whole), tally.place(shown[-1], query.order) if shown and onward else None,
        tally.place(shown[0], query.order) if shown and backward else None,
    )  # fmt: skip
