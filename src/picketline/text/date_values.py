"""What a date expression means: EDTF values against the document's date, never more exact than the words."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from picketline.model.edtf import one_of

UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def read_base(published: str | None) -> date | None:
    """The document's day, or None where it has none or only a month or year.

    >>> read_base("1987-03-02T10:00"), read_base("1987-03")
    (datetime.date(1987, 3, 2), None)
    """
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def month_day(base: date | None, month: int, day: int) -> tuple[str | None, str | None]:
    """(past, future): the latest such day up to `base`, and the first after it; without a base the year stays open.

    >>> month_day(date(1987, 3, 13), 4, 19)
    ('1986-04-19', '1987-04-19')
    >>> month_day(None, 12, 11)
    ('XXXX-12-11', 'XXXX-12-11')
    """
    if base is None:
        return (value := f"XXXX-{month:02d}-{day:02d}"), value
    past = base.year if (month, day) <= (base.month, base.day) else base.year - 1
    return _valid(past, month, day), _valid(past + 1, month, day)


def _valid(year: int, month: int, day: int) -> str | None:
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def month_of(base: date | None, month: int) -> tuple[str, str]:
    """(past, future): the latest such month up to the one of `base`, and the next one that is not before it.

    >>> month_of(date(1987, 3, 13), 3)
    ('1987-03', '1987-03')
    """
    if base is None:
        return (value := f"XXXX-{month:02d}"), value
    past = base.year if month <= base.month else base.year - 1
    return f"{past}-{month:02d}", f"{base.year if month >= base.month else base.year + 1}-{month:02d}"


def weekday(base: date, number: int) -> tuple[date, date]:
    """(past, future): the latest such weekday up to `base`, and the first after it."""
    past = base - timedelta((base.weekday() - number) % 7)
    return past, past + timedelta(7)


def back(base: date, count: int, unit: str) -> str:
    """`count` units before `base` (after it where negative), as exact as the unit: a day, for months a month, for years a year.

    >>> back(date(2002, 2, 8), 50, "day"), back(date(2002, 2, 8), 6, "month"), back(date(2002, 2, 8), 2, "year")
    ('2001-12-20', '2001-08', '2000')
    """
    if unit in UNIT_DAYS:
        return (base - timedelta(count * UNIT_DAYS[unit])).isoformat()
    if unit == "month":
        return shift_month(base, -count)
    return f"{base.year - count}"


def shift_month(base: date, months: int) -> str:
    """The month that lies `months` after the one of `base`.

    >>> shift_month(date(1987, 1, 31), -1)
    '1986-12'
    """
    number = base.year * 12 + base.month - 1 + months
    return f"{number // 12}-{number % 12 + 1:02d}"


def week_of(base: date, weeks: int) -> str:
    """Monday to Sunday of the week `weeks` after that of `base`, as one day in it.

    >>> week_of(date(1987, 3, 2), -1)
    '[1987-02-23..1987-03-01]'
    """
    monday = base - timedelta(base.weekday()) + timedelta(7 * weeks)
    return one_of(monday, monday + timedelta(6))


def weekend_of(base: date, weeks: int) -> str:
    """Saturday to Sunday of the week `weeks` after that of `base`."""
    saturday = base - timedelta(base.weekday()) + timedelta(7 * weeks + 5)
    return one_of(saturday, saturday + timedelta(1))


def part_of_month(value: str, part: str) -> str:
    """A month narrowed by "early", "mid" or "late": an approximate day for the middle and the end, the month itself for "early".

    >>> part_of_month("1987-02", "late")
    '1987-02-28~'
    """
    if len(value) != 7 or part == "early":
        return value
    year, month = value.split("-")
    last = calendar.monthrange(int(year), int(month))[1] if year.isdigit() else 28
    return f"{value}-{15 if part == 'middle' else last:02d}~"


def holiday(base: date | None, rule: str, year: int | None) -> tuple[str | None, str | None]:
    """(past, future) of a holiday: `12-25`, or `11/3/4` for the fourth Thursday of November (weekday 0 is Monday, -1 the last)."""
    if "/" not in rule:
        month, day = (int(part) for part in rule.split("-"))
        return month_day(base, month, day) if year is None else ((value := _valid(year, month, day)), value)
    if year is not None:
        return (value := _nth(year, rule)), value
    if base is None:
        return None, None
    days = [_nth(base.year + n, rule) for n in (-1, 0, 1)]
    past = [day for day in days if day <= base.isoformat()]
    return past[-1], days[len(past)]


def _nth(year: int, rule: str) -> str:
    month, number, which = (int(part) for part in rule.split("/"))
    length = calendar.monthrange(year, month)[1]
    days = [d for d in range(1, length + 1) if date(year, month, d).weekday() == number]
    return date(year, month, days[which if which < 0 else which - 1]).isoformat()
