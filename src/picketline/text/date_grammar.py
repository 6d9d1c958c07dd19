"""The patterns of date expressions, built once a language from the words of its pack.

Every pattern belongs to a family of words (months, weekdays ...), and is tried only in a window around a word of its family, so
that a long report costs one pass over its words. No pattern nests quantifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from picketline.lang import pack

Patterns = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """`families` maps a word in lower case to its families, `patterns` a family to its (kind, pattern) pairs; the rest are meanings."""

    families: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, Patterns]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    days: Mapping[str, int]
    units: Mapping[str, str]
    numbers: Mapping[str, int]
    holidays: Mapping[str, str]
    parts: Mapping[str, str]
    shifts: Mapping[str, int]
    ambiguous: frozenset[str]
    lead: frozenset[str]
    chains: Mapping[str, int]
    before: frozenset[str]


@cache
def grammar(language: str) -> Grammar:
    """The grammar of one language's dates."""
    words = pack(language)
    numbers = {name: _whole(words.table(f"dates.{name}")) for name in ("months", "weekdays", "seasons", "days", "numbers", "ordinals")}
    units = words.table("dates.units")
    parts = {word: part for part in ("early", "middle", "late") for word in words.words(f"dates.{part}")}
    shifts = {word: shift for name, shift in (("former", -1), ("present", 0), ("next", 1)) for word in words.words(f"dates.{name}")}
    holidays = words.table("dates.holidays")
    chains = {word: gap for name, gap in (("same_day", 0), ("next_day", 1)) for word in words.words(f"dates.{name}")}
    slots = {
        "MONTH": numbers["months"], "WEEKDAY": numbers["weekdays"], "SEASON": numbers["seasons"], "DAYWORD": numbers["days"],
        "UNIT": units, "NUMBER": numbers["numbers"],
        "DAYNUMBER": [word for word, value in numbers["numbers"].items() if value < 32 and value > 1 and " " not in word] + ["one"],
        "ORDINAL": numbers["ordinals"], "HOLIDAY": holidays, "PART": parts,
        "SHIFT": shifts, "ABOUT": words.words("dates.about"), "AGO": (*words.words("dates.before"), *words.words("dates.after")),
        "TIME": words.words("dates.times"), "CHAIN": chains, "LEAD": words.words("dates.lead"),
    }  # fmt: skip
    patterns = {family: tuple((kind, _compile(text, slots)) for kind, text in rows) for family, rows in _PATTERNS.items()}
    return Grammar(
        _families(slots), patterns, numbers["months"], numbers["weekdays"], numbers["seasons"], numbers["days"], units,
        numbers["numbers"] | numbers["ordinals"], holidays, parts, shifts, frozenset(words.words("dates.ambiguous")),
        frozenset(words.words("dates.lead")), chains, frozenset(words.words("dates.before")),
    )  # fmt: skip


_DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th)\b)?(?![\d%]|[,.]\d|[ ](?:pct|per|mln|bln|million))"
_YEAR = r"(?:19|20)\d\d(?![\d-])"
_MONTH = rf"""(?:(?P<part><PART>)[\s-]+(?:of\s+)?)?(?:(?P<shift><SHIFT>)\s+)?
    (?:(?<![\d,.$])(?P<day>{_DAY})(?:\s*(?:-|–|to|and|through|or)\s*(?P<day2>{_DAY}))?\s+(?:of\s+)?)?
    (?P<month><MONTH>)\b(?:\.(?=\s+\d|,))?
    (?:\s+(?P<day3>{_DAY}|(?:<DAYNUMBER>)\b)(?:\s*(?:-|–|to|and|through|until|or)\s*(?:(?P<month2><MONTH>)\.?\s+)?(?P<day4>{_DAY}))?)?
    (?:,?\s+(?:of\s+)?(?P<year>{_YEAR}))?"""

