"""The ledger followed: what is new and changed as an Atom feed, what is announced as a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from picketline.ledger import Ledger, Query, Source, Step
from picketline.ledger.story import recent, story

Told = tuple[Step, dict[str, Source]]
LATEST = 50
"""How many disputes a part of a feed tells of."""
STEPS = 5
"""How many of a dispute's last steps a feed of many tells."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a feed of many disputes: the last steps of some, the latest first, each with the reports it rests on; `following` is the
    mark from which the next part goes on, None at the end."""

    steps: tuple[Told, ...]
    following: int | None


def latest(ledger: Ledger, query: Query, before: int | None = None, limit: int = LATEST) -> Part:
    """The disputes that a query finds, those that changed last first; `before` is the mark of the part before."""
    found = recent(ledger, query, limit + 1, before)
    steps = ((step, dispute) for _, dispute in found[:limit] for step in story(ledger, dispute, STEPS))
    told = tuple((step, dict(ledger.sources(step.dispute.documents()))) for step, _ in sorted(steps, key=_order, reverse=True))
    return Part(told, found[limit - 1][0] if len(found) > limit else None)


def of_one(ledger: Ledger, dispute: str) -> Iterator[Told]:
    """The last steps of one dispute, the latest first."""
    for step in reversed(story(ledger, dispute)):
        yield step, dict(ledger.sources(step.dispute.documents()))


def _order(told: tuple[Step, str]) -> tuple[str, str]:
    step, dispute = told
    return step.recorded_at, dispute
