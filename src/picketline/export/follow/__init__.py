"""The ledger followed: what is new and changed as an Atom feed, what is announced as a calendar."""

from __future__ import annotations

from collections.abc import Iterator

from picketline.ledger import Ledger, Query, Source, Step
from picketline.ledger.story import recent, story

Told = tuple[Step, dict[str, Source]]
LATEST = 50
"""How many disputes a feed of many tells of, those that changed last."""


def latest(ledger: Ledger, query: Query, limit: int = LATEST) -> Iterator[Told]:
    """The last steps of the disputes that a query finds, the latest first, each with the reports it rests on."""
    steps = sorted(((step, dispute) for dispute in recent(ledger, query, limit) for step in story(ledger, dispute, 5)), key=_order)
    for step, _ in steps[: -limit - 1 : -1]:
        yield step, dict(ledger.sources(step.dispute.documents()))


def of_one(ledger: Ledger, dispute: str) -> Iterator[Told]:
    """The last steps of one dispute, the latest first."""
    for step in reversed(story(ledger, dispute)):
        yield step, dict(ledger.sources(step.dispute.documents()))


def _order(told: tuple[Step, str]) -> tuple[str, str]:
    step, dispute = told
    return step.recorded_at, dispute
