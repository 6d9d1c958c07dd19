"""Disputes, claims, reports and decisions as plain dictionaries: the form that JSON output, the exports and the API share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from picketline.ledger import Decision, Source, Summary
from picketline.model import Choice, Claim, Correction, Dispute, Document, Judgement
from picketline.model.exchange import evidence_json, plain

Json = dict[str, object]


def summary_json(summary: Summary, base: str = "") -> Json:
    """One line of a list; what is not known is left out. `base` is the desk's address."""
    known = {name: plain(value) if isinstance(value, float) else value for name, value in asdict(summary).items()}
    return _present({**known, "url": f"{base}/d/{summary.id}"})


def dispute_json(dispute: Dispute, sources: Mapping[str, Source], base: str = "") -> Json:
    """A whole dispute: the choices by property, each with its claim, rivals and rule; then its reports. `base` is the desk's address."""
    return {
        "id": dispute.id,
        "url": f"{base}/d/{dispute.id}",
        "values": {name: [choice_json(choice) for choice in choices] for name, choices in dispute.chosen.items()},
        "reports": [source_json(sources.get(document) or Source(document)) for document in dispute.documents()],
        "subjects": list(dispute.subjects),
    }


def choice_json(choice: Choice) -> Json:
    """A chosen claim, what stands beside it, and the rule that chose."""
    out = claim_json(choice.claim)
    out["rule"] = choice.rule
    for name, claims in (("rivals", choice.rivals), ("agreeing", choice.agreeing)):
        if claims:
            out[name] = [claim_json(claim) for claim in claims]
    return out


def claim_json(claim: Claim) -> Json:
    """A claim with its words and its speaker."""
    return _present({
        "claim": claim.id, "document": claim.document, "subject": claim.subject, "property": claim.property, "content": dict(claim.value),
        "evidence": evidence_json(claim.evidence), "said_by": claim.said_by, "via": claim.via, "modality": claim.modality,
        "method": claim.method, "confidence": claim.confidence,
    })  # fmt: skip


def source_json(source: Source) -> Json:
    """A report without its words."""
    return _present({"id" if name == "document" else name: value for name, value in asdict(source).items()})


def document_json(document: Document) -> Json:
    """A report with its words and layers."""
    out = _present({name: value for name, value in asdict(document).items() if name not in ("layers", "metadata")})
    out["layers"] = [asdict(layer) for layer in document.layers]
    out["metadata"] = dict(document.metadata)
    return out


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
