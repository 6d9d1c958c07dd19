"""Asks `resolve` whether newly added reports tell of disputes that are there already; the ledger is what it looks them up in.

Blocking keys of reports and the bands of documents' digests are rows of `cached_keys`, so that a new report meets tens of others, not
all. What they lead to is made anew from the ledger's own rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, insert, select

from picketline.ledger.read import Reader, batches
from picketline.ledger.schema import cached_keys
from picketline.model import Claim, Document, Judgement
from picketline.resolve.copies import Signed, copies, signed
from picketline.resolve.judging import judgements
from picketline.resolve.people import Named, named
from picketline.resolve.report import Report, report

REMEMBERED = 20_000
"""Reports kept in memory between documents: about 4 KB each."""


@dataclass(slots=True)
class Memory:
    """Reports and signatures that were made lately: they change only with what persons say of `names`, which is known up to the entry
    `seen`."""

    reports: dict[str, Report] = field(default_factory=dict)
    signed: dict[str, Signed] = field(default_factory=dict)
    names: list[Judgement] = field(default_factory=list)
    said: Named = field(default_factory=Named)
    seen: int = 0

    def look_up(self, reader: Reader) -> None:
        """Reads what persons said of names since the last time; reports are made anew where there is something. To be asked before a
        transaction adds rows: what is rolled back was never seen."""
        if new := list(reader.names_after(self.seen)):
            self.names += new
            self.said = named(self.names)
            self.reports.clear()
        self.seen = reader.last()

    def tidy(self) -> None:
        """Forgets all where it has grown large."""
        for kept in (self.reports, self.signed):
            if len(kept) > REMEMBERED:
                kept.clear()


def resolved(connection: Connection, document: Document, claims: Iterable[Claim], memory: Memory) -> Iterator[Judgement]:
    """What a document that was just added copies, and with which reports there its own tell of one dispute."""
    said: dict[str, list[Claim]] = {}
    for claim in claims:
        said.setdefault(claim.subject, []).append(claim)
    if not said:
        return
    outlet = document.via or document.outlet
    new = [report(subject, about, document.published, outlet, document.language, said=memory.said) for subject, about in said.items()]
    yield from copies([document], _Documents(connection, memory))
    yield from judgements(new, _Reports(connection, memory))
    memory.tidy()


class _Reports:
    """`resolve`'s index of reports."""

    def __init__(self, connection: Connection, memory: Memory) -> None:
        self._connection = connection
        self._known, self._said = memory.reports, memory.said

    def with_keys(self, keys: Iterable[str]) -> Iterator[Report]:
        found = _subjects(self._connection, keys)
        self._read([subject for subject in found if subject not in self._known])
        return (self._known[subject] for subject in found)

    def keep(self, thing: Report, keys: Iterable[str]) -> None:
        self._known[thing.subject] = thing
        _keep(self._connection, thing.subject, keys)

    def _read(self, subjects: Sequence[str]) -> None:
        reader = Reader(self._connection)
        said: dict[str, list[Claim]] = {subject: [] for subject in subjects}
        for claim in reader.claims(subjects):
            said[claim.subject].append(claim)
        sources = reader.sources(sorted({subject.split("#", 1)[0] for subject in subjects}))
        for subject, about in said.items():
            source = sources[subject.split("#", 1)[0]]
            self._known[subject] = report(subject, about, source.published, source.via or source.outlet, source.language, said=self._said)


class _Documents:
    """`resolve`'s index of documents' signatures."""

    def __init__(self, connection: Connection, memory: Memory) -> None:
        self._connection = connection
        self._known = memory.signed

    def with_keys(self, keys: Iterable[str]) -> Iterator[Signed]:
        found = _subjects(self._connection, keys)
        for document_id in found:
            if document_id not in self._known:
                document = Reader(self._connection).document(document_id)
                made = signed(document) if document else None
                if made:
                    self._known[document_id] = made
        return (self._known[document_id] for document_id in found if document_id in self._known)

    def keep(self, thing: Signed, keys: Iterable[str]) -> None:
        self._known[thing.subject] = thing
        _keep(self._connection, thing.subject, keys)


def _subjects(connection: Connection, keys: Iterable[str]) -> list[str]:
    found: set[str] = set()
    for batch in batches(sorted(set(keys))):
        found.update(connection.scalars(select(cached_keys.c.subject).where(cached_keys.c.key.in_(batch))))
    return sorted(found)


def _keep(connection: Connection, subject: str, keys: Iterable[str]) -> None:
    rows = [{"key": key, "subject": subject} for key in sorted(set(keys))]
    if rows:
        connection.execute(insert(cached_keys), rows)
