"""Money: value, ISO 4217 currency, rate, range, and the conversion that the text itself gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.lang import pack
from picketline.model.record import Money
from picketline.text.money import Amount, amounts

EN = pack("en")


def only(text: str, home: str | None = None) -> Amount:
    found = amounts(text, EN, home)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("$13.50", 13.5, "USD"),
        ("$.30", 0.3, "USD"),
        ("US$5m", 5e6, "USD"),
        ("20 mln dlrs", 2e7, "USD"),
        ("one\nbillion dlr", 1e9, "USD"),
        ("five mln Canadian dlrs", 5e6, "CAD"),
        ("40 cents", 0.4, "USD"),
        ("40 ct", 0.4, "USD"),
        ("60p", 0.6, "GBP"),
        ("£60m", 6e7, "GBP"),
        ("10 mln stg", 1e7, "GBP"),
        ("R3.5 million", 3.5e6, "ZAR"),
        ("R2000", 2000, "ZAR"),
        ("50 rand", 50, "ZAR"),
        ("30 billion yen", 3e10, "JPY"),
        ("100 Swiss francs", 100, "CHF"),
        ("7 Danish crowns", 7, "DKK"),
        ("1 billion tenge", 1e9, "KZT"),
        ("10 mln guilders", 1e7, "NLG"),
        ("5 roubles", 5, "RUB"),
    ],
)
def test_amounts_are_read_in_units_of_an_iso_currency(text: str, value: float, currency: str) -> None:
    """Symbols, names, national adjectives and hundredths give value and currency."""
    found = only(text)
    assert (found.value, found.currency) == (value, currency)
    assert (found.start, found.end) == (0, len(text))


def test_the_home_currency_decides_between_those_of_one_name() -> None:
    """In a Canadian report dollars and cents are Canadian; "US$" and francs stay what they are."""
    assert [a.currency for a in amounts("$3, 3 dlrs, 40 ct, US$3, 3 francs", EN, "CAD")] == ["CAD", "CAD", "CAD", "USD", "FRF"]
    assert only("3 francs", "BEF").currency == "BEF"


def test_the_text_s_own_conversion_is_a_second_value() -> None:
    """An amount in brackets after another currency is its conversion, and one amount has one pair of values."""
    text = "a loss of around 1 billion tenge ($2.2 million) so far"
    found = only(text)
    assert text[found.start : found.end] == "around 1 billion tenge ($2.2 million)"
    assert (found.money, found.also, found.approximate) == (Money(1e9, "KZT"), Money(2.2e6, "USD"), True)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("$15 an hour", "hour"),
        ("5.85 dlrs-per-hour", "hour"),
        ("$2.50-an-hour", "hour"),
        ("$10 a week", "week"),
        ("10 mln guilders annual", "year"),
        ("$15", None),
    ],
)
def test_pay_by_the_hour_is_told_from_a_sum(text: str, rate: str | None) -> None:
    """A rate says per what the amount is paid."""
    assert only(text).rate == rate


def test_a_range_of_money_has_two_ends_in_one_currency() -> None:
    """The range's symbol or name serves both ends."""
    for text in ("between $5 and $6 million", "$5 to $6 million", "5 to 6 mln dlrs"):
        found = only(text)
        assert (found.value, found.maximum, found.currency) == (5e6, 6e6, "USD"), text


def test_percentages_and_people_are_no_money() -> None:
    """Only what a currency marks is money."""
    assert amounts("5 pct of 300 workers marked 12 years at Local 7", EN) == ()


@given(st.integers(1, 10**7), st.sampled_from(["$", "£", "€"]))
def test_a_written_amount_is_read_back(value: int, symbol: str) -> None:
    """Writing an amount with symbol and marks and reading it is the identity."""
    assert only(f"{symbol}{value:,}").value == value
