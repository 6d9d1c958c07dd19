"""`picketline add`."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from picketline.cli._backend import Answers, BackendName, EndpointUrl, ModelName
from picketline.cli._options import LEDGER, Json, LedgerPath
from picketline.cli._screen import line, progress, say

if TYPE_CHECKING:
    from picketline.cli._backend import Backend, Outcome
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
    paths: Annotated[list[str], typer.Argument(help="Files, folders with all that is in them, and addresses (http, https).")],
    *,
    ledger: LedgerPath = LEDGER,
    backend: BackendName = "own",
    endpoint: EndpointUrl = None,
    model: ModelName = None,
    answers: Answers = None,
    as_json: Json = False,
) -> None:
    """Read reports into the ledger.

    What is there already is passed over, so that a run that was cut off is simply started again. What cannot be read is told, kept as an
    issue in the ledger, and the run goes on; it then ends with 3.

    Example:
    picketline add reports/ letter.txt page.html feed-items.jsonl --ledger my.db
    picketline add https://example.org/news/dockers-walk-out
    """
    from dataclasses import asdict

    from picketline.cli._backend import chosen
    from picketline.ledger import Ledger

    reader = chosen(backend, endpoint, model, answers)
    with Ledger.open(ledger) as opened:
        tally = read_in(opened, _found(paths), reader)
    reader.end()
    if as_json:
        line(asdict(tally))
    else:
        print(tally.words())
    if tally.failed:
        raise typer.Exit(3)


def _found(places: Iterable[str]) -> Iterator[Found]:
    from picketline.sources import read_path

    for web, group in groupby(places, lambda place: place.startswith(("http://", "https://"))):
        together = list(group)
        yield from _fetched(together) if web else read_path(*map(Path, together))


def _fetched(addresses: Iterable[str]) -> Iterator[Found]:
    from picketline.sources.net import Fetcher, read_url

    with Fetcher() as fetcher:
        for address in addresses:
            yield from read_url(address, fetcher)


def read_in(ledger: Ledger, found: Iterable[Found], reader: Backend | None = None) -> Tally:
    """Adds all that was found, one transaction a report, and tells what that did."""
    from picketline.cli._backend import Own

    tally, before, chosen = Tally(), ledger.position(), reader or Own()
    waiting: deque[tuple[Document, bytes]] = deque()
    with progress(_fresh(ledger, found, waiting, tally), "reading") as documents:
        for outcome in chosen.read(documents):
            _take(ledger, *waiting.popleft(), outcome, chosen.method, tally)
    new, updated = ledger.changes(before)
    tally.new, tally.updated = len(new), len(updated)
    return tally


def _take(ledger: Ledger, document: Document, data: bytes, outcome: Outcome, method: str, tally: Tally) -> None:
    """Adds one report. One that could not be read is left out, so that a later run tries it again."""
    from picketline.extract.length import unread
    from picketline.ledger import now
    from picketline.model import Issue

    if outcome.failed:
        _note(ledger, Issue(document.name, "extract", outcome.failed, document=document.id), tally)
        return
    issues = [Issue(f"{document.name}{one.path}", "check", f"refused: {one.reason}", "note", document.id) for one in outcome.refused]
    issues += filter(None, [unread(document)])
    for issue in issues:
        _tell(issue)
    added = ledger.add(document, data, outcome.record, recorded_at=now(), issues=issues, method=method)
    tally.relevant += outcome.record.relevant and not added.already
    tally.skipped += added.already


def _fresh(ledger: Ledger, found: Iterable[Found], waiting: deque[tuple[Document, bytes]], tally: Tally) -> Iterator[Document]:
    """The documents that are not in the ledger; each waits with its bytes for its record. Issues are told and kept."""
    from picketline.model import Issue

    for one in found:
        if isinstance(one, Issue):
            _note(ledger, one, tally)
            continue
        tally.read += 1
        document, data = one
        if ledger.has(document.id):
            tally.skipped += 1
        else:
            waiting.append((document, data))
            yield document


def _note(ledger: Ledger, issue: Issue, tally: Tally) -> None:
    from picketline.ledger import now

    tally.failed += issue.severity == "failed"
    _tell(issue)
    ledger.note([issue], recorded_at=now())


def _tell(issue: Issue) -> None:
    say(f"{issue.where}: {issue.message}" if issue.severity == "failed" else f"{issue.where}: {issue.message} ({issue.severity})")
