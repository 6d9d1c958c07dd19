"""Names as they stand in a text."""

import pytest

from picketline.lang import pack
from picketline.text.names import acronym, mentions, normal_form, stands_for

EN = pack("en")


def names(text: str) -> list[str]:
    """The names of all mentions."""
    return [m.name for m in mentions(text, EN)]


def test_a_name_broken_over_two_lines_is_one_value_and_its_quote_stays_verbatim() -> None:
    """A value has single blanks; the range still covers the line break."""
    text = "Talks at Harrow Valley\n Dairies failed."
    mention = next(m for m in mentions(text, EN) if m.name == "Harrow Valley Dairies")
    assert text[mention.start : mention.end] == "Harrow Valley\n Dairies"


def test_an_agency_mark_is_no_part_of_a_name() -> None:
    """Wire copy puts a share's mark behind a company's name."""
    found = names("Staff of Brenner Tubes Ltd <BRT.L> stopped work at noon.")
    assert "Brenner Tubes Ltd" in found
    assert not any("BRT" in name for name in found)


def test_a_possessive_is_cut_off_but_a_name_that_owns_another_is_offered_too() -> None:
    """Both the owner and what it owns may be the employer."""
    found = names("They picketed Ostrava Steel's Bystrice works.")
    assert {"Ostrava Steel", "Bystrice"} <= set(found)


def test_names_joined_by_and_are_offered_together_and_apart() -> None:
    """'Food and Commercial Workers' is one name, 'Lund and Malmer' two: the reader of the document decides."""
    found = names("They wrote to Lund and Malmer on Monday.")
    assert {"Lund", "Malmer", "Lund and Malmer"} <= set(found)


def test_a_branch_keeps_its_number_and_its_acronym_in_brackets() -> None:
    """Unions write their branches as 'Long Name (ACR) Local 12'."""
    found = names("We met Bakery Workers Union (BWU) Local 12 yesterday.")
    assert "Bakery Workers Union (BWU) Local 12" in found
    assert not any(name.count("(") != name.count(")") for name in found)


def test_a_headline_in_capitals_names_nothing() -> None:
    """In a line of capitals every word looks like a name."""
    assert names("DOCKERS END STRIKE AT NORTH QUAY\n\nwork went on.") == []


def test_a_sentence_opener_and_a_title_are_not_kept_as_part_of_the_name() -> None:
    """'The' and 'Mayor' are no part of what follows."""
    found = names("The Morland Council met. Mayor Edith Crane spoke.")
    assert "Morland Council" in found
    assert "Edith Crane" in found
    assert not any(name.startswith("The ") for name in found)


def test_a_run_ends_with_its_paragraph() -> None:
    """A heading without a stop must not swallow the next paragraph's first word."""
    assert "Acme Works Dockers" not in names("Trouble at Acme Works\n\nDockers went home.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Harrow Valley Dairies, Inc.", "Harrow Valley Dairies"),
        ("Société Nord S.A.", "Societe Nord"),
        ("Von Berg's", "von berg"),
        ("K.L.M. Foods Ltd", "KLM Foods"),
    ],
)
def test_legal_forms_marks_diacritics_and_case_make_no_difference(one: str, other: str) -> None:
    """Two writings of one name have one normal form."""
    assert normal_form(one, EN) == normal_form(other, EN)


def test_a_name_of_legal_words_alone_keeps_them() -> None:
    """A normal form is never empty where the name has a word."""
    assert normal_form("The Company", EN) == "the company"


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("NDU", "National Dockers Union", True),
        ("NDU", "National Dockers", False),
        ("NUDW", "National Union of Dock Workers", True),
        ("Fronav", "Frota Naval", True),
        ("HVD", "Harrow Valley Dairies Ltd", True),
        ("ABC", "Harrow Valley Dairies", False),
        ("I", "Iron", False),
    ],
)
def test_an_acronym_stands_for_a_name_whose_words_it_spells(short: str, full: str, fits: bool) -> None:
    """Initials, or the openings of the words in turn."""
    assert stands_for(short, full) is fits


def test_small_linking_words_and_legal_forms_give_no_letter() -> None:
    """As people write acronyms."""
    assert acronym("Federation of Bus and Tram Crews Ltd") == "FBTC"
