"""What speaks for a candidate being a party or a place: numbers for the rankers, the same in training and at run time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from picketline import lang
from picketline.extract.names import Candidate
from picketline.extract.page import Page, Scope
from picketline.extract.reading import SENTENCE_LABELS, TAGS
from picketline.extract.whereabouts import Country
from picketline.text.names import lexicon, normal_form
from picketline.text.sentences import sentences

Reals = npt.NDArray[np.float64]
Ids = npt.NDArray[np.int64]
_TAGS = ("employer", "union", "workers", "place", "actor", "speaker")
_LIST = re.compile(r"(?:,\s*(?:and|or)?|\s+(?:and|or|&))\s+")
_COLUMNS = [TAGS.index(tag) for tag in _TAGS]
_EVIDENCE = SENTENCE_LABELS.index("evidence")


@dataclass(frozen=True, slots=True, eq=False)
class Mentioned:
    """Mention by mention: the candidate's number, the sentence, the net's probabilities by `_TAGS`, the sentence's weight as evidence."""

    owner: Ids
    sentence: Ids
    scores: Reals
    weight: Reals


@dataclass(frozen=True, slots=True, eq=False)
class Clues:
    """The clues of a document's candidates: `rows` [candidates, names] hold what does not depend on the scope.

    `listed` are pairs of candidates that stand side by side in a list ("Trail, Kimberley and Sullivan").
    """

    names: tuple[str, ...]
    rows: Reals
    mentions: Mentioned
    listed: tuple[tuple[int, int], ...] = ()


def clues(page: Page, found: Sequence[Candidate], lying: Sequence[Country]) -> Clues:
    """The clues of all candidates of the document; `lying` says in which country each lies as a place."""
    if not found:
        none = np.zeros(0, dtype=np.int64)
        return Clues((), np.zeros((0, 0)), Mentioned(none, none, np.zeros((0, len(_TAGS))), np.zeros(0)))
    spans = np.array([(m.start, m.end) for c in found for m in c.mentions], dtype=np.int64).reshape(-1, 2)
    owner = np.array([n for n, c in enumerate(found) for _ in c.mentions], dtype=np.int64)
    reading = page.reading
    first = np.searchsorted(reading.words[:, 1], spans[:, 0], side="right")
    last = np.maximum(np.searchsorted(reading.words[:, 0], spans[:, 1], side="left"), first + 1)
    sentence = np.maximum(np.searchsorted(reading.sentences[:, 0], spans[:, 0], side="right") - 1, 0)
    sums = np.vstack([np.zeros((1, len(_COLUMNS))), np.cumsum(reading.tags[:, _COLUMNS].astype(np.float64), axis=0)])
    last = np.minimum(last, len(reading.words))
    first = np.minimum(first, np.maximum(last - 1, 0))
    scores = (sums[last] - sums[first]) / np.maximum(last - first, 1)[:, None]
    weight = reading.sentence_scores[:, _EVIDENCE].astype(np.float64)[sentence]
    named = Mentioned(owner, sentence, scores, weight)
    names, rows = _document_rows(page, found, named, _context(page, first, last))
    listed = tuple(_listed(page, spans, owner))
    place = rows[:, names.index("net_place")]
    others = {**_beside(found, listed, place), **_nested(found, lying, place)}
    return Clues((*names, *others), np.column_stack([rows, *others.values()]), named, listed)


def layout(page: Page) -> tuple[npt.NDArray[np.bool_], Ids]:
    """Of each sentence of the reading whether it is a heading, and the number of its paragraph."""
    found = sentences(page.text)
    starts = np.array([s.start for s in found], dtype=np.int64)
    at = np.maximum(np.searchsorted(starts, page.reading.sentences[:, 0], side="right") - 1, 0)
    headings = np.array([s.heading for s in found], dtype=bool)
    numbers = np.array([s.paragraph for s in found], dtype=np.int64)
    return (headings[at], numbers[at]) if found else (np.zeros(len(at), dtype=bool), np.zeros(len(at), dtype=np.int64))


def _listed(page: Page, spans: Ids, owner: Ids) -> Iterator[tuple[int, int]]:
    """Pairs of candidates with nothing but a comma or "and" between a mention of each."""
    starting: dict[int, list[int]] = {}
    for (start, _), number in zip(spans.tolist(), owner.tolist(), strict=True):
        starting.setdefault(start, []).append(number)
    for (_, end), number in zip(spans.tolist(), owner.tolist(), strict=True):
        gap = _LIST.match(page.text, end)
        for other in starting.get(gap.end(), ()) if gap else ():
            if other != number:
                yield number, other


def _beside(found: Sequence[Candidate], listed: Sequence[tuple[int, int]], place: Reals) -> dict[str, Reals]:
    """Whether a name stands in a list beside a name of the gazetteer, and how much of a place the net thinks that is."""
    beside, likely = np.zeros(len(found)), np.zeros(len(found))
    for pair in listed:
        for mine, its in (pair, pair[::-1]):
            beside[mine] = max(beside[mine], float(bool(found[its].places)))
            likely[mine] = max(likely[mine], place[its])
    behind = np.bincount([its for _, its in listed], minlength=len(found)) / np.array([len(c.mentions) for c in found])
    ahead = np.bincount([mine for mine, _ in listed], minlength=len(found)) / np.array([len(c.mentions) for c in found])
    return {"listed_place": beside, "listed_net": likely, "listed_behind": behind, "listed_ahead": ahead}


