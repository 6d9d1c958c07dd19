"""What a record becomes as the ledger keeps it."""

import pytest

from picketline.model.claim import claims
from picketline.model.record import Record, Reported, Value
from picketline.model.span import Span


def forms(employer: Value) -> tuple[str, ...]:
    """The forms of the one employer of a record, in its claim."""
    (claim,) = claims(Record("r", True, (Reported("d1", employers=(employer,)),)), "S-1", "model:own")
    return claim.forms


@pytest.mark.parametrize(("confidence", "kept"), [(0.8, ("Brenner Tubes", "Brenner")), (None, ("Brenner Tubes", "Brenner", "company"))])
def test_words_that_stand_for_an_employer_are_no_name_of_it_unless_a_person_says_so(
    confidence: float | None, kept: tuple[str, ...]
) -> None:
    """ "The company" is another one in the next report; a value without a confidence is a person's."""
    assert forms(Value("Brenner Tubes", (Span(0, 13, "Brenner Tubes"),), ("Brenner", "company"), confidence=confidence)) == kept


def test_an_employer_without_a_name_keeps_the_words_for_it() -> None:
    """Small letters are all the name that it has."""
    assert forms(Value("shipowners", (Span(0, 10, "shipowners"),), ("owners",), confidence=0.8)) == ("shipowners", "owners")
