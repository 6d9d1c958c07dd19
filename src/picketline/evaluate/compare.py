"""Counts what one document's predicted record gets right."""

from __future__ import annotations

from collections.abc import Iterator

from picketline.evaluate.alignment import align
from picketline.evaluate.credits import ONES, SETS, Told, argument_credits, arguments, event_credit, number_credit
from picketline.evaluate.gold import Coded, Gold
from picketline.evaluate.tallies import Count, Tally, merge, whole
from picketline.model.record import Record, Reported

_NOTHING = Reported("")


def tally(gold: Gold, predicted: Record | None) -> Tally:
    """The counts of one document by slot, and those of its disputes under `dispute`."""
    coded = gold.disputes if gold.relevant else ()
    reported = predicted.disputes if predicted is not None and predicted.relevant else ()
    pairs = align(coded, reported, lambda a, b: whole(compare(a, b)).credit)
    rows = [compare(coded[i], reported[j]) for i, j, _ in pairs]
    met, used = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    rows += [compare(dispute, _NOTHING) for i, dispute in enumerate(coded) if i not in met]
    rows += [compare(Coded(_NOTHING), dispute) for j, dispute in enumerate(reported) if j not in used]
    return {"dispute": Count(len(pairs), len(coded), len(reported)), **merge(rows)}


def compare(gold: Coded, predicted: Reported) -> Tally:
    """The counts of one dispute against another, by slot."""
    return dict([*_sets(gold, predicted), _countries(gold, predicted), *_ones(gold, predicted), *_events(gold, predicted)])


def _sets(gold: Coded, predicted: Reported) -> Iterator[tuple[str, Count]]:
    for slot, credit in SETS.items():
        left, right = getattr(gold.reported, slot), getattr(predicted, slot)
        yield slot, Count(sum(c for *_, c in align(left, right, credit)), len(left), len(right))


def _countries(gold: Coded, predicted: Reported) -> tuple[str, Count]:
    left, right = ({place.country for place in reported.places if place.country} for reported in (gold.reported, predicted))
    return "country", Count(len(left & right), len(left), len(right))


def _ones(gold: Coded, predicted: Reported) -> Iterator[tuple[str, Count]]:
    for slot, credit in ONES.items():
        left, right = getattr(gold.reported, slot), getattr(predicted, slot)
        both = credit(left, right, gold.accepted.get(slot, ())) if left and right else 0.0
        yield slot, Count(both, int(left is not None), int(right is not None))
    coded, number = gold.reported.workers_involved, predicted.workers_involved
    yield (
        "workers_involved",
        Count(number_credit(coded, number) if coded and number else 0.0, int(coded is not None), int(number is not None)),
    )


def _events(gold: Coded, predicted: Reported) -> Iterator[tuple[str, Count]]:
    left = [Told(event, gold.reported, gold.accepted.get(f"events/{i}", ())) for i, event in enumerate(gold.reported.events)]
    right = [Told(event, predicted) for event in predicted.events]
    pairs = align(left, right, event_credit)
    yield "event", Count(len(pairs), len(left), len(right))
    counts = [{slot: Count(gold=1) for slot in arguments(told.event)} for told in left]
    counts += [{slot: Count(predicted=1) for slot in arguments(told.event)} for told in right]
    counts += [{slot: Count(c) for slot, c in argument_credits(left[i], right[j]).items()} for i, j, _ in pairs]
    yield from merge(counts).items()
