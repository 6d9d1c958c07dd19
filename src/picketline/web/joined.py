"""Why the reports of a dispute are one, which might be another's, and which other disputes might be this one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from picketline.export.words import headline
from picketline.ledger import Ledger
from picketline.model import Dispute, Judgement

MOST = 6
"""How many candidates are shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """A report's place in a dispute, and what ties it to the others best; None for the only report."""

    subject: str
    title: str
    reason: Judgement | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another dispute that may be the same, and what was found when the two were compared."""

    dispute: str
    headline: str
    reports: int
    reason: Judgement


@dataclass(frozen=True, slots=True)
class Joining:
    """The parts of a dispute, weakest tie first, and the candidates for a merge, likest first."""

    dispute: str
    parts: tuple[Part, ...]
    candidates: tuple[Candidate, ...]


def joining(ledger: Ledger, found: Dispute) -> Joining:
    """What a person needs to see before they merge or split."""
    return Joining(found.id, tuple(_parts(ledger, found)), tuple(_candidates(ledger, found)))


def _parts(ledger: Ledger, found: Dispute) -> Iterator[Part]:
    ties: dict[str, Judgement] = {}
    inside = set(found.subjects)
    for judgement in ledger.judgements(found.subjects):
        if judgement.kind == "dispute" and judgement.same and {judgement.left, judgement.right} <= inside:
            for subject in (judgement.left, judgement.right):
                if subject not in ties or judgement.score > ties[subject].score:
                    ties[subject] = judgement
    sources = ledger.sources(found.documents())
    for subject in sorted(found.subjects, key=lambda one: (ties[one].score if one in ties else 1.0, one)):
        source = sources[subject.partition("#")[0]]
        yield Part(subject, source.title or source.name, ties.get(subject))


def _candidates(ledger: Ledger, found: Dispute) -> Iterator[Candidate]:
    for near in ledger.neighbours(found)[:MOST]:
        other = ledger.dispute(near.dispute)
        yield Candidate(other.id, headline(other), len(other.documents()), near.judgement)
