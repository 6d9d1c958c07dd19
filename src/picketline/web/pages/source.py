"""One report: its text with the evidence marked and the furniture set apart, the values that come from it, and what it is a copy of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from picketline.export.spoken import later
from picketline.export.words import day, headline
from picketline.ledger import Ledger, Source
from picketline.ledger.assemble import apply, without_withdrawn
from picketline.model import Claim, Correction, Document
from picketline.resolve.copies import COPY
from picketline.resolve.standing import standing
from picketline.web.asked import base_of, ledger_of
from picketline.web.marked import marked
from picketline.web.pages.own import PROPERTIES, subjects
from picketline.web.told import Teller, Told
from picketline.web.views import page

router = APIRouter(include_in_schema=False)

Standing = tuple[Claim, bool]
"""A claim as it stands, and whether a person rejected it."""

SUFFIXES = {
    "text": "txt", "html": "html", "pdf": "pdf", "docx": "docx", "odt": "odt", "eml": "eml", "jsonl": "jsonl", "markdown": "md",
    "feed": "xml",
}  # fmt: skip
WORDS_EACH_SIDE = 5
"""Words of a long quote by which the live page is searched, at its beginning and at its end."""
LONG_QUOTE = 80
DISPUTES, VALUES = 12, 400
"""How many of a report's disputes are named, and how many of its values are shown at a time: a listing may have thousands."""
MOST = 5
"""How many of the reports that were compared with one are shown."""


@dataclass(frozen=True, slots=True)
class Value:
    """A claim of the report as it stands now: rejected ones are shown as such. `page` is the number of its page, where the report has
    pages; `live` leads to its words on the live page."""

    told: Told
    rejected: bool
    page: str
    live: str


