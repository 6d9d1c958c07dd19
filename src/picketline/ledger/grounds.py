"""Why a report belongs to a dispute, or does not: the judgements between it and the dispute's other reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from picketline.ledger.read import Reader
from picketline.model import Dispute, Judgement
from picketline.resolve.standing import standing


@dataclass(frozen=True, slots=True)
class Grounds:
    """`judgements` lie between a report's `subject` and other reports of the dispute, people's first, then the likest; `belongs` says
    whether the report is part of the dispute."""

    subject: str
    belongs: bool
    judgements: tuple[Judgement, ...]

    def sentence(self) -> str:
        """The grounds in one sentence."""
        if not self.judgements:
            return "it is the only report of its dispute" if self.belongs else "nobody, person or machine, has compared the two"
        first = self.judgements[0]
        who = f"{first.method.removeprefix('person:')} said so" if first.by_person() else f"score {first.score:.2f}"
        return f"{first.reason or ('the same' if first.same else 'not the same')} ({who})"

    def other(self, judgement: Judgement) -> str:
        """The side of a judgement that is not the report."""
        return judgement.right if judgement.left == self.subject else judgement.left


def grounds(reader: Reader, dispute: Dispute, subjects: Sequence[str]) -> tuple[Grounds, ...]:
    """The grounds of each of the subjects."""
    found = standing(reader.judgements(list(subjects), "dispute"))
    ours = set(dispute.subjects)
    return tuple(Grounds(subject, subject in ours, _between(found, subject, ours)) for subject in subjects)


def _between(found: Sequence[Judgement], subject: str, ours: set[str]) -> tuple[Judgement, ...]:
    touching = [j for j in found if (j.left == subject and j.right in ours) or (j.right == subject and j.left in ours)]
    people = sorted((j for j in touching if j.by_person()), key=lambda j: (j.recorded_at, j.id), reverse=True)
    return (*people, *sorted((j for j in touching if not j.by_person()), key=lambda j: (-j.score, j.id)))
