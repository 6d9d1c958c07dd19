"""The scopes of coded disputes, and what splits a report into them."""

from __future__ import annotations

from collections.abc import Iterable

from examples import Example

from picketline.extract.page import Page, Scope
from picketline.model.record import Reported


def gold_scopes(example: Example) -> tuple[Scope, ...]:
    """For each coded dispute the sentences that serve it: those of its evidence, and between and behind them those of no other."""
    page, disputes = example.page, example.gold.disputes
    if len(disputes) < 2:
        return tuple(page.everything() for _ in disputes)
    served = [evidenced(page, dispute) for dispute in disputes]
    taken = sorted(set().union(*served))
    scopes = []
    for own in served:
        scope = set(own)
        for number in range(len(page.reading.sentences)):
            before = [s for s in taken if s <= number]
            if number not in taken and before and before[-1] in own:
                scope.add(number)
        scopes.append(tuple(sorted(scope)))
    return tuple(scopes)


def evidenced(page: Page, dispute: Reported) -> set[int]:
    """The sentences that a dispute's evidence stands in, the report's title apart."""
    spans = [span for _, value in dispute.values() for span in value.evidence]
    spans += [span for event in dispute.events for span in event.evidence]
    spans += dispute.workers_involved.evidence if dispute.workers_involved else ()
    return sentences_of(page, ((span.start, span.end) for span in spans))


def sentences_of(page: Page, ranges: Iterable[tuple[int, int]]) -> set[int]:
    """The sentences in which the ranges begin."""
    return {page.reading.sentence_at(start) for start, _ in ranges}
