"""A claim of a person's own, made of words that they selected in a report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from picketline.export.spoken import gettext as _
from picketline.export.words import headline
from picketline.ledger import Ledger, now
from picketline.model import Dispute, Document
from picketline.model.errors import EvidenceError, UserError
from picketline.web.asked import ledger_of
from picketline.web.safety import within
from picketline.web.stating import PLURAL, Stated, claim, doubts
from picketline.web.told import EVENT, TITLES
from picketline.web.views import page

router = APIRouter(include_in_schema=False)

PROPERTIES = tuple((name, TITLES.get(name, EVENT)) for name in PLURAL)


@router.post("/s/{document_id}/claims")
def add(
    request: Request, document_id: str, *, subject: Annotated[str, Form()], property: Annotated[str, Form()],
    quote: Annotated[str, Form()], start: Annotated[str, Form()] = "", end: Annotated[str, Form()] = "",
    value: Annotated[str, Form()] = "", said_by: Annotated[str, Form()] = "", note: Annotated[str, Form()] = "",
    sure: Annotated[bool, Form()] = False, back: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Stores the claim. 422 where the words do not stand there, or do not say the value; of that a person can be sure all the same."""
    ledger = ledger_of(request)
    document = ledger.document(document_id)
    if subject not in (taken := places(ledger, document)) and subject != fresh(document, taken):
        raise HTTPException(422, _("{subject} is no dispute of this report").format(subject=subject))
    first, last = (int(place) if place.isdecimal() else None for place in (start, end))
    asked = Stated(subject, property, quote, first, last, value, said_by)
    try:
        made = claim(document, asked, request.app.state.by)
        reasons = () if sure else doubts(document, made)
    except (UserError, EvidenceError) as error:
        raise HTTPException(422, str(error)) from error
    back = within(back, f"/s/{document_id}#{made.id}")
    if reasons:
        content = page(request, "doubted.html", asked=asked, document=document, reasons=reasons, note=note, back=back)
        return HTMLResponse(content, 422)
    ledger.state(made, recorded_at=now(), note=note.strip())
    return RedirectResponse(back, 303)


def subjects(document: Document, disputes: Iterable[Dispute], taken: Collection[str]) -> Iterator[tuple[str, str]]:
    """The disputes that a claim of the report can be about, each as its place and name; the last is one that nobody has read yet."""
    for dispute in disputes:
        yield from ((subject, headline(dispute)) for subject in dispute.subjects if subject in taken)
    yield fresh(document, taken), ""


def places(ledger: Ledger, document: Document) -> frozenset[str]:
    """The places of the report that have claims."""
    return frozenset(claim.subject for claim in ledger.claims(document.id))


def fresh(document: Document, taken: Collection[str]) -> str:
    """The first place for a person's own dispute that has no claims yet."""
    return next(place for n in range(1, len(taken) + 2) if (place := f"{document.id}#own{n}") not in taken)
