"""Disputes, claims, reports and decisions as plain dictionaries: the form that `--json`, the exports and the API share.

What is not known is left out: a key that the form says is not required stands only where there is something to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, NotRequired, cast

from typing_extensions import TypedDict  # pydantic, which documents the API by them, reads no other before Python 3.12

from picketline.ledger import Decision, Source, Summary
from picketline.model import Choice, Claim, Correction, Dispute, Document, Judgement
from picketline.model.exchange import evidence_json, plain

Json = dict[str, object]


class SummaryJson(TypedDict):
    """A dispute in one line; dates are EDTF."""

    id: str
    url: str
    employers: NotRequired[list[str]]
    unions: NotRequired[list[str]]
    workers: NotRequired[list[str]]
    places: NotRequired[list[str]]
    countries: NotRequired[list[str]]
    industry: NotRequired[str]
    forms: NotRequired[list[str]]
    demands: NotRequired[list[str]]
    status: NotRequired[str]
    outcome: NotRequired[str]
    started: NotRequired[str]
    ended: NotRequired[str]
    workers_involved: NotRequired[float]
    workers_max: NotRequired[float]
    approximate: bool
    reports: int
    sources: int
    claims: int
    contested: int
    first_published: NotRequired[str]
    last_published: NotRequired[str]


class SpanJson(TypedDict):
    """Half-open code points of a document's text, and the words there."""

    start: int
    end: int
    quote: str


class ClaimJson(TypedDict):
    """One value with its evidence, its speaker, and what made it; `content` is the value with its parts."""

    claim: str
    document: str
    subject: str
    property: str
    content: Json
    evidence: NotRequired[list[SpanJson]]
    said_by: NotRequired[str]
    via: NotRequired[str]
    modality: str
    method: str
    confidence: NotRequired[float]


class ChoiceJson(ClaimJson):
    """The claim that stands for a value, the rule that chose it, those that say the same, the rivals, and how it stood earlier."""

    rule: str
    rivals: NotRequired[list[ClaimJson]]
    agreeing: NotRequired[list[ClaimJson]]
    earlier: NotRequired[list[ClaimJson]]


class SourceJson(TypedDict):
    """A report without its words; `copy_of` is the report that it copies."""

    id: str
    name: NotRequired[str]
    title: NotRequired[str]
    url: NotRequired[str]
    outlet: NotRequired[str]
    via: NotRequired[str]
    published: NotRequired[str]
    language: NotRequired[str]
    copy_of: NotRequired[str]


class DisputeJson(TypedDict):
    """A dispute whole: for each property what stands for it, then its reports. Where `id` is not the one asked for, that was merged."""

    id: str
    url: str
    values: dict[str, list[ChoiceJson]]
    reports: list[SourceJson]
    subjects: list[str]


class LayerJson(TypedDict):
    """A standoff mark on code points of the text."""

    start: int
    end: int
    kind: str
    reason: str


class DocumentJson(TypedDict):
    """A report as it was read, with its layers and claims."""

    id: str
    name: NotRequired[str]
    text: str
    sha256: str
    title: NotRequired[str]
    url: NotRequired[str]
    outlet: NotRequired[str]
    byline: NotRequired[str]
    via: NotRequired[str]
    published: NotRequired[str]
    language: NotRequired[str]
    format: str
    layers: list[LayerJson]
    metadata: dict[str, str]
    claims: list[ClaimJson]


def summary_json(summary: Summary, base: str = "") -> SummaryJson:
    """One line of a list. `base` is the desk's address."""
    known = {name: plain(value) if isinstance(value, float) else value for name, value in asdict(summary).items()}
    return cast(SummaryJson, _present({**known, "url": f"{base}/d/{summary.id}"}))


def dispute_json(dispute: Dispute, sources: Mapping[str, Source], base: str = "") -> DisputeJson:
    """A whole dispute. `base` is the desk's address."""
    return {
        "id": dispute.id,
        "url": f"{base}/d/{dispute.id}",
        "values": {name: [choice_json(choice) for choice in choices] for name, choices in dispute.chosen.items()},
        "reports": [source_json(sources.get(document) or Source(document)) for document in dispute.documents()],
        "subjects": list(dispute.subjects),
    }


def choice_json(choice: Choice) -> ChoiceJson:
    """A chosen claim, the rule that chose, and what stands beside it."""
    out: dict[str, Any] = {**claim_json(choice.claim), "rule": choice.rule}
    for name, claims in (("rivals", choice.rivals), ("agreeing", choice.agreeing), ("earlier", choice.earlier)):
        if claims:
            out[name] = [claim_json(claim) for claim in claims]
    return cast(ChoiceJson, out)


def claim_json(claim: Claim) -> ClaimJson:
    """A claim with its words and its speaker."""
    known = {
        "claim": claim.id, "document": claim.document, "subject": claim.subject, "property": claim.property, "content": dict(claim.value),
        "evidence": evidence_json(claim.evidence), "said_by": claim.said_by, "via": claim.via, "modality": claim.modality,
        "method": claim.method, "confidence": claim.confidence,
    }  # fmt: skip
    return cast(ClaimJson, _present(known))


def source_json(source: Source) -> SourceJson:
    """A report without its words."""
    return cast(SourceJson, _present({"id" if name == "document" else name: value for name, value in asdict(source).items()}))


def document_json(document: Document, claims: Iterable[Claim]) -> DocumentJson:
    """A report with its words, layers and claims."""
    known = _present({name: value for name, value in asdict(document).items() if name not in ("layers", "metadata", "text")})
    layers, said = [asdict(layer) for layer in document.layers], [claim_json(claim) for claim in claims]
    return cast(DocumentJson, {**known, "text": document.text, "layers": layers, "metadata": dict(document.metadata), "claims": said})


def decision_json(decision: Decision) -> Json:
    """A person's decision with its rows."""
    return _present({
        "id": decision.id, "kind": decision.kind, "by": decision.by, "note": decision.note, "recorded_at": decision.recorded_at,
        "standing": decision.standing, "undoes": decision.undoes,
        "judgements": [judgement_json(judgement) for judgement in decision.judgements],
        "corrections": [correction_json(correction) for correction in decision.corrections],
    })  # fmt: skip


def judgement_json(judgement: Judgement) -> Json:
    """That two are the same, or are not."""
    return _present({"id": judgement.id, **asdict(judgement), "features": dict(judgement.features)})


def correction_json(correction: Correction) -> Json:
    """What a person said of a claim."""
    value = None if correction.value is None else dict(correction.value)
    return _present({
        "id": correction.id, "claim": correction.claim, "verdict": correction.verdict, "by": correction.by, "value": value,
        "note": correction.note, "recorded_at": correction.recorded_at, "undoes": correction.undoes,
    })  # fmt: skip


def _present(values: Mapping[str, object]) -> Json:
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items() if value not in (None, "", (), [], {})
    }