def _nested(found: Sequence[Candidate], lying: Sequence[Country], place: Reals) -> dict[str, Reals]:
    """For a country how many names lie in it, for a town whether it lies in the country that most do; and the net's view of the other."""
    codes = [country.code for country in lying]
    local = [n for n, c in enumerate(found) if c.places and not c.is_country]
    inside = Counter(codes[n] for n in local)
    main = max(sorted(code for code in codes if code), key=codes.count, default=None)
    nation = {codes[n]: place[n] for n, c in enumerate(found) if c.is_country}
    towns = {code: max((place[n] for n in local if codes[n] == code), default=0.0) for code in set(codes)}
    return {
        "places_inside": np.array([float(inside[codes[n]]) if c.is_country else -1.0 for n, c in enumerate(found)]),
        "net_inside": np.array([float(towns[codes[n]]) if c.is_country else -1.0 for n, c in enumerate(found)]),
        "net_country": np.array([float(nation.get(codes[n], 0.0)) for n in range(len(found))]),
        "main_country": np.array([float(codes[n] == main) for n in range(len(found))]),
    }


@cache
def _categories(language: str) -> tuple[tuple[str, ...], dict[str, int]]:
    lists = lang.pack(language).lists("names.context")
    return tuple(lists), {word: number for number, words in enumerate(lists.values()) for word in words}


def _context(page: Page, first: Ids, last: Ids) -> Reals:
    """For each mention the classes of the two words before it and the three behind it: [mentions, 5 * classes]."""
    names, known = _categories(page.pack.language)
    words = page.reading.words
    out = np.zeros((len(first), 5, len(names)))
    for row, (low, high) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        places = (low - 1, low - 2, high, high + 1, high + 2)
        for slot, place in enumerate(places):
            if 0 <= place < len(words):
                number = known.get(page.text[words[place, 0] : words[place, 1]].casefold())
                if number is not None:
                    out[row, slot, number] = 1.0
    return out.reshape(len(first), -1)


def _document_rows(page: Page, found: Sequence[Candidate], at: Mentioned, context: Reals) -> tuple[tuple[str, ...], Reals]:
    owner, sentence = at.owner, at.sentence
    headings = layout(page)[0]
    starts = np.searchsorted(owner, np.arange(len(found)))
    count = np.bincount(owner, minlength=len(found)).astype(np.float64)
    top, mean = _peaks(at.scores, starts, count)
    near = np.maximum.reduceat(context, starts, axis=0)
    where = [np.minimum.reduceat(sentence, starts), np.add.reduceat(headings[sentence].astype(np.float64), starts)]
    length = max(1, len(page.reading.sentences))
    classes, _ = _categories(page.pack.language)
    slots = ("before", "before2", "after", "after2", "after3")
    named = [_name_clues(c, page) | part for c, part in zip(found, _covered(found, page), strict=True)]
    own = tuple(named[0])
    columns: dict[str, Reals] = {
        **{f"net_{t}": top[:, n] for n, t in enumerate(_TAGS)},
        **{f"mean_{t}": mean[:, n] for n, t in enumerate(_TAGS)},
        **{f"rank_{t}": _rank(top[:, n]) for n, t in enumerate(_TAGS)},
        **{f"{slot}_{c}": near[:, s * len(classes) + n] for s, slot in enumerate(slots) for n, c in enumerate(classes)},
        "count": count,
        "count_rank": _rank(count),
        "first": where[0].astype(np.float64),
        "first_share": where[0] / length,
        "in_headings": where[1].astype(np.float64),
        "weight": np.maximum.reduceat(at.weight, starts),
        "sentences": np.full(len(found), float(length)),
        **{name: np.array([row[name] for row in named]) for name in own},
    }
    return tuple(columns), np.column_stack(list(columns.values()))


def _peaks(values: Reals, starts: Ids, count: Reals) -> tuple[Reals, Reals]:
    """Highest and mean value by candidate."""
    return np.maximum.reduceat(values, starts, axis=0), np.add.reduceat(values, starts, axis=0) / count[:, None]


def _rank(values: Reals) -> Reals:
    """How many candidates stand higher."""
    ordered = np.sort(values)
    return (len(values) - np.searchsorted(ordered, values, side="right")).astype(np.float64)


