"""Credit for a date: equal, or one interval within the other. Approximation marks do not count.

The scorer reads fewer forms than `model.edtf`: seasons and unspecified months count only when written alike.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

Part = tuple[int | None, int, int]
"""Year (None where it is unspecified), month, day."""
Interval = tuple[Part | None, Part | None]
"""First and last day; None at an open end."""

_WIDEST = 31
"""Days that an answer may span; a wider one must lie within the gold date to earn anything."""
_MARKS = re.compile(r"[~?%]")
_DATE = re.compile(r"(\d{4}|XXXX|\d{3}X|\d{2}XX)(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?")


def date_credit(gold: tuple[str, ...], predicted: str) -> float:
    """1 when `predicted` equals one of the right answers, 0.5 when one interval holds the other, else 0.

    >>> date_credit(("1987-03-02~",), "1987-03-02"), date_credit(("1987-03",), "1987-03-02"), date_credit(("XXXX-03-02",), "1987-03-02")
    (1.0, 0.5, 0.0)
    """
    if any(_MARKS.sub("", right) == _MARKS.sub("", predicted) for right in gold):
        return 1.0
    return 0.5 if any(_nested(interval(right), interval(predicted)) for right in gold) else 0.0


def _nested(a: Interval | None, b: Interval | None) -> bool:
    if a is None or b is None:
        return False
    (a0, a1), (b0, b1) = a, b
    if a0 is None or a1 is None or b0 is None or b1 is None:
        return False
    years = {part[0] is None for part in (a0, a1, b0, b1)}
    if len(years) > 1:  # a guessed year earns nothing
        return False
    first, last, other_first, other_last = (_comparable(part) for part in (a0, a1, b0, b1))
    width = _days(other_first, other_last)
    if width > _WIDEST and width > _days(first, last):
        return False
    return (first <= other_first and other_last <= last) or (other_first <= first and last <= other_last)


def _comparable(part: Part) -> tuple[int, int, int]:
    return (part[0] or 0, part[1], part[2])


def _days(first: tuple[int, int, int], last: tuple[int, int, int]) -> float:
    return (last[0] - first[0]) * 365 + (last[1] - first[1]) * 30.5 + last[2] - first[2]


@lru_cache(maxsize=65536)
def interval(edtf: str) -> Interval | None:
    """First and last day of an EDTF value, or None where the scorer cannot read it.

    >>> interval("1987-02"), interval("1987-21")
    (((1987, 2, 1), (1987, 2, 28)), None)
    """
    text = _MARKS.sub("", edtf.strip().strip("[]{}"))
    for separator in ("/", ".."):
        if separator in text:
            return _range(*text.split(separator, 1))
    return _single(text)


def _range(start: str, end: str) -> Interval | None:
    a, b = (interval(side) if side else None for side in (start, end))
    if (a and None in a) or (b and None in b) or not (a or b):
        return None
    first = a[0] if a else b[0] if b else None
    last = b[1] if b else a[1] if a else None
    return first, last


def _single(text: str) -> Interval | None:
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part and part.isdigit() else None for part in match.groups())
    if month is not None and not 1 <= month <= 12:
        return None
    last = day or (calendar.monthrange(year or 2000, month)[1] if month else 31)  # 2000 is a leap year, for XXXX-02
    return (year, month or 1, day or 1), (year, month or 12, last)
