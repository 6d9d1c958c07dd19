"""The same rows make the same disputes, in whatever order they come, and the cache never says otherwise."""

import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from picketline.ledger import Ledger, Query
from picketline.ledger.assemble import assemble
from picketline.model import Judgement

EMPLOYERS = ("Harwick Quays", "Tolland Mill", "Ombury Foundry")


def reports(tell: Callable, numbers: list[int]):  # type: ignore[type-arg]
    """Reports of a few strikes, told apart by their number."""
    for number in numbers:
        employer, day, published = EMPLOYERS[number % 3], 1 + number % 2, 3 + number % 5
        text = f"{employer} crews struck on {day} March 1987, {100 + number} of them. Item {number}."
        yield tell(
            text, f"1987-03-0{published}", employers=employer, started=(f"1987-03-0{day}", f"{day} March 1987"),
            people=(100 + number, str(100 + number)), events=[("action_started", f"1987-03-0{day}", f"struck on {day} March 1987")],
        )  # fmt: skip


def state(ledger: Ledger):
    return list(ledger.disputes(Query(order="id")))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.lists(st.integers(0, 11), min_size=2, max_size=7, unique=True), seed=st.randoms(use_true_random=False))
def test_any_order_of_adding_gives_the_same_disputes(tell, numbers, seed) -> None:
    """Ids, values, rivals and rules do not depend on which report came first."""
    told = list(reports(tell, numbers))
    shuffled = told[:]
    seed.shuffle(shuffled)
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "a.db") as one, Ledger.open(Path(folder) / "b.db") as two:
        for report in told:
            report.into(one, "2024-01-01T00:00:00Z")
        for report in shuffled:
            report.into(two, "2025-01-01T00:00:00Z")
        assert state(one) == state(two)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_cache_is_what_all_rows_assemble_to(tell, data) -> None:
    """After any mixture of adding and deciding, what is read equals a fresh assembly of all rows in any order."""
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "a.db") as ledger:
        for report in reports(tell, data.draw(st.lists(st.integers(0, 11), min_size=3, max_size=6, unique=True))):
            report.into(ledger)
        for _ in range(data.draw(st.integers(1, 5))):
            _act(ledger, data)
        rows = [list(ledger.claims()), list(ledger.judgements()), list(ledger.corrections())]
        for row in rows:
            random.Random(data.draw(st.integers(0, 9))).shuffle(row)
        fresh = assemble(*rows, ledger.sources())
        assert state(ledger) == sorted(fresh.disputes, key=lambda dispute: dispute.id)
        assert all(ledger.current_id(handle) == now for handle, now in fresh.handles.items())
        assert list(ledger.verify()) == []


def _act(ledger: Ledger, data: st.DataObject) -> None:
    ids, at = [dispute.id for dispute in ledger.summaries(Query(order="id"))], "2024-06-01T00:00:00Z"
    dispute = ledger.dispute(data.draw(st.sampled_from(ids)))
    deed = data.draw(st.sampled_from(["merge", "split", "names", "reject", "replace", "undo"]))
    others = [other for other in ids if other != dispute.id]
    standing = [decision.id for decision in ledger.history() if decision.standing]
    if deed == "merge" and others:
        ledger.merge(dispute.id, data.draw(st.sampled_from(others)), by="Ann", recorded_at=at)
    elif deed == "split" and len(dispute.subjects) > 1:
        part = data.draw(st.lists(st.sampled_from(dispute.subjects), min_size=1, max_size=len(dispute.subjects) - 1, unique=True))
        ledger.split(dispute.id, part, by="Ann", recorded_at=at)
    elif deed == "names" and len(called := sorted({claim.value["value"] for claim in ledger.claims() if claim.property == "employer"})) > 1:
        one, other = data.draw(st.lists(st.sampled_from(called), min_size=2, max_size=2, unique=True))
        ledger.judge_names(one, other, same=data.draw(st.booleans()), by="Ann", recorded_at=at)
    elif deed == "undo" and standing:
        ledger.undo(data.draw(st.sampled_from(standing)), by="Bo", recorded_at=at)
    elif deed in ("reject", "replace") and dispute.claims:
        claim = data.draw(st.sampled_from(dispute.claims))
        ledger.correct(claim.id, deed, by="Ann", recorded_at=at, value=dict(claim.value) if deed == "replace" else None)


def test_a_copy_is_no_independent_source(filled, story) -> None:
    """A report judged a copy of another counts with it: three reports, two sources."""
    one, two = sorted((story[0].document.id, story[1].document.id))
    filled.judge([Judgement("document", one, two, True, "person:Ann")], recorded_at="2024-06-01")
    summary = filled.summaries(Query(employer="harwick"))[0]
    assert (summary.reports, summary.sources) == (3, 2)
    assert filled.sources()[story[1].document.id].copy_of == story[0].document.id
