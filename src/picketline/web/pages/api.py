"""The API, version 1: the same queries as the pages, as JSON in the forms of `--json` and the files.

What is documented here stays as it is: fields may be added, none is taken out or changes its meaning within the version.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request

from picketline.export.follow import changes as told
from picketline.export.follow import of_one
from picketline.export.forms import DisputeJson, DocumentJson, SummaryJson, dispute_json, document_json, summary_json
from picketline.ledger import Query as Asked
from picketline.ledger.changed import changed
from picketline.ledger.query import FACETS
from picketline.model.errors import UserError
from picketline.web import asked
from picketline.web.asked import base_of, ledger_of
from picketline.web.filters import wanted
from picketline.web.shapes import Changes, Facets, Failure, Page, StepOut

FAILURES: dict[int | str, dict[str, Any]] = {
    400: {"model": Failure, "description": "A parameter cannot be read: the message says which, and what would be right."},
    404: {"model": Failure, "description": "There is no such dispute or report."},
    503: {"model": Failure, "description": "The ledger cannot be read now."},
}
MANY = frozenset(FACETS)


def once(request: Request) -> None:
    """UserError where a parameter that has one value is given twice: which of them is meant cannot be told."""
    names = [name for name, _ in request.query_params.multi_items()]
    if twice := sorted({name for name in names if names.count(name) > 1} - MANY):
        raise UserError(f"{twice[0]} is given more than once: it takes one value")


router = APIRouter(prefix="/api/v1", tags=["ledger"], responses=FAILURES, dependencies=[Depends(once)])

Wanted = Annotated[Asked, Depends(wanted)]
Limit = Annotated[int, Query(ge=1, le=1000, description="How many at most")]
Next = Annotated[str | None, Query(description="The mark `next` of the answer before")]
Dispute = Annotated[str, Path(description="A dispute's id; one that a merge absorbed leads on.", examples=["D-0ba72b3c94a9bbd0"])]


@router.get("/disputes", summary="List disputes")
def disputes(request: Request, query: Wanted, limit: Limit = 100, next: Next = None) -> Page[SummaryJson]:
    """The disputes that the filters find, by id. `next` asks for what follows, and is null at the end; new disputes do not move it."""
    found = ledger_of(request).browse(query, limit, asked.read_mark(next))
    items = [summary_json(summary, base_of(request)) for summary in found.rows]
    return Page(items=items, next=asked.mark(found.after), total=found.total)


@router.get("/facets", summary="Count disputes")
def facets(request: Request, query: Wanted) -> Facets:
    """How many of the disputes that the filters find have which value of each facet, most first. What is asked of a facet itself does
    not narrow its own counts."""
    found = ledger_of(request).browse(query, 0)
    return Facets(total=found.total, facets={name: dict(counts) for name, counts in found.counts.items()}, years=dict(found.years))


@router.get("/disputes/{dispute_id}", summary="One dispute")
def dispute(request: Request, dispute_id: Dispute) -> DisputeJson:
    """One dispute whole: for each property the claim that stands, the rule that chose it, what agrees, and the rivals."""
    ledger = ledger_of(request)
    found = ledger.dispute(dispute_id)
    return dispute_json(found, ledger.sources(found.documents()), base_of(request))


@router.get("/disputes/{dispute_id}/changes", summary="How a dispute changed")
def story(request: Request, dispute_id: Dispute) -> list[StepOut]:
    """The last changes of one dispute in words, the latest first."""
    found = of_one(ledger_of(request), ledger_of(request).current_id(dispute_id))
    return [StepOut(recorded_at=step.recorded_at, new=step.before is None, changes=told.changes(step, sources)) for step, sources in found]


@router.get("/sources/{document_id}", summary="One report")
def source(request: Request, document_id: Annotated[str, Path(examples=["S-8c85540c25b80dfa"])]) -> DocumentJson:
    """One report with its text, its layers and claims. Offsets count Unicode code points: `text[start:end]` is the quote."""
    ledger = ledger_of(request)
    return document_json(ledger.document(document_id), ledger.claims(document_id))


@router.get("/changes", summary="What changed")
def changes(request: Request, since: Annotated[str | None, Query(description="The mark `next` of the answer before.")] = None) -> Changes:
    """The disputes that are new or changed after a mark, all of them without one: by new reports, by people's decisions, by merges.

    `merged` has the tombstones: ids that lead to another dispute now. `next` is the mark for the next time."""
    found = changed(ledger_of(request), read_mark(since))
    return Changes(new=list(found.new), updated=list(found.updated), merged=dict(found.merged), next=mark(found.position))


def mark(position: int) -> str:
    """An opaque mark for a position.

    >>> read_mark(mark(120))
    120
    """
    return asked.opaque(f"p{position}")


def read_mark(written: str | None) -> int:
    """The position of a mark, 0 for none; UserError where it is not one of ours."""
    if not written:
        return 0
    try:
        plain = asked.plain(written)
    except ValueError as error:
        raise UserError(f"{written!r} is no mark of this ledger") from error
    if not (plain.isascii() and plain.startswith("p") and plain[1:].isdecimal() and len(plain) < 18):
        raise UserError(f"{written!r} is no mark of this ledger")
    return int(plain[1:])
