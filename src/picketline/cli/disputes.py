"""`picketline disputes`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from picketline.cli._options import LEDGER, AsOf, Country, Employer, Form, Industry, Json, LedgerPath, Since, Status, Text, Until
from picketline.cli._screen import line, say, show

if TYPE_CHECKING:
    from rich.table import Table

    from picketline.ledger import Summary

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
    text: Text = None,
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
    from picketline.cli._opened import asked, opened
    from picketline.export import exporter
    from picketline.export.forms import summary_json

    query = asked(country, industry, form, status, since=since, until=until, employer=employer, text=text, order=order)
    with opened(ledger, as_of) as known:
        if format != "table":
            exporter(format).write(known.disputes(query, limit or None), known.sources(), sys.stdout.buffer)
            return
        found = known.summaries(query, limit or None)
        if as_json:
            for summary in found:
                line(summary_json(summary))
            return
        show(_table(found))
        everything = known.count()
    say(f"{everything} disputes" if len(found) == everything else f"{len(found)} of {everything} disputes")


def _table(found: tuple[Summary, ...]) -> Table:
    from rich import box
    from rich.table import Table

    from picketline.export import words

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name, style in (("id", "cyan"), ("who", "bold"), ("where", ""), ("form", ""), ("started", ""), ("status", ""), ("workers", "")):
        table.add_column(name, style=style, no_wrap=name in ("id", "started"), justify="right" if name == "workers" else "left")
    table.add_column("reports", justify="right")
    for one in found:
        who = words.joined(one.employers[:2]) or words.joined(one.unions[:2]) or words.joined(one.workers[:2])
        where = ", ".join([*one.places[:1], *one.countries[:1]])
        forms = ", ".join(words.label(form, "forms").lower() for form in one.forms)
        number = words.quantity(_number(one)) if one.workers_involved is not None else ""
        reports = f"{one.reports} ({one.sources})" if one.sources != one.reports else str(one.reports)
        table.add_row(one.id, who, where, forms, one.started or "", one.status or "", number, reports)
    return table


def _number(one: Summary) -> dict[str, object]:
    return {"value": one.workers_involved, "max": one.workers_max, "approximate": one.approximate}
