"""`picketline split`."""

from __future__ import annotations

from typing import Annotated

import typer

from picketline.cli._options import LEDGER, By, Json, LedgerPath, Note

PANEL = "What people decide"


def command(
    dispute: Annotated[str, typer.Argument(help="The dispute's id.")],
    reports: Annotated[list[str], typer.Argument(help="Ids of reports that tell of another dispute.")],
    *,
    by: By,
    note: Note = "",
    ledger: LedgerPath = LEDGER,
    as_json: Json = False,
) -> None:
    """Say that some reports tell of another dispute.

    The larger part keeps the id. Nothing is overwritten: the decision can be taken back.

    Example:
    picketline split D-0ba72b3c94a9bbd0 S-8c85540c25b80dfa --by "Ann Lee" --note "the strike of the year before"
    """
    from picketline.cli._decided import tell
    from picketline.cli._opened import opened
    from picketline.ledger import now

    with opened(ledger) as known:
        decision = known.split(dispute, reports, by=by, note=note, recorded_at=now())
        parts = dict.fromkeys(found for report in reports for found in known.disputes_of(report.split("#", 1)[0]))
        tell(decision, f"{', '.join(reports)} told apart: {', '.join(parts)}", as_json)
