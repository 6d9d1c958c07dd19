"""Asks `resolve` whether newly added reports tell of disputes that are there already; the ledger is what it looks them up in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, insert, select

from picketline.ledger.read import Reader, batches
from picketline.ledger.schema import cached_keys
from picketline.model import Claim, Document, Judgement
from picketline.resolve.report import Report, report


def reports_of(claims: Iterable[Claim], document: Document) -> list[Report]:
    """The reports that a document's new claims make."""
    said: dict[str, list[Claim]] = {}
    for claim in claims:
        said.setdefault(claim.subject, []).append(claim)
    outlet = document.via or document.outlet
    return [report(subject, about, document.published, outlet, document.language) for subject, about in said.items()]


class Existing:
    """The reports in the ledger, looked up by blocking keys."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def with_keys(self, keys: Iterable[str]) -> Iterator[Report]:
        """The reports that share a key, by subject."""
        wanted = sorted(set(keys))
        found: set[str] = set()
        for batch in batches(wanted):
            found.update(self._connection.scalars(select(cached_keys.c.subject).where(cached_keys.c.key.in_(batch))))
        yield from self._reports(sorted(found))

    def keep(self, keys: Iterable[tuple[str, str]]) -> None:
        """Notes (key, subject) pairs for reports to come."""
        rows = [{"key": key, "subject": subject} for key, subject in sorted(set(keys))]
        if rows:
            self._connection.execute(insert(cached_keys), rows)

    def _reports(self, subjects: Sequence[str]) -> Iterator[Report]:
        reader = Reader(self._connection)
        said: dict[str, list[Claim]] = {subject: [] for subject in subjects}
        for claim in reader.claims(subjects):
            said[claim.subject].append(claim)
        sources = reader.sources(sorted({subject.split("#", 1)[0] for subject in subjects}))
        for subject, about in said.items():
            source = sources[subject.split("#", 1)[0]]
            yield report(subject, about, source.published, source.via or source.outlet, source.language)


def judgements(connection: Connection, claims: Iterable[Claim], document: Document) -> Iterator[Judgement]:
    """What is the same as what: the document's reports with those that are there; then the keys by which later ones find them are kept."""
    reports, existing = reports_of(claims, document), Existing(connection)
    keys = [(key, one.subject) for one in reports for key in _keys(one)]
    for one in reports:
        for other in existing.with_keys(_keys(one)):
            if other.document != one.document and _compatible(one, other):
                left, right = sorted((one.subject, other.subject))
                yield Judgement("dispute", left, right, True, "model:simple", 0.9, "same employer, dates compatible")
    existing.keep(keys)


def _keys(one: Report) -> set[str]:
    return {form for name in one.employers if name.named for form in name.forms}


def _compatible(one: Report, other: Report) -> bool:
    if one.started is None or other.started is None or one.started.yearless or other.started.yearless:
        return True
    return abs(one.started.first - other.started.first) <= 60
