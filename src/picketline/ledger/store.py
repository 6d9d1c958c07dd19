"""The ledger as one object: what the package's docstring lists. Each method is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from picketline.ledger import cache, find
from picketline.ledger.add import Added, Entry, add, note
from picketline.ledger.assemble import Assembly, with_copies
from picketline.ledger.backlog import Waiting
from picketline.ledger.browsing import Found, browsed
from picketline.ledger.chain import had_head, head
from picketline.ledger.deciding import Deciding
from picketline.ledger.engine import open_engine, reading, told, writing
from picketline.ledger.grounds import Grounds, grounds
from picketline.ledger.links import links
from picketline.ledger.migrate import bring_up
from picketline.ledger.moments import engine_as_of, moment
from picketline.ledger.nearby import Neighbour, Similar, neighbours, similar
from picketline.ledger.outline import outline
from picketline.ledger.query import Query
from picketline.ledger.read import Reader, batches
from picketline.ledger.resolving import Memory
from picketline.ledger.schema import claims
from picketline.ledger.source import Source
from picketline.ledger.summary import Summary
from picketline.ledger.tally import Place, Tally
from picketline.ledger.verify import Finding, verify
from picketline.model import Claim, Correction, Dispute, Document, Issue, Judgement, Record
from picketline.model.errors import LedgerError, UnknownId, UserError
from picketline.resolve.standing import standing


class Ledger(Deciding):
    """An open ledger. A context manager: leaving it closes the connections."""

    def __init__(self, engine: Engine, until: str | None = None) -> None:
        self._engine = engine
        self._until = until
        self._memory = Memory()
        self._tally = Tally()
        self._counting = Lock()

    @classmethod
    def open(cls, where: str | Path, create: bool = True) -> Self:
        """The ledger at a path or URL, brought to this version. LedgerError where it is none, newer, or cannot be opened;
        UserError where there is none and `create` is false."""
        if not create and "://" not in str(where) and not Path(where).exists():
            raise UserError(f"there is no ledger at {where}: make one with  picketline add REPORTS --ledger {where}")
        engine = open_engine(where)
        bring_up(engine)
        return cls(engine)

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def as_of(self, when: str) -> Ledger:
        """The ledger as it was known at the end of a day (`2024-03-15`) or at a moment (`2024-03-15T12:00:00Z`); it cannot be written."""
        until = moment(when)
        with told(self._engine):
            return Ledger(engine_as_of(self._engine, until), until)

    # Disputes

    def summaries(self, query: Query | None = None, limit: int | None = None, offset: int = 0) -> tuple[Summary, ...]:
        """One flat line a dispute, in the query's order."""
        with self._cached() as connection:
            return tuple(find.summaries(connection, query or Query(), limit, offset))

    def browse(self, query: Query | None = None, limit: int = 50, after: Place | None = None, before: Place | None = None) -> Found:
        """One page of the list, the first or that beyond a place in its order, with what all that the query finds are counted under."""
        with self._cached() as connection:
            return browsed(connection, self._tallied(connection), query or Query(), limit=limit, after=after, before=before)

    def waiting(self, query: Query | None = None) -> Waiting:
        """The claims that nobody has judged, of all the disputes that a query finds."""
        with self._cached() as connection:
            tally = self._tallied(connection)
            return tally.waiting(tally.found(connection, query or Query())[0])

    def _tallied(self, connection: Connection) -> Tally:
        with self._counting:  # of many readers one counts what is new, and the others have it too
            self._tally = self._tally.brought_up(connection, cache.entry(connection))
            return self._tally

    def disputes(self, query: Query | None = None, limit: int | None = None, offset: int = 0) -> Iterator[Dispute]:
        """Whole disputes, in the order of `summaries`."""
        return self.stream(query, limit, offset)[0]

    def some(self, ids: Sequence[str]) -> Iterator[Dispute]:
        """Whole disputes by the ids that they have now."""
        return self._streamed(ids, {})

    def outlines(self, query: Query | None = None, since: int = -1) -> Iterator[Dispute]:
        """The disputes in outline (see `outline`), in the order of `summaries`: for figures, and many times as quick as whole ones.
        Those alone whose revision is greater than `since`."""
        with self._cached() as connection:
            yield from map(outline, find.outlines(connection, query or Query(), since))

    def revisions(self, query: Query | None = None) -> Mapping[str, int]:
        """Each dispute's revision, in the order of `summaries`: it is greater whenever the dispute was changed."""
        with self._cached() as connection:
            return find.revisions(connection, query or Query())

    def stream(
        self, query: Query | None = None, limit: int | None = None, offset: int = 0
    ) -> tuple[Iterator[Dispute], Mapping[str, Source]]:
        """Whole disputes, and the sources of the one that was given last: however many there are, few are in memory at a time."""
        known: dict[str, Source] = {}
        with self._cached() as connection:
            wanted = find.ids(connection, query or Query(), limit, offset)
        return self._streamed(wanted, known), known

    def _streamed(self, wanted: Sequence[str], known: dict[str, Source]) -> Iterator[Dispute]:
        for batch in batches(wanted):
            assembly = self._assembly(batch)
            known.clear()
            known.update(assembly.sources)
            found = {dispute.id: dispute for dispute in assembly.disputes}
            yield from (found[one] for one in batch if one in found)

    def lines(self, query: Query | None = None) -> Iterator[tuple[Summary, tuple[str, ...]]]:
        """The lines of `summaries`, each with the addresses of its reports: read a few at a time, however many there are."""
        with self._cached() as connection:
            wanted = find.ids(connection, query or Query())
        for batch in batches(wanted):
            with reading(self._engine) as connection:
                urls = find.urls(connection, batch)
                found = tuple(find.named(connection, batch))
            yield from ((summary, urls.get(summary.id, ())) for summary in found)

    def count(self, query: Query | None = None) -> int:
        """How many disputes a query finds."""
        with self._cached() as connection:
            return find.count(connection, query or Query())

    def facets(self, query: Query | None = None) -> Mapping[str, Mapping[str, int]]:
        """How many of the found disputes have which value of each facet; what is asked of a facet does not narrow its own counts."""
        return self.browse(query, limit=0).counts

    def dispute(self, dispute_id: str) -> Dispute:
        """The dispute that an id leads to, also an id that a merge absorbed; UserError where it leads to none."""
        now = self.current_id(dispute_id)
        return next(dispute for dispute in self._assembly([now]).disputes if dispute.id == now)

    def disputes_of(self, document_id: str) -> tuple[str, ...]:
        """The ids of the disputes that a report tells of."""
        with self._cached() as connection:
            return tuple(find.disputes_of(connection, document_id))

    def why(self, dispute_id: str, report: str) -> tuple[Grounds, ...]:
        """Why a report (a document, or `document#place`) belongs to a dispute, or why not: for each dispute that it tells of."""
        dispute = self.dispute(dispute_id)
        told = [report] if "#" in report else sorted({claim.subject for claim in self.claims(self.document(report).id)})
        inside = [subject for subject in told if subject in dispute.subjects]
        with reading(self._engine) as connection:
            return grounds(Reader(connection), dispute, inside or told)

    def current_id(self, dispute_id: str) -> str:
        """The id that a dispute has now; UserError where the ledger never had it."""
        with self._cached() as connection:
            found = find.current_id(connection, dispute_id)
        if found is None:
            raise UnknownId(f"there is no dispute {dispute_id} in this ledger: see  picketline disputes")
        return found

    def changes(self, entry: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The disputes that are new, and those that were updated, by rows after `entry` (see `position`)."""
        with self._cached() as connection:
            return find.changes(connection, entry)

    def _assembly(self, disputes: Sequence[str]) -> Assembly:
        with self._cached() as connection:
            reader = Reader(connection)
            return cache.read_assembly(reader, sorted(reader.connected(find.members_of(connection, disputes))))

    # Reports, claims, issues

    def has(self, document_id: str) -> bool:
        """Whether the document is in the ledger."""
        with reading(self._engine) as connection:
            return Reader(connection).has(document_id)

    def document(self, document_id: str) -> Document:
        """A document with its layers; UserError where there is none."""
        with reading(self._engine) as connection:
            found = Reader(connection).document(document_id)
        if found is None:
            raise UnknownId(f"there is no report {document_id} in this ledger")
        return found

    def documents(self, text: str | None = None) -> Iterator[Document]:
        """The reports, or those whose words a search finds, in the order of `published` (those without a date last), then id."""
        with reading(self._engine) as connection:
            among = None if text is None else find.documents(connection, text)
            ids = Reader(connection).document_ids(among)
        yield from map(self.document, ids)

    def original(self, document_id: str) -> bytes:
        """The bytes of a document as they were read; UserError where there is none."""
        with reading(self._engine) as connection:
            found = Reader(connection).original(document_id)
        if found is None:
            raise UnknownId(f"there is no report {document_id} in this ledger")
        return found

    def sources(self, among: Sequence[str] | None = None) -> Mapping[str, Source]:
        """What is known of each report besides its words, of all or of some and their copies; `copy_of` tells copies from originals."""
        with reading(self._engine) as connection:
            reader = Reader(connection)
            linked = None if among is None else sorted(reader.connected(among, "document"))
            return with_copies(reader.sources(linked), standing(reader.judgements(linked, "document")))

    def relevant(self, document_id: str) -> bool:
        """Whether the latest reading of a document found a dispute."""
        with reading(self._engine) as connection:
            return Reader(connection).relevant(document_id)

    def claims(self, document_id: str | None = None) -> tuple[Claim, ...]:
        """The claims of the latest readings as they were recorded, without corrections: all, or those of one document."""
        with reading(self._engine) as connection:
            return tuple(Reader(connection).claims(documents=None if document_id is None else [document_id]))

    def claim(self, claim_id: str) -> Claim:
        """A claim as it was recorded; UserError where there is none."""
        with reading(self._engine) as connection:
            found = next(Reader(connection).claims_where(claims.c.id == claim_id), None)
        if found is None:
            raise UnknownId(f"there is no claim {claim_id} in this ledger")
        return found

    def judgements(self, among: Sequence[str] | None = None) -> tuple[Judgement, ...]:
        """All judgements, or those that touch some subjects or documents, in the order in which they were recorded."""
        with reading(self._engine) as connection:
            return tuple(Reader(connection).judgements(among))

    def corrections(self, subjects: Sequence[str] | None = None) -> tuple[Correction, ...]:
        """All corrections, or those of claims about some subjects, in the order in which they were recorded."""
        with reading(self._engine) as connection:
            return tuple(Reader(connection).corrections(subjects))

    def neighbours(self, dispute: Dispute) -> tuple[Neighbour, ...]:
        """The disputes that were compared with this one and kept apart, likest first."""
        with self._cached() as connection:
            return neighbours(Reader(connection), dispute)

    def similar(self, document: Document) -> tuple[Similar, ...]:
        """The reports that share most words with one."""
        with reading(self._engine) as connection:
            return similar(Reader(connection), document)

    def issues(self) -> tuple[Issue, ...]:
        """What could not be read or understood, in the order in which it was met."""
        with reading(self._engine) as connection:
            return tuple(Reader(connection).issues())

    # The whole

    def verify(self) -> Iterator[Finding]:
        """What does not hold; nothing where every quote, every hash and the whole chain do. A cache that says something else than the
        rows is told, and made anew by the next reader."""
        with reading(self._engine) as connection:
            yield from verify(Reader(connection))
            untrue = list(cache.untrue(connection))
        yield from (Finding("cached_disputes", dispute, 0, "the cache does not say what the rows say") for dispute in untrue)
        if untrue and self._until is None:
            with self._writing() as connection:
                cache.discard(connection)

    def rows_of(self, ids: Sequence[str]) -> tuple[Mapping[str, object], ...]:
        """The rows of some documents, claims and judgements, each with its link in the chain."""
        with reading(self._engine) as connection:
            return tuple(links(Reader(connection), ids))

    def head(self) -> str:
        """The chain of the last row: noted down elsewhere, it later proves that nothing before it was changed."""
        with reading(self._engine) as connection:
            return head(connection)[1]

    def passed(self, head_then: str) -> bool:
        """Whether this ledger once had that head: then, where `verify` passes, all that it held at that time is in it still."""
        with reading(self._engine) as connection:
            return had_head(connection, head_then)

    def days(self) -> tuple[str, ...]:
        """The days (UTC, ISO 8601) on which rows were recorded, ascending: those on which figures can have changed."""
        with reading(self._engine) as connection:
            return Reader(connection).days()

    def position(self) -> int:
        """The number of the last row."""
        with reading(self._engine) as connection:
            return head(connection)[0]

    # Writing

    def add(
        self, document: Document, data: bytes, record: Record, *, recorded_at: str, issues: Iterable[Issue] = (),
        further: Iterable[Claim] = (), method: str = "model:own",
    ) -> Added:  # fmt: skip
        """Adds a report with what `method` read in it, in one transaction; one that is there already is left as it stands.

        `data` are the bytes that it was read from; `further` are claims for which a record has no place. EvidenceError where a quote is
        not in the text or the bytes are not the document's; nothing is added then.
        """
        with self._writing() as connection:
            return add(connection, Entry(document, data, record, tuple(issues), tuple(further), method), moment(recorded_at), self._memory)

    def note(self, issues: Iterable[Issue], *, recorded_at: str) -> int:
        """Adds issues of inputs that gave no document; how many were new."""
        with self._writing() as connection:
            return note(connection, issues, moment(recorded_at))

    # Connections

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """The rows within one transaction, and the cache brought up to the last of them: for questions that have a module of their own."""
        with self._cached() as connection:
            yield Reader(connection)

    @contextmanager
    def _cached(self) -> Iterator[Connection]:
        """A reading transaction with the cache brought up to the last row."""
        with reading(self._engine) as connection:
            if cache.is_current(connection):
                yield connection
                return
        refreshing = writing(self._engine) if self._until is None else reading(self._engine)
        with refreshing as connection:
            if not cache.is_current(connection):  # another reader may have been quicker
                cache.refresh(connection)
        with reading(self._engine) as connection:
            yield connection

    @contextmanager
    def _writing(self, durable: bool = False) -> Iterator[Connection]:
        if self._until is not None:
            raise LedgerError(f"this is the ledger as of {self._until}: it can be read, not written")
        with writing(self._engine, durable) as connection:
            yield connection
