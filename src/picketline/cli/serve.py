"""`picketline serve`."""

from __future__ import annotations

import getpass
import os
from typing import Annotated

import typer

from picketline.cli._options import LEDGER, LedgerPath
from picketline.cli._screen import say

PANEL = "The ledger"
LOCAL = ("127.0.0.1", "localhost", "::1")


def command(
    ledger: LedgerPath = LEDGER,
    port: Annotated[int, typer.Option(help="The port on this machine.")] = 8000,
    host: Annotated[str, typer.Option(help="127.0.0.1 only, until there are accounts.")] = "127.0.0.1",
    by: Annotated[str | None, typer.Option("--by", envvar="PICKETLINE_BY", help="Under which name decisions are stored.")] = None,
    allow_fetch: Annotated[bool, typer.Option("--allow-fetch", help="Let the add page fetch web addresses.")] = False,
) -> None:
    """Open the ledger in the browser: see, follow and correct it.

    Example:
    picketline serve --ledger my.db --port 8000
    """
    import uvicorn

    from picketline.ledger import Ledger
    from picketline.model.errors import UserError

    if host not in LOCAL:
        raise UserError(f"the desk serves one person on 127.0.0.1 and has no accounts: it does not listen on {host}")
    Ledger.open(ledger).close()  # a file that is no ledger is told here, not in a server's log
    settings = {"PICKETLINE_LEDGER": ledger, "PICKETLINE_BY": by or getpass.getuser(), "PICKETLINE_ALLOW_FETCH": "1" if allow_fetch else ""}
    os.environ.update(settings)
    say(f"picketline: http://{host}:{port}/disputes  (Ctrl-C ends it)")
    uvicorn.run("picketline.web.app:from_environment", factory=True, host=host, port=port, log_level="warning")
