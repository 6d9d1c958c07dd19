"""`picketline export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from picketline.cli._options import LEDGER, AsOf, Country, Employer, Form, Industry, LedgerPath, Since, Status, Text, Until
from picketline.cli._screen import say

PANEL = "Figures and files"


def command(
    format: Annotated[str, typer.Argument(help="csv, jsonl, ...: an unknown name lists those there are.")],
    *,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The file to write; standard output where none is named.")] = None,
    ledger: LedgerPath = LEDGER,
    country: Country = None,
    industry: Industry = None,
    form: Form = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    employer: Employer = None,
    text: Text = None,
    as_of: AsOf = None,
) -> None:
    """Write disputes in a format for other tools.

    All of them, or those that the filters find.

    Example:
    picketline export csv --country KZ --out kazakhstan.csv
    picketline export jsonl --as-of 2024-03-15 > then.jsonl
    """
    from picketline.cli._opened import asked, opened
    from picketline.export import exporter
    from picketline.model.errors import UserError

    writer = exporter(format)
    query = asked(country, industry, form, status, since=since, until=until, employer=employer, text=text, order="id")
    with opened(ledger, as_of) as known:
        if out is None:
            writer.write(known.disputes(query), known.sources(), sys.stdout.buffer)
            return
        try:
            with out.open("wb") as file:
                writer.write(known.disputes(query), known.sources(), file)
        except OSError as error:
            raise UserError(f"{out} cannot be written: {error.strerror}") from error
    say(f"{out} written")
