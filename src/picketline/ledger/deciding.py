"""What people decide about a ledger: each decision is one transaction, flushed to the disk before it is acknowledged."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, Engine, func, select

from picketline.ledger import history, naming, people
from picketline.ledger.decisions import Decision
from picketline.ledger.engine import reading
from picketline.ledger.moments import moment
from picketline.ledger.read import Reader, batches
from picketline.ledger.schema import claims
from picketline.model import Claim, Correction, Dispute, Judgement
from picketline.model.decision import Verdict
from picketline.model.errors import UnknownId, UserError
from picketline.resolve import people as said


class Deciding(ABC):
    """The part of a ledger by which people decide."""

    _engine: Engine
    _alike: tuple[int | None, tuple[Judgement, ...]] = (None, ())

    @abstractmethod
    def dispute(self, dispute_id: str) -> Dispute:
        """The dispute that an id leads to."""

    @abstractmethod
    def _writing(self, durable: bool = False) -> AbstractContextManager[Connection]: ...

    def merge(self, keep: str, other: str, *, by: str, recorded_at: str, note: str = "") -> Decision:
        """A person says that two disputes are one. The id is again that of the first report; both ids lead to it."""
        one, two = self.dispute(keep), self.dispute(other)
        if one.id == two.id:
            raise UserError(f"{keep} and {other} are one dispute already")
        with self._deciding(recorded_at) as (connection, at):
            return people.record(connection, list(said.merge((*one.subjects, *two.subjects), by, at, note)), ())

    def split(self, dispute_id: str, reports: Sequence[str], *, by: str, recorded_at: str, note: str = "") -> Decision:
        """A person says that some reports (documents, or `document#place`) tell of another dispute. The larger part keeps the id."""
        dispute = self.dispute(dispute_id)
        part = [subject for subject in dispute.subjects if subject in reports or subject.split("#", 1)[0] in reports]
        unknown = [report for report in reports if not any(report in (subject, subject.split("#", 1)[0]) for subject in part)]
        if unknown:
            raise UserError(f"{dispute.id} has no report {unknown[0]}: its reports are {', '.join(dispute.documents())}")
        rest = [subject for subject in dispute.subjects if subject not in part]
        if not part or not rest:
            raise UserError(f"name some of the {len(dispute.subjects)} reports of {dispute.id}, not {'all' if part else 'none'}")
        with self._deciding(recorded_at) as (connection, at):
            return people.record(connection, list(said.split(part, rest, by, at, note)), ())

    def judge_names(self, one: str, other: str, *, same: bool, by: str, recorded_at: str, note: str = "") -> Decision:
        """A person says that two names of employers or unions are one organisation's, or are not; reports that have them are compared
        again. UserError for a name that no report has."""
        left, right = sorted((one, other))
        with self._deciding(recorded_at) as (connection, at):
            word = Judgement("name", left, right, same, f"person:{by}", reason=note, recorded_at=at)
            return people.record(connection, naming.judged_names(Reader(connection), word), ())

    def name_candidates(self) -> tuple[Judgement, ...]:
        """Names in two scripts that may be one organisation's, of which nobody has decided."""
        with reading(self._engine) as connection:
            reader, told = Reader(connection), connection.scalar(select(func.max(claims.c.entry)))
            if self._alike[0] != told:  # a decision adds no name: between two reports they are compared once
                self._alike = told, tuple(naming.alike(reader))
            return tuple(naming.undecided(reader, self._alike[1]))

    def name_decisions(self) -> tuple[Decision, ...]:
        """What people decided about names, oldest first."""
        with reading(self._engine) as connection:
            reader = Reader(connection)
            names = {name for word in reader.judgements(kind="name") if word.by_person() for name in (word.left, word.right)}
            return tuple(history.decisions(reader, names))

    def judge(self, judgements: Iterable[Judgement], *, recorded_at: str) -> Decision:
        """Adds any judgements of one person as one decision."""
        with self._deciding(recorded_at) as (connection, at):
            return people.record(connection, people.at(judgements, at), ())

    def correct(
        self, claim_id: str, verdict: Verdict, *, by: str, recorded_at: str, note: str = "", value: Mapping[str, object] | None = None
    ) -> Decision:
        """A person accepts, rejects or replaces a claim; the claim stays. `value` is the new content of a replacement."""
        if (verdict == "replace") != (value is not None):
            raise UserError("a replacement needs a value" if value is None else f"{verdict} takes no value")
        with self._deciding(recorded_at) as (connection, at):
            recorded = people.recorded_claim(Reader(connection), claim_id)
            return people.record(connection, (), [Correction(recorded, verdict, by, value, note, at)])

    def accept(self, claim_ids: Sequence[str], *, by: str, recorded_at: str, note: str = "") -> Decision:
        """A person accepts several claims in one decision, which is taken back as one."""
        with self._deciding(recorded_at) as (connection, at):
            return people.record(connection, (), people.accepted(Reader(connection), claim_ids, by, note, at))

    def state(self, claim: Claim, *, recorded_at: str, note: str = "") -> Decision:
        """A person adds a claim of their own (`method` names them); EvidenceError where its quote is not in the report."""
        with self._deciding(recorded_at) as (connection, at):
            return people.state(connection, claim, note, at)

    def undo(self, decision_id: str, *, by: str, recorded_at: str, note: str = "") -> Decision:
        """Takes a decision back, also an undo; UserError where it is unknown or was taken back already."""
        with self._deciding(recorded_at) as (connection, at):
            found = {decision.id: decision for decision in history.decisions(Reader(connection))}.get(decision_id)
            if found is None:
                raise UnknownId(f"there is no decision {decision_id} in this ledger: see  picketline history")
            if not found.standing:
                raise UserError(f"{decision_id} was taken back already")
            return people.record(connection, *people.taken_back(found, by, note, at))

    def history(self, dispute_id: str | None = None) -> tuple[Decision, ...]:
        """What people decided, oldest first: everything, or what concerns one dispute."""
        about = None
        if dispute_id is not None:
            dispute = self.dispute(dispute_id)
            about = self._concerns(dispute.subjects)
        with reading(self._engine) as connection:
            return tuple(history.decisions(Reader(connection), about))

    def last_decision(self, by: str) -> Decision | None:
        """A person's last decision that stands and takes nothing back."""
        with reading(self._engine) as connection:
            return history.last_of(Reader(connection), by)

    def _concerns(self, subjects: Sequence[str]) -> set[str]:
        with reading(self._engine) as connection:
            found = set(subjects)
            for batch in batches(subjects):
                found.update(claim.id for claim in Reader(connection).claims_where(claims.c.subject.in_(batch)))
            return found

    @contextmanager
    def _deciding(self, recorded_at: str) -> Iterator[tuple[Connection, str]]:
        with self._writing(durable=True) as connection:
            yield connection, people.next_moment(connection, moment(recorded_at))
