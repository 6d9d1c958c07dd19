"""Whether quoted words say a name: its own words, its acronym, a slip of one letter, or for a country its people's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import Levenshtein

from picketline.check.source import Source, words
from picketline.lang import Pack, pack
from picketline.model.record import Value
from picketline.model.span import Evidence
from picketline.text.names import normal_form, plain, stands_for
from picketline.text.people import nouns
from picketline.text.places import demonyms, look_up

_WORD = re.compile(r"\w+")
_CAPITALS = re.compile(r"(?<!\w)[A-Z][\w.&-]*[A-Z][\w.]*(?!\w)")
_TITLED = re.compile(r"[A-Z][\w’'&.-]*(?:\s+(?:of|and|for|the|&)\s+(?=[A-Z])|\s+(?=[A-Z(])|(?:\s*\([A-Z]+\)\s+(?=[A-Z])))?")
_SLIP = 7
"""Letters from which a word may differ by one and still be the same."""
_LONG = 60
"""Code points of a quote that a reason cites whole."""


def party_reason(slot: str, value: Value, source: Source) -> str | None:
    """Why the evidence of an employer, union, group of workers or place does not support it; None where it does."""
    if misfit := _misfit(slot, value.value, source.pack):
        return misfit
    return name_reason(value.value, value.aliases, value.evidence, source, place=slot == "places")


def _misfit(slot: str, name: str, language: Pack) -> str | None:
    """What is wrong with a name that cannot be of this kind, whatever the quote says."""
    people, heads = nouns(language), _union_heads(language.language)
    tokens = [word.casefold() for word in _WORD.findall(name)]
    has_people = any(people.is_person(word) for word in tokens)
    if slot == "workers" and not has_people and name[:1].isupper():
        return f"{name!r} names no workers"
    if slot == "places" and (_tells_people(name, language) or heads & set(tokens)):
        return f"{name!r} is no place"
    if slot == "employers" and tokens and name.islower() and people.is_worker(tokens[-1]) and not _may_employ(name, language):
        return f"{name!r} are workers, not an employer"
    return None


def _may_employ(name: str, language: Pack) -> bool:
    return name.casefold() in language.words("names.generic_employers") or name.casefold().endswith(language.words("check.employing"))


def name_reason(name: str, aliases: tuple[str, ...], evidence: Evidence, source: Source, place: bool = False) -> str | None:
    """Why the quotes do not say the name; None where they do. An alias serves where it is another form of this name.

    Of a `place` that is a country, the name of its people is enough ("Brazilian" for Brazil).
    """
    quote = words(evidence)
    if says(quote, name, source.pack) or (place and _is_country_of(quote, name, source.pack)):
        return None
    for alias in aliases:
        if says(quote, alias, source.pack) or (place and _is_country_of(alias, name, source.pack)):
            if _one_name(name, alias, source, place):
                return None
            return f"the quote says {alias!r}, and nothing in the report says that this is {name!r}"
    return f"the quote says {_cut(quote)!r}, not {name!r}"


def says(quote: str, name: str, language: Pack) -> bool:
    """Whether the words of a name, or the acronym that stands for it, are among quoted words.

    A name that is only part of a longer one is not said: "the Nurses Union of Lodz" says neither "nurses" nor "Lodz".

    >>> en = pack("en")
    >>> says("GM's Linden plant", "GM Linden", en), says("the UAW", "United Auto Workers", en), says("GM", "Ford", en)
    (True, True, False)
    >>> says("the Nurses Union of Lodz", "nurses", en), says("nurses at Lodz", "nurses", en)
    (False, True)
    """
    there, wanted = frozenset(_words(quote)), normal_form(name, language).split()
    if wanted and all(_is_there(word, there) for word in wanted):
        return not _is_swallowed(quote, name, wanted, language)
    return not _tells_people(name, language) and any(stands_for(short, name) for short in _CAPITALS.findall(quote))


def _words(quote: str) -> Iterator[str]:
    for form in (quote, quote.replace(".", " ")):
        yield from _WORD.findall(plain(form).replace("'", "").replace("’", ""))


def _is_there(word: str, there: frozenset[str]) -> bool:
    if word in there or word + "s" in there or (word.endswith("s") and word[:-1] in there):
        return True
    return len(word) >= _SLIP and any(Levenshtein.distance(word, other, score_cutoff=1) <= 1 for other in there)


def _tells_people(name: str, language: Pack) -> bool:
    """Whether a noun for people in small letters belongs to the name: "CWA members" is not the CWA."""
    known = nouns(language)
    return any(word.islower() and known.is_person(word) for word in _WORD.findall(name))


def _is_swallowed(quote: str, name: str, wanted: list[str], language: Pack) -> bool:
    """Whether all the words stand only within a union's longer name, and are no short form of it."""
    heads, outside = _union_heads(language.language), quote
    if quote.isupper() or (heads & set(wanted) and not name.islower()):
        return False
    for run in _titled_runs(quote):
        inner = frozenset(_words(run))
        if inner & heads and not all(_is_there(word, frozenset(wanted)) for word in inner):
            outside = outside.replace(run, " ", 1)
    there = frozenset(_words(outside))
    return outside != quote and not any(_is_there(word, there) for word in wanted)


