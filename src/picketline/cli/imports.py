"""`picketline import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from picketline.cli._options import LEDGER, By, LedgerPath
from picketline.cli._screen import say

NAME = "import"
PANEL = "The main job"


def command(
    file: Annotated[Path, typer.Argument(help="A listing as CSV with a header line, or a corrected workbook (.xlsx).")],
    *,
    chart: Annotated[str | None, typer.Option("--map", metavar="NAME|MAP.toml", help="Which column says what: ships, or your own.")] = None,
    ledger: LedgerPath = LEDGER,
    by: By | None = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Of a workbook: show what would change, and change nothing.")] = False,
) -> None:
    """Bring an existing listing into the ledger: each row's values become claims that quote their cells.

    Maps that ship: bls-segments, bls-listing, bls-month-pages, fmcs. What is wrong in a row is told by its line, and the row is kept
    (exit 1). A second import of the same file adds nothing.

    A workbook that  picketline export xlsx  wrote is read back as corrections: the cells of its column `content` that were changed, and the
    verdicts accept and reject. A round trip without edits changes nothing.

    Example:
    picketline import stoppages.csv --map my-map.toml --ledger my.db
    picketline import corrected.xlsx --by ada --dry-run --ledger my.db
    """
    from picketline.model.errors import UserError

    if file.suffix.lower() == ".xlsx":
        _corrections(file, ledger, by, dry_run)
    elif chart is None:
        raise UserError(f"which column of {file} says what? give --map NAME, or --map MAP.toml of your own")
    else:
        _listing(file, chart, ledger)


def _listing(file: Path, chart: str, ledger: str) -> None:
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


def _corrections(file: Path, ledger: str, by: str | None, dry_run: bool) -> None:
    from picketline.ledger import Ledger, now
    from picketline.model.errors import UserError
    from picketline.tables.corrections import changes

    if not by and not dry_run:
        raise UserError("who corrects? give --by NAME, or --dry-run to see the changes first")
    with Ledger.open(ledger, create=False) as opened:
        asked = list(changes(file, opened.claim))
        for change in asked:
            print(change.words())
            if by and not dry_run:
                opened.correct(change.claim.id, change.verdict, by=by, recorded_at=now(), note=change.note, value=change.value)
    say(f"{len(asked)} changes{' would be made' if dry_run else ''}")
