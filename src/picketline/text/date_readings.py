"""What each kind of date expression means: the past and future values, as exact as the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from picketline.model.edtf import one_of
from picketline.text import date_values as values
from picketline.text.date_grammar import Grammar


@dataclass(frozen=True, slots=True)
class Expression:
    """One match of a pattern, with what is needed to read it."""

    match: re.Match[str]
    kind: str
    words: Grammar
    base: date | None
    text: str

    def group(self, name: str) -> str:
        """A named group in lower case with single blanks; empty where it is not there."""
        return " ".join((self.match.groupdict().get(name) or "").lower().split())

    def count(self, name: str) -> int | None:
        """The number that a named group gives in digits or words."""
        found = self.group(name)
        digits = re.match(r"\d+", found)
        return int(digits.group()) if digits else self.words.numbers.get(found)

    def shift(self, name: str = "shift") -> int | None:
        """-1 for "last", 0 for "this", 1 for "next", None where none is said."""
        return self.words.shifts.get(self.group(name))

    def part(self) -> str | None:
        """early, middle or late."""
        return self.words.parts.get(self.group("part"))


Read = tuple[str, str | None, str | None, bool, tuple[str, ...]]


def _say(precision: str, past: str | None, future: str | None = None, *others: str | None, stated: bool = False) -> Read:
    return precision, past, past if future is None else future, stated, tuple(other for other in others if other)


def _month(said: Expression) -> Read | None:
    name = said.group("month")
    month, year = said.words.months[name], said.count("year")
    first = said.count("day") or said.count("day3")
    if not _is_month(said, name, bare=first is None and year is None):
        return None
    if first is None:
        return _whole_month(said, month, year)
    last = said.count("day2") or said.count("day4")
    to_month = said.words.months[said.group("month2") or name]
    past, future = _day_of(said.base, year, month, first)
    if last is None or (to_month, last) <= (month, first):
        return _say("day", past, future, stated=year is not None)
    ends = _day_of(said.base, year, to_month, last)
    ranges = [f"{a}/{b}" for a, b in zip((future, past), ends[::-1], strict=True) if a and b and a < b]
    return _say("day", past, future, *ranges, *ends, stated=year is not None)


def _is_month(said: Expression, name: str, bare: bool) -> bool:
    """Whether the word is the month: "may" and "march" need a capital, and bare ones a word before them that leads to a date."""
    at = said.match.start("month")
    if not said.text[at].isupper() and (name in said.words.ambiguous or not said.text.islower()):
        return False
    if not bare or said.match["part"] or said.match["shift"] or name not in said.words.ambiguous:
        return True
    before = said.text[max(0, at - 12) : at].lower().split()
    return bool(before) and before[-1] in said.words.lead


def _whole_month(said: Expression, month: int, year: int | None) -> Read:
    part, shift = said.part(), said.shift()
    if year is not None:
        past = future = f"{year}-{month:02d}"
    else:
        past, future = values.month_of(said.base, month)
        if said.base and shift == -1 and month == said.base.month:
            past = f"{said.base.year - 1}-{month:02d}"
        past, future = (past, past) if shift == -1 else (future, future) if shift == 1 else (past, future)
    whole = (past, future) if part else ()
    if part:
        past, future = values.part_of_month(past, part), values.part_of_month(future, part)
    return _say("month", past, future, *whole, stated=year is not None)


def _day_of(base: date | None, year: int | None, month: int, day: int) -> tuple[str | None, str | None]:
    if not 1 <= day <= 31:
        return None, None
    if year is None:
        return values.month_day(base, month, day)
    try:
        value = date(year, month, day).isoformat()
    except ValueError:
        return None, None
    return value, value


def _iso(said: Expression) -> Read | None:
    day = values.read_base(said.match["iso"])
    return None if day is None else _say("day", day.isoformat(), stated=True)


def _weekday(said: Expression) -> Read | None:
    if said.base is None or (not said.text[said.match.start("weekday")].isupper() and not said.text.islower()):
        return None
    past, future = values.weekday(said.base, said.words.weekdays[said.group("weekday")])
    shift, week = said.shift(), said.shift("week")
    if week is not None:
        monday = said.base - timedelta(said.base.weekday()) + timedelta(7 * week)
        return _say("day", (monday + timedelta(past.weekday())).isoformat())
    earlier = (past - timedelta(7)).isoformat()
    if shift == -1:
        return _say("day", earlier if past == said.base else past.isoformat(), None, earlier)
    if shift == 1:
        return _say("day", future.isoformat(), None, (future + timedelta(7)).isoformat())
    return _say("day", past.isoformat(), future.isoformat(), earlier if past == said.base else None)


def _dayword(said: Expression) -> Read | None:
    days = said.words.days[said.group("dayword")]
    return None if said.base is None else _say("day", (said.base + timedelta(days)).isoformat())


def _ago(said: Expression) -> Read | None:
    unit, count = said.words.units[said.group("unit")], said.count("number")
    if said.base is None or count is None or unit in ("hour", "weekend"):
        return None
    if (said.group("ago")) not in said.words.before:
        return _say(unit, _rough(values.back(said.base, -count, unit), unit))
    week = values.week_of(said.base, -count) if unit == "week" else None
    return _say(unit, _rough(values.back(said.base, count, unit), unit), None, week)


def _rough(value: str, unit: str) -> str:
    """Counts in days are exact; in weeks they mean about that day."""
    return value if unit == "day" or len(value) < 10 else value + "~"


def _duration(said: Expression) -> Read | None:
    unit, count = said.words.units[said.group("unit")], said.count("number")
    if said.base is None or count is None or unit in ("hour", "weekend") or count > 400:
        return None
    return _say(unit, values.back(said.base, count, unit) + "~", None, values.back(said.base, count - 1, unit) + "~")


def _nth(said: Expression) -> Read | None:
    unit, count = said.words.units[said.group("unit")], said.count("ordinal")
    if said.base is None or count is None or unit in ("hour", "weekend") or count > 400:
        return None
    if unit == "day":
        return _say(unit, values.back(said.base, count - 1, unit))
    return _say(unit, values.back(said.base, count - 1, unit) + "~", None, values.back(said.base, count, unit) + "~")


def _old(said: Expression) -> Read | None:
    unit = said.words.units[said.group("unit")]
    return None if said.base is None or unit in ("hour", "weekend") else _say(unit, values.back(said.base, 1, unit) + "~")


def _period(said: Expression) -> Read | None:
    unit, part = said.words.units[said.group("unit")], said.part()
    shift = said.shift() or 0
    if said.base is None or unit in ("hour", "day", "fortnight"):
        return None
    if unit in ("week", "weekend"):
        of = values.week_of if unit == "week" else values.weekend_of
        if unit == "weekend" and not said.group("shift"):
            return _say("week", of(said.base, -1), of(said.base, 0))
        if shift == 0:
            so_far = one_of(said.base - timedelta(said.base.weekday()), said.base)
            return _say("week", of(said.base, 0), None, of(said.base, -1) if unit == "weekend" else so_far)
        return _say("week", of(said.base, shift))
    if unit == "month":
        value = values.shift_month(said.base, shift)
        exact = part and not (said.group("part")).endswith(("er", "er in"))
        return _say("month", values.part_of_month(value, part) if part and exact else value, None, value)
    since = values.back(said.base, 12, "month") + "~" if shift == -1 and "past" in said.group("shift") else None
    return _say("year", str(said.base.year + shift), None, since)


def _season(said: Expression) -> Read | None:
    season, year = said.words.seasons[said.group("season")], said.count("year")
    shift = said.shift()
    led = said.text[max(0, said.match.start() - 8) : said.match.start()].lower().split()[-2:] == ["in", "the"]
    if year is None and (said.base is None or not (led or said.match["shift"] or said.match["part"])):
        return None
    if year is not None:
        return _say("season", f"{year}-{season}", None, str(year), stated=True)
    assert said.base is not None
    first_month = (season - 20) * 3
    begun = said.base.month >= first_month or (season == 24 and said.base.month <= 2)
    past = said.base.year if begun and not (season == 24 and said.base.month <= 2) else said.base.year - 1
    over = said.base.month > first_month + 2
    future = said.base.year + (1 if over else 0)
    if shift == -1:
        return _say("season", f"{past if over else said.base.year - 1}-{season}", None, f"{past}-{season}")
    if shift == 1:
        return _say("season", f"{future if not begun else said.base.year + 1}-{season}")
    return _say("season", f"{past}-{season}", f"{future}-{season}")


def _holiday(said: Expression) -> Read | None:
    rule = said.words.holidays[(said.group("holiday")).replace("’", "'")]
    past, future = values.holiday(said.base, rule, said.count("year"))
    return _say("day", past, future)


def _year(said: Expression) -> Read | None:
    return _say("year", said.match["year"], stated=True)


def _number_day(said: Expression) -> Read | None:
    day = said.count("day")
    if said.base is None or day is None or not 1 <= day <= 28:
        return None
    value = said.base.replace(day=day)
    earlier = (said.base.replace(day=1) - timedelta(1)).replace(day=day)
    later = (said.base.replace(day=28) + timedelta(4)).replace(day=day)
    return _say("day", (value if value <= said.base else earlier).isoformat(), (value if value > said.base else later).isoformat())


def _chain(said: Expression) -> Read | None:
    return "day", None, None, False, (str(said.words.chains[said.group("chain")]),)


READERS: Mapping[str, Callable[[Expression], Read | None]] = {
    "month": _month, "iso": _iso, "weekday": _weekday, "dayword": _dayword, "ago": _ago, "duration": _duration, "nth": _nth, "old": _old,
    "period": _period, "season": _season, "holiday": _holiday, "year": _year, "number_day": _number_day, "chain": _chain,
}  # fmt: skip
