"""Which country a place lies in: the gazetteer's answers weighed by what else the document names."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from picketline.extract.names import Candidate
from picketline.extract.page import Page
from picketline.text.places import Place, look_up

_NEXT = re.compile(r"\s*,\s*(?:in\s+)?\(?(?P<name>[A-Z][\w.]*(?:\s+[A-Z][\w.]*){0,2})")

_COMMA = re.compile(r"\s*,?\s+\(?")
_WIDTH = ("town", "region", "country")


@dataclass(frozen=True, slots=True)
class Country:
    """The country code of a candidate as a place, or None; `place` is the gazetteer's entry that is meant, where it has one."""

    code: str | None
    place: Place | None = None


def is_narrower(narrow: Country, wide: Country) -> bool:
    """Whether a place is of a narrower kind (town, region, country) than another one in the same country.

    >>> paris, rome = (look_up([name])[name][0] for name in ("Paris", "Rome"))
    >>> [is_narrower(Country("FR", paris), Country(place.country, place)) for place in (look_up(["France"])["France"][0], rome)]
    [True, False]
    """
    if narrow.place is None or wide.place is None or narrow.code != wide.code:
        return False
    return _WIDTH.index(narrow.place.kind) < _WIDTH.index(wide.place.kind)


def only_behind(text: str, wide: Candidate, narrower: Sequence[Candidate]) -> bool:
    """Whether each mention of a name stands right behind a mention of one of the others, with no more than a comma between."""
    ends = {mention.end for candidate in narrower for mention in candidate.mentions}
    return all(any(_COMMA.fullmatch(text, end, mention.start) for end in ends if end < mention.start) for mention in wide.mentions)


def countries(page: Page, found: Sequence[Candidate]) -> tuple[Country, ...]:
    """The country of each candidate, taken as a place."""
    votes = _votes(found)
    return tuple(_country(page, candidate, votes) for candidate in found)


def _votes(found: Sequence[Candidate]) -> Mapping[str, float]:
    """How often the document names each country: itself, its regions and its large towns (those of several countries count half)."""
    votes: dict[str, float] = defaultdict(float)
    for candidate in found:
        weight = float(len(candidate.mentions))
        kinds = {p.kind for p in candidate.places}
        if candidate.country:
            votes[candidate.country] += 3 * weight
        elif "region" in kinds:
            alone = len({p.country for p in candidate.places}) == 1
            votes[next(p.country for p in candidate.places if p.kind == "region")] += weight * (1.0 if alone else 0.5)
        else:
            towns = [p for p in candidate.places if p.main and p.population >= 50_000]
            if towns:
                votes[towns[0].country] += weight * (1.0 if len({p.country for p in towns}) == 1 else 0.5)
    return votes


def _country(page: Page, candidate: Candidate, votes: Mapping[str, float]) -> Country:
    if candidate.country:
        return Country(candidate.country, next((p for p in candidate.places if p.kind == "country"), None))
    beside = _beside(page, candidate)
    total = sum(votes.values()) or 1.0
    options = candidate.places or _inner(candidate)
    if options:
        best = max(options, key=lambda p: (_weight(p, beside, votes.get(p.country, 0.0) / total), p.population))
        return Country(best.country, best if candidate.places else None)
    if beside:
        return Country(beside[0].country)
    return Country(max(votes, key=lambda code: (votes[code], code)) if votes else None)


def _weight(place: Place, beside: Sequence[Place], share: float) -> float:
    size = math.log10(place.population + 10)
    named = max((6.0 + (p.division == place.division and p.division != "") for p in beside if p.country == place.country), default=0.0)
    return size + named + 6.0 * share + (1.0 if place.main else 0.0) + (1.5 if place.kind == "region" else 0.0)


def _beside(page: Page, candidate: Candidate) -> tuple[Place, ...]:
    """The region or country that stands behind a mention: "Trail, British Columbia"."""
    for mention in candidate.mentions:
        match = _NEXT.match(page.text, mention.end, mention.end + 60)
        words = match.group("name").split() if match else []
        for length in range(len(words), 0, -1):
            name = " ".join(words[:length])
            places = tuple(p for p in look_up([name]).get(name, ()) if p.kind != "town")
            if places:
                return places
    return ()


def _inner(candidate: Candidate) -> tuple[Place, ...]:
    """The countries and regions within a longer name: "northern Haiti"."""
    words = candidate.name.split()
    starts = [i for i in range(len(words)) if words[i][:1].isupper()]
    parts = [" ".join(words[i:j]) for i in starts for j in range(i + 1, len(words) + 1) if j - i < len(words)]
    found = look_up(parts)
    return tuple(p for part in sorted(parts, key=len, reverse=True) for p in found.get(part, ()) if p.kind != "town")
