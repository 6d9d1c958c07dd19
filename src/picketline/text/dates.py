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
from functools import lru_cache

from picketline.text import date_values as values
from picketline.text.date_grammar import Grammar, grammar
from picketline.text.date_readings import READERS, Expression

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


@lru_cache(maxsize=4)  # one document is asked about again and again
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
    read = READERS[said.kind](said)
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
