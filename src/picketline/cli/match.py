"""`picketline match`."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from picketline.cli._options import DESK, LEDGER, AsOf, Desk, LedgerPath, Since
from picketline.cli._screen import line, say, show

if TYPE_CHECKING:
    from rich.table import Table

    from picketline.tables.watched import Match

PANEL = "The ledger"
Format = Literal["table", "csv", "json"]
COLUMNS = (
    "line", "own_id", "name", "country", "dispute", "employer", "score", "reason", "status", "started", "ended", "countries", "forms",
    "last_published", "url",
)  # fmt: skip


def command(
    suppliers: Annotated[Path, typer.Argument(help="A CSV file of organisations, in UTF-8, with a line of column names.")],
    *,
    ledger: LedgerPath = LEDGER,
    name: Annotated[str | None, typer.Option("--name", metavar="COLUMN", help="The column of names, where it cannot be told.")] = None,
    country: Annotated[str | None, typer.Option("--country", metavar="COLUMN", help="The column of countries.")] = None,
    own_id: Annotated[str | None, typer.Option("--id", metavar="COLUMN", help="The column of your own ids.")] = None,
    since: Since = None,
    least: Annotated[float, typer.Option("--least", min=0.5, max=1.0, help="The least likeness of two names that is told.")] = 0.85,
    format: Annotated[Format, typer.Option("--format", help="A table for people, or a match a line.")] = "table",
    desk: Desk = DESK,
    as_of: AsOf = None,
) -> None:
    """Find the disputes of the companies on a list.

    Names are compared as the ledger compares them: legal forms, acronyms, spelling, another alphabet. Each match says why; a person
    decides whether it is the same company. A country is told apart, never left out. Exit code 1: there are matches; 0: none.

    Example:
    picketline match suppliers.csv
    picketline match suppliers.csv --since 2024 --format csv > hits.csv
    """
    from picketline.cli._opened import opened
    from picketline.ledger import Query
    from picketline.tables.watched import matches
    from picketline.tables.watchlist import Columns, read

    listed = read(suppliers, Columns(name, country, own_id))
    with opened(ledger, as_of) as known:
        found = list(matches(known, listed, Query(since=since, order="id"), least))
    rows = [_row(match, desk.rstrip("/")) for match in found]
    if format == "json":
        for row in rows:
            line(dict(zip(COLUMNS, row, strict=True)))
    elif format == "csv":
        _csv(rows)
    else:
        show(_table(found))
    say(f"{len({match.watched for match in found})} of {len(listed)} names have a match, in {len({m.dispute.id for m in found})} disputes")
    if found:
        raise typer.Exit(1)


def _row(match: Match, desk: str) -> tuple[str | float | None, ...]:
    row, found = match.watched, match.dispute
    return (
        row.line, row.own_id, row.name, row.country, found.id, match.employer, round(match.score, 2), match.reason, found.status,
        found.started, found.ended, "; ".join(found.countries), "; ".join(found.forms), found.last_published, f"{desk}/d/{found.id}",
    )  # fmt: skip


def _csv(rows: Iterable[Sequence[str | float | None]]) -> None:
    from picketline.export.table import harmless

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in row] for row in rows)


def _table(found: Iterable[Match]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for title in ("name", "dispute", "standing", "started", "score", "why"):
        style = {"name": "bold", "dispute": "cyan"}.get(title, "")
        table.add_column(title, style=style, no_wrap=title in ("dispute", "started"), justify="right" if title == "score" else "left")
    for one in found:
        table.add_row(one.watched.name, one.dispute.id, one.dispute.status, one.dispute.started, f"{one.score:.2f}", one.reason)
    return table
