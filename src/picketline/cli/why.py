"""`picketline why`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from picketline.cli._options import LEDGER, Json, LedgerPath
from picketline.cli._screen import line, show

if TYPE_CHECKING:
    from rich.table import Table

    from picketline.ledger import Grounds
    from picketline.model import Judgement

PANEL = "What people decide"


def command(
    dispute: Annotated[str, typer.Argument(help="The dispute's id.")],
    report: Annotated[str, typer.Argument(help="The id of a report, in the dispute or not.")],
    *,
    ledger: LedgerPath = LEDGER,
    as_json: Json = False,
) -> None:
    """Say why a report belongs to a dispute, or why it does not.

    One sentence, then what was compared with each of the dispute's other reports: what speaks for it, and what against.

    Example:
    picketline why D-0ba72b3c94a9bbd0 S-8c8cfb8c6228f98f
    """
    from picketline.cli._opened import opened
    from picketline.export.forms import judgement_json

    with opened(ledger) as known:
        found = known.why(dispute, report)
    for grounds in found:
        if as_json:
            judgements = [judgement_json(judgement) for judgement in grounds.judgements]
            line({"subject": grounds.subject, "belongs": grounds.belongs, "sentence": grounds.sentence(), "judgements": judgements})
            continue
        print(f"{grounds.subject} {'belongs' if grounds.belongs else 'does not belong'} to {dispute}: {grounds.sentence()}")
        if grounds.judgements:
            show(_table(grounds))


def _table(grounds: Grounds) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name, style in (
        ("compared with", "cyan"),
        ("by", ""),
        ("same", ""),
        ("score", ""),
        ("speaks for it", "green"),
        ("against", "yellow"),
    ):
        table.add_column(name, style=style, no_wrap=name in ("compared with", "score"))
    for judgement in grounds.judgements:
        speaks, against = _sides(judgement)
        row = (grounds.other(judgement), judgement.method, "yes" if judgement.same else "no", f"{judgement.score:.2f}", speaks, against)
        table.add_row(*row)
    return table


def _sides(judgement: Judgement) -> tuple[str, str]:
    if judgement.by_person():
        return (judgement.reason, "") if judgement.same else ("", judgement.reason)
    sides = ([f"{name} {value:+.1f}" for name, value in judgement.features if side * value > 0] for side in (1, -1))
    speaks, against = (", ".join(told) for told in sides)
    return speaks, against
