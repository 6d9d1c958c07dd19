"""Who is the employer, who the union, where it happens: the candidates of a document ranked for each dispute's scope.

Three forests (`roles.employers`, `roles.unions`, `roles.places`) say of each candidate how likely it is that, for the parties together with
linear models (`roles.employers.linear`, `roles.unions.linear`). The setting `roles` holds the thresholds: `first` for the likeliest, `more`
for each further one, `listed` for one that stands in a list beside a chosen one ("Trail and Kimberley"). A name that holds another chosen
one's words is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from picketline.extract.clues import Clues, clues, feature_names, scoped
from picketline.extract.linear import likelihoods
from picketline.extract.models import Models
from picketline.extract.names import Candidate
from picketline.extract.page import Page, Scope
from picketline.extract.persons import persons
from picketline.extract.stand_ins import Side, known_as
from picketline.extract.whereabouts import Country, countries, is_narrower, only_behind
from picketline.lang import pack
from picketline.model.record import Value
from picketline.text.names import normal_form
from picketline.text.people import nouns

PartyKind = Literal["employer", "union", "court", "government", "police", "person", "organisation"]
_TOLD_BY_WORDS: tuple[PartyKind, ...] = ("court", "police", "union", "government")
ROLES = ("employers", "unions", "places")
PARTIES: tuple[Side, ...] = ("employers", "unions")
LINES = 0.3
"""Share of the linear model in a party's chance: it errs in other places than the trees (not so for places)."""
UNNAMED = 0.6
"""Share of its chance that an unnamed employer ("government") keeps, so that a named one comes first."""
PLACED = 0.2
"""Chance as a place from which a name of the gazetteer is no employer, and neither acts nor speaks."""
FULLER = 0.5
"""Share of a name's chance that a longer name which holds it needs to be written in its place (F1 of employers +0.014)."""
COUNTRY = 0.5
"""How likely the country named last is that of a dispute told without a place."""
Chances = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Other:
    """A name that may act or speak in the dispute: its kind, and how likely it is a party of it (0 to 1)."""

    candidate: Candidate
    kind: PartyKind
    score: float


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties and places of one dispute, likeliest first; `others` holds every further name with its kind, likeliest first."""

    employers: tuple[Value, ...] = ()
    unions: tuple[Value, ...] = ()
    places: tuple[Value, ...] = ()
    others: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least chance of the first name of a role, of each further one, and of one listed beside a chosen one."""

    first: float
    more: float
    listed: float


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The candidates of a document with all that ranking them needs; made once a document."""

    found: tuple[Candidate, ...]
    clues: Clues
    countries: tuple[Country, ...]
    persons: npt.NDArray[np.bool_]


def names(page: Page, found: Sequence[Candidate]) -> Names:
    """The candidates with their clues and countries."""
    lying = countries(page, found)
    return Names(tuple(found), clues(page, found, lying), lying, persons(page, found))


def parties(page: Page, scope: Scope, found: Sequence[Candidate] | Names, models: Models) -> Parties:
    """The parties and places of the dispute that the scope's sentences tell.

    Give the `Names` of the document where it has several scopes, so that its clues are made once.
    """
    known = found if isinstance(found, Names) else names(page, found)
    if not known.found:
        return Parties()
    chances = {role: role_chances(page, scope, known, role, models) for role in ROLES}
    chosen = choose(page, known, chances, models)
    made = {role: tuple(_value(page, scope, known.found[n], chances[role][n]) for n in chosen[role]) for role in ROLES}
    placed = tuple(replace(v, country=known.countries[n].code) for v, n in zip(made["places"], chosen["places"], strict=True))
    taken = {n for role in ("employers", "unions") for n in chosen[role]}
    employers, unions = (known_as(page, scope, side, made[side]) for side in PARTIES)
    return Parties(employers, unions, placed, _others(page, known, chances, taken))


def role_chances(page: Page, scope: Scope, known: Names, role: str, models: Models) -> Chances:
    """How likely each candidate has the role in the scope; 0 for what cannot be a party."""
    forest = models.forests[f"roles.{role}"]
    order = {name: n for n, name in enumerate(feature_names(known.clues))}
    rows = scoped(known.clues, scope, len(page.reading.sentences))[:, [order[name] for name in forest.features]]
    chances = forest.probabilities(rows)
    if role not in PARTIES:
        return shares(page, known, role) * chances
    lines = likelihoods(models.settings[f"roles.{role}.linear"], forest.features, rows)
    return shares(page, known, role) * ((1 - LINES) * chances + LINES * lines)


def shares(page: Page, known: Names, role: str) -> Chances:
    """What share of its chance each candidate keeps: a people's or person's name as a party none, nor a bare word as employer, nor a bare
    direction ("South") or a firm by its legal form ("Acme Inc") as a place."""
    if role == "places":
        directions, firms = page.pack.words("places.directions"), page.pack.words("names.firms")
        barred = (
            c.name.casefold() in directions or (not c.places and c.name.casefold().split()[-1].strip(".") in firms) for c in known.found
        )
        return np.array([float(not no) for no in barred])
    kept = np.array([float(not c.is_people) for c in known.found]) * ~known.persons
    if role == "unions":
        return kept
    return kept * [0.0 if _is_bare(page, c.name) else UNNAMED if c.generic else 1.0 for c in known.found]


def _is_bare(page: Page, name: str) -> bool:
    return " " not in name and (name.casefold() in _bare(page.pack.language) or nouns(page.pack).is_worker(name))


@cache
def _bare(language: str) -> frozenset[str]:
    return frozenset(pack(language).words("names.bare"))


def choose(page: Page, known: Names, chances: dict[str, Chances], models: Models) -> dict[str, list[int]]:
    """The candidates chosen for each role, likeliest first."""
    chosen: dict[str, list[int]] = {}
    for role in ROLES:
        thresholds = Thresholds(*(models.threshold("roles", f"{role} {which}") for which in ("first", "more", "listed")))
        chosen[role] = pick(page, known, chances[role], rivals(role, chances, known), thresholds)
    chosen["places"] = [n for n in chosen["places"] if not _goes_without_saying(page, known, n, chosen["places"])]
    return chosen


def _goes_without_saying(page: Page, known: Names, number: int, chosen: Sequence[int]) -> bool:
    """Whether a narrower place in it is chosen, and a place is named for nothing but where that lies, or by an adjective alone.

    "Nebraska" in "Dakota City, Nebraska", the Netherlands in "Dutch dockers in Rotterdam": the most specific places are told.
    """
    candidate = known.found[number]
    narrower = [known.found[n] for n in chosen if is_narrower(known.countries[n], known.countries[number])]
    return bool(narrower) and (candidate.is_people or only_behind(page.text, candidate, narrower))


def rivals(role: str, chances: dict[str, Chances], known: Names) -> Chances:
    """The chance of the role that a party cannot have beside this one: an employer is no union, and no place of the gazetteer."""
    if role == "unions":
        return chances["employers"]
    if role == "employers":
        return np.where(_placed(known, chances), 1.0, chances["unions"])
    return np.zeros_like(chances[role])


def _placed(known: Names, chances: dict[str, Chances]) -> npt.NDArray[np.bool_]:
    """Which names of the gazetteer are likely meant as places."""
    return np.array([bool(c.places) for c in known.found]) & (chances["places"] >= PLACED)


def pick(page: Page, known: Names, chance: Chances, rival: Chances, least: Thresholds) -> list[int]:
    """Candidates from the likeliest down, while they reach the threshold (of the first, of the others) and are new."""
    out: list[int] = []
    for n in np.argsort(-chance, kind="stable").tolist():
        if chance[n] < (least.more if out else least.first):
            break
        if _is_new(page, known, n, out) and rival[n] <= chance[n]:
            out.append(n)
    queue = list(out)
    while queue:
        beside = queue.pop(0)
        for n in sorted({b if a == beside else a for a, b in known.clues.listed if beside in (a, b)}):
            if chance[n] >= least.listed and rival[n] <= chance[n] and _is_new(page, known, n, out):
                out.append(n)
                queue.append(n)
    likely = np.where(rival <= chance, chance, 0.0)
    return list(dict.fromkeys(_fullest(page, known, n, likely, out) for n in out))


def _fullest(page: Page, known: Names, number: int, chance: Chances, chosen: Sequence[int]) -> int:
    """The likeliest longer name of which a chosen one ("Federation") is a part in some place, if it is near as likely; else that one.

    What "and", "in" or "at" adds is another name, or where the named one is.
    """
    own, adding = known.found[number], _adding(page.pack.language)
    longer = [
        n for n, other in enumerate(known.found)
        if not own.places and n not in chosen and chance[n] >= FULLER * chance[number]
        and set(own.key.split()) < set(other.key.split()) and not adding & set(other.name.casefold().split()) and _within(own, other)
        and not _owns(own, other)
    ]  # fmt: skip
    return max(longer, key=lambda n: (float(chance[n]), -n), default=number)


@cache
def _adding(language: str) -> frozenset[str]:
    context = pack(language).lists("names.context")
    return frozenset((*context["and"], *context["in"], *context["at"]))


def _owns(short: Candidate, long: Candidate) -> bool:
    """Whether the longer name is a thing of the shorter one's, which also stands by itself: "Acme" and "Acme's Trail mine"."""
    owned = long.name.startswith((f"{short.name}'s ", f"{short.name}’s "))
    return owned and any(not any(b.start <= a.start and a.end <= b.end for b in long.mentions) for a in short.mentions)