_STRAIGHT = r"(?:and-a-half-|straight\s+|consecutive\s+|successive\s+|full\s+)?"
_OF_YEAR = rf"(?:,?\s+(?:of\s+)?(?P<year>{_YEAR}))?"
_SHIFTED = r"(?:(?P<shift><SHIFT>)\s+)?"
_COUNTED = r"\b(?:(?P<about><ABOUT>)\s+)?(?P<number>\d{1,3}|<NUMBER>)"
_WEEKDAY = rf"\b(?:(?P<part><PART>)\s+)?{_SHIFTED}(?P<weekday><WEEKDAY>)\b(?:\s+(?:<TIME>)\b)?(?:\s+(?P<week><SHIFT>)\s+week\b)?"
_SEASON = rf"\b(?:(?P<part><PART>)[\s-]+(?:of\s+)?(?:the\s+)?)?{_SHIFTED}(?P<season><SEASON>)\b{_OF_YEAR}"
_BARE_YEAR = rf"\b(?P<lead><LEAD>|<PART>)\s+(?:the\s+year\s+)?(?P<year>{_YEAR})\b(?!\s+(?:workers|employees|jobs|people))"

_PATTERNS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "month": (("month", _MONTH),),
    "iso": (("iso", r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"),),
    "weekday": (("weekday", _WEEKDAY),),
    "dayword": (("dayword", r"\b(?:(?P<part><PART>)\s+)?(?P<dayword><DAYWORD>)\b(?:\s+(?:<TIME>)\b)?"),),
    "unit": (
        ("ago", rf"{_COUNTED}[\s-]+(?:full\s+)?(?P<unit><UNIT>)\s+(?P<ago><AGO>)\b"),
        ("duration", rf"{_COUNTED}[\s-]+{_STRAIGHT}(?P<unit><UNIT>)\b(?:[\s-](?P<old>old)\b)?"),
        ("nth", rf"\b(?P<ordinal><ORDINAL>|\d{{1,3}}(?:st|nd|rd|th))\s+{_STRAIGHT}(?P<unit><UNIT>)\b"),
        ("period", r"\b(?:(?P<part><PART>)\s+)?(?P<shift><SHIFT>)\s+(?P<unit><UNIT>)\b"),
        ("period", r"\b(?P<part><PART>)\s+(?:of\s+)?(?:the\s+)?(?P<unit><UNIT>)\b"),
        ("period", r"\b(?:on|over|at|during|by)\s+the\s+(?P<unit>weekend)\b"),
        ("old", r"\b(?P<unit><UNIT>)-(?:old|long)\b"),
    ),
    "season": (("season", _SEASON),),
    "holiday": (("holiday", rf"\b{_SHIFTED}(?P<holiday><HOLIDAY>)\b{_OF_YEAR}(?:\s+(?P<weekend>weekend)\b)?"),),
    "year": (("year", _BARE_YEAR), ("year", rf"\b(?:the|their|its|a|an)\s+(?P<year>{_YEAR})\s+(?=[A-Za-z])")),
    "number_day": (("number_day", r"\bon\s+(?:the\s+)?(?P<day>\d{1,2}(?:st|nd|rd|th))\b(?!\s+of)"),),
    "chain": (("chain", r"\b(?P<chain><CHAIN>)\b"),),
}  # fmt: skip


def _compile(text: str, slots: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """A pattern with each <SLOT> filled by its words, the longest first; a blank in a word stands for any white space."""
    for slot, words in slots.items():
        text = text.replace(f"<{slot}>", "|".join(_spaced(word) for word in sorted(words, key=lambda word: (-len(word), word))))
    return re.compile(text.replace("\n    ", ""), re.IGNORECASE)


def _spaced(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split(" "))


def _whole(table: Mapping[str, str]) -> dict[str, int]:
    return {word: int(value) for word, value in table.items()}


_FAMILY_SLOTS = {
    "month": "MONTH", "weekday": "WEEKDAY", "dayword": "DAYWORD", "unit": "UNIT", "season": "SEASON", "holiday": "HOLIDAY",
    "chain": "CHAIN",
}  # fmt: skip


def _families(slots: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The families that each word (of an expression of several: its longest one) wakes."""
    found: dict[str, set[str]] = {}
    for family, slot in _FAMILY_SLOTS.items():
        for expression in slots[slot]:
            key = max(re.findall(r"\w+", expression), key=len)
            found.setdefault(key, set()).add(family)
    return {word: tuple(sorted(families)) for word, families in found.items()}
