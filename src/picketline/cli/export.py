"""`picketline export`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO, Literal

import typer

from picketline.cli._filters import filtered
from picketline.cli._options import DESK, LEDGER, AsOf, Desk, LedgerPath
from picketline.cli._screen import say

PANEL = "Figures and files"
Redact = Annotated[Literal["persons"] | None, typer.Option("--redact", help="Hide private persons' names, in quotes and titles too.")]


@filtered
def command(
    format: Annotated[
        str,
        typer.Argument(help="csv, xlsx, atom ...: an unknown name lists all; html or evidence, a file or a folder for one dispute."),
    ],
    disputes: Annotated[list[str] | None, typer.Argument(help="Ids of disputes; without any, all that the filters find.")] = None,
    *,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="The file (for evidence the folder) to write.")] = None,
    ledger: LedgerPath = LEDGER,
    asked: Mapping[str, Sequence[str]],
    as_of: AsOf = None,
    desk: Desk = DESK,
    redact: Redact = None,
) -> None:
    """Write disputes in a format for other tools.

    Without --out it goes to standard output. The format `evidence` writes one dispute as a folder (a BagIt bag) with the reports' bytes,
    the claims, the decisions, all hashes and a page for people, which an editor or a court can check with public tools.

    `html` is one dispute in one file, with every quote in its report, that opens from a stick. --redact persons puts "person 1" in the
    place of private persons' names, also in quotes and titles; office holders, organisations and bylines stay.

    Example:
    picketline export csv --country KZ --out kazakhstan.csv
    picketline export jsonl --as-of 2024-03-15 > then.jsonl
    picketline export html D-0ba72b3c94a9bbd0 --redact persons --out dispute.html
    picketline export evidence D-0ba72b3c94a9bbd0 --out evidence/
    """
    from picketline.cli._opened import opened
    from picketline.export.written import Wanted, write
    from picketline.ledger import Query
    from picketline.model.errors import UserError

    if format == "evidence":
        if redact:
            raise UserError("the evidence folder holds the reports' bytes and cannot be redacted: export html instead")
        _evidence(ledger, as_of, disputes or (), out)
        return
    wanted = Wanted(Query.read(asked, "id"), disputes or (), desk.rstrip("/"), redact is not None)
    with opened(ledger, as_of) as known, _file(out) as file:
        write(known, format, wanted, file)
    if out:
        say(f"{out} written")


@contextmanager
def _file(out: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that is there only when it is whole."""
    from picketline.model.errors import UserError

    if out is None:
        yield sys.stdout.buffer
        return
    part = out.with_name(out.name + ".part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(out)
    except OSError as error:
        raise UserError(f"{out} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def _evidence(ledger: str, as_of: str | None, disputes: Sequence[str], out: Path | None) -> None:
    from picketline.cli._opened import opened
    from picketline.export.evidence import write_bag
    from picketline.model.errors import UserError

    if len(disputes) != 1:
        raise UserError("evidence is written for one dispute: picketline export evidence D-...")
    folder = out or Path(f"evidence-{disputes[0]}")
    with opened(ledger, as_of) as known:
        files = write_bag(known, disputes[0], folder)
    say(f"{folder}: {files} files; check them with  cd {folder} && sha256sum -c manifest-sha256.txt")
