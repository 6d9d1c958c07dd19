"""How a dispute came to say what it says: it is assembled again as it stood after each moment at which rows about it were recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, select

from picketline.ledger.assemble import assemble
from picketline.ledger.cache import read_assembly
from picketline.ledger.find import conditions, members_of
from picketline.ledger.query import Query
from picketline.ledger.read import Reader, batches
from picketline.ledger.rows import claim_of, judgement_of
from picketline.ledger.schema import cached_disputes, cached_events, cached_members, claims, corrections, judgements
from picketline.ledger.source import Source
from picketline.ledger.store import Ledger
from picketline.model import Claim, Correction, Dispute, Judgement

TO_COME = frozenset({"planned", "threatened"})
"""The modalities of what is announced."""
MOST = 20
"""How many of the last steps are told."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The rows about some disputes with the moments of their recording: `claims` uncorrected, decisions with those taken back."""

    claims: tuple[tuple[str, Claim], ...]
    judgements: tuple[tuple[str, Judgement], ...]
    corrections: tuple[Correction, ...]

    def about(self, subjects: Iterable[str]) -> Recorded:
        """The claims about some of the subjects, and the corrections of them."""
        wanted = frozenset(subjects)
        said = tuple((moment, claim) for moment, claim in self.claims if claim.subject in wanted)
        named = {claim.id for _, claim in said}
        return Recorded(said, (), tuple(one for one in self.corrections if one.claim in named))

    def moments(self, subjects: frozenset[str]) -> list[str]:
        """The moments at which something was recorded that can have changed what is said of the subjects, ascending."""
        about = {claim.id for _, claim in self.claims if claim.subject in subjects}
        found = {moment for moment, claim in self.claims if claim.subject in subjects}
        found |= {moment for moment, one in self.judgements if one.kind == "document" or {one.left, one.right} & subjects}
        return sorted(found | {one.recorded_at for one in self.corrections if one.claim in about})


@dataclass(frozen=True, slots=True)
class Step:
    """A dispute as it stood at a moment, what it was before (None where it is new), and the disputes that became part of it then."""

    recorded_at: str
    dispute: Dispute
    before: Dispute | None
    absorbed: tuple[Dispute, ...] = ()


def _recorded(reader: Reader, subjects: Sequence[str]) -> Recorded:
    """The rows about some subjects and those that judgements link to them."""
    linked = sorted(reader.connected(subjects))
    standing = {claim.id for claim in reader.claims(linked)}
    rows = [row for batch in batches(linked) for row in reader.rows(claims, claims.c.subject.in_(batch))]
    said = tuple((str(row["recorded_at"]), claim_of(row)) for row in rows if row["id"] in standing)
    documents = sorted({claim.document for _, claim in said})
    ends = {*linked, *documents}
    judged = {
        row["id"]: (str(row["recorded_at"]), judgement_of(row))
        for batch in batches(sorted(ends))
        for row in reader.rows(judgements, judgements.c.left_id.in_(batch))
        if row["right_id"] in ends
    }
    return Recorded(said, tuple(judged.values()), tuple(reader.corrections(linked)))


def story(ledger: Ledger, dispute_id: str, most: int = MOST) -> tuple[Step, ...]:
    """The last steps of a dispute, oldest first; UserError where there is none."""
    dispute = ledger.dispute(dispute_id)
    with ledger.reader() as reader:
        linked = sorted(reader.connected(dispute.documents(), "document"))
        return steps(_recorded(reader, dispute.subjects), reader.sources(linked), dispute, most)


def recent(ledger: Ledger, query: Query, limit: int, before: int | None = None) -> list[tuple[int, str]]:
    """Disputes that a query finds, those about which something was recorded last first, each with the entry of it: the first so many, or
    the first of those with an entry less than `before`."""
    with ledger.reader() as reader:
        return list(islice(_recent(reader.connection, query, before), limit))


def upcoming(ledger: Ledger, query: Query) -> Iterator[tuple[Dispute, Recorded]]:
    """The disputes that a query finds and of which some report announced an event, with all rows about them."""
    with ledger.reader() as reader:
        wanted = _upcoming(reader.connection, query)
    for batch in batches(wanted):
        among = frozenset(batch)
        with ledger.reader() as reader:
            disputes = [one for one in read_assembly(reader, _whole(reader, batch)).disputes if one.id in among]
            rows = _recorded(reader, [subject for dispute in disputes for subject in dispute.subjects])
        yield from ((dispute, rows.about(dispute.subjects)) for dispute in disputes)


