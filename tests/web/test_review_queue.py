"""What comes first in the queue, and why."""

from dataclasses import replace

import pytest
from tests.small import reports

from picketline.ledger import Ledger
from picketline.ledger.assemble import assemble
from picketline.ledger.source import Source
from picketline.model import Claim, Dispute, Quantity, Record, Value, claims
from picketline.web.queue import expected_wrong, queue


def disputes(*records: Record) -> list[Dispute]:
    said = [claim for record in records for claim in claims(record, f"S-{record.document}", "model:own")]
    return list(assemble(said, (), (), {claim.document: Source(claim.document) for claim in said}).disputes)


def bakers(**changes: object) -> Record:
    record = list(reports())[2][1]
    return replace(record, disputes=(replace(record.disputes[0], **changes),))  # type: ignore[arg-type]


def people(many: float, confidence: float | None) -> Quantity:
    return Quantity(many, bakers().disputes[0].employers[0].evidence, confidence=confidence)


def first(found: list[Dispute], judged: frozenset[str] = frozenset()) -> Claim:
    return queue(found, judged)[0].claim


def test_a_large_dispute_comes_before_a_small_one_and_a_doubtful_claim_before_a_sure_one() -> None:
    """Of two disputes with equal doubt that with more workers; of one dispute the number that is more likely wrong."""
    small, large = bakers(workers_involved=people(30, 0.5)), replace(bakers(workers_involved=people(3000, 0.5)), document="large")
    waiting = queue(disputes(small, large), frozenset())
    numbers = [one for one in waiting if one.claim.property == "workers_involved"]
    assert [one.claim.value["value"] for one in numbers] == [3000, 30]
    assert waiting[0].claim.document == "S-large"
    sure, unsure = (queue(disputes(bakers(workers_involved=people(30, sure))), frozenset()) for sure in (0.99, 0.2))
    places = [[one.claim.property for one in waiting].index("workers_involved") for waiting in (sure, unsure)]
    assert places[0] > places[1]


def test_the_sum_of_what_may_be_wrong_is_a_part_of_one_and_falls_with_each_claim_that_is_judged() -> None:
    """It is 0 where nothing waits."""
    found = disputes(bakers(workers_involved=people(30, 0.5)))
    ids, parts = [one.claim.id for one in queue(found, frozenset())], []
    for n in range(len(ids) + 1):
        parts.append(expected_wrong(queue(found, frozenset(ids[:n]))))
    assert parts == sorted(parts, reverse=True)
    assert 0 < parts[0] <= 1
    assert parts[-1] == 0


def test_where_reports_differ_the_doubt_is_at_least_one_half(full: object) -> None:
    """340 with confidence .9 against the federation's 420: even odds."""
    with Ledger.open(full) as ledger:  # type: ignore[arg-type]
        waiting = queue(ledger.disputes(), frozenset())
    number = next(one for one in waiting if one.claim.property == "workers_involved")
    assert number.contested
    assert number.doubt == 0.5


def test_what_is_judged_or_said_by_people_and_tables_does_not_wait() -> None:
    """Nor does anything of an empty ledger."""
    found = disputes(bakers())
    ids = [one.claim.id for one in queue(found, frozenset())]
    assert len(queue(found, frozenset(ids[:2]))) == len(ids) - 2
    said = [claim for record in (bakers(),) for claim in claims(record, "S-1", "table:bls")]
    assert not queue(list(assemble(said, (), (), {"S-1": Source("S-1")}).disputes), frozenset())
    assert not queue([], frozenset())


@pytest.mark.parametrize("size", [1, 3])
def test_the_shares_of_all_disputes_add_up_to_one(size: int) -> None:
    """Each dispute's part of stoppages, workers and days."""
    found = disputes(
        *(replace(bakers(employers=(Value(f"B{n}", bakers().disputes[0].employers[0].evidence),)), document=str(n)) for n in range(size))
    )
    wholes = {one.dispute.id: one.whole for one in queue(found, frozenset())}
    assert sum(wholes.values()) == pytest.approx(1)