@dataclass(frozen=True, slots=True)
class Part:
    """Which of a report's values are shown: those from `first` on, of `all`."""

    first: int
    all: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another report, and how it is related, in words."""

    source: Source
    how: str
    shared: float


@router.get("/s/{document_id}")
def source(request: Request, document_id: str) -> HTMLResponse:
    """The page."""
    ledger = ledger_of(request)
    document = ledger.document(document_id)
    every = sorted(standing_claims(ledger, document), key=lambda pair: [(span.start, span.end) for span in pair[0].evidence])
    taken = {claim.subject for claim, _rejected in every}
    part, claims = window(every, request.query_params.get("at", ""))
    told_of = ledger.disputes_of(document_id)
    about = [ledger.dispute(found) for found in told_of[:DISPUTES]]
    known = ledger.sources([document_id])
    teller = Teller(known, base_of(request))
    shown = [claim for claim, rejected in claims if not rejected]
    content = page(
        request, "source.html", document=document, marked=marked(document, shown), live=live(document.url),
        disputes=[(dispute.id, headline(dispute)) for dispute in about], more=len(told_of) - len(about), part=part,
        values=tuple(values(document, claims, teller)),
        facts=tuple(facts(document)), related=tuple(related(ledger, document, known, shown)), pages=document.marked("page"),
        furniture=len(document.marked("furniture")), properties=PROPERTIES, subjects=tuple(subjects(document, about, taken)),
        back=f"/s/{document.id}",
    )  # fmt: skip
    return HTMLResponse(content)


def standing_claims(ledger: Ledger, document: Document) -> Iterator[Standing]:
    """The report's claims with people's corrections, and whether a person rejected them."""
    recorded = ledger.claims(document.id)
    corrections = standing(ledger.corrections(sorted({claim.subject for claim in recorded})))
    by_claim: dict[str, list[Correction]] = {}
    for correction in corrections:
        by_claim.setdefault(correction.claim, []).append(correction)
    for claim in without_withdrawn(recorded, corrections):
        corrected, _vouched = apply([claim], by_claim.get(claim.id, ()))
        yield (corrected[0], False) if corrected else (claim, True)


def window(claims: Sequence[Standing], at: str) -> tuple[Part, list[Standing]]:
    """The values around the one asked for, and the ids by which those before and after them are asked for."""
    found = next((n for n, (claim, _rejected) in enumerate(claims) if claim.id == at), 0) if at else 0
    first = max(0, min(found - VALUES // 2, len(claims) - VALUES))
    before = claims[max(0, first - VALUES // 2)][0].id if first else ""
    after = claims[min(len(claims) - 1, first + VALUES + VALUES // 2)][0].id if first + VALUES < len(claims) else ""
    return Part(first, len(claims), before, after), list(claims[first : first + VALUES])


def values(document: Document, claims: Sequence[Standing], teller: Teller) -> Iterator[Value]:
    """The claims in the order of the text; those that rest on the report as a whole come first."""
    for claim, rejected in claims:
        told, quotes = teller.claim(claim), claim.evidence[:1]
        number = next((layer.reason for quote in quotes for layer in document.marked("page") if layer.start <= quote.start < layer.end), "")
        yield Value(told, rejected, number, next((live(document.url, quote.quote) or "" for quote in quotes), ""))


def facts(document: Document) -> Iterator[tuple[str, str]]:
    """What is known of the report, and where from."""
    further = dict(document.metadata)
    told = (
        (later("Outlet"), document.outlet), (later("By"), document.byline), (later("Credited to"), document.via),
        (later("Published"), day(document.published)), (later("Date found in"), further.get("published:from")),
        (later("Language"), document.language), (later("Format"), document.format), (later("Called"), document.name),
        (later("SHA-256"), document.sha256),
    )  # fmt: skip
    return ((title, value) for title, value in told if value)


def related(ledger: Ledger, document: Document, known: Mapping[str, Source], shown: Sequence[Claim]) -> Iterator[Related]:
    """Its original and its copies, then reports that were compared with it or share fewer of its words."""
    own = known[document.id]
    seen = {document.id}
    shared = {near.document: near.shared for near in ledger.similar(document)}
    for source in known.values():
        group = {own.copy_of or own.document} & {source.copy_of or source.document}
        if source.document not in seen and group:
            how = later("the original, of which this is a copy") if own.copy_of == source.document else later("a copy")
            seen.add(source.document)
            yield Related(source, how, shared.get(source.document, 0.0))
    alike = {near: (later("similar words"), part) for near, part in shared.items() if part < COPY}
    alike = {**{near: (reason, 0.0) for near, reason in compared(ledger, shown)}, **alike}
    others = ledger.sources([near for near in alike if near not in seen])
    for near, (how, part) in alike.items():
        if near not in seen:
            yield Related(others[near], how, part)


def compared(ledger: Ledger, shown: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """The reports that were compared with this one, likest first, and what was found."""
    own = sorted({claim.subject for claim in shown})
    found = [judgement for judgement in ledger.judgements(own) if judgement.kind == "dispute"]
    for judgement in sorted(found, key=lambda one: (-one.score, one.id))[:MOST]:
        other = judgement.right if judgement.left in own else judgement.left
        yield other.partition("#")[0], judgement.reason


@router.get("/s/{document_id}/original")
def original(request: Request, document_id: str) -> Response:
    """The bytes as they were read, to be saved and never shown in the desk's own origin; the name is the desk's, not the report's."""
    ledger = ledger_of(request)
    document = ledger.document(document_id)
    name = f"{document.id}.{SUFFIXES.get(document.format, 'bin')}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": "sandbox; default-src 'none'"}
    return Response(ledger.original(document_id), media_type="application/octet-stream", headers=headers)


def live(url: str | None, words: str = "") -> str | None:
    """The address of the live page, at the words (a text fragment); None where the report has no web address.

    >>> live("https://news.example/a#top", "walked out, on 3 March")
    'https://news.example/a#top:~:text=walked%20out%2C%20on%203%20March'
    >>> live("javascript:alert(1)", "x") is None
    True
    """
    if not url or not url.lower().startswith(("https://", "http://")):
        return None
    if not words.strip():
        return url
    said = words.split()
    long = len(words) > LONG_QUOTE and len(said) > 2 * WORDS_EACH_SIDE
    ends = (said[:WORDS_EACH_SIDE], said[-WORDS_EACH_SIDE:]) if long else (said,)
    fragment = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment}"
