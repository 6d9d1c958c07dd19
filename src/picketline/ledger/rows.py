"""The model's values as rows of the ledger, and back. What goes in comes out equal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from picketline.model import Claim, Correction, Document, Evidence, Issue, Judgement, Layer, Span
from picketline.model.claim import canonical, content_id

Row = Mapping[str, Any]


def document_row(document: Document, data: bytes) -> dict[str, object]:
    """A row of `documents`; `data` are the bytes as they were read."""
    return {
        "id": document.id, "name": document.name, "title": document.title, "url": document.url, "outlet": document.outlet,
        "byline": document.byline, "via": document.via, "published": document.published, "language": document.language,
        "format": document.format, "sha256": document.sha256, "metadata": canonical([list(pair) for pair in document.metadata]),
        "text": document.text, "original": data,
    }  # fmt: skip


def document_of(row: Row, layers: tuple[Layer, ...]) -> Document:
    """The document of a row and its layers."""
    return Document(
        id=row["id"], name=row["name"], text=row["text"], sha256=row["sha256"], title=row["title"], url=row["url"], outlet=row["outlet"],
        byline=row["byline"], via=row["via"], published=row["published"], language=row["language"], format=row["format"], layers=layers,
        metadata=tuple((str(name), str(value)) for name, value in json.loads(row["metadata"])),
    )  # fmt: skip


def layer_row(document: str, layer: Layer) -> dict[str, object]:
    """A row of `layers`."""
    content = {"document": document, "start_offset": layer.start, "end_offset": layer.end, "kind": layer.kind, "reason": layer.reason}
    return {"id": content_id("L", content), **content}


def layer_of(row: Row) -> Layer:
    """The layer of a row."""
    return Layer(row["start_offset"], row["end_offset"], row["kind"], row["reason"])


def reading_row(document: str, method: str, relevant: bool, disputes: int) -> dict[str, object]:
    """A row of `readings`: that `method` read the document, and what it found."""
    return {"id": content_id("R", [document, method]), "document": document, "method": method, "relevant": relevant, "disputes": disputes}


def claim_row(claim: Claim) -> dict[str, object]:
    """A row of `claims`."""
    return {
        "id": claim.id, "document": claim.document, "subject": claim.subject, "property": claim.property,
        "value": readable(claim.value), "quote": claim.words, "said_by": claim.said_by, "via": claim.via, "modality": claim.modality,
        "method": claim.method, "confidence": None if claim.confidence is None else float(claim.confidence),
        "content": canonical(dict(claim.value)), "evidence": canonical([[span.start, span.end, span.quote] for span in claim.evidence]),
    }  # fmt: skip


def claim_of(row: Row) -> Claim:
    """The claim of a row."""
    return Claim(
        row["document"], row["subject"], row["property"], json.loads(row["content"]), evidence_of(row["evidence"]), row["said_by"],
        row["via"], row["modality"], row["method"], row["confidence"],
    )  # fmt: skip


def evidence_of(text: str) -> Evidence:
    """The spans of a column `evidence`."""
    return tuple(Span(start, end, quote) for start, end, quote in json.loads(text))


def judgement_row(judgement: Judgement, decision: str | None = None) -> dict[str, object]:
    """A row of `judgements`; the rows of one person's decision share `decision`."""
    return {
        "id": judgement.id, "kind": judgement.kind, "left_id": judgement.left, "right_id": judgement.right, "same": judgement.same,
        "method": judgement.method, "score": float(judgement.score), "reason": judgement.reason,
        "features": canonical([list(feature) for feature in judgement.features]), "undoes": judgement.undoes, "decision": decision,
    }  # fmt: skip


def judgement_of(row: Row) -> Judgement:
    """The judgement of a row."""
    features = tuple((str(name), float(value)) for name, value in json.loads(row["features"]))
    return Judgement(
        row["kind"], row["left_id"], row["right_id"], bool(row["same"]), row["method"], row["score"], row["reason"], features,
        row["recorded_at"] if row["method"].startswith("person:") else "", row["undoes"],
    )  # fmt: skip


def correction_row(correction: Correction, decision: str) -> dict[str, object]:
    """A row of `corrections`."""
    return {
        "id": correction.id, "claim": correction.claim, "verdict": correction.verdict,
        "value": None if correction.value is None else canonical(dict(correction.value)), "made_by": correction.by,
        "note": correction.note, "undoes": correction.undoes, "decision": decision,
    }  # fmt: skip


def correction_of(row: Row) -> Correction:
    """The correction of a row."""
    value = None if row["value"] is None else json.loads(row["value"])
    return Correction(row["claim"], row["verdict"], row["made_by"], value, row["note"], row["recorded_at"], row["undoes"])


def issue_row(issue: Issue) -> dict[str, object]:
    """A row of `issues`."""
    return {
        "id": issue.id, "found_at": issue.where, "stage": issue.stage, "message": issue.message, "severity": issue.severity,
        "document": issue.document,
    }  # fmt: skip


def issue_of(row: Row) -> Issue:
    """The issue of a row."""
    return Issue(row["found_at"], row["stage"], row["message"], row["severity"], row["document"], row["recorded_at"])


def readable(value: Mapping[str, object]) -> str:
    """A claim's value in a few words, for people who read the table.

    >>> readable({"value": 500, "approximate": True}), readable({"type": "dismissal", "date": "2024-02-27", "count": 50})
    ('about 500', 'dismissal, 2024-02-27, 50')
    """
    if "type" in value:
        amount = value.get("amount")
        money = f"{amount['value']} {amount['currency']}" if isinstance(amount, Mapping) else None
        parts = (value["type"], value.get("date"), value.get("count"), money, value.get("actor"))
        return ", ".join(str(part) for part in parts if part is not None)
    low = f"about {value.get('value')}" if value.get("approximate") else str(value.get("value"))
    return f"{low} to {value['max']}" if value.get("max") is not None else low
