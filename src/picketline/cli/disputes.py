"""`picketline disputes`."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

import typer

from picketline.cli._filters import filtered
from picketline.cli._options import LEDGER, AsOf, Json, LedgerPath
from picketline.cli._screen import line, say, show

PANEL = "The main job"
Format = Literal["table", "jsonl", "csv"]
Limit = Annotated[int, typer.Option("--limit", min=0, help="How many at most; 0 for all.")]
Order = Literal["latest", "started", "workers", "reports", "id"]


@filtered
def command(
    *,
    ledger: LedgerPath = LEDGER,
    asked: Mapping[str, Sequence[str]],
    order: Annotated[Order, typer.Option("--order", help="What comes first.")] = "latest",
    limit: Limit = 0,
    format: Annotated[Format, typer.Option("--format", help="A table for people, or a dispute a line.")] = "table",
    as_json: Json = False,
    as_of: AsOf = None,
) -> None:
    """List the disputes of the ledger.

    Filters narrow the list together; several values of one filter are alternatives.

    Example:
    picketline disputes --country KZ --form strike --since 2023
    picketline disputes --text '"court ruling"' --format csv > disputes.csv
    """
    from picketline.cli._ledger_table import table
    from picketline.cli._opened import opened
    from picketline.export import exporter
    from picketline.export.forms import summary_json
    from picketline.ledger import Query

    query = Query.read(asked, order)
    with opened(ledger, as_of) as known:
        if format != "table":
            exporter(format).write(known.disputes(query, limit or None), known.sources(), sys.stdout.buffer)
            return
        found = known.summaries(query, limit or None)
        if as_json:
            for summary in found:
                line(summary_json(summary))
            return
        show(table(found))
        everything = known.count()
    say(f"{everything} disputes" if len(found) == everything else f"{len(found)} of {everything} disputes")
