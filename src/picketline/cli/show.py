"""`picketline show`."""

from __future__ import annotations

from typing import Annotated

import typer

from picketline.cli import _screen
from picketline.cli._options import LEDGER, AsOf, Json, LedgerPath

PANEL = "The main job"


def command(
    dispute: Annotated[str, typer.Argument(help="The dispute's id, such as D-0ba72b3c94a9bbd0; an id that a merge absorbed leads on.")],
    *,
    claims: Annotated[
        bool, typer.Option("--claims", help="Every claim on a line of its own, with the id that accept, reject, replace take.")
    ] = False,
    ledger: LedgerPath = LEDGER,
    as_json: Json = False,
    as_of: AsOf = None,
) -> None:
    """Show one dispute with its timeline and all its claims.

    Each value stands with the words that say it and their speaker, rival claims side by side, and the reports at the end.

    Example:
    picketline show D-0ba72b3c94a9bbd0
    picketline show D-0ba72b3c94a9bbd0 --claims
    """
    from picketline.cli._dispute import claims_of, view
    from picketline.cli._opened import opened
    from picketline.export.forms import dispute_json

    with opened(ledger, as_of) as known:
        found = known.dispute(dispute)
        sources = known.sources(found.documents())
    if found.id != dispute:
        _screen.say(f"{dispute} was merged: this is {found.id}")
    if as_json:
        _screen.line(dispute_json(found, sources))
    else:
        _screen.show(claims_of(found) if claims else view(found, sources))
