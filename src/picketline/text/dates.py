"""Date expressions of a report, each with the EDTF values that it may mean.

"March 2", "last Friday", "for three weeks", "this spring", "since 1986": where the words leave open whether they look back or
forward, both values are given, and who uses them decides from the verb. The document's date is the base; without it a day
without a year stays `XXXX-12-11`, and what only a base could resolve has no value and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from picketline.model.edtf import one_of
from picketline.text import date_values as values
from picketline.text.date_grammar import Grammar, grammar

_WORD = re.compile(r"[^\W\d_]+|\d{4}-\d\d-\d\d|(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)\b")
_WINDOW_BEFORE, _WINDOW_AFTER = 40, 45


@dataclass(frozen=True, slots=True)
class Found:
    """`text[start:end]` may mean the EDTF `past`, or `future` when it looks ahead; both are equal where the words settle it.

    `kind`: month, iso, weekday, dayword, ago, duration, nth, period, old, season, holiday, year, number_day, chain.
    `precision`: day, week, month, season or year. `stated` says that the words give the year themselves. `others` are
    further readings (the same weekday a week before, the end or the whole of a range, the week of "two weeks ago"); `gap` is the
    number of days that "a week later" counts on from the day named before it.
    """

    start: int
    end: int
    kind: str
    precision: str
    past: str | None
    future: str | None
    stated: bool = False
    others: tuple[str, ...] = ()
    gap: int | None = None

    def values(self) -> tuple[tuple[str, str], ...]:
        """The distinct (value, sense), sense being past, future or other."""
        pairs = ((self.past, "past"), (self.future, "future"), *((other, "other") for other in self.others))
        return tuple({value: (value, sense) for value, sense in reversed(pairs) if value}.values())[::-1]


def dates(text: str, published: str | None, language: str = "en") -> tuple[Found, ...]:
    """The date expressions of `text`, in order and without overlaps; `published` is the document's date (EDTF).

    >>> [(found.past, found.future) for found in dates("They walked out Friday and meet on March 20.", "1987-03-16")]
    [('1987-03-13', '1987-03-20'), ('1986-03-20', '1987-03-20')]
    """
    words, base = grammar(language), values.read_base(published)
    found = [read for match, kind in _matches(text, words) if (read := _read(Expression(match, kind, words, base, text)))]
    return tuple(_chained(_apart(found, text)))


def _matches(text: str, words: Grammar) -> Iterator[tuple[re.Match[str], str]]:
    for family, windows in _windows(text, words).items():
        for start, end in windows:
            for kind, pattern in words.patterns[family]:
                yield from ((match, kind) for match in pattern.finditer(text, start, end))


def _windows(text: str, words: Grammar) -> dict[str, list[tuple[int, int]]]:
    """For each family of words that occurs, where to look: ranges around its words, joined where they meet, cut between words."""
    out: dict[str, list[tuple[int, int]]] = {}
    for match in _WORD.finditer(text):
        for family in _families(match.group(), words):
            start, end = max(0, match.start() - _WINDOW_BEFORE), min(len(text), match.end() + _WINDOW_AFTER)
            start, end = _to_blank(text, start, -1), _to_blank(text, end, 1)
            ranges = out.setdefault(family, [])
            if ranges and start <= ranges[-1][1]:
                ranges[-1] = (ranges[-1][0], end)
            else:
                ranges.append((start, end))
    return out


def _to_blank(text: str, position: int, step: int) -> int:
    limit = position + 20 * step
    while 0 < position < len(text) and position != limit and not text[position - 1 if step < 0 else position].isspace():
        position += step
    return position


def _families(word: str, words: Grammar) -> tuple[str, ...]:
    if word[0].isdigit():
        return ("year",) if len(word) == 4 and word.isdigit() else ("iso",) if "-" in word else ("number_day",)
    return words.families.get(word.lower(), ())


def _read(said: Expression) -> Found | None:
    """The expression with its values, or None where the words are no date or cannot be resolved."""
    read = _READERS[said.kind](said)
    if read is None:
        return None
    precision, past, future, stated, others = read
    if past is None and future is None and said.kind != "chain":
        return None
    start, end = _trimmed(said.match)
    return Found(start, end, said.kind, precision, past, future, stated, others, _gap(said))


def _gap(said: Expression) -> int | None:
    """Days that "a week later" counts on."""
    days = values.UNIT_DAYS.get(said.words.units.get(said.group("unit"), ""))
    later = said.kind == "ago" and said.group("ago") not in said.words.before
    return (said.count("number") or 0) * days if later and days else None


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    whole = match.group()
    return start + len(whole) - len(whole.lstrip()), end - len(whole) + len(whole.rstrip(" \n\t,"))


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


_READERS = {
    "month": _month, "iso": _iso, "weekday": _weekday, "dayword": _dayword, "ago": _ago, "duration": _duration, "nth": _nth, "old": _old,
    "period": _period, "season": _season, "holiday": _holiday, "year": _year, "number_day": _number_day, "chain": _chain,
}  # fmt: skip


def _apart(found: list[Found], text: str) -> Iterator[Found]:
    """The longest of those that overlap, in order; a weekday that only introduces the date after it is taken into it."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    kept.sort(key=lambda f: f.start)
    for number, one in enumerate(kept):
        after = kept[number + 1] if number + 1 < len(kept) else one
        introduces = one.kind == "weekday" and after.kind == "month" and after.precision == "day"
        if not (introduces and text[one.end : after.start].strip() in ("", ",")):
            yield one


def _chained(found: Iterator[Found]) -> Iterator[Found]:
    """Expressions such as "the next day" and "a week later", resolved from the day named before them."""
    before: Found | None = None
    for one in found:
        days = _days_of(before) if before else None
        if one.kind == "chain" and days:
            past, future = (day + timedelta(int(one.others[0])) for day in days)
            yield replace(one, past=past.isoformat(), future=future.isoformat(), others=())
        elif one.kind == "ago" and days and before and one.gap is not None:
            yield replace(one, others=(*one.others, (days[0] + timedelta(one.gap)).isoformat()))
        elif one.kind != "chain":
            before = one if one.precision == "day" and one.kind != "duration" else before
            yield one


def _days_of(found: Found) -> tuple[date, date] | None:
    past, future = (values.read_base(value) if value and len(value) == 10 else None for value in (found.past, found.future))
    return (past, future) if past and future else None
