"""`picketline undo`."""

from __future__ import annotations

from typing import Annotated

import typer

from picketline.cli._options import LEDGER, By, Json, LedgerPath, Note

PANEL = "What people decide"


def command(
    decision: Annotated[str, typer.Argument(help="The decision's id, as `picketline history` tells it.")],
    *,
    by: By,
    note: Note = "",
    ledger: LedgerPath = LEDGER,
    as_json: Json = False,
) -> None:
    """Take a decision back.

    A taken-back decision stays in the history, and the undo can itself be taken back.

    Example:
    picketline undo X-31f480464258ab38 --by "Ann Lee"
    """
    from picketline.cli._decided import tell
    from picketline.cli._opened import opened
    from picketline.ledger import now

    with opened(ledger) as known:
        tell(known.undo(decision, by=by, note=note, recorded_at=now()), f"{decision} taken back", as_json)
