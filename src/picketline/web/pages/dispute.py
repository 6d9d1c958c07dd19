"""One dispute: what is claimed and by whom, rivals side by side, the timeline, the reports, why they are one, and where it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from picketline.export.words import day, headline, sentence
from picketline.ledger import Decision, Ledger, Source
from picketline.ledger.source import independent
from picketline.model import Dispute
from picketline.web.asked import base_of, ledger_of
from picketline.web.counted import counted_in
from picketline.web.joined import joining
from picketline.web.lanes import lanes, whereabouts
from picketline.web.told import Teller, decided
from picketline.web.views import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Reported:
    """A report, and how it stands to those before it: the number of its independent source, and the report whose source it shares."""

    source: Source
    number: int
    shares: Source | None


@router.get("/d/{dispute_id}")
def dispute(request: Request, dispute_id: str) -> Response:
    """The page; the id of a dispute that was merged leads to the one it is part of."""
    ledger = ledger_of(request)
    found = ledger.dispute(dispute_id)
    if found.id != dispute_id:
        return RedirectResponse(f"/d/{found.id}?from={dispute_id}", 308)
    sources = ledger.sources(found.documents())
    desk = base_of(request)
    teller = Teller(sources, desk)
    content = page(
        request, "dispute.html", dispute=found, redirected=request.query_params.get("from"), headline=headline(found), desk=desk,
        sentence=sentence(found), groups=tuple(teller.groups(found)), drawing=lanes(found), map=whereabouts(found),
        events=tuple(map(teller.happening, found.chosen.get("event", ()))), reports=tuple(reports(found, sources)),
        joining=joining(ledger, found), profiles=tuple(counted_in(found)), history=tuple(history(ledger, found)),
        back=f"/d/{found.id}",
    )  # fmt: skip
    return HTMLResponse(content)


def reports(found: Dispute, sources: Mapping[str, Source]) -> Iterator[Reported]:
    """The reports, first report first, each with its independent source."""
    stands_for = independent(found.documents(), sources)
    numbers: dict[str, int] = {}
    first: dict[str, Source] = {}
    for document in found.documents():
        root, source = stands_for[document], sources[document]
        number = numbers.setdefault(root, len(numbers) + 1)
        yield Reported(source, number, first.get(root))
        first.setdefault(root, source)


def history(ledger: Ledger, found: Dispute) -> Iterator[tuple[Decision, str, str]]:
    """The decisions about the dispute, the latest first, each with its words and its day."""
    for decision in reversed(ledger.history(found.id)):
        yield decision, decided(decision, ledger.claim), day(decision.recorded_at[:10])
