"""Resolves given records without a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from picketline.model.document import Document
from picketline.model.record import Record
from picketline.resolve.cluster import clusters
from picketline.resolve.compare import DEFAULT
from picketline.resolve.index import Memory
from picketline.resolve.judging import judgements
from picketline.resolve.report import Report, reports
from picketline.resolve.settings import Settings


@dataclass(frozen=True, slots=True)
class Resolved:
    """The `dispute` of the record of `document` (by their names in the input) has this `key`; an equal key is the same dispute."""

    document: str
    dispute: str
    key: str


def resolve(documents: Iterable[Document], records: Iterable[Record], settings: Settings = DEFAULT) -> Iterator[Resolved]:
    """The key of each dispute of each record, in the records' order; what is joined does not depend on that order.

    Records are matched to documents by name. A record whose document is not given is compared without a day of publication.
    """
    known = {document.name: document for document in documents}
    found: dict[tuple[str, str], Report] = {}
    for record in records:
        document = known.get(record.document) or Document(record.document, record.document, "", "")
        for reported, report in zip(record.disputes, reports(record, document), strict=True):
            found[record.document, reported.id] = report
    joined = clusters(found.values(), judgements(found.values(), Memory[Report](), settings))
    for (name, dispute), report in found.items():
        yield Resolved(name, dispute, joined[report.subject])