def _within(short: Candidate, long: Candidate) -> bool:
    return any(a.start <= b.start and b.end <= a.end for a in long.mentions for b in short.mentions)


def _is_new(page: Page, known: Names, number: int, chosen: Sequence[int]) -> bool:
    return number not in chosen and not any(same(page, known.found[number], known.found[m]) for m in chosen)


def same(page: Page, one: Candidate, other: Candidate) -> bool:
    """Whether two candidates' names hold one another ("Bakers Union Local 12", but not "Bakers Union Local 34", holds "Bakers Union")."""
    return any(left <= right or right <= left for left in _word_sets(one, page) for right in _word_sets(other, page))


def _word_sets(candidate: Candidate, page: Page) -> list[set[str]]:
    return [words for form in candidate.forms if (words := set(normal_form(form, page.pack).split()))]


def _value(page: Page, scope: Scope, candidate: Candidate, chance: float) -> Value:
    bounds = [(int(page.reading.sentences[s][0]), int(page.reading.sentences[s][1])) for s in scope]
    inside = [m for m in candidate.mentions if any(a <= m.start < b for a, b in bounds)]
    aliases = tuple(form for form in candidate.forms if form != candidate.name)
    return Value(candidate.name, candidate.quote(page.text, inside), aliases, confidence=round(float(chance), 3))


