"""The notes of a listing to step changes: what its sentences say of workers who left, joined, paused or came back, with quotes.

Only what a sentence says outright becomes a change: a number with its day, a pause and a resumption, a number "from DAY-DAY".
Numbers without a day ("undetermined", "some workers") change nothing and stay in the note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from picketline.model import Evidence, Span
from picketline.tables.cells import Cell

DAY = r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?"
_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d+)"
_PEOPLE = rf"{_NUMBER}\s(?:\w+\s){{0,3}}?(?:workers|nurses|employees|members)"
_SPELL = re.compile(rf"{_NUMBER}(?:\sworkers)?\sfrom\s{DAY}\s?[-–]\s?{DAY}")
_LEFT = re.compile(rf"(?:[Oo]n\s{DAY},?\s{_PEOPLE}\s(?:returned|went back)|of\s{_PEOPLE}\sended\son\s{DAY})")
_JOINED = re.compile(rf"(?:added\s|;\s(?:and\s)?){_PEOPLE}\s[^;.]{{0,40}}?{DAY}")
_BEGAN = re.compile(rf"began with\s{_PEOPLE}\son\s{DAY}")
_PAUSED = re.compile(rf"paused on\s{DAY}")
_RESUMED = re.compile(rf"resumed on\s{DAY}")

Change = tuple[dict[str, object], Evidence]


@dataclass(frozen=True, slots=True)
class _Step:
    day: date
    change: float
    quote: Span


def changes(value: Mapping[str, object], noted: Cell | None, text: str) -> Iterator[Change]:
    """The segments that a row makes: the plain one, or those into which its note parts it, each with the note's quotes."""
    whole = dict(value)
    if noted is None or not noted.value or "begin" not in value:
        yield whole, ()
        return
    note = text[noted.start : noted.end]
    begin = date.fromisoformat(str(value["begin"]))
    found = _spells(note, begin, noted.start) or _pause(whole, note, begin, noted.start) or _steps(whole, note, begin, noted.start)
    kept = {key: part for key, part in whole.items() if key not in ("workdays", "workers", "end", "known_until")}
    for change, quotes in found:
        yield {**kept, **change}, quotes
    if not found:
        yield whole, ()


def _spells(note: str, begin: date, offset: int) -> list[Change]:
    out: list[Change] = []
    for match in _SPELL.finditer(note):
        number, *days = match.groups()
        first, last = _day(begin, *days[:3]), _day(begin, *days[3:])
        if first and last and first <= last:
            out.append(({"begin": first.isoformat(), "end": last.isoformat(), "workers": _int(number)}, _quote(match, offset)))
    return out if len(out) > 1 else []


def _pause(whole: Mapping[str, object], note: str, begin: date, offset: int) -> list[Change]:
    paused, resumed = _PAUSED.search(note), _RESUMED.search(note)
    if not paused or not resumed:
        return []
    until, again = _day(begin, *paused.groups()), _day(begin, *resumed.groups())
    if not until or not again or not begin <= until < again:
        return []
    workers = {"workers": whole["workers"]} if "workers" in whole else {}
    rest = {key: whole[key] for key in ("end", "known_until") if key in whole}
    before = {"begin": begin.isoformat(), "end": until.isoformat(), **workers}
    return [(before, _quote(paused, offset)), ({"begin": again.isoformat(), **rest, **workers}, _quote(resumed, offset))]


def _steps(whole: Mapping[str, object], note: str, begin: date, offset: int) -> list[Change]:
    steps = sorted([*_departures(note, begin, offset), *_arrivals(note, begin, offset)], key=lambda step: step.day)
    number = whole.get("workers")
    began = _BEGAN.search(note)
    workers = float(_int(began.group(1))) if began else float(number) if isinstance(number, int | float) else None
    last = date.fromisoformat(str(whole["end"])) if "end" in whole else None
    steps = [step for step in steps if step.day > begin and (last is None or step.day <= last)]
    if workers is None or not steps:
        return []
    return list(_parted(whole, begin, workers, steps, _quote(began, offset) if began else ()))


def _parted(whole: Mapping[str, object], begin: date, workers: float, steps: list[_Step], quotes: Evidence) -> Iterator[Change]:
    for step in steps:
        before = step.day - timedelta(1)
        yield {"begin": begin.isoformat(), "end": before.isoformat(), "workers": _plain(workers)}, quotes
        begin, workers, quotes = step.day, workers + step.change, (*quotes, step.quote)
    rest = {key: whole[key] for key in ("end", "known_until") if key in whole}
    yield {"begin": begin.isoformat(), **rest, "workers": _plain(workers)}, quotes


def _departures(note: str, begin: date, offset: int) -> Iterator[_Step]:
    for match in _LEFT.finditer(note):
        on = match.groups()
        day = _day(begin, *on[:3]) if on[0] else _day(begin, *on[5:8])
        if day:  # "ended on" is the last day out, "on DAY ... returned" the first day back
            yield _Step(day if on[0] else day + timedelta(1), -float(_int(on[3] or on[4])), _quote(match, offset)[0])


def _arrivals(note: str, begin: date, offset: int) -> Iterator[_Step]:
    for match in _JOINED.finditer(note) if _BEGAN.search(note) else ():
        number, *day_parts = match.groups()
        if day := _day(begin, *day_parts):
            yield _Step(day, float(_int(number)), _quote(match, offset)[0])


def _day(begin: date, month: str, day: str, year: str | None) -> date | None:
    """The day, in the year of the beginning or, where that would be before it, in the next."""
    try:
        found = date(int(year) if year else begin.year, int(month), int(day))
        return found if year or found >= begin else found.replace(year=begin.year + 1)
    except ValueError:
        return None


def _int(words: str) -> int:
    return int(words.replace(",", ""))


def _plain(number: float) -> float:
    return int(number) if number.is_integer() else number


def _quote(match: re.Match[str], offset: int) -> Evidence:
    return (Span(offset + match.start(), offset + match.end(), match.group()),)
