"""One report: its text with the evidence marked and the furniture set apart, and the values that come from it."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from picketline.export.words import claimed, headline
from picketline.ledger import Ledger
from picketline.model import Claim, Document
from picketline.web.marked import marked
from picketline.web.pages.dispute import TITLES
from picketline.web.views import page

router = APIRouter(include_in_schema=False)


@router.get("/s/{document_id}")
def source(request: Request, document_id: str) -> HTMLResponse:
    """The page."""
    ledger: Ledger = request.app.state.ledger
    document = ledger.document(document_id)
    claims = sorted(ledger.claims(document_id), key=lambda claim: [(span.start, span.end) for span in claim.evidence])
    about = [ledger.dispute(found) for found in ledger.disputes_of(document_id)]
    content = page(
        request, "source.html", document=document, marked=marked(document, claims), live=live(document, claims),
        disputes=[(dispute.id, headline(dispute)) for dispute in about],
        claims=[{"id": c.id, "anchor": c.id, "title": TITLES.get(c.property, "Event"), "words": claimed(c)} for c in claims if c.evidence],
    )  # fmt: skip
    return HTMLResponse(content)


@router.get("/s/{document_id}/original")
def original(request: Request, document_id: str) -> Response:
    """The bytes as they were read, to be saved and never shown in the desk's own origin."""
    ledger: Ledger = request.app.state.ledger
    headers = {"Content-Disposition": f'attachment; filename="{document_id}.bin"', "Content-Security-Policy": "sandbox"}
    return Response(ledger.original(document_id), media_type="application/octet-stream", headers=headers)


def live(document: Document, claims: list[Claim]) -> str | None:
    """The address of the live page, at the first quoted words; None where it has no web address."""
    if not document.url or not document.url.lower().startswith(("https://", "http://")):
        return None
    words = next((claim.evidence[0].quote for claim in claims if claim.evidence), "")
    return f"{document.url}#:~:text={quote(words, safe='')}" if words else document.url