def country_of(page: Page, end: int, known: Names, within: tuple[int, int]) -> tuple[Value, ...]:
    """The country named last before a position, or first after it, within a range of the text; none where it names none."""
    countries = [(n, m) for n, c in enumerate(known.found) if c.is_country for m in c.mentions if within[0] <= m.start < within[1]]
    named = [(m.start >= end, abs(m.start - end), n, m) for n, m in countries]
    if not named:
        return ()
    *_, number, mention = min(named, key=lambda found: found[:3])
    country = known.found[number]
    return (Value(country.name, country.quote(page.text, [mention]), country=country.country, confidence=COUNTRY),)


def _others(page: Page, known: Names, chances: dict[str, Chances], taken: set[int]) -> tuple[Other, ...]:
    placed = _placed(known, chances)
    rest = [n for n, candidate in enumerate(known.found) if n not in taken and not candidate.is_country and not placed[n]]
    party = np.maximum(chances["employers"], chances["unions"])
    scored = [Other(known.found[n], kind_of(page, known, n, chances), round(float(party[n]), 3)) for n in rest]
    return tuple(sorted(scored, key=lambda o: (-o.score, o.candidate.mentions[0])))


def kind_of(page: Page, known: Names, number: int, chances: dict[str, Chances]) -> PartyKind:
    """What a name seems to be: by its words first, then by what the rankers say."""
    words = {w.casefold().strip(".,") for form in known.found[number].forms for w in form.split()}
    kinds = page.pack.lists("names.kinds")
    for kind in _TOLD_BY_WORDS:
        if words & set(kinds.get(kind, ())):
            return kind
    if chances["employers"][number] >= 0.2 or chances["unions"][number] >= 0.2:
        return "employer" if chances["employers"][number] >= chances["unions"][number] else "union"
    return "person" if _is_person(known, number) else "organisation"


def _is_person(known: Names, number: int) -> bool:
    row = dict(zip(known.clues.names, known.clues.rows[number], strict=True))
    bare = known.found[number].name.replace(".", "").replace("-", "").replace(" ", "").isalpha()
    organised = any(row[f"has_{x}"] for x in ("unions", "employers", "third_parties"))
    return row["titled"] > 0 or (bare and 2 <= row["words"] <= 3 and not organised)
