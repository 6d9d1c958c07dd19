"""Numbers: value, range, bound, approximation and what they count, each from the words that stand around the figure."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.lang import pack
from picketline.text.numbers import Number, numbers

EN = pack("en")


def only(text: str) -> Number:
    found = numbers(text, EN)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,600 dockers", 2600),
        ("380,000 dockers", 380000),
        ("5 000 dockers", 5000),
        ("twelve dockers", 12),
        ("thirty-eight dockers", 38),
        ("four hundred dockers", 400),
        ("two hundred and fifty thousand dockers", 250000),
        ("1.2 mln dockers", 1200000),
        ("1.4m dockers", 1400000),
        ("a million dockers", 1000000),
        ("half a million dockers", 500000),
        ("two dozen dockers", 24),
        ("a dozen dockers", 12),
    ],
)
def test_figures_and_words_are_read_with_their_scale(text: str, value: float) -> None:
    """A number in digits or words, with thousands marks and scale words, is its value, and it counts the dockers."""
    found = only(text)
    assert (found.value, found.unit) == (value, "people")


@pytest.mark.parametrize(
    "text", ["hundreds of dockers", "several dozen dockers", "a few hundred dockers", "no one came", "one of them came"]
)
def test_a_vague_quantity_is_no_number(text: str) -> None:
    """Hundreds, several dozen and the pronoun "one" give no number."""
    assert numbers(text, EN) == ()


@pytest.mark.parametrize(
    ("text", "bound", "approximate", "phrase"),
    [
        ("over 90 bakers left", "min", True, "over 90"),
        ("More than 90 bakers left", "min", True, "More than 90"),
        ("at least 90 bakers left", "min", True, "at least 90"),
        ("90 or more bakers left", "min", True, "90 or more"),
        ("90-plus bakers left", "min", True, "90-plus"),
        ("up to 90 bakers left", "max", True, "up to 90"),
        ("as many as 90 bakers left", "max", True, "as many as 90"),
        ("fewer than 90 bakers left", "max", True, "fewer than 90"),
        ("about 90 bakers left", None, True, "about 90"),
        ("an estimated 90 bakers left", None, True, "an estimated 90"),
        ("90 or so bakers left", None, True, "90 or so"),
        ("up to about 90 bakers left", "max", True, "up to about 90"),
        ("A dozen bakers left", None, True, "A dozen"),
        ("all 90 bakers left", None, False, "90"),
    ],
)
def test_hedges_set_bound_and_approximation(text: str, bound: str | None, approximate: bool, phrase: str) -> None:
    """Hedges directly before or after a figure belong to the number and say what it bounds."""
    found = only(text)
    assert (found.bound, found.approximate, text[found.start : found.end]) == (bound, approximate, phrase)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("400 to 500 bakers", (400, 500)),
        ("400-500 bakers", (400, 500)),
        ("between 400 and 500 bakers", (400, 500)),
        ("1.2 to 1.5 million bakers", (1200000, 1500000)),
        ("two or three bakers", (2, 3)),
    ],
)
def test_a_range_is_one_number_with_two_ends(text: str, ends: tuple[float, float]) -> None:
    """A range gives its lower end as value and its upper end as maximum; the scale of the upper end serves both."""
    found = only(text)
    assert (found.value, found.maximum) == ends


def test_a_change_or_a_pair_is_no_range() -> None:
    """ "From 4 to 5" tells a rise, "40 and 50" two numbers, "50 to 40" a vote."""
    for text in ("from 4 to 5 pct", "40 and 50 bakers", "by 50 to 40 votes"):
        assert [n.maximum for n in numbers(text, EN)] == [None, None], text


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("8 pct", "percent"),
        ("8-1/2 per cent", "percent"),
        ("two-thirds of the crew", "share"),
        ("a 24-hour stoppage", "time"),
        ("at 10 a.m.", "time"),
        ("the 12th stoppage", "ordinal"),
        ("a 45-year-old baker", "age"),
        ("Local 1133", "label"),
        ("December 11", "date"),
        ("11 December", "date"),
        ("in 1987", "year"),
        ("300 jobs", "jobs"),
        ("$5", "money"),
        ("five crowns", "money"),
        ("40 tonnes", "measure"),
        ("40 ships", "other"),
    ],
)
def test_neighbours_tell_what_a_number_counts(text: str, unit: str) -> None:
    """What stands beside a figure says whether it counts money, time, a year, a label, people, jobs or something else."""
    assert numbers(text, EN)[0].unit == unit


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("About 4,000 production and maintenance workers struck", "About 4,000 production and maintenance workers"),
        ("Around 70 Harbour Light Software workers struck", "Around 70 Harbour Light Software workers"),
        ("with 120 or so colleagues on Monday", "120 or so colleagues"),
        ("35 doctors and nurses in the town", "35 doctors and nurses"),
        ("90 bus drivers, mechanics and other workers struck", "90 bus drivers, mechanics and other workers"),
        ("285 of the 4,000-strong workforce", "285 of the 4,000-strong workforce"),
        ("50,000 of Norland's 70,000\nbankworkers", "50,000 of Norland's 70,000\nbankworkers"),
        ("75 Brotherhood of Bakers Local 89 members", "75 Brotherhood of Bakers Local 89 members"),
        ("some 35 workers--a third of them", "some 35 workers"),
    ],
)
def test_the_people_noun_may_stand_after_adjectives(text: str, phrase: str) -> None:
    """The noun that a number counts is found past adjectives, names and "of the", and takes joined groups with it."""
    found = numbers(text, EN)[0]
    assert found.unit == "people"
    assert text[found.start : found.phrase_end] == phrase


def test_people_of_another_clause_are_not_counted() -> None:
    """A verb or a preposition ends the search for the noun."""
    assert [n.unit for n in numbers("40 ships were held as the workers watched", EN)] == ["other"]
    assert [n.unit for n in numbers("In 2004 workers struck; 2000 workers did so again", EN)] == ["year", "people"]


@given(st.integers(1, 10**9))
def test_a_whole_number_is_read_back_from_its_thousands_marks(value: int) -> None:
    """Writing a number with marks and reading it is the identity."""
    assert only(f"{value:,} bakers").value == value


@given(st.text(alphabet="0123456789,.-$ abot\n/", max_size=60))
def test_numbers_lie_in_the_text_in_order(text: str) -> None:
    """Whatever the text, numbers are ordered ranges of it whose figures do not overlap."""
    found = numbers(text, EN)
    assert all(0 <= n.start <= n.figure_start < n.figure_end <= n.end <= len(text) for n in found)
    assert all(a.figure_end <= b.figure_start for a, b in pairwise(found))
