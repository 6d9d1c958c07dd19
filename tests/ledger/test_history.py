"""What people decided, read back: of one dispute, and a person's last word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import small

from picketline.ledger import Ledger

DAY = "2025-04-0{}T00:00:00Z"


@pytest.fixture
def reported(tmp_path: Path) -> Iterator[Ledger]:
    """The small ledger: a strike of crane operators, another of bakers."""
    with Ledger.open(small.ledger(tmp_path / "small.db")) as opened:
        yield opened


def test_of_one_dispute_a_decision_has_the_claims_of_that_dispute_and_counts_the_others(reported: Ledger) -> None:
    """All claims are accepted at once; the bakers' history has their own, and of a word on the other dispute nothing."""
    claims = [claim.id for claim in reported.claims()]
    everything = reported.accept(claims, by="ada", recorded_at=DAY.format(1))
    bakers, operators = (reported.disputes_of(document.id)[0] for document in list(reported.documents())[:2])
    reported.correct(
        next(one for one in claims if reported.dispute(operators).claims[0].id == one), "reject", by="bo", recorded_at=DAY.format(2)
    )
    (told,) = reported.history(bakers)
    own = {claim.id for claim in reported.dispute(bakers).claims}
    assert (told.id, told.kind, {row.claim for row in told.corrections}) == (everything.id, "accept", own)
    assert told.elsewhere == len(claims) - len(own)
    reported.undo(everything.id, by="bo", recorded_at=DAY.format(3))
    assert [(one.kind, one.standing) for one in reported.history(bakers)] == [("accept", False), ("undo", True)]


def test_a_last_word_is_the_persons_own_and_stands(reported: Ledger) -> None:
    """Others' words, and those taken back, are passed over; an undo that is itself undone brings the word back."""
    one, two, three, *_ = reported.claims()
    assert reported.last_decision("ada") is None
    first = reported.correct(one.id, "accept", by="ada", recorded_at=DAY.format(1))
    second = reported.correct(two.id, "reject", by="ada", recorded_at=DAY.format(2))
    reported.correct(three.id, "accept", by="bo", recorded_at=DAY.format(3))
    assert reported.last_decision("ada") == second
    undone = reported.undo(second.id, by="bo", recorded_at=DAY.format(4))
    assert reported.last_decision("ada") == first
    reported.undo(undone.id, by="bo", recorded_at=DAY.format(5))
    assert reported.last_decision("ada") == second
