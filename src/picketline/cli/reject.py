"""`picketline reject`."""

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
    """Say that a claim is wrong.

    It no longer counts, and stays in the ledger with this decision.

    Example:
    picketline reject C-84cf9e6f1fd30e86 --by "Ann Lee"
    """
    from picketline.cli._decided import tell
    from picketline.cli._opened import opened
    from picketline.ledger import now

    with opened(ledger) as known:
        tell(known.correct(claim, "reject", by=by, note=note, recorded_at=now()), f"{claim} rejected", as_json)
