"""`picketline disputes`."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from picketline.cli._options import (
    LEDGER,
    AsOf,
    Conflict,
    Country,
    Demand,
    Employer,
    EventType,
    Form,
    Industry,
    Json,
    LedgerPath,
    Outlet,
    Region,
    Since,
    Size,
    Status,
    Text,
    Union,
    Until,
)  # fmt: skip
from picketline.cli._screen import line, say, show

PANEL = "The main job"
Format = Literal["table", "jsonl", "csv"]
Limit = Annotated[int, typer.Option("--limit", min=0, help="How many at most; 0 for all.")]
Order = Literal["latest", "started", "workers", "reports", "id"]


def command(
    *,
    ledger: LedgerPath = LEDGER,
    country: Country = None,
    industry: Industry = None,
    form: Form = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    employer: Employer = None,
    union: Union = None,
    text: Text = None,
    region: Region = None,
    demand: Demand = None,
    event: EventType = None,
    outlet: Outlet = None,
    size: Size = None,
    conflict: Conflict = None,
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
    from picketline.cli._opened import asked, opened
    from picketline.export import exporter
    from picketline.export.forms import summary_json

    query = asked(
        country, industry, form, status, since=since, until=until, employer=employer, text=text, order=order, union=union,
        region=region, demand=demand, event=event, outlet=outlet, size=size, conflict=conflict,
    )  # fmt: skip
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
