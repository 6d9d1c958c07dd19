"""Options that several commands have, each written once."""

from __future__ import annotations

from typing import Annotated

import typer

Docs = Annotated[
    str,
    typer.Argument(help="Files as `add` reads them: JSON Lines (id, text, maybe published), pages, texts; or - for standard input."),
]
LedgerPath = Annotated[str, typer.Option("--ledger", envvar="PICKETLINE_LEDGER", help="The ledger: a file, or a URL of PostgreSQL.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text for people.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The ledger as it was known at the end of that day.")]
By = Annotated[str, typer.Option("--by", envvar="PICKETLINE_BY", help="Who decides: your name.")]
Note = Annotated[str, typer.Option("--note", help="Why; kept with the decision.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Under way on or after: 2020-03-31, 2020-03, 2020-Q1, 2020.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Begun on or before.")]

LEDGER = "picketline.db"
DESK = "http://127.0.0.1:8000"
Desk = Annotated[str, typer.Option("--desk", metavar="URL", help="The address of the desk, to which links lead.")]
