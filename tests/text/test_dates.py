"""Date expressions and what they mean against the document's date."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.model.edtf import bounds
from picketline.text.dates import Found, dates

FRIDAY = "1987-03-13"


def read(text: str, published: str | None = FRIDAY) -> list[tuple[str, str | None, str | None]]:
    """(the words, looking back, looking ahead) of each expression."""
    return [(text[f.start : f.end], f.past, f.future) for f in dates(text, published)]


def only(text: str, published: str | None = FRIDAY) -> Found:
    """The one expression of a text."""
    (found,) = dates(text, published)
    return found


@pytest.mark.parametrize(
    ("words", "past", "future"),
    [
        ("on March 2", "1987-03-02", "1988-03-02"),
        ("on 20th of March", "1986-03-20", "1987-03-20"),
        ("on Dec. 11", "1986-12-11", "1987-12-11"),
        ("on May nine", "1986-05-09", "1987-05-09"),
        ("on Monday", "1987-03-09", "1987-03-16"),
        ("on Friday", "1987-03-13", "1987-03-20"),
        ("in the autumn", "1986-23", "1987-23"),
    ],
)
def test_a_date_without_year_may_look_back_or_ahead(words: str, past: str, future: str) -> None:
    """Which of the two is meant is left to the verb; both lie at the document's date or nearest to it."""
    found = only(f"Bakers at the mill stop work {words}.")
    assert (found.past, found.future) == (past, future)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("yesterday", "1987-03-12"),
        ("tonight", "1987-03-13"),
        ("last Friday", "1987-03-06"),
        ("two days ago", "1987-03-11"),
        ("three weeks ago", "1987-02-20~"),
        ("last week", "[1987-03-02..1987-03-08]"),
        ("next week", "[1987-03-16..1987-03-22]"),
        ("last month", "1987-02"),
        ("this spring", "1987-21"),
        ("in October 1985", "1985-10"),
        ("on 4 July 1986", "1986-07-04"),
        ("since 1984", "1984"),
        ("on 1986-11-30", "1986-11-30"),
    ],
)
def test_words_that_settle_the_time_have_one_value(words: str, value: str) -> None:
    """Relative words are counted from the document's date; weeks begin on Monday."""
    found = only(f"The bakers met {words}, they said.")
    assert (found.past, found.future) == (value, value)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a strike now in its third week", "1987-02-27~"),
        ("a month-old strike", "1987-02~"),
        ("a 20-day-old strike", "1987-02-21~"),
        ("on strike for more than 50 days", "1987-01-22~"),
        ("on the third day of the strike", "1987-03-11"),
    ],
)
def test_durations_are_counted_back_from_the_document(words: str, value: str) -> None:
    """What has lasted three weeks began about three weeks before the report."""
    assert [f.past for f in dates(words, FRIDAY)] == [value]


def test_a_year_is_never_guessed_without_a_document_date() -> None:
    """The words give the day alone, so the value does too; what only a base could resolve is left out."""
    assert read("They began on December 11 and met on Monday, two weeks ago.", None) == [("December 11", "XXXX-12-11", "XXXX-12-11")]


def test_a_month_as_base_is_no_day() -> None:
    """A document dated by its month alone does not resolve "yesterday"."""
    assert read("They walked out yesterday.", "1987-03") == []


def test_verbs_and_numbers_are_no_dates() -> None:
    """The verbs "may" and "march", scores and prices do not become months and years."""
    assert read("Workers may march past 1900 homes; 2,000 marched. The fall in pay, 5 pct, may follow.") == []


def test_a_weekday_that_introduces_a_date_belongs_to_it() -> None:
    """ "Monday, March 16" is one day, not two expressions."""
    assert read("Talks are set for Monday, March 16.") == [("March 16", "1986-03-16", "1987-03-16")]


def test_the_next_day_follows_the_day_named_before() -> None:
    """An expression that counts on from another is resolved from it."""
    assert read("They struck on March 2. The next day police came.")[1] == ("The next day", "1987-03-03", "1988-03-03")


def test_a_range_offers_its_ends_and_the_whole() -> None:
    """ "May 4-7" may mean its first day, its last day or all of it."""
    assert {"1987-05-04", "1987-05-07", "1987-05-04/1987-05-07"} <= {value for value, _ in only("on May 4-7").values()}


def test_impossible_days_are_no_dates() -> None:
    """February 30 has no value."""
    assert read("on February 30, 1987") == []


@given(
    st.text(alphabet=st.sampled_from("0123456789 -,.'\nMayMarchweeklastnextofthe"), max_size=400),
    st.sampled_from([None, FRIDAY, "2004-02-29"]),
)
def test_found_dates_lie_in_the_text_and_can_be_read(text: str, published: str | None) -> None:
    """Whatever the text, spans are in order and apart, and every value is EDTF that the model understands."""
    found = dates(text, published)
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(bounds(value) is not None for f in found for value, _ in f.values())
