"""Whether quoted words state a number of people or of jobs, or an amount of money."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from picketline.check.source import Source, words
from picketline.model.record import Money, Quantity
from picketline.model.span import Evidence
from picketline.text.money import Amount
from picketline.text.numbers import Number

_SUMMED = 4
"""Numbers of which a sum may be made."""
_ROUNDING = 0.005
"""Share by which a product of a whole and a percentage may be rounded."""
_DETERMINERS = r"(?:(?:the|its|their|an?|some|about|nearly|over|[\w.]+['’]s)\s+)*"
_PART = r"(?:\d[\d,]*|\b(?:half|most|some|third|quarter|pct|percent|cent))\s+(?:\w+\s+){0,2}(?:of|from)"
_WHOLE = re.compile(rf"(?:{_PART}|(?:\A|[.;]\s+)(?:Of|Out of))\s+{_DETERMINERS}\Z")
_LOSING_VOTE = re.compile(r"\d\s*(?:-|–|to|against)\s*\Z", re.IGNORECASE)
_NOUN_FOLLOWS = re.compile(
    r"\s+(?!(?:of|in|by|to|at|on|and|or|from|for|who|were|was|are|is|have|had|this|last|starting|against|votes?)\b)[a-z]{3,}"
)


def quantity_reason(quantity: Quantity, source: Source) -> str | None:
    """Why the evidence does not state the number of people, and the upper end of its range; None where it does."""
    for value in (quantity.value, quantity.maximum):
        if value is not None and (reason := count_reason(value, quantity.evidence, source)):
            return reason
    parts = [_stated(source.numbers((span,)), source.text) for span in quantity.evidence]
    if quantity.maximum is None and len(parts) > 1 and len(set.union(*parts)) > 1 and all(parts):
        total = sum(max(part) for part in parts)
        if quantity.value != total and not all(quantity.value in part for part in parts):
            return f"the quotes say {_listed(max(part) for part in parts)}, together {_say(total)}, not {_say(quantity.value)}"
    return None


def count_reason(value: float, evidence: Evidence, source: Source) -> str | None:
    """Why the quotes do not state this number of people or jobs; None where they do.

    A whole that the number is part of ("30 of its 500 clerks"), the losing side of a vote and numbers of other things do not state it;
    a sum of several numbers, and a share of a whole ("60 pct of 6,300 clerks"), do.
    """
    found = source.numbers(evidence)
    if value in _stated(found, source.text) or _is_sum(value, found) or _is_share(value, found):
        return None
    if not found:
        return f"the quote {words(evidence)!r} states no number"
    if any(value in (number.value, number.maximum) for number in found):
        return f"the quote says {_say(value)}, but not of the people concerned"
    return f"the quote says {_listed(number.value for number in found)}, not {_say(value)}"


def has_count(evidence: Evidence, source: Source) -> bool:
    """Whether the quotes state some number of people or jobs."""
    return bool(_stated(source.numbers(evidence), source.text))


def _stated(found: tuple[Number, ...], text: str) -> set[float]:
    """The numbers that may count the people concerned: of people or jobs where there are such, else bare ones."""
    people = [n for n in found if n.unit in ("people", "jobs")]
    bare = [n for n in found if n.unit in ("other", "year") and not _NOUN_FOLLOWS.match(text, n.end)]
    parts = [n for n in (*people, *bare) if not _is_whole(n, text)]
    if not parts and not any(n.unit in ("share", "percent") for n in found):
        parts = [*people, *bare]
    chosen = [n for n in parts if n in people and n.value > 1] or parts
    chosen += [n for n in bare if n in parts and _continues(n, people, text)]
    return {value for n in chosen for value in (n.value, n.maximum) if value is not None}


def _is_whole(number: Number, text: str) -> bool:
    """Whether the number is what others are part of ("30 of its 500 clerks"), or the losing side of a vote."""
    before = text[max(0, number.start - 48) : number.start]
    return bool(_WHOLE.search(before) or _LOSING_VOTE.search(before))


def _continues(number: Number, people: list[Number], text: str) -> bool:
    """Whether a bare number goes on counting what was counted before it: "Acme's 800 clerks, Zenith's 70 and Apex's 20"."""
    return any(0 < number.start - other.end < 160 and "," in text[other.end : number.start] for other in people)


def _is_sum(value: float, found: tuple[Number, ...]) -> bool:
    parts = [n.value for n in found if n.unit in ("people", "jobs", "other") and n.value > 1][:_SUMMED]
    return any(sum(some) == value for size in (2, 3) for some in combinations(parts, size))


def _is_share(value: float, found: tuple[Number, ...]) -> bool:
    factors = [n.value / 100 if n.unit == "percent" else n.value for n in found if n.unit in ("percent", "share")]
    wholes = [n.value for n in found if n.unit in ("people", "jobs", "other")]
    return any(abs(factor * whole - value) <= max(0.5, _ROUNDING * whole) for factor in factors for whole in wholes)


def amount_reason(money: Money, evidence: Evidence, source: Source) -> str | None:
    """Why the quotes do not state this amount; None where they do. Which dollars are meant is left to the report's place."""
    found = source.amounts(evidence)
    if any(_same(money, other, source) for amount in found for other in _monies(amount)):
        return None
    if not found:
        return f"the quote {words(evidence)!r} states no amount of money"
    said = ", ".join(f"{_say(amount.value)} {amount.currency}" for amount in found)
    return f"the quote says {said}, not {_say(money.value)} {money.currency}"


def _monies(amount: Amount) -> Iterator[Money]:
    yield amount.money
    if amount.maximum is not None:
        yield Money(amount.maximum, amount.currency)
    if amount.also:
        yield amount.also


def _same(money: Money, other: Money, source: Source) -> bool:
    if money.value != other.value:
        return False
    families = source.pack.lists("money.families").values()
    return money.currency == other.currency or any({money.currency, other.currency} <= set(family) for family in families)


def _listed(values: Iterable[float]) -> str:
    return " and ".join(_say(value) for value in dict.fromkeys(values))


def _say(value: float) -> str:
    return f"{value:,.12g}"
