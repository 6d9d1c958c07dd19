"""`picketline history`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from picketline.cli._options import LEDGER, Json, LedgerPath
from picketline.cli._screen import line, show

if TYPE_CHECKING:
    from rich.table import Table

    from picketline.ledger import Decision

PANEL = "What people decide"


def command(
    dispute: Annotated[str | None, typer.Argument(help="A dispute's id; without one, all decisions.")] = None,
    *,
    ledger: LedgerPath = LEDGER,
    as_json: Json = False,
) -> None:
    """List what people decided, oldest first.

    Example:
    picketline history D-0ba72b3c94a9bbd0
    """
    from picketline.cli._opened import opened
    from picketline.export.forms import decision_json

    with opened(ledger) as known:
        decisions = known.history(dispute)
    if as_json:
        for decision in decisions:
            line(decision_json(decision))
    else:
        show(_table(decisions))


def _table(decisions: tuple[Decision, ...]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in ("decision", "when", "by", "what", "of", "note", ""):
        table.add_column(name, no_wrap=name in ("decision", "when"), style="cyan" if name == "decision" else "")
    for decision in decisions:
        what = f"undo of {decision.undoes}" if decision.undoes else decision.kind
        when = decision.recorded_at[:19].replace("T", " ")
        of = _of(decision)
        table.add_row(
            decision.id,
            when,
            decision.by,
            what,
            of,
            decision.note,
            "" if decision.standing else "taken back",
            style=None if decision.standing else "dim",
        )
    return table


def _of(decision: Decision) -> str:
    if names := [f"{judgement.left} = {judgement.right}" for judgement in decision.judgements if judgement.kind == "name"]:
        return names[0]
    claims = [correction.claim for correction in decision.corrections]
    subjects = sorted({side for judgement in decision.judgements for side in (judgement.left, judgement.right)})
    return ", ".join((claims or subjects)[:3]) + (" ..." if len(claims or subjects) > 3 else "")
