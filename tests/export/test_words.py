"""Claims in words."""

from picketline.export.words import claimed
from picketline.model import Claim


def place(value: str) -> str:
    return claimed(Claim("S-1", "S-1#d1", "place", {"value": value, "country": "LT"}, ()))


def test_a_town_stands_with_its_country_and_a_country_alone() -> None:
    """A country twice says nothing more than once."""
    assert (place("Klaipeda"), place("Lithuania")) == ("Klaipeda, Lithuania", "Lithuania")
