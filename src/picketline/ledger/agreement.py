"""When two claims say the same, when one only says less, and how exact each is."""

from __future__ import annotations

from collections.abc import Mapping

from picketline.model import Claim
from picketline.model.claim import written_forms
from picketline.model.edtf import Bounds, bounds, is_approximate
from picketline.resolve.names import Name, likeness, name
from picketline.resolve.places import place

ONE_NAME = 0.9
"""From which likeness two names count as one organisation's (see `resolve.names.likeness`)."""
NEARLY = 0.1
"""How far, as a part of the larger, an approximate number may lie from another and still say the same."""


def agree(one: Claim, other: Claim, language: str | None = None) -> bool:
    """Whether two claims on one property say the same, or one says it only less exactly."""
    a, b = one.value, other.value
    match one.property:
        case "employer" | "union":
            left, right = _name(a, language), _name(b, language)
            return left.script == right.script and likeness(left, right) >= ONE_NAME
        case "worker":
            return _folded(a) == _folded(b)
        case "place":
            left_place, right_place = (place(written_forms(v), _text(v, "country")) for v in (a, b))
            return left_place.country == right_place.country and bool(left_place.names & right_place.names)
        case "started" | "ended":
            return dates_agree(_text(a, "value"), _text(b, "value"))
        case "workers_involved":
            return numbers_agree(a, b)
    return dict(a) == dict(b)


def dates_agree(one: str | None, other: str | None) -> bool:
    """Whether some day fits both dates.

    >>> dates_agree("1987-03", "1987-03-02"), dates_agree("1987-03-01", "1987-03-02"), dates_agree("XXXX-03-02", "1987-03-02")
    (True, False, True)
    """
    if one is None or other is None or one == other:
        return one == other
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
            return -float(value.get("value") == "X")
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


def _name(value: Mapping[str, object], language: str | None) -> Name:
    written = written_forms(value)
    return name(written[0], written[1:], language)


def _folded(value: Mapping[str, object]) -> str:
    return str(value.get("value")).casefold().removeprefix("the ").strip()


def _text(value: Mapping[str, object], key: str) -> str | None:
    found = value.get(key)
    return None if found is None else str(found)
