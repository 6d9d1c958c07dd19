"""`picketline same`."""

from __future__ import annotations

from typing import Annotated

import typer

from picketline.cli._options import LEDGER, Json, LedgerPath, Note
from picketline.cli._screen import line

PANEL = "What people decide"


def command(
    one: Annotated[str | None, typer.Argument(help="A name of an employer or union, as a report has it.")] = None,
    other: Annotated[str | None, typer.Argument(help="Another name.")] = None,
    *,
    by: Annotated[str | None, typer.Option("--by", envvar="PICKETLINE_BY", help="Who decides: your name.")] = None,
    no: Annotated[bool, typer.Option("--no", help="The two are not one organisation.")] = False,
    note: Note = "",
    ledger: LedgerPath = LEDGER,
    as_json: Json = False,
) -> None:
    """Say that two names are one organisation's.

    Reports that have them are compared again, now and later. Without names: lists those in two scripts that sound alike.

    Example:
    picketline same "SNPS Aktobemunaigaz" "СНПС-Актобемунайгаз" --by "Ann Lee"
    """
    from picketline.cli._decided import tell
    from picketline.cli._opened import opened
    from picketline.export.forms import judgement_json
    from picketline.ledger import now
    from picketline.model.errors import UserError

    with opened(ledger) as known:
        if one is None:
            for found in known.name_candidates():
                if as_json:
                    line(judgement_json(found))
                else:
                    print(f"{found.left} = {found.right} ?  {found.reason}")
            return
        if other is None or not by:
            raise UserError("give two names, and who decides: picketline same NAME OTHER --by YOU")
        decision = known.judge_names(one, other, same=not no, by=by, note=note, recorded_at=now())
        tell(decision, f"{one} and {other}: {'two organisations' if no else 'one organisation'}", as_json)
