"""`picketline import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from picketline.cli._options import LEDGER, LedgerPath
from picketline.cli._screen import say

NAME = "import"
PANEL = "The main job"


def command(
    file: Annotated[Path, typer.Argument(help="A listing: a CSV file with a header line.")],
    chart: Annotated[str, typer.Option("--map", metavar="NAME|MAP.toml", help="Which column says what: a map that ships, or your own.")],
    ledger: LedgerPath = LEDGER,
) -> None:
    """Bring an existing listing into the ledger: each row's values become claims that quote their cells.

    Maps that ship: bls-segments, bls-listing, bls-month-pages, fmcs. What is wrong in a row is told by its line, and the row is kept
    (exit 1). A second import of the same file adds nothing.

    Example:
    picketline import stoppages.csv --map my-map.toml --ledger my.db
    """
    from picketline.ledger import Ledger, now
    from picketline.model.errors import UserError
    from picketline.tables.document import document
    from picketline.tables.map import find
    from picketline.tables.read import read

    try:
        data = file.read_bytes()
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror}") from error
    columns, table = find(chart), document(file.name, data)
    found = read(table, columns)
    with Ledger.open(ledger) as opened:
        added = opened.add(
            table, data, found.record, recorded_at=now(), issues=found.issues, further=found.segments, method=f"table:{columns.name}"
        )
    for issue in found.issues:
        say(f"{issue.where}: {issue.message}")
    disputes = len(found.record.disputes)
    done = "0 disputes new, already there" if added.already else f"{disputes} disputes new, {added.claims} claims"
    print(f"{found.rows} rows read, {done}, {len(found.issues)} remarks on rows")
    if found.issues:
        raise typer.Exit(1)