def _titled_runs(quote: str) -> Iterator[str]:
    """Runs of two capitalised words or more."""
    start = end = -1
    for match in _TITLED.finditer(quote):
        if match.start() != end:
            if end - start > 0 and " " in quote[start:end].strip():
                yield quote[start:end].strip()
            start = match.start()
        end = match.end()
    if end - start > 0 and " " in quote[start:end].strip():
        yield quote[start:end].strip()


@cache
def _union_heads(language: str) -> frozenset[str]:
    """Words that make a capitalised name a union's, the places and trades in it apart."""
    known = pack(language)
    return frozenset(known.words("check.union_heads"))


def _is_country_of(quote: str, name: str, language: Pack) -> bool:
    """Whether the quote names the country, in any of its names, or its people."""
    countries = {place.country for place in look_up([name]).get(name, ()) if place.kind == "country"}
    if not countries:
        return False
    tokens = plain(quote).replace("-", " ").split()
    phrases = {" ".join(tokens[at : at + size]) for size in (1, 2, 3) for at in range(len(tokens) - size + 1)}
    people = demonyms(language)
    if countries & {people[phrase] for phrase in phrases if phrase in people}:
        return True
    found = look_up(sorted(phrases))
    return any(place.kind == "country" and place.country in countries for places in found.values() for place in places)


def _one_name(name: str, alias: str, source: Source, place: bool) -> bool:
    """Whether an alias is another form of the name: by its words, as its acronym, or because the report sets them side by side."""
    own, other = (set(normal_form(form, source.pack).split()) for form in (name, alias))
    if (own <= other or other <= own) and (own & other) - _generic(source.pack.language):
        return True
    if stands_for(alias, name) or stands_for(name, alias) or (place and _is_country_of(alias, name, source.pack)):
        return True
    if any(stands_for(word, name) for word in _CAPITALS.findall(alias)) or any(stands_for(word, alias) for word in _CAPITALS.findall(name)):
        return True
    return _side_by_side(name, alias, source.text) or _side_by_side(alias, name, source.text)


@cache
def _generic(language: str) -> frozenset[str]:
    """Words that tell no one name."""
    known = pack(language)
    lists = ("workers.heads", "names.unions", "names.employers", "names.governments", "names.third_parties", "names.branches")
    return frozenset(word for name in lists for word in known.words(name))


def _side_by_side(first: str, second: str, text: str) -> bool:
    link = r"(?:\W{1,3}|\W+(?:or|also|known|as|called)\W+(?:\w+\W+){0,2})"
    return re.search(rf"(?<!\w){_flexible(first)}{link}{_flexible(second)}(?!\w)", text, re.IGNORECASE) is not None


def _flexible(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def _cut(quote: str) -> str:
    return quote if len(quote) <= _LONG else quote[: _LONG - 1].rsplit(" ", 1)[0] + " …"
