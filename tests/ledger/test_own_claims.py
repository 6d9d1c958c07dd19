"""What people add of their own, accept in one go, and find nearby."""

import pytest

from picketline.ledger import Ledger, Query
from picketline.model import Claim, Span
from picketline.model.errors import EvidenceError, UserError

DAY = "2024-06-01T00:00:00Z"


def everything(ledger: Ledger) -> list:
    return list(ledger.disputes(Query(order="id")))


def own(ledger: Ledger, words: str, name: str = "demand", value: str = "pay", place: str = "d1") -> Claim:
    """Ann's claim about the first report that has the words."""
    document = next(document for document in ledger.documents() if words in document.text)
    at = document.text.index(words)
    span = Span.of(document.text, at, at + len(words))
    return Claim(document.id, f"{document.id}#{place}", name, {"value": value}, (span,), method="person:Ann")


def test_a_claim_that_a_person_adds_stands_until_they_take_it_back(filled: Ledger) -> None:
    """It is part of the dispute with its words; after undo the ledger says what it said before; and it can be added again."""
    before = everything(filled)
    claim = own(filled, "Harwick")
    added = filled.state(claim, recorded_at=DAY)
    assert added.kind == "add"
    assert claim in next(filled.disputes(Query(employer="harwick"))).claims
    with pytest.raises(UserError, match="already"):
        filled.state(claim, recorded_at=DAY)
    filled.undo(added.id, by="Ann", recorded_at=DAY)
    assert everything(filled) == before
    filled.state(claim, recorded_at=DAY)
    assert claim in next(filled.disputes(Query(employer="harwick"))).claims
    assert not list(filled.verify())


def test_a_claim_about_a_dispute_that_nobody_read_makes_one(filled: Ledger) -> None:
    """A place in the report that has no claims yet is a dispute of its own, until it is taken back."""
    before = filled.count()
    added = filled.state(own(filled, "Harwick", "employer", "Harwick", "own1"), recorded_at=DAY)
    assert filled.count() == before + 1
    filled.undo(added.id, by="Ann", recorded_at=DAY)
    assert filled.count() == before


def test_words_that_the_report_does_not_have_are_no_evidence(filled: Ledger) -> None:
    """The quote is compared with the text at its place; nothing is stored otherwise."""
    claim = own(filled, "Harwick")
    false = Claim(claim.document, claim.subject, "demand", claim.value, (Span(0, 5, "zebra"),), method="person:Ann")
    with pytest.raises(EvidenceError):
        filled.state(false, recorded_at=DAY)
    assert not filled.history()


def test_many_claims_are_accepted_and_taken_back_as_one(filled: Ledger) -> None:
    """One decision with a row a claim; undo takes back them all."""
    ids = [claim.id for claim in filled.claims()]
    decision = filled.accept([*ids, ids[0]], by="Ann", recorded_at=DAY)
    assert len(filled.corrections()) == len(ids)
    filled.undo(decision.id, by="Ann", recorded_at=DAY)
    assert not [one for one in filled.history() if one.standing and one.kind == "accept"]
    with pytest.raises(UserError):
        filled.accept([], by="Ann", recorded_at=DAY)


def test_the_later_word_of_a_person_chooses(filled: Ledger) -> None:
    """Two rival starts, both accepted: the one that was accepted last stands."""
    dispute = next(one for one in filled.disputes() if any(c.rivals for choices in one.chosen.values() for c in choices))
    name, choice = next((n, c) for n, choices in dispute.chosen.items() for c in choices if c.rivals and n != "event")
    for claim in (choice.claim, choice.rivals[0], choice.claim, choice.rivals[0]):
        filled.accept([claim.id], by="Ann", recorded_at=DAY)
        chosen = filled.dispute(dispute.id).choice(name)
        assert chosen is not None
        assert chosen.claim.id == claim.id
        assert chosen.rule == "a person decided"


def test_disputes_that_were_compared_and_kept_apart_are_neighbours(filled: Ledger) -> None:
    """Two parts of a split are each other's neighbours; what was never compared is none."""
    dispute = next(filled.disputes(Query(employer="harwick")))
    filled.split(dispute.id, [dispute.documents()[0]], by="Ann", recorded_at=DAY)
    one, two = filled.disputes(Query(employer="harwick"))
    assert [near.dispute for near in filled.neighbours(one)][:1] == [two.id]
    assert [near.dispute for near in filled.neighbours(two)][:1] == [one.id]


def test_a_report_with_the_same_words_is_similar(filled: Ledger, tell) -> None:  # type: ignore[no-untyped-def]
    """A report that shares most of its words is found, with the part that is shared; others are not."""
    first = next(iter(filled.documents()))
    words = first.text + " " + " ".join(f"word{n} and" for n in range(8))
    near = tell(words, employers=first.text.split()[0]).into(filled)
    found = filled.similar(filled.document(near))
    assert [one.document for one in found] == [first.id] or found[0].document == first.id
    assert 0 < found[0].shared < 1
