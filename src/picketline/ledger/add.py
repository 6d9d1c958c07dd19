"""One report into the ledger, within one transaction: the document, its layers, what was read in it, and how it joins what is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from picketline.ledger.append import Appender
from picketline.ledger.read import Reader
from picketline.ledger.resolving import Memory, resolved
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


@dataclass(frozen=True, slots=True)
class Entry:
    """A report to be added, with all that was read in it. `data` are the bytes that it was read from, `further` claims for which a record
    has no place, `issues` what could not be understood."""

    document: Document
    data: bytes
    record: Record
    issues: tuple[Issue, ...] = ()
    further: tuple[Claim, ...] = ()
    method: str = "model:own"

    def claims(self) -> tuple[Claim, ...]:
        """The claims, each quote found in the document; EvidenceError where one is not, or the bytes do not have the document's hash."""
        if digest(self.data) != self.document.sha256:
            raise EvidenceError(f"{self.document.name}: the bytes given are not those that the document was read from")
        said = (*claims_of(self.record, self.document.id, self.method), *self.further)
        for claim in said:
            verified(self.document.text, claim.evidence)
        return said


def add(connection: Connection, entry: Entry, at: str, memory: Memory) -> Added:
    """Adds the report, unless it is there already."""
    document = entry.document
    if Reader(connection).has(document.id):
        return Added(document.id, already=True)
    memory.look_up(Reader(connection))
    said = entry.claims()
    appender = Appender(connection, at)
    appender.add(documents, [document_row(document, entry.data)])
    appender.add(layers, [layer_row(document.id, layer) for layer in document.layers])
    appender.add(readings, [reading_row(document.id, entry.method, entry.record.relevant, len(entry.record.disputes))])
    new = appender.add(claims, map(claim_row, said))
    appender.add(judgements, map(judgement_row, resolved(connection, document, said, memory)))
    appender.add(issues, map(issue_row, entry.issues))
    return Added(document.id, already=False, claims=new)


def note(connection: Connection, met: Iterable[Issue], at: str) -> int:
    """Adds issues; how many were new."""
    return Appender(connection, at).add(issues, map(issue_row, met))