def _name_clues(candidate: Candidate, page: Page) -> dict[str, float]:
    """What the name itself says."""
    words = lexicon(page.pack)
    parts = [word for form in candidate.forms for word in normal_form(form, page.pack).split()]
    own = candidate.key.split()
    raw = {word.casefold().strip(".,") for form in candidate.forms for word in form.split()}
    lists = _word_lists(page.pack.language)
    towns = [p for p in candidate.places if p.kind == "town"]
    before = [page.text[max(0, m.start - 18) : m.start].split()[-1:] for m in candidate.mentions]
    titled = any(b and b[0].casefold().strip(".") in words.titles for b in before)
    return {
        "words": float(len(own)),
        "forms": float(len(candidate.forms)),
        "letters": float(len(candidate.name)),
        **{f"has_{name}": float(bool(listed & raw)) for name, listed in lists.items()},
        **{f"ends_{name}": float(bool(own) and own[-1] in listed) for name, listed in lists.items()},
        "legal": float(bool((words.legal - {"the", "and", "of", "for"}) & raw)),
        "branch": float(bool(set(parts) & words.branches) and any(map(str.isdigit, candidate.key))),
        "acronym": float(any(f.isupper() and len(f) < 8 for f in candidate.forms)),
        "generic": float(candidate.generic),
        "titled": float(titled or (bool(own) and own[0] in words.titles)),
        "whole": float(any(m.whole for m in candidate.mentions)),
        "country": float(candidate.country is not None),
        "region": float(any(p.kind == "region" for p in candidate.places)),
        "town": float(np.log10(max((p.population for p in towns), default=0) + 1)),
        "main_town": float(any(p.main for p in towns)),
        "never_a_place": float(candidate.key in lists["never"]),
        "adjective": float(candidate.country is not None and all(f.casefold() in lists["demonyms"] for f in candidate.forms)),
        "linked": float(any(f" {link} " in f" {candidate.name.casefold()} " for link in ("and", "in", "at", "for", "from", "&"))),
        "direction": float(bool(own) and own[0] in lists["directions"]),
    }


def _covered(found: Sequence[Candidate], page: Page) -> list[dict[str, float]]:
    """How far a candidate is only part of longer names, and of what kind the longest of them is."""
    lists = _word_lists(page.pack.language)
    legal = lexicon(page.pack).legal - {"the", "and", "of", "for"}
    spans = sorted(((m.start, -m.end, m.name) for c in found for m in c.mentions), key=lambda span: span[:2])
    out = []
    for candidate in found:
        longer = [name for m in candidate.mentions for start, end, name in _around(spans, m.start, m.end)]
        words = {word.casefold().strip(".,'") for name in longer for word in name.split()}
        out.append(
            {
                "covered": len({m for m in candidate.mentions if any(True for _ in _around(spans, m.start, m.end))})
                / len(candidate.mentions),
                "cover_unions": float(bool(words & lists["unions"])),
                "cover_employers": float(bool(words & lists["employers"])),
                "cover_legal": float(bool(words & legal)),
                "cover_words": float(max((len(name.split()) for name in longer), default=0)),
            }
        )
    return out


def _around(spans: Sequence[tuple[int, int, str]], start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The mentions that hold the range and more."""
    at = bisect_right(spans, (start, -end, ""))
    for first, last, name in spans[max(0, at - 8) : at + 1]:
        if first <= start and end <= -last and (first, -last) != (start, end):
            yield first, -last, name


@cache
def _word_lists(language: str) -> Mapping[str, frozenset[str]]:
    pack = lang.pack(language)
    names = {name: frozenset(pack.words(f"names.{name}")) for name in ("unions", "employers", "third_parties", "governments")}
    places = {name: frozenset(pack.words(f"places.{name}")) for name in ("never", "directions", "kinds")}
    return {**names, **places, "demonyms": frozenset(pack.table("places.demonyms"))}


SCOPED = (
    *("in_scope", "share_in_scope", "first_in_scope", "weight_in_scope"),
    *(f"scope_{t}" for t in _TAGS),
    *(f"apart_{t}" for t in _TAGS),
    *("scope_size", "rank_in_scope"),
)


def scoped(found: Clues, scope: Scope, size: int) -> Reals:
    """The clues of all candidates in one dispute's scope: those of the document and those of the scope, [candidates, features]."""
    at, total = found.mentions, len(found.rows)
    inside = np.isin(at.sentence, np.array(scope, dtype=np.int64))
    out = np.zeros((total, len(SCOPED)))
    count = np.bincount(at.owner, minlength=total)
    within = np.bincount(at.owner[inside], minlength=total)
    out[:, 0], out[:, 1], out[:, 2] = within, within / np.maximum(count, 1), -1.0
    order = {s: n for n, s in enumerate(scope)}
    high, apart = np.zeros((total, len(_TAGS))), np.zeros((total, len(_TAGS)))
    np.maximum.at(high, at.owner[inside], at.scores[inside])
    np.maximum.at(apart, at.owner[~inside], at.scores[~inside])
    np.maximum.at(out[:, 3], at.owner[inside], at.weight[inside])
    for row in np.flatnonzero(inside)[::-1].tolist():
        out[at.owner[row], 2] = order[int(at.sentence[row])]
    out[:, 4 : 4 + len(_TAGS)] = high
    out[:, 4 + len(_TAGS) : 4 + 2 * len(_TAGS)] = apart
    out[:, -2] = len(scope) / max(1, size)
    out[:, -1] = _rank(within.astype(np.float64))
    return np.hstack([found.rows, out])


def feature_names(found: Clues) -> tuple[str, ...]:
    """The columns of `scoped`."""
    return (*found.names, *SCOPED)
