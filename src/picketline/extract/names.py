"""The names of a document as candidates for its roles: mentions joined by normal form, acronym and short form.

Recall first: besides capitalised runs there are the net's own spans, words for unnamed employers and unions ("shipowners",
"the government") and countries that only an adjective names. `roles` decides which candidate is what, in which dispute.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from picketline import lang
from picketline.extract.page import Page
from picketline.extract.reading import TAGS
from picketline.lang import Pack
from picketline.model.span import Span
from picketline.text.names import Lexicon, Mention, lexicon, mentions, normal_form, stands_for, tidy
from picketline.text.people import nouns
from picketline.text.phrases import Hit, Phrases
from picketline.text.places import Place, demonyms, key, look_up

NET = 0.4
"""Probability from which words are a span of the net."""
_LEAD = re.compile(r"(?:the|The|THE|a|an|An|A)\s+")
_GAP = re.compile(r"(?:['’]s)?\s+$")
_OWNED = re.compile(r"['’]s\s")
CITY = 100_000
"""People from which a town's name alone is not taken for the short form of a longer name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One name of a document with all its mentions in order. `name` is the form that serves as value; `forms` are all, `name` among them.

    `generic`: no proper name ("shipowners"). `places`: what the gazetteer knows of its forms. `country`: the code of the country that
    an adjective names, or that the name itself is; `is_people`: adjectives alone ("Brazilian") stand for it.
    """

    key: str
    name: str
    forms: tuple[str, ...]
    mentions: tuple[Mention, ...]
    generic: bool = False
    places: tuple[Place, ...] = ()
    country: str | None = None
    is_people: bool = False

    @property
    def is_country(self) -> bool:
        """Whether the name is a country's or its people's."""
        return self.country is not None

    def quote(self, text: str, among: Sequence[Mention] = ()) -> tuple[Span, ...]:
        """Evidence: of the mentions given (else of all) the first that is the value's own form, or the fullest."""
        best = min(among or self.mentions, key=lambda m: (m.name != self.name, -len(m.name), m.start))
        return (Span.of(text, best.start, best.end),)


def candidates(page: Page) -> tuple[Candidate, ...]:
    """All names of the document, in the order of their first mention."""
    named = mentions(page.text, page.pack)
    hits = _listed(page.pack.language).find(page.text)
    extra = [*_generic(page, hits), *_apart(_spans(page), named)]
    known = {(m.start, m.end) for m in named}
    groups: dict[str, list[Mention]] = {}
    for mention in [*named, *(m for m in extra if (m.start, m.end) not in known)]:
        groups.setdefault(normal_form(mention.name, page.pack), []).append(mention)
    groups.pop("", None)
    found = look_up({m.name for members in groups.values() for m in members})
    groups = {name: members for name, members in groups.items() if not _is_people(members, found, page.pack)}
    groups = dict(_whole(groups, found))
    joined = _join(groups, found, page)
    built = [_candidate(key, members, found, page.pack) for key, members in joined.items()]
    return tuple(sorted([*built, *_countries(page, hits, built)], key=lambda c: (c.mentions[0], c.key)))


def _whole(groups: Mapping[str, list[Mention]], found: Mapping[str, tuple[Place, ...]]) -> Iterator[tuple[str, list[Mention]]]:
    """The names but those that are only a piece of a known place's: no "Janeiro" beside "Rio de Janeiro"."""
    places = sorted(m for members in groups.values() for m in members if " " in m.name and found.get(m.name))
    longest = max((p.end - p.start for p in places), default=0)

    def is_piece(m: Mention) -> bool:
        around = places[bisect_left(places, m.end - longest, key=_start) : bisect_right(places, m.start, key=_start)]
        return any(m.end <= p.end and p != m for p in around)

    for name, members in groups.items():
        if found.get(members[0].name) or not all(map(is_piece, members)):
            yield name, members


def _start(mention: Mention) -> int:
    return mention.start


def _candidate(name_key: str, members: list[Mention], found: dict[str, tuple[Place, ...]], pack: Pack) -> Candidate:
    ordered = tuple(sorted(set(members)))
    forms = Counter(m.name for m in ordered)
    longest = max(
        forms, key=lambda f: (normal_form(f, pack) == name_key, "(" not in f, f[:1].isupper(), not f.isupper(), forms[f], -len(f), f)
    )
    places = tuple(dict.fromkeys(p for form in forms for p in found.get(form, ())))
    country = next((p.country for p in places if p.kind == "country"), None)
    generic = all(form.islower() or not form[0].isupper() for form in forms) or name_key in _generic_keys(pack.language)
    written = longest.title() if places and longest.isupper() and len(longest) > 4 and "." not in longest else longest
    return Candidate(name_key, written, tuple(forms), ordered, generic, places, country)


