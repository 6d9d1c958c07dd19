"""The API's answers. Every list answers with `items` and `next`, an opaque mark to go on from; null at the end."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from picketline.ledger import Summary
from picketline.model import Choice, Claim, Dispute, Document

Item = TypeVar("Item")


class Shape(BaseModel):
    """A frozen answer."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Page(Shape, Generic[Item]):
    """A page of a list."""

    items: list[Item]
    next: str | None = Field(None, description="The mark that asks for what follows; null at the end.")
    total: int = Field(description="How many there are in all.")


class Span(Shape):
    """Half-open code points of a document's text, and the words there."""

    start: int
    end: int
    quote: str


class ClaimOut(Shape):
    """One value with its evidence, its speaker, and what made it."""

    id: str
    document: str
    property: str
    value: dict[str, Any]
    evidence: list[Span]
    said_by: str | None
    via: str | None
    modality: str
    method: str
    confidence: float | None

    @classmethod
    def of(cls, claim: Claim) -> ClaimOut:
        """The claim as JSON has it."""
        spans = [Span(start=span.start, end=span.end, quote=span.quote) for span in claim.evidence]
        return cls(
            id=claim.id, document=claim.document, property=claim.property, value=dict(claim.value), evidence=spans, said_by=claim.said_by,
            via=claim.via, modality=claim.modality, method=claim.method, confidence=claim.confidence,
        )  # fmt: skip


class ChoiceOut(Shape):
    """The claim that stands for a value, those that say the same, the rivals, and the rule that chose."""

    claim: ClaimOut
    agreeing: list[ClaimOut]
    rivals: list[ClaimOut]
    rule: str

    @classmethod
    def of(cls, choice: Choice) -> ChoiceOut:
        """The choice as JSON has it."""
        agreeing, rivals = ([ClaimOut.of(claim) for claim in claims] for claims in (choice.agreeing, choice.rivals))
        return cls(claim=ClaimOut.of(choice.claim), agreeing=agreeing, rivals=rivals, rule=choice.rule)


class SummaryOut(Shape):
    """A dispute in one line; dates are EDTF."""

    id: str
    url: str
    employers: list[str]
    unions: list[str]
    workers: list[str]
    places: list[str]
    countries: list[str]
    industry: str | None
    forms: list[str]
    demands: list[str]
    status: str | None
    outcome: str | None
    started: str | None
    ended: str | None
    workers_involved: float | None
    workers_max: float | None
    approximate: bool
    reports: int
    sources: int
    claims: int
    contested: int

    @classmethod
    def of(cls, summary: Summary) -> SummaryOut:
        """The summary as JSON has it."""
        return cls.model_validate({**asdict(summary), "url": f"/d/{summary.id}"})


class DisputeOut(Shape):
    """A dispute whole. Where `id` is not the one asked for, that one was merged into it."""

    id: str
    url: str
    documents: list[str]
    chosen: dict[str, list[ChoiceOut]]

    @classmethod
    def of(cls, dispute: Dispute) -> DisputeOut:
        """The dispute as JSON has it."""
        chosen = {name: [ChoiceOut.of(choice) for choice in choices] for name, choices in dispute.chosen.items()}
        return cls(id=dispute.id, url=f"/d/{dispute.id}", documents=list(dispute.documents()), chosen=chosen)


class LayerOut(Shape):
    """A standoff mark on the text."""

    start: int
    end: int
    kind: str
    reason: str


class DocumentOut(Shape):
    """A report as read, with its layers and claims."""

    id: str
    name: str
    text: str
    sha256: str
    title: str | None
    url: str | None
    outlet: str | None
    byline: str | None
    via: str | None
    published: str | None
    language: str | None
    layers: list[LayerOut]
    claims: list[ClaimOut]

    @classmethod
    def of(cls, document: Document, claims: tuple[Claim, ...]) -> DocumentOut:
        """The document as JSON has it."""
        return cls.model_validate({**asdict(document), "claims": [ClaimOut.of(claim) for claim in claims]})


class Changes(Shape):
    """What changed after a mark: ids of new and of updated disputes, and those merged into others (old id to new)."""

    new: list[str]
    updated: list[str]
    merged: dict[str, str]
    next: str


class Facets(Shape):
    """Counts of the disputes found: by facet and value, and by the year in which they began."""

    total: int
    facets: dict[str, dict[str, int]]
    years: dict[str, int]


class StepOut(Shape):
    """A change of a dispute: when it was recorded, whether the dispute was new then, and what changed, in words."""

    recorded_at: str
    new: bool
    changes: list[str]


class Problem(Shape):
    """What went wrong, with the HTTP status."""

    status: int
    message: str


class Failure(Shape):
    """The one shape of all errors."""

    error: Problem
