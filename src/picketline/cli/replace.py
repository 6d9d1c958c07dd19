"""`picketline replace`."""

from __future__ import annotations

from typing import Annotated

import typer

from picketline.cli._options import LEDGER, By, Json, LedgerPath, Note

PANEL = "What people decide"


def command(
    claim: Annotated[str, typer.Argument(help="The claim's id, as `picketline show --json` tells it.")],
    value: Annotated[str, typer.Argument(help="The right value; of an event the fields to set, such as 'date=2024-02-27; count=50'.")],
    *,
    by: By,
    note: Note = "",
    ledger: LedgerPath = LEDGER,
    as_json: Json = False,
) -> None:
    """Say what a claim should be.

    Your value stands before all others; the claim's words and speaker stay, and so does the claim itself.

    Example:
    picketline replace C-84cf9e6f1fd30e86 "about 380" --by "Ann Lee" --note "the figure is the day before's"
    """
    from picketline.cli._decided import tell
    from picketline.cli._opened import opened
    from picketline.ledger import now
    from picketline.ledger.replacement import replacement

    with opened(ledger) as known:
        content = replacement(known.claim(claim), value)
        tell(known.correct(claim, "replace", by=by, note=note, value=content, recorded_at=now()), f"{claim} replaced", as_json)