def _is_people(members: Sequence[Mention], found: Mapping[str, tuple[Place, ...]], pack: Pack) -> bool:
    """Whether these are no names but the adjective of a country ("Belgian"), which `_countries` sees to; a town may be called so too."""
    return all(key(m.name) in demonyms(pack) and not any(p.kind == "country" for p in found.get(m.name, ())) for m in members)


@cache
def _generic_keys(language: str) -> frozenset[str]:
    pack = lang.pack(language)
    return frozenset(normal_form(w, pack) for w in (*pack.words("names.generic_employers"), *pack.words("names.generic_unions")))


@cache
def _listed(language: str) -> Phrases:
    pack = lang.pack(language)
    generic = [*pack.words("names.generic_employers"), *pack.words("names.generic_unions")]
    return Phrases({"generic": generic, "people": demonyms(pack)})


def _generic(page: Page, hits: Sequence[Hit]) -> Iterator[Mention]:
    """Words for unnamed parties, alone and with the adjective before them that tells them apart ("Belgian government")."""
    people = {hit.end: hit.start for hit in hits if hit.label == "people"}
    end = 0
    for hit in hits:
        if hit.label != "generic" or hit.end <= end:
            continue
        end = hit.end
        lead = _LEAD.match(page.text, hit.start, end)
        start = lead.end() if lead else hit.start
        yield Mention(start, end, tidy(page.text[start:end]))
        gap = _GAP.search(page.text, max(0, start - 6), start)
        if gap and gap.start() in people:
            yield Mention(people[gap.start()], end, tidy(page.text[people[gap.start()] : end]))


def _spans(page: Page) -> Iterator[Mention]:
    """What the net takes for an employer, a union or a place."""
    reading = page.reading
    for tag in ("employer", "union", "place"):
        column = TAGS.index(tag)
        inside = reading.tags[:, column] >= NET
        begins = reading.begins[:, column] >= NET
        start = None
        for row in range(len(inside) + 1):
            open_here = row < len(inside) and bool(inside[row])
            if start is not None and (not open_here or begins[row]):
                yield from _mention(page, int(reading.words[start, 0]), int(reading.words[row - 1, 1]))
                start = None
            if open_here and start is None:
                start = row


def _apart(spans: Iterable[Mention], named: Sequence[Mention]) -> Iterator[Mention]:
    """The spans of the net that touch no capitalised run: where one does, the run's own bounds are better."""
    covered = sorted({n for m in named for n in range(m.start, m.end)})
    for span in spans:
        at = bisect_left(covered, span.start)
        if at == len(covered) or covered[at] >= span.end:
            yield span


def _mention(page: Page, start: int, end: int) -> Iterator[Mention]:
    """The span without what stands round a name, unless nothing is left but a small word."""
    text = page.text
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    opened = text.rfind("(", start, end)
    end = opened if opened > start and ")" not in text[opened:end] else end
    while end > start and (text[end - 1] in " \n,.;:'’\"“”()" or text[start:end].endswith(("'s", "’s"))):
        end -= 2 if text[start:end].endswith(("'s", "’s")) else 1
    name, small = tidy(text[start:end]), nouns(page.pack).stops
    if any(map(str.isalpha, name)) and name.casefold() not in small and end - start <= 120 and "\n\n" not in text[start:end]:
        yield Mention(start, end, name)


def _join(groups: dict[str, list[Mention]], found: dict[str, tuple[Place, ...]], page: Page) -> dict[str, list[Mention]]:
    """Groups of one name's forms, under the key of the fullest."""
    parent = {name: name for name in groups}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    pairs = [
        *_acronyms(groups, page),
        *_branches(groups, page.pack),
        *_short_forms(groups, found, page.pack),
        *_unnamed(groups, page.pack),
    ]
    for short, full in pairs:
        a, b = root(short), root(full)
        if a != b:
            parent[a] = b
    joined: dict[str, list[Mention]] = {}
    for name, members in groups.items():
        joined.setdefault(root(name), []).extend(members)
    return joined


