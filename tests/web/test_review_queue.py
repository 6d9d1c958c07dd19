"""What comes first in the queue, and why."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.small import reports

from picketline.ledger import Ledger, Query
from picketline.model import Quantity
from picketline.web.queue import Queue, Ranking, queue

AT = "2025-03-10T00:00:00Z"


@pytest.fixture
def ledger(tmp_path) -> Iterator[Ledger]:
    """An empty one."""
    with Ledger.open(tmp_path / "queue.db") as opened:
        yield opened


BALTMAR, BAKERS = 0, 2


def add(ledger: Ledger, which: int = BAKERS, method: str = "model:own", **changes: object) -> str:
    """Adds one of the small reports, with some values of its dispute changed, and gives its id."""
    document, record = list(reports())[which]
    changed = replace(record, disputes=(replace(record.disputes[0], **changes),))  # type: ignore[arg-type]
    return ledger.add(document, document.text.encode(), changed, recorded_at=AT, method=method).document


def people(many: float, confidence: float | None, which: int = BAKERS) -> Quantity:
    return Quantity(many, list(reports())[which][1].disputes[0].employers[0].evidence, confidence=confidence)


def waits(ledger: Ledger, query: Query | None = None) -> Queue:
    return queue(ledger.waiting(query))


def properties(ledger: Ledger) -> list[str]:
    return [ledger.claim(one).property for one in waits(ledger).claims().first()]


def test_a_large_dispute_comes_before_a_small_one(ledger: Ledger) -> None:
    """Of two disputes with equal doubt that with more workers, whatever else is asked of the queue."""
    add(ledger, workers_involved=people(30, 0.5))
    large = add(ledger, BALTMAR, workers_involved=people(3000, 0.5, BALTMAR))
    first = waits(ledger).claims().first(1)[0]
    assert ledger.claim(first).document == large
    numbers = waits(ledger).narrowed(property="workers_involved")
    assert [ledger.claim(one).value["value"] for one in numbers.claims().first()] == [3000, 30]


def test_a_doubtful_claim_comes_before_a_sure_one(ledger: Ledger, tmp_path) -> None:
    """The number that is more likely wrong stands nearer to the front of its dispute."""
    add(ledger, workers_involved=people(30, 0.99))
    with Ledger.open(tmp_path / "unsure.db") as unsure:
        add(unsure, workers_involved=people(30, 0.2))
        assert properties(unsure).index("workers_involved") < properties(ledger).index("workers_involved")


def test_each_decision_moves_the_queue_and_undoing_it_brings_the_claim_back(ledger: Ledger) -> None:
    """What may be wrong is a part of one, falls with each claim that is judged, and is nought where nothing waits."""
    add(ledger, workers_involved=people(30, 0.5))
    before, parts, decision = waits(ledger).claims().first(), [], None
    while left := waits(ledger).claims().first():
        parts.append(waits(ledger).expected_wrong())
        decision = ledger.correct(left[0], "accept", by="ada", recorded_at=AT)
        assert waits(ledger).claims().first() == left[1:]
    assert parts == sorted(parts, reverse=True)
    assert 0 < parts[0] <= 1
    assert waits(ledger).expected_wrong() == 0
    assert decision is not None
    ledger.undo(decision.id, by="ada", recorded_at=AT)
    assert waits(ledger).claims().first() == before[-1:]


def test_where_reports_differ_the_doubt_is_at_least_one_half(full: object) -> None:
    """340 with confidence .9 against the federation's 420: even odds."""
    with Ledger.open(full) as ledger:  # type: ignore[arg-type]
        found = waits(ledger)
        number = next(one for one in found.claims().first() if ledger.claim(one).property == "workers_involved")
    weight = found.weight(number)
    assert weight is not None
    assert weight.doubt == 0.5


def test_what_people_rejected_or_said_and_what_listings_say_does_not_wait(ledger: Ledger) -> None:
    """Nor does anything of an empty ledger."""
    assert not len(waits(ledger))
    document = add(ledger, method="table:bls")
    assert not len(waits(ledger))
    add(ledger, BALTMAR)
    (form,) = waits(ledger).narrowed(property="form").claims().first()
    every = len(waits(ledger))
    ledger.correct(form, "replace", by="ada", recorded_at=AT, value={"value": "lockout"})
    assert len(waits(ledger)) == every - 1
    assert all(ledger.claim(one).document != document for one in waits(ledger).claims().first())


def test_a_merge_makes_one_queue_of_two_disputes_and_a_filter_finds_those_of_its_own(ledger: Ledger) -> None:
    """The same claims wait, of one dispute: agreeing ones once."""
    add(ledger)
    add(ledger, BALTMAR)
    one, other = (dispute.id for dispute in ledger.disputes())
    assert waits(ledger).disputes().ids.size == 2
    assert len(waits(ledger, Query(employer="Baltmar"))) < len(waits(ledger))
    ledger.merge(one, other, by="ada", recorded_at=AT)
    assert waits(ledger).disputes().ids.size == 1
    assert len(waits(ledger, Query(employer="Baltmar"))) == len(waits(ledger))


def test_the_shares_of_all_disputes_add_up_to_one(ledger: Ledger) -> None:
    """Each dispute's part of stoppages, workers and days: of one dispute, and of two."""
    add(ledger)
    assert waits(ledger).wholes.sum() == pytest.approx(1)
    add(ledger, BALTMAR)
    assert waits(ledger).wholes.sum() == pytest.approx(1)


@given(
    st.lists(st.tuples(st.text("abc", min_size=1, max_size=3), st.sampled_from([0.0, 0.5, 1.0])), unique_by=lambda one: one[0], max_size=12)
)
def test_a_ranking_asked_around_one_place_is_the_whole_order(drawn: list[tuple[str, float]]) -> None:
    """First so many, number, before and after are those of the sorted list."""
    ranking = Ranking(np.array([name for name, _ in drawn], dtype="S3"), np.array([key for _, key in drawn]))
    order = [name for name, _ in sorted(drawn, key=lambda one: (-one[1], one[0]))]
    assert ranking.first() == order
    assert ranking.first(2) == order[:2]
    for number, name in enumerate(order):
        place = ranking.place(name)
        assert place is not None
        assert (place.number, place.before, place.after) == (
            number + 1,
            order[number - 1] if number else "",
            (order[number + 1 :] or [""])[0],
        )
    assert ranking.place("x") is None
