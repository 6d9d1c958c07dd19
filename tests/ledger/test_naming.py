"""What people say of names: which are one organisation's."""

import pytest

from picketline.ledger import Query
from picketline.model.errors import UserError

DAY = "2024-06-01T00:00:00Z"
LATIN, CYRILLIC = "Harvik Port", "Харвик Порт"


def strike(tell, employer, published, more=""):
    """A report of a strike of 500 dockers in Ashby from 2 March 1987."""
    text = f"Some 500 dockers of {employer} in Ashby struck over pay on 2 March 1987.{more}"
    return tell(
        text, published, employers=employer, workers="dockers", places=("Ashby", "Ashby", {"country": "GB"}), forms=("strike", "struck"),
        started=("1987-03-02", "2 March 1987"), demands="pay", people=(500, "500"), industry=("H", "dockers"),
    )  # fmt: skip


@pytest.fixture
def two(ledger, tell):
    """A ledger with one strike told under names in two scripts."""
    for told in (strike(tell, LATIN, "1987-03-03"), strike(tell, CYRILLIC, "1987-03-04")):
        told.into(ledger)
    return ledger


def disputes(ledger):
    return list(ledger.disputes(Query(order="id")))


def test_names_in_two_scripts_are_offered_and_never_joined_by_a_machine(two) -> None:
    """The two reports stay two disputes; the names are what a person should look at."""
    assert len(disputes(two)) == 2
    assert [(found.left, found.right) for found in two.name_candidates()] == [(LATIN, CYRILLIC)]


def test_a_person_joins_the_names_and_with_them_the_reports(two, tell) -> None:
    """Reports that are there are compared again, and so are those that come later; `why` and the history tell of it."""
    decision = two.judge_names(CYRILLIC, LATIN, same=True, by="Ann", recorded_at=DAY)
    (joined,) = disputes(two)
    assert decision.kind == "same name"
    assert two.name_candidates() == ()
    grounds = two.why(joined.id, joined.documents()[1])
    assert f"Ann said that {LATIN} and {CYRILLIC} are one organisation" in grounds[0].sentence()
    assert [one.id for one in two.history(joined.id)] == [decision.id]
    strike(tell, CYRILLIC, "1987-03-05", " The port is still.").into(two)
    assert len(disputes(two)) == 1
    assert list(two.verify()) == []


def test_joined_names_are_one_employer_of_the_dispute(two) -> None:
    """The dispute names its employer once, in the form of the first report, whichever report says it; taken back, twice."""
    decision = two.judge_names(LATIN, CYRILLIC, same=True, by="Ann", recorded_at=DAY)
    (joined,) = disputes(two)
    assert joined.all("employer") == (LATIN,)
    assert list(two.verify()) == []
    two.undo(decision.id, by="Bo", recorded_at=DAY)
    one, other = disputes(two)
    two.merge(one.id, other.id, by="Bo", recorded_at=DAY)
    assert sorted(disputes(two)[0].all("employer")) == sorted((LATIN, CYRILLIC))
    two.judge_names(LATIN, CYRILLIC, same=True, by="Ann", recorded_at=DAY)
    assert disputes(two)[0].all("employer") == (LATIN,)
    assert two.summaries()[0].employers == (LATIN,)


def test_a_word_on_names_can_be_taken_back(two) -> None:
    """Undone, every dispute is what it was, and the names are offered again; the undo undone, they are joined."""
    before = disputes(two)
    decision = two.judge_names(LATIN, CYRILLIC, same=True, by="Ann", recorded_at=DAY)
    undone = two.undo(decision.id, by="Bo", recorded_at=DAY)
    assert disputes(two) == before
    assert len(two.name_candidates()) == 1
    two.undo(undone.id, by="Ann", recorded_at=DAY)
    assert len(disputes(two)) == 1


def test_a_person_tells_two_names_apart(ledger, tell) -> None:
    """Reports that only those names joined are two disputes, however alike day and place are, and one again when that is taken back."""
    for told in (strike(tell, "Harwick Quays", "1987-03-03"), strike(tell, "Harwick Quays North", "1987-03-04")):
        told.into(ledger)
    (joined,) = disputes(ledger)
    decision = ledger.judge_names("Harwick Quays", "Harwick Quays North", same=False, by="Ann", recorded_at=DAY)
    assert decision.kind == "other name"
    assert sorted(one.all("employer") for one in disputes(ledger)) == [("Harwick Quays",), ("Harwick Quays North",)]
    ledger.undo(decision.id, by="Ann", recorded_at=DAY)
    assert disputes(ledger) == [joined]


def test_names_in_two_scripts_that_a_person_tells_apart_join_nothing(two) -> None:
    """The rule across scripts gives way to the person's word, not to the likeness of all else."""
    two.judge_names(LATIN, CYRILLIC, same=False, by="Ann", recorded_at=DAY)
    assert len(disputes(two)) == 2
    assert two.name_candidates() == ()


def test_a_name_that_no_report_has_is_refused(two) -> None:
    """The message says where the names are."""
    with pytest.raises(UserError, match="no report has an employer or union called 'Nowhere'"):
        two.judge_names(LATIN, "Nowhere", same=True, by="Ann", recorded_at=DAY)
    with pytest.raises(UserError, match="give two"):
        two.judge_names(LATIN, LATIN, same=True, by="Ann", recorded_at=DAY)