def _acronyms(groups: dict[str, list[Mention]], page: Page) -> Iterator[tuple[str, str]]:
    """(acronym, full name): in brackets behind it, or the only name of the document that it can stand for."""
    branches = lexicon(page.pack).branches
    full = [
        name for name, members in groups.items()
        if (" " in name or sum(map(str.isupper, members[0].name[1:])) > 1) and not set(name.split()) & branches
    ]  # fmt: skip
    for short, members in groups.items():
        written = members[0].name
        if " " not in short and sum(map(str.isupper, written)) > 1:
            fits = [name for name in full if stands_for(written, groups[name][0].name)]
            near = [name for name in fits if _bracketed(members, groups[name], page.text)]
            if near or len(fits) == 1:
                yield short, (near or fits)[0]


def _branches(groups: dict[str, list[Mention]], pack: Pack) -> Iterator[tuple[str, str]]:
    """("local 12", "gmb local 12")."""
    branches = lexicon(pack).branches
    for short in groups:
        parts = short.split()
        if len(parts) == 2 and parts[0] in branches and any(map(str.isdigit, parts[1])):
            fits = [name for name in groups if name.endswith(" " + short)]
            if fits:
                yield short, min(fits, key=lambda f: (len(f), f))


def _short_forms(groups: dict[str, list[Mention]], found: dict[str, tuple[Place, ...]], pack: Pack) -> Iterator[tuple[str, str]]:
    """("ford", "ford motor"): the opening words of one longer name alone, unless they are a place, or the rest is a branch or a union."""
    words = lexicon(pack)
    barred = words.branches | words.links | words.titles | frozenset(pack.words("names.unions"))
    for short, members in groups.items():
        if not any(m.whole for m in members) or not members[0].name[0].isupper() or set(short.split()) & words.branches:
            continue
        if any(p.kind != "town" or p.population >= CITY for p in found.get(members[0].name, ())):
            continue
        longer = [name for name in groups if name.startswith(short + " ")]
        fits = [name for name in longer if not set(name[len(short) :].split()) & barred and _is_plain(groups[name], words)]
        if len(fits) == 1 and len(fits[0].split()) <= len(short.split()) + 3:
            yield short, fits[0]


def _unnamed(groups: dict[str, list[Mention]], pack: Pack) -> Iterator[tuple[str, str]]:
    """("government", "peruvian government"): an unnamed party and the only people whose it is."""
    peoples = {key(people) for people in demonyms(pack)}
    for short in sorted(_generic_keys(pack.language) & groups.keys()):
        fits = [name for name in groups if name.endswith(" " + short) and name.removesuffix(" " + short) in peoples]
        if len(fits) == 1:
            yield short, fits[0]


def _is_plain(members: list[Mention], words: Lexicon) -> bool:
    """Whether a name has no linking words but "of" and "&", and is nobody's ("Acme's Trail mine"): it may else be two names."""
    linked = words.links - {"of", "&"}
    return any(m.whole and not set(m.name.casefold().split()) & linked and not _OWNED.search(m.name) for m in members)


def _bracketed(short: list[Mention], full: list[Mention], text: str) -> bool:
    """Whether the short form stands in brackets just behind the full one."""
    starts = {m.start for m in short}
    return any(text[m.end : m.end + 2].strip() == "(" and any(s in starts for s in range(m.end + 1, m.end + 4)) for m in full)


def _countries(page: Page, hits: Sequence[Hit], built: Iterable[Candidate]) -> Iterator[Candidate]:
    """A candidate for each country that adjectives alone name."""
    named = {c.country for c in built if c.country}
    found: dict[str, list[Mention]] = {}
    for mention in _adjectives(page, hits):
        code = demonyms(page.pack).get(key(mention.name))
        if code and code not in named:
            found.setdefault(code, []).append(mention)
    for code, members in found.items():
        name = page.pack.table("places.names").get(code, "")
        places = tuple(p for p in look_up([name])[name] if p.kind == "country" and p.country == code) if name else ()
        forms = tuple(dict.fromkeys(m.name for m in members))
        yield Candidate(key(name) or code.casefold(), name or code, forms, tuple(members), False, places, code, True)


def _adjectives(page: Page, hits: Sequence[Hit]) -> Iterator[Mention]:
    for hit in hits:
        if hit.label == "people" and page.text[hit.start].isupper():
            yield Mention(hit.start, hit.end, tidy(page.text[hit.start : hit.end]))
