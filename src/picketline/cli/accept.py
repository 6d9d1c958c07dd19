"""`picketline accept`."""

from __future__ import annotations

from typing import Annotated

import typer

from picketline.cli._options import LEDGER, By, Json, LedgerPath, Note

PANEL = "What people decide"


def command(
    claim: Annotated[str, typer.Argument(help="The claim's id, as `picketline show --json` tells it.")],
    *,
    by: By,
    note: Note = "",
    ledger: LedgerPath = LEDGER,
    as_json: Json = False,
) -> None:
    """Say that a claim is right.

    It then stands before every claim that only a machine made.

    Example:
    picketline accept C-84cf9e6f1fd30e86 --by "Ann Lee"
    """
    from picketline.cli._decided import tell
    from picketline.cli._opened import opened
    from picketline.ledger import now

    with opened(ledger) as known:
        tell(known.correct(claim, "accept", by=by, note=note, recorded_at=now()), f"{claim} accepted", as_json)
