"""One dispute: what is claimed and by whom, rivals side by side, the timeline, the reports, and why they are one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from picketline.export.spoken import later
from picketline.export.words import claimed, day, details, headline, label, sentence
from picketline.ledger import Ledger
from picketline.model import Choice, Claim, Dispute
from picketline.web.drawing import timeline
from picketline.web.views import page

router = APIRouter(include_in_schema=False)

TITLES = {
    "employer": later("Employer"), "union": later("Union"), "worker": later("Workers"), "place": later("Place"),
    "industry": later("Industry"), "form": later("Form"), "workers_involved": later("Taking part"), "started": later("Began"),
    "ended": later("Ended"), "demand": later("Demands"), "status": later("Standing"), "outcome": later("Outcome"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words and the address of their place in the report."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as the page shows it."""

    words: str
    said_by: str | None
    quote: str
    href: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A choice as the page shows it: the value, its quotes, and the rivals beside it."""

    words: str
    said_by: str | None
    rule: str
    quotes: tuple[Quote, ...]
    rivals: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A property and its choices."""

    title: str
    choices: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as the page shows it."""

    when: str
    label: str
    modality: str
    details: tuple[str, ...]
    said_by: str | None
    quote: str
    href: str


@router.get("/d/{dispute_id}")
def dispute(request: Request, dispute_id: str) -> Response:
    """The page; the id of a dispute that was merged leads to the one it is part of."""
    ledger: Ledger = request.app.state.ledger
    found = ledger.dispute(dispute_id)
    if found.id != dispute_id:
        return RedirectResponse(f"/d/{found.id}?from={dispute_id}", 308)
    known = ledger.sources()
    sources = [known[document] for document in found.documents()]
    content = page(
        request, "dispute.html", dispute=found, redirected=request.query_params.get("from"), headline=headline(found),
        sentence=sentence(found), groups=tuple(groups(found)), events=tuple(map(happening, found.chosen.get("event", ()))),
        drawing=timeline(found), sources=sources, reasons=reasons(ledger, found), history=list(ledger.history(found.id)),
    )  # fmt: skip
    return HTMLResponse(content)


def groups(found: Dispute) -> Iterator[Group]:
    """The properties in the order of the titles."""
    for name, title in TITLES.items():
        if choices := found.chosen.get(name):
            yield Group(title, tuple(map(shown, choices)))


def shown(choice: Choice) -> Shown:
    """A choice with its evidence."""
    quotes = tuple(Quote(claim.words, anchor(claim)) for claim in (choice.claim, *choice.agreeing) if claim.evidence)
    rule = choice.rule if choice.rivals or choice.agreeing else ""
    return Shown(claimed(choice.claim), choice.claim.said_by, rule, quotes, tuple(map(said, choice.rivals)))


def said(claim: Claim) -> Said:
    """A claim with its words."""
    return Said(claimed(claim), claim.said_by, claim.words, anchor(claim))


def happening(choice: Choice) -> Happening:
    """An event with its words."""
    claim = choice.claim
    value, when = claim.value, day(str(claim.value["date"])) if claim.value.get("date") else ""
    return Happening(
        when, label(str(value["type"]), "events"), claim.modality, tuple(details(value)), claim.said_by, claim.words, anchor(claim)
    )


def anchor(claim: Claim) -> str:
    """The address of a claim's words in its report."""
    return f"/s/{claim.document}#{claim.id}"


def reasons(ledger: Ledger, found: Dispute) -> list[dict[str, object]]:
    """The judgements that joined the dispute's reports."""
    subjects = set(found.subjects)
    joined = [one for one in ledger.judgements() if one.kind == "dispute" and one.same and {one.left, one.right} <= subjects]
    return [{"words": one.reason or "the same dispute", "method": one.method, "score": one.score} for one in joined]
