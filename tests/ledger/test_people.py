"""What people decide: merged, split, corrected, taken back; nothing is lost and ids survive."""

import pytest

from picketline.ledger import Query
from picketline.model.errors import LedgerError, UserError

DAY = "2024-06-01T00:00:00Z"


def everything(ledger):
    return list(ledger.disputes(Query(order="id")))


def test_a_merge_joins_two_disputes_and_both_ids_lead_to_it(filled) -> None:
    """The id of the first report names what was joined; the other redirects."""
    strike, other = (next(filled.disputes(Query(employer=name))) for name in ("harwick", "tolland"))
    filled.merge(other.id, strike.id, by="Ann", note="one conflict", recorded_at=DAY)
    joined = filled.dispute(other.id)
    assert joined.id == strike.id == filled.current_id(strike.id)
    assert joined.subjects == strike.subjects + other.subjects


def test_merge_then_undo_is_the_identity(filled) -> None:
    """After the undo every dispute is what it was, to the last claim."""
    before = everything(filled)
    decision = filled.merge(before[0].id, before[1].id, by="Ann", recorded_at=DAY)
    assert len(everything(filled)) == 1
    filled.undo(decision.id, by="Ann", recorded_at=DAY)
    assert everything(filled) == before


def test_split_then_merge_is_the_identity(filled, story) -> None:
    """What was split and joined again is what it was."""
    before = everything(filled)
    dispute = next(filled.disputes(Query(employer="harwick")))
    filled.split(dispute.id, [story[1].document.id], by="Ann", recorded_at=DAY)
    parts = [one.id for one in filled.disputes(Query(employer="harwick"))]
    assert len(parts) == 2
    filled.merge(*parts, by="Ann", recorded_at=DAY)
    assert everything(filled) == before


def test_after_a_split_the_larger_part_keeps_the_id(filled, story) -> None:
    """Even where the first report, which gave the id, went with the smaller part; that one gets an id of its own, which leads to it."""
    dispute = next(filled.disputes(Query(employer="harwick")))
    filled.split(dispute.id, [story[0].document.id], by="Ann", recorded_at=DAY)
    assert filled.dispute(dispute.id).documents() == (story[1].document.id, story[2].document.id)
    apart = next(one for one in filled.disputes(Query(employer="harwick")) if one.id != dispute.id)
    assert apart.documents() == (story[0].document.id,)
    decision = filled.history(dispute.id)[-1]
    filled.undo(decision.id, by="Ann", recorded_at=DAY)
    assert filled.current_id(apart.id) == dispute.id


def test_an_undo_can_be_taken_back(filled) -> None:
    """Merge, undo, undo of the undo: merged."""
    one, two = (dispute.id for dispute in everything(filled))
    merged = filled.merge(one, two, by="Ann", recorded_at=DAY)
    undone = filled.undo(merged.id, by="Bo", recorded_at=DAY)
    filled.undo(undone.id, by="Ann", recorded_at=DAY)
    assert filled.count() == 1
    with pytest.raises(UserError, match="taken back already"):
        filled.undo(undone.id, by="Ann", recorded_at=DAY)


def test_the_history_tells_who_decided_what_when(filled) -> None:
    """Oldest first, with the note, and whether it still stands; decisions on other disputes do not appear."""
    strike, other = (next(filled.disputes(Query(employer=name))) for name in ("harwick", "tolland"))
    claim = strike.choice("workers_involved").claim
    rejected = filled.correct(claim.id, "reject", by="Ann", note="misread", recorded_at="2024-06-01T08:00:00Z")
    filled.undo(rejected.id, by="Bo", recorded_at="2024-06-01T09:00:00Z")
    filled.correct(other.claims[0].id, "accept", by="Bo", recorded_at="2024-06-01T10:00:00Z")
    told = [(d.kind, d.by, d.note, d.standing, d.undoes) for d in filled.history(strike.id)]
    assert told == [("reject", "Ann", "misread", False, None), ("undo", "Bo", "", True, rejected.id)]


def test_decisions_at_one_moment_keep_their_order(filled) -> None:
    """A clock that stands, or goes back, does not turn the order of decisions: the later word wins."""
    claim = next(filled.disputes(Query(employer="harwick"))).choice("workers_involved").claim
    for verdict in ("reject", "accept"):
        filled.correct(claim.id, verdict, by="Ann", recorded_at=DAY)
    filled.correct(claim.id, "replace", by="Ann", value={"value": 1}, recorded_at="1970-01-01T00:00:00Z")
    assert next(filled.disputes(Query(employer="harwick"))).choice("workers_involved").claim.value == {"value": 1}
    assert [d.kind for d in filled.history()] == ["reject", "accept", "replace"]


def test_what_cannot_be_decided_is_refused(filled, story) -> None:
    """A dispute with itself, all of its reports, a report of another, a replacement without a value."""
    strike, other = (next(filled.disputes(Query(employer=name))) for name in ("harwick", "tolland"))
    with pytest.raises(UserError, match="one dispute already"):
        filled.merge(strike.id, strike.id, by="Ann", recorded_at=DAY)
    with pytest.raises(UserError, match="not all"):
        filled.split(strike.id, strike.documents(), by="Ann", recorded_at=DAY)
    with pytest.raises(UserError, match="has no report"):
        filled.split(strike.id, other.documents(), by="Ann", recorded_at=DAY)
    with pytest.raises(UserError, match="needs a value"):
        filled.correct(strike.claims[0].id, "replace", by="Ann", recorded_at=DAY)


def test_as_of_a_day_the_ledger_is_as_it_was_known(ledger, story) -> None:
    """Reports and decisions that came later are not seen; ids and values are those of then."""
    first, second, third, _ = story
    first.into(ledger, "2024-01-01T00:00:00Z")
    then = everything(ledger)
    second.into(ledger, "2024-02-01T00:00:00Z")
    ledger.correct(then[0].claims[0].id, "reject", by="Ann", recorded_at="2024-02-02T00:00:00Z")
    third.into(ledger, "2024-03-01T00:00:00Z")
    with ledger.as_of("2024-01-31") as past:
        assert everything(past) == then
        assert [document.id for document in past.documents()] == [first.document.id]
        assert past.count(Query(text="resumed")) == 0
        assert list(past.verify()) == []
    with ledger.as_of("2024-02-15") as past:
        assert past.summaries()[0].reports == 2
        assert past.summaries()[0].status == "ongoing"
    assert ledger.summaries()[0].status == "ended"


def test_the_past_cannot_be_written(filled) -> None:
    """A decision on the ledger of a past day is refused."""
    with filled.as_of("2024-05-01") as past, pytest.raises(LedgerError, match="read, not written"):
        past.note([], recorded_at=DAY)
    with pytest.raises(UserError, match="no moment"):
        filled.as_of("last week")
