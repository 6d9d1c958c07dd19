"""What goes into the bag: documents, claims, judgements, decisions, the ledger's rows, and a page for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from picketline.export.evidence.page import page
from picketline.export.forms import claim_json, decision_json, dispute_json, judgement_json
from picketline.ledger import Ledger
from picketline.model import Claim, Document, Judgement

SUFFIXES = {"html": ".html", "markdown": ".md", "text": ".original.txt", "jsonl": ".json", "csv": ".csv", "pdf": ".pdf", "docx": ".docx"}

README = """How to check this folder
========================

1. Every file:      sha256sum -c manifest-sha256.txt        (in the folder above this one)
2. Every report:    its name begins with S- and the first 16 digits of the sha256 of its bytes, as they were read.
3. Every quote:     claims.jsonl gives `start`, `end` and `quote`; documents/S-....txt is the report's text in UTF-8, and its code points
                    `start` to `end` (counted from 0, `end` not included) are the quote. In Python:
                        text = open("documents/S-....txt", encoding="utf-8", newline="").read(); text[start:end] == quote
4. Every row:       rows.jsonl has the ledger's rows. `chain` is the sha256 of the line `before`, a line with the table's name, and
                    the row as JSON with sorted keys, no blanks and without `chain`. In Python:
                        import hashlib, json
                        content = json.dumps({k: v for k, v in row.items() if k != "chain"}, ensure_ascii=False, sort_keys=True,
                                             separators=(",", ":"))
                        hashlib.sha256(f"{before}\\n{table}\\n{content}".encode()).hexdigest() == row["chain"]
                    A row's `original` (bytes) stands there as its sha256.
5. The whole ledger: `Ledger-Head` in bag-info.txt is the chain of its last row. Whoever noted that down can ask for the ledger and run
                    picketline verify
"""


def payload(ledger: Ledger, dispute_id: str) -> Mapping[str, bytes]:
    """The files by name."""
    dispute = ledger.dispute(dispute_id)
    documents = [ledger.document(document) for document in dispute.documents()]
    claims = [claim for document in documents for claim in ledger.claims(document.id) if claim.subject in dispute.subjects]
    judgements = _about(ledger.judgements(), {*dispute.subjects, *dispute.documents()})
    decisions = ledger.history(dispute.id)
    sources = ledger.sources(dispute.documents())
    return {
        "README.txt": README.encode(),
        "index.html": page(dispute, documents, sources, decisions, head=ledger.head()).encode(),
        "dispute.json": _json(dispute_json(dispute, sources)),
        "claims.jsonl": _lines(map(claim_json, claims)),
        "judgements.jsonl": _lines(map(judgement_json, judgements)),
        "decisions.jsonl": _lines(map(decision_json, decisions)),
        "rows.jsonl": _lines(ledger.rows_of(_ids(documents, claims, judgements))),
        **{f"documents/{document.id}.txt": document.text.encode() for document in documents},
        **{f"documents/{document.id}{_suffix(document)}": ledger.original(document.id) for document in documents},
    }


def _about(judgements: Iterable[Judgement], sides: set[str]) -> list[Judgement]:
    return [judgement for judgement in judgements if judgement.left in sides and judgement.right in sides]


def _ids(documents: Iterable[Document], claims: Iterable[Claim], judgements: Iterable[Judgement]) -> list[str]:
    return [thing.id for things in (documents, claims, judgements) for thing in things]


def _suffix(document: Document) -> str:
    return SUFFIXES.get(document.format, ".bin")


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _lines(rows: Iterable[Mapping[str, object]]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
