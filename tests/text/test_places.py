"""The gazetteer."""

import sqlite3
from importlib import resources

import pytest

from picketline.lang import languages, pack
from picketline.text.places import demonyms, key, look_up


@pytest.mark.parametrize("written", ["Mangystau", "Mangistau", "Mangghystau", "Mangyshlak", "Мангыстау"])
def test_a_region_is_found_by_each_of_its_spellings(written: str) -> None:
    """Transliterations differ from paper to paper."""
    assert {place.country for place in look_up([written])[written]} == {"KZ"}


def test_a_town_is_found_by_its_older_name() -> None:
    """Aktyubinsk is Aktobe."""
    first = look_up(["Aktyubinsk"])["Aktyubinsk"][0]
    assert (first.name, first.country, first.kind) == ("Aktobe", "KZ", "town")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("U.K.", "GB"),
        ("S. Africa", "ZA"),
        ("N.Z.", "NZ"),
        ("USSR", "SU"),
        ("Yugoslavia", "YU"),
        ("East Germany", "DD"),
        ("Казахстан", "KZ"),
    ],
)
def test_a_country_is_found_by_its_abbreviations_and_keeps_the_code_of_its_time(written: str, code: str) -> None:
    """Countries that no longer exist have the code they had."""
    assert (look_up([written])[written][0].kind, look_up([written])[written][0].country) == ("country", code)


def test_a_province_and_a_small_town_in_it_are_known_with_their_division() -> None:
    """'Trail, British Columbia' is decided by the division that both share."""
    found = look_up(["Trail", "British Columbia"])
    assert found["Trail"][0].division == found["British Columbia"][0].division


def test_of_places_of_one_name_the_larger_town_comes_first() -> None:
    """The order is countries, regions, towns by population."""
    towns = [place.population for place in look_up(["Kimberley"])["Kimberley"] if place.kind == "town"]
    assert len(towns) > 1
    assert towns == sorted(towns, reverse=True)


def test_what_is_no_place_is_not_in_the_answer() -> None:
    """Nothing is guessed."""
    assert look_up(["Qwxzy", ""]) == {}


def test_many_names_are_looked_up_in_one_go() -> None:
    """More names than a query may hold are no trouble."""
    assert set(look_up([*(f"Nowhere {n}" for n in range(1200)), "Lima"])) == {"Lima"}


def test_every_people_belongs_to_a_country_of_the_gazetteer() -> None:
    """The packs and the gazetteer know the same codes."""
    path = resources.files("picketline.text") / "data" / "gazetteer.sqlite"
    rows = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True).execute("select country from places where kind = 'country'")
    known = {code for (code,) in rows}
    assert {code for language in languages() for code in demonyms(pack(language)).values()} <= known


def test_saints_and_marks_make_no_difference() -> None:
    """The look-up form of a name."""
    assert key("Saint-Étienne") == key("St. Etienne")
