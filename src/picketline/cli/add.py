"""`picketline add`."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from picketline.cli._options import LEDGER, Json, LedgerPath
from picketline.cli._screen import line, progress, say

if TYPE_CHECKING:
    from picketline.ledger import Ledger
    from picketline.model import Document, Issue
    from picketline.sources import Found

PANEL = "The main job"


@dataclass(slots=True)
class Tally:
    """What a run of `add` did."""

    read: int = 0
    relevant: int = 0
    new: int = 0
    updated: int = 0
    skipped: int = 0
    failed: int = 0

    def words(self) -> str:
        """The tally as one line."""
        return (
            f"{self.read} read, {self.relevant} relevant, {self.new} disputes new, {self.updated} updated, "
            f"{self.skipped} skipped (already there), {self.failed} failed"
        )


def command(
    paths: Annotated[list[Path], typer.Argument(help="Files, and folders with all that is in them: text, Markdown, HTML, JSON Lines ...")],
    *,
    ledger: LedgerPath = LEDGER,
    as_json: Json = False,
) -> None:
    """Read reports into the ledger.

    What is there already is passed over, so that a run that was cut off is simply started again. What cannot be read is told, kept as an
    issue in the ledger, and the run goes on; it then ends with 3.

    Example:
    picketline add reports/ letter.txt page.html feed-items.jsonl --ledger my.db
    """
    from dataclasses import asdict

    from picketline.ledger import Ledger
    from picketline.sources import read_path

    found = (one for path in paths for one in read_path(path))
    with Ledger.open(ledger) as opened:
        tally = read_in(opened, found)
    if as_json:
        line(asdict(tally))
    else:
        print(tally.words())
    if tally.failed:
        raise typer.Exit(3)


def read_in(ledger: Ledger, found: Iterable[Found]) -> Tally:
    """Adds all that was found, one transaction a report, and tells what that did."""
    from picketline.extract.pipeline import extract_all
    from picketline.ledger import now

    tally, before = Tally(), ledger.position()
    waiting: deque[tuple[Document, bytes]] = deque()
    with progress(_fresh(ledger, found, waiting, tally), "reading") as documents:
        for record in extract_all(documents):
            document, data = waiting.popleft()
            added = ledger.add(document, data, record, recorded_at=now())
            tally.relevant += record.relevant and not added.already
            tally.skipped += added.already
    new, updated = ledger.changes(before)
    tally.new, tally.updated = len(new), len(updated)
    return tally


def _fresh(ledger: Ledger, found: Iterable[Found], waiting: deque[tuple[Document, bytes]], tally: Tally) -> Iterator[Document]:
    """The documents that are not in the ledger; each waits with its bytes for its record. Issues are told and kept."""
    from picketline.ledger import now
    from picketline.model import Issue

    for one in found:
        if isinstance(one, Issue):
            tally.failed += one.severity == "failed"
            _tell(one)
            ledger.note([one], recorded_at=now())
            continue
        tally.read += 1
        document, data = one
        if ledger.has(document.id):
            tally.skipped += 1
        else:
            waiting.append((document, data))
            yield document


def _tell(issue: Issue) -> None:
    say(f"{issue.where}: {issue.message}" if issue.severity == "failed" else f"{issue.where}: {issue.message} ({issue.severity})")
