"""`picketline merge`."""

from __future__ import annotations

from typing import Annotated

import typer

from picketline.cli._options import LEDGER, By, Json, LedgerPath, Note

PANEL = "What people decide"


def command(
    one: Annotated[str, typer.Argument(help="A dispute's id.")],
    other: Annotated[str, typer.Argument(help="The id of a dispute that is the same.")],
    *,
    by: By,
    note: Note = "",
    ledger: LedgerPath = LEDGER,
    as_json: Json = False,
) -> None:
    """Say that two disputes are one.

    The id is that of the first report; the other id leads to it. Nothing is overwritten: the decision can be taken back.

    Example:
    picketline merge D-0ba72b3c94a9bbd0 D-a033b7d926441404 --by "Ann Lee" --note "one conflict"
    """
    from picketline.cli._decided import tell
    from picketline.cli._opened import opened
    from picketline.ledger import now

    with opened(ledger) as known:
        decision = known.merge(one, other, by=by, note=note, recorded_at=now())
        tell(decision, f"{one} and {other} are now {known.current_id(one)}", as_json)
