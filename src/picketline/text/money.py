"""Amounts of money in a report, in ISO 4217 currencies, with the text's own conversion beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from picketline.lang import Pack, pack
from picketline.model.record import Bound, Money
from picketline.text.figures import either, exact
from picketline.text.numbers import Number, numbers


@dataclass(frozen=True, slots=True)
class Amount:
    """`text[start:end]` is an amount: hedges, figures, currency and rate. `maximum` is the upper end of a range, in the same currency.

    `rate` says per what it is paid ("hour", "day", "week" ...), None for a sum. `also` is the text's own conversion
    ("1 billion tenge ($2.2 million)"), whose words belong to the range. `bound` and `approximate` are those of the number.
    """

    start: int
    end: int
    value: float
    currency: str
    maximum: float | None = None
    bound: Bound | None = None
    approximate: bool = False
    rate: str | None = None
    also: Money | None = None

    @property
    def money(self) -> Money:
        """The amount, or the lower end of its range."""
        return Money(self.value, self.currency)


def amounts(text: str, language: Pack, home: str | None = None) -> tuple[Amount, ...]:
    """All amounts of a text, in order. `home` is the currency (ISO 4217) of the place that the report is about.

    It decides what "dollars", "$", "francs" or "crowns" are where the words do not say; a currency of another family changes nothing.

    >>> [(a.value, a.currency, a.rate) for a in amounts("a loss of $3 mln and 60 cents an hour", pack("en"), "CAD")]
    [(3000000.0, 'CAD', None), (0.6, 'CAD', 'hour')]
    >>> amounts("around 1 billion tenge ($2.2 million)", pack("en"))[0].also
    Money(value=2200000.0, currency='USD')
    """
    return amounts_among(text, numbers(text, language), language, home)


def home_currency(country: str, year: int) -> str | None:
    """The currency (ISO 4217) that a country (ISO 3166-1 alpha-2) used at the end of a year, from CLDR; None where it does not know.

    >>> home_currency("CA", 1987), home_currency("DE", 1987), home_currency("DE", 2005)
    ('CAD', 'DEM', 'EUR')
    """
    from babel.numbers import get_territory_currencies

    day = date(year, 12, 31)
    found = get_territory_currencies(country, day, day)
    return found[0] if found else None


def amounts_among(text: str, found: tuple[Number, ...], language: Pack, home: str | None = None) -> tuple[Amount, ...]:
    """As `amounts`, for a text whose numbers are already known."""
    grammar = _grammar(language.language)
    single = [grammar.amount(text, number, home) for number in found if number.unit == "money"]
    return _converted(text, [a for a in single if a])


def _converted(text: str, found: list[Amount]) -> tuple[Amount, ...]:
    """Joins an amount and its conversion in brackets, or set off by "or"."""
    out: list[Amount] = []
    for amount in found:
        last = out[-1] if out else None
        if last and not last.also and last.currency != amount.currency and _CONVERSION.fullmatch(text, last.end, amount.start):
            closing = re.compile(r"\s*\)").match(text, amount.end)
            out[-1] = replace(last, end=closing.end() if closing else amount.end, also=amount.money)
        else:
            out.append(amount)
    return tuple(out)


_CONVERSION = re.compile(r"\s*(?:\(|,?\s*or\s)\s*(?:or\s)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Grammar:
    after: re.Pattern[str]
    rate: re.Pattern[str]
    rate_words: Mapping[str, str]
    symbols: Mapping[str, str]
    names: Mapping[str, str]
    hundredths: Mapping[str, str]
    families: Mapping[str, tuple[str, ...]]
    exact: frozenset[str]

    def amount(self, text: str, number: Number, home: str | None) -> Amount | None:
        """The amount that a number of unit "money" stands for."""
        named = self.after.match(text, number.figure_end)
        currency, factor = self._currency(number, " ".join(named[1].casefold().split()) if named else "", home)
        if currency is None:
            return None
        end = max(number.end, named.end() if named else 0)
        rate = self.rate.match(text, end)
        return Amount(
            number.start, rate.end() if rate else end, exact(number.value * factor), currency,
            None if number.maximum is None else exact(number.maximum * factor), number.bound, number.approximate,
            self._rate(rate[1] or rate[2]) if rate else None,
        )  # fmt: skip

    def _currency(self, number: Number, name: str, home: str | None) -> tuple[str | None, float]:
        """The currency and what one of the named unit is worth in it."""
        if name in self.hundredths:
            return self._at_home(self.hundredths[name], name, home), 0.01
        if name:
            return self._at_home(self.names[name], name, home), 1.0
        symbol = number.symbol if number.symbol in self.symbols else number.symbol.upper()
        return self._at_home(self.symbols.get(symbol), symbol, home), 1.0

    def _at_home(self, usual: str | None, word: str, home: str | None) -> str | None:
        """The home currency where the word names several of one family and the home currency is among them."""
        if home and usual and len(word.split()) == 1 and word.casefold() not in self.exact:
            family = next((f for f in self.families.values() if f[0] == usual), ())
            return home if home in family else usual
        return usual

    def _rate(self, word: str) -> str:
        return self.rate_words.get(word.casefold(), word.casefold())


@cache
def _grammar(language: str) -> _Grammar:
    known = pack(language)
    names, hundredths = known.table("money.names"), known.table("money.hundredths")
    plurals = {f"{name}{ending}": name for name in (*names, *hundredths) for ending in ("s", "es")}
    hundredths = _with_plurals(hundredths, plurals)
    rates, adverbs = known.words("money.rates"), known.table("money.rate_words")
    return _Grammar(
        re.compile(rf"[\s-]*({either([*names, *hundredths, *plurals])})(?!\w)\.?(?=\W|\Z)", re.IGNORECASE),
        re.compile(rf"[\s-]*(?:(?:an?|per|each|every|/)[\s-]*({either(rates)})(?!\w)|({either(adverbs)})(?!\w))", re.IGNORECASE),
        adverbs, known.table("money.symbols"), _with_plurals(names, plurals), hundredths, known.lists("money.families"),
        frozenset(known.words("money.exact")),
    )  # fmt: skip


def _with_plurals(singular: Mapping[str, str], plurals: Mapping[str, str]) -> dict[str, str]:
    return dict(singular) | {plural: singular[name] for plural, name in plurals.items() if name in singular and plural not in singular}
