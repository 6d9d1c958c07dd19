"""When two claims say the same, when one only says less, and how exact each is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from picketline.model import Claim
from picketline.model.claim import written_forms
from picketline.model.edtf import Bounds, bounds, is_approximate
from picketline.resolve.days import apart, days
from picketline.resolve.names import across_scripts, likeness
from picketline.resolve.people import Named
from picketline.resolve.places import place
from picketline.resolve.report import UNSAID, called, groups_of, trades

ORGANISATIONS = ("employer", "union")
"""The properties that name an organisation."""
ONE_NAME = 0.9
"""From which likeness two names count as one organisation's (see `resolve.names.likeness`)."""
UNCLEAR = "X"
"""The section for "several or unclear", which contradicts none."""
NEARLY = 0.1
"""How far, as a part of the larger, an approximate number may lie from another and still say the same."""


def agree(one: Claim, other: Claim, language: str | None = None, said: Named = UNSAID) -> bool:
    """Whether two claims on one property say the same, or one says it only less exactly. `said` is what persons said of names."""
    a, b = one.value, other.value
    match one.property:
        case "employer" | "union":
            return one_name(written_forms(a), written_forms(b), language, said)
        case "worker":
            return one_group(written_forms(a), written_forms(b), language)
        case "place":
            return _one_place(a, b)
        case "started" | "ended":
            return dates_agree(_text(a, "value"), _text(b, "value"))
        case "workers_involved":
            return numbers_agree(a, b)
    unclear = one.property == "industry" and UNCLEAR in (a.get("value"), b.get("value"))
    return unclear or dict(a) == dict(b)


def _one_place(a: Mapping[str, object], b: Mapping[str, object]) -> bool:
    one, other = (place(written_forms(value), _text(value, "country")) for value in (a, b))
    return one.country == other.country and bool(one.names & other.names)


def one_name(one: Iterable[str], other: Iterable[str], language: str | None = None, said: Named = UNSAID) -> bool:
    """Whether two names in their forms are one organisation's; in two scripts only where a person said so.

    >>> one_name(["Harwick Quays Ltd"], ["the Harwick Quays"]), one_name(["Harwick Quays"], ["Харвик Киз"])
    (True, False)
    """
    left, right = called(one, language, said), called(other, language, said)
    return not across_scripts(left, right) and likeness(left, right) >= ONE_NAME


def one_group(one: Iterable[str], other: Iterable[str], language: str | None = None) -> bool:
    """Whether two phrases in their forms are for the same trade or branch; those that name none, such as "workers" and "staff", say the
    same.

    >>> one_group(["bank employees"], ["striking bankworkers"]), one_group(["workers"], ["the workforce"]), one_group(["nurses"], ["staff"])
    (True, True, False)
    """
    left, right = tuple(one), tuple(other)
    return bool({*map(str.casefold, left)} & {*map(str.casefold, right)}) or _trades(left, language) == _trades(right, language)


def one_actor(one: str, other: str, language: str | None = None, said: Named = UNSAID) -> bool:
    """Whether two actors of events are one: an organisation by its name, a group of workers by its trade.

    >>> one_actor("Harwick Quays", "Harwick Quays Ltd"), one_actor("bank workers", "bankworkers"), one_actor("employers", "workers")
    (True, True, False)
    """
    group = _trades([one], language)
    return one == other or one_name([one], [other], language, said) or (bool(group) and group == _trades([other], language))


def _trades(written: Iterable[str], language: str | None) -> frozenset[str]:
    return trades(groups_of(written, language), language)


def dates_agree(one: str | None, other: str | None) -> bool:
    """Whether some day fits both dates; one with "about" has some days of room.

    >>> dates_agree("1987-03", "1987-03-02"), dates_agree("1987-03-01", "1987-03-02"), dates_agree("XXXX-03-02", "1987-03-02")
    (True, False, True)
    >>> dates_agree("1986-12-15~", "1986-12-14")
    True
    """
    if one is None or other is None or one == other:
        return one == other
    if is_approximate(one) or is_approximate(other):
        about, then = days(one), days(other)
        return about is not None and then is not None and apart(about, then) == 0
    left, right = bounds(one), bounds(other)
    return left is not None and right is not None and left.meets(right)


def numbers_agree(a: Mapping[str, object], b: Mapping[str, object]) -> bool:
    """Whether two numbers can both be right: ranges and bounds meet, and an approximate number has some room.

    >>> numbers_agree({"value": 500, "approximate": True}, {"value": 520}), numbers_agree({"value": 500}, {"value": 520})
    (True, False)
    >>> numbers_agree({"value": 400, "bound": "min"}, {"value": 520})
    True
    """
    (low_a, high_a), (low_b, high_b) = _span(a), _span(b)
    return low_a <= high_b and low_b <= high_a


def _span(value: Mapping[str, object]) -> tuple[float, float]:
    low = number(value.get("value")) or 0.0
    high = number(value.get("max")) or low
    slack = NEARLY * high if value.get("approximate") else 0.0
    bound = value.get("bound")
    return (0.0 if bound == "max" else low - slack), (float("inf") if bound == "min" else high + slack)


def exactness(claim: Claim) -> float:
    """How exact a claim's value is; larger is more exact. Only claims on one property can be compared."""
    value = claim.value
    match claim.property:
        case "started" | "ended":
            return date_exactness(_text(value, "value"))
        case "workers_involved":
            return -float(bool(value.get("approximate"))) - 2.0 * bool(value.get("bound")) - 2.0 * (value.get("max") is not None)
        case "industry":
            return -float(value.get("value") == UNCLEAR)
    return 0.0


def date_exactness(value: str | None) -> float:
    """Minus the number of days that fit, less a little for "about"; a date without its year counts as one of a century.

    >>> date_exactness("1987-03-02") > date_exactness("1987-03") > date_exactness("XXXX-03-02") > date_exactness(None)
    True
    """
    found = bounds(value) if value else None
    if found is None or value is None:
        return float("-inf")
    return -_days(found) - (0.5 if is_approximate(value) else 0.0)


def _days(found: Bounds) -> float:
    if not found.known() or found.first is None or found.last is None:
        return 36525.0
    return float((found.last.date() - found.first.date()).days)


def number(value: object) -> float | None:
    """The value as a number, or None where it is none."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _text(value: Mapping[str, object], key: str) -> str | None:
    found = value.get(key)
    return None if found is None else str(found)