def announced(ledger: Ledger, dispute_id: str) -> tuple[Dispute, Recorded]:
    """One dispute with all rows about it; UserError where there is none."""
    dispute = ledger.dispute(dispute_id)
    with ledger.reader() as reader:
        return dispute, _recorded(reader, dispute.subjects).about(dispute.subjects)


def _whole(reader: Reader, disputes: Sequence[str]) -> list[str]:
    return sorted(reader.connected(members_of(reader.connection, disputes)))


def steps(rows: Recorded, sources: Mapping[str, Source], dispute: Dispute, most: int = MOST) -> tuple[Step, ...]:
    """The last steps of a dispute, oldest first: those at which what it says, or of which reports it is made, changed."""
    subjects = frozenset(dispute.subjects)
    first = min(((moment, claim.subject) for moment, claim in rows.claims if claim.subject in subjects), default=None)
    if first is None:
        return ()
    found: list[Step] = []
    before: tuple[Dispute, ...] = ()
    moments = rows.moments(subjects)
    for moment in moments[-most - 1 :]:
        now = _then(rows, sources, moment)
        one, was = _with(now, first[1]), _with(before, first[1])
        if one and (was is None or one.chosen != was.chosen or one.subjects != was.subjects):
            joined = (old for old in before if old is not was and set(old.subjects) <= set(one.subjects))
            found.append(Step(moment, one, was, tuple(joined)))
        before = now
    shown = found if len(moments) <= most else found[1:]  # the first that was assembled is there for comparison alone
    return tuple(shown[-most:])


def _with(disputes: Iterable[Dispute], subject: str) -> Dispute | None:
    return next((dispute for dispute in disputes if subject in dispute.subjects), None)


def _then(rows: Recorded, sources: Mapping[str, Source], moment: str) -> tuple[Dispute, ...]:
    said = [claim for when, claim in rows.claims if when <= moment]
    judged = [judgement for when, judgement in rows.judgements if when <= moment]
    return assemble(said, judged, [one for one in rows.corrections if one.recorded_at <= moment], sources).disputes


def _recent(connection: Connection, query: Query, before: int | None) -> Iterator[tuple[int, str]]:
    asked = conditions(connection, query)
    found = cached_members.c.dispute.in_(select(cached_disputes.c.id).where(*asked))
    among = [question.where(found) if asked else question for question in touching()]
    rows = (connection.execute(question.execution_options(yield_per=200)) for question in among)
    seen: set[str] = set()
    for dispute, entry in merge(*rows, key=lambda row: -int(row.entry)):
        if dispute not in seen:
            seen.add(dispute)
            if before is None or entry < before:
                yield entry, dispute


def _upcoming(connection: Connection, query: Query) -> list[str]:
    found = select(cached_disputes.c.id).where(*conditions(connection, query))
    claimed = select(cached_members.c.dispute).join(claims, claims.c.subject == cached_members.c.subject)
    said = claimed.where(claims.c.property == "event", claims.c.modality.in_(TO_COME), cached_members.c.dispute.in_(found))
    corrected = select(cached_events.c.dispute).where(cached_events.c.modality.in_(TO_COME), cached_events.c.dispute.in_(found))
    return sorted({*connection.scalars(said), *connection.scalars(corrected)})


def touching(entry: int = 0) -> Iterator[Select[Any]]:
    """The disputes about which something was recorded after an entry, each with the entries of its claims, corrections and judgements,
    the last first."""
    member = cached_members.c.subject
    said = select(cached_members.c.dispute, claims.c.entry).join(claims, claims.c.subject == member)
    yield said.where(claims.c.entry > entry).order_by(claims.c.entry.desc())
    corrected = select(cached_members.c.dispute, corrections.c.entry).join(claims, claims.c.subject == member)
    corrected = corrected.join(corrections, corrections.c.claim == claims.c.id)
    yield corrected.where(corrections.c.entry > entry).order_by(corrections.c.entry.desc())
    for end in (judgements.c.left_id, judgements.c.right_id):
        judged = select(cached_members.c.dispute, judgements.c.entry).join(judgements, end == member)
        yield judged.where(judgements.c.entry > entry).order_by(judgements.c.entry.desc())
