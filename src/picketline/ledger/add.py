"""One report into the ledger, within one transaction: the document, its layers, what was read in it, and how it joins what is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from picketline.ledger import resolving
from picketline.ledger.append import Appender
from picketline.ledger.read import Reader
from picketline.ledger.rows import claim_row, document_row, issue_row, judgement_row, layer_row, reading_row
from picketline.ledger.schema import claims, documents, issues, judgements, layers, readings
from picketline.model import Claim, Document, Issue, Record
from picketline.model import claims as claims_of
from picketline.model.document import digest
from picketline.model.errors import EvidenceError
from picketline.model.span import verified


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did: `already` says that the document was there; `claims` counts the new claims."""

    document: str
    already: bool
    claims: int = 0


def add(
    connection: Connection,
    document: Document,
    data: bytes,
    record: Record,
    at: str,
    met: Iterable[Issue],
    further: Iterable[Claim],
    method: str,
) -> Added:
    """Adds the report, unless it is there already."""
    if Reader(connection).has(document.id):
        return Added(document.id, already=True)
    said = checked((*claims_of(record, document.id, method), *further), document, data)
    appender = Appender(connection, at)
    appender.add(documents, [document_row(document, data)])
    appender.add(layers, [layer_row(document.id, layer) for layer in document.layers])
    appender.add(readings, [reading_row(document.id, method, record.relevant, len(record.disputes))])
    new = appender.add(claims, map(claim_row, said))
    appender.add(judgements, map(judgement_row, resolving.judgements(connection, said, document)))
    appender.add(issues, map(issue_row, met))
    return Added(document.id, already=False, claims=new)


def note(connection: Connection, met: Iterable[Issue], at: str) -> int:
    """Adds issues; how many were new."""
    return Appender(connection, at).add(issues, map(issue_row, met))


def checked(said: tuple[Claim, ...], document: Document, data: bytes) -> tuple[Claim, ...]:
    """The claims, each quote found in the document; EvidenceError where one is not, or the bytes do not have the document's hash."""
    if digest(data) != document.sha256:
        raise EvidenceError(f"{document.name}: the bytes given are not those that the document was read from")
    for claim in said:
        verified(document.text, claim.evidence)
    return said
