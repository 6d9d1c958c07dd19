"""Whether quoted words give a date, at the resolution that the value claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from picketline.check.source import Source, words
from picketline.lang import Pack
from picketline.model.edtf import Bounds, Day, bounds, is_approximate
from picketline.model.span import Evidence
from picketline.text.dates import Found, dates

_WIDE = 370
"""Days of the widest value that a narrower expression supports."""
_NEAR = 2
"""Days by which a counted-back date may differ."""
_LOOSE = 10
"""Days of a stretch ("last week") whose edges are a matter of reading."""
_WITHIN = 300
"""Days from the document's date within which either year may be meant."""
_YEARS = range(1000, 9000)
"""Years beyond these are nobody's."""
_YEAR = re.compile(r"(?<![\w$£€.,-])(?:1[89]|20)\d\d(?![\w,]*\d)")
_SIGNS = {"started": (-1,), "ended": (1,)}
_COUNTED = ("duration", "ago", "nth", "old")
"""Kinds of expression that count days, weeks or years."""
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}


def date_reason(value: str, evidence: Evidence, source: Source, slot: str = "") -> str | None:
    """Why the quotes do not give this date; None where they do. Never more exact than the words.

    In the slot `started` a duration counts back from a day that the words name, in `ended` it counts on from it.
    """
    wanted = bounds(value)
    if wanted is None or any(day and day.known() and day.year not in _YEARS for day in (wanted.first, wanted.last)):
        return f"{value!r} is no date that can be read"
    found = source.dates(evidence)
    if not found:
        plain = _plain(value) in _undated(evidence, source)
        return None if plain else f"the quote {words(evidence)!r} has no date in it"
    if any(_says(reading, one.kind, value, wanted) for one in found for reading in _readings(one, source)):
        return None
    anchors = [*_days(found, source), *(_days(source.all_dates, source) if is_approximate(value) else ())]
    lengths, signs = tuple(_lengths(found, source)), _SIGNS.get(slot, (-1, 1))
    if any(_counts_to(value, wanted, days, anchor, signs) for days in lengths for anchor in anchors):
        return None
    said = ", ".join(repr(" ".join(source.text[one.start : one.end].split())) for one in found)
    return f"the quote says {said}, which is not {value}"


def _undated(evidence: Evidence, source: Source) -> Iterator[str]:
    """What words say in which no expression of a date was found: a bare year, "now", a weekday in a text without capitals."""
    quote = words(evidence)
    yield from _YEAR.findall(quote)
    if source.published and set(source.pack.words("check.now")) & set(quote.lower().split()):
        yield source.published
    yield from (_plain(value) for one in dates(quote.title(), source.published, source.pack.language) for value, _ in one.values())


def _plain(value: str) -> str:
    return value.translate(str.maketrans("", "", "~?%"))


def has_date(evidence: Evidence, source: Source) -> bool:
    """Whether the quotes name a date, a mere length of time ("a three-year contract") apart."""
    return any(one.kind not in _COUNTED for one in source.dates(evidence))


def _readings(one: Found, source: Source) -> Iterator[str]:
    """What an expression may mean; of a day or month without its year the year that lies nearest to the document's date."""
    values = [reading for reading, _ in one.values()]
    base = bounds(source.published or "")
    if one.kind != "month" or one.stated or base is None or not base.known():
        yield from values
        return
    years = {int(value[:4]) for value in values if value[:4].isdigit()}
    values += [f"{min(years) - 1}{value[4:]}" for value in values[:1] if value[:4].isdigit() and value[4:] != "-02-29"]
    far = {value: abs((_first(read) - _first(base)).days) for value in values if (read := bounds(value)) and read.known()}
    nearest = min(far.values(), default=0)
    yield from (value for value in values if far.get(value, 0) <= max(nearest, _WITHIN))


def _says(reading: str, kind: str, value: str, wanted: Bounds) -> bool:
    """Whether what the words may mean is the value, lies within it, or is a stretch with loose edges."""
    said = bounds(reading)
    if _plain(value) == _plain(reading) or said is None:
        return _plain(value) == _plain(reading)
    if is_approximate(value) and kind in _COUNTED and said.known() and wanted.known():
        more = _DAYS["week"] if kind == "nth" and not said.exact() else 0
        return -_NEAR - more <= (_first(wanted) - _first(said)).days <= _NEAR
    if not said.meets(wanted):
        return False
    if _holds(wanted, said) and _width(wanted) <= _WIDE:
        return True
    return 2 < _width(said) <= _LOOSE and 2 < _width(wanted) <= _LOOSE


def _holds(outer: Bounds, inner: Bounds) -> bool:
    if not (outer.first and outer.last and inner.first and inner.last):
        return False
    if outer.first.known() and not inner.first.known():
        return False
    if not outer.first.known():
        inner = Bounds(Day(0, inner.first.month, inner.first.day), Day(0, inner.last.month, inner.last.day))
    first, last, low, high = outer.first, outer.last, inner.first, inner.last
    return low is not None and high is not None and first is not None and last is not None and first <= low and high <= last


def _width(value: Bounds) -> int:
    """Days from first to last; a year that is not given counts as none."""
    if not value.first or not value.last:
        return 10_000
    years = value.last.year - value.first.year
    return years * 365 + (value.last.month - value.first.month) * 30 + value.last.day - value.first.day


def _first(value: Bounds) -> date:
    assert value.first is not None
    return value.first.date()


def _lengths(found: Iterable[Found], source: Source) -> Iterator[int]:
    """The days to count for each duration that the words name: a three-day strike that began on the 5th ended on the 7th."""
    for one in found:
        if one.kind in _COUNTED and one.precision in _DAYS and (count := _count(source.text[one.start : one.end], source.pack)):
            unit = _DAYS[one.precision]
            yield (count - 1) * unit if unit == 1 and one.kind != "ago" else count * unit


def _count(expression: str, pack: Pack) -> int | None:
    """The number in an expression, in digits or words."""
    known = {**pack.table("dates.ordinals"), **pack.table("dates.numbers")}
    for word in expression.lower().replace("-", " ").split():
        if (number := known.get(word, word)).isdigit():
            return int(number)
    return None


def _days(found: Iterable[Found], source: Source) -> Iterator[date]:
    """The single days that the words name."""
    for one in found:
        if one.kind not in _COUNTED:
            read = [bounds(reading) for reading in _readings(one, source)]
            yield from (_first(day) for day in read if day and day.exact() and day.known())


def _counts_to(value: str, wanted: Bounds, length: int, anchor: date, signs: tuple[int, ...]) -> bool:
    """Whether the value lies a named duration before or after a named day: "a three-week strike that ended February 22"."""
    if not wanted.known() or _width(wanted) > _DAYS["month"]:
        return False
    assert wanted.last is not None
    give = timedelta(_NEAR if is_approximate(value) else 0)
    days = (anchor + timedelta(sign * length) for sign in signs)
    return any(_first(wanted) - give <= day <= wanted.last.date() + give for day in days)
