"""`picketline verify`."""

from __future__ import annotations

from typing import Annotated

import typer

from picketline.cli._options import LEDGER, Json, LedgerPath
from picketline.cli._screen import line

PANEL = "The ledger"


def command(
    *,
    head: Annotated[str | None, typer.Option("--head", help="A head noted down earlier: this ledger must have grown from it.")] = None,
    ledger: LedgerPath = LEDGER,
    as_json: Json = False,
) -> None:
    """Check that every quote, every hash and the chain of rows hold.

    Prints one line where all do; else one line for each thing that does not, and ends with 1. The head is the hash of the last row: noted
    down elsewhere, it later proves that nothing before it was changed.

    Example:
    picketline verify --ledger my.db
    picketline verify --head 8a33c8015408385e00da4f9c8500f7f30623fda00fce95c0ddac54fc63600234
    """
    from dataclasses import asdict

    from picketline.ledger import Finding, Ledger

    with Ledger.open(ledger, create=False) as opened:
        findings = list(opened.verify())
        rows, now = opened.position(), opened.head()
        if head is not None and not opened.passed(head):
            findings.append(Finding("ledger", ledger, rows, f"it did not grow from the head {head}"))
    for finding in findings:
        if as_json:
            line(asdict(finding))
        else:
            print(f"{finding.table} {finding.id} (row {finding.entry}): {finding.problem}")
    if findings:
        raise typer.Exit(1)
    if as_json:
        line({"rows": rows, "head": now, "findings": 0})
    else:
        print(f"{ledger}: all {rows} rows hold, every quote and every hash; head {now}")
