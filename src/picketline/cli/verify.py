"""`picketline verify`."""

from __future__ import annotations

import typer

from picketline.cli._options import LEDGER, Json, LedgerPath
from picketline.cli._screen import line

PANEL = "The ledger"


def command(*, ledger: LedgerPath = LEDGER, as_json: Json = False) -> None:
    """Check that every quote, every hash and the chain of rows hold.

    Prints one line where all do; else one line for each thing that does not, and ends with 1. The head is the hash of the last row: noted
    down elsewhere, it later proves that nothing before it was changed.

    Example:
    picketline verify --ledger my.db
    """
    from dataclasses import asdict

    from picketline.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        findings = list(opened.verify())
        rows, head = opened.position(), opened.head()
    for finding in findings:
        if as_json:
            line(asdict(finding))
        else:
            print(f"{finding.table} {finding.id} (row {finding.entry}): {finding.problem}")
    if findings:
        raise typer.Exit(1)
    if as_json:
        line({"rows": rows, "head": head, "findings": 0})
    else:
        print(f"{ledger}: all {rows} rows hold, every quote and every hash; head {head}")
