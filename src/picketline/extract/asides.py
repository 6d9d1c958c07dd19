"""Disputes that a report tells only in passing: an earlier strike, another trade's stoppage, the same fight in another town.

A part of a sentence (a clause where both its sides tell of an action or a trade, else the whole) is compared with all that the scope
tells besides. A forest (`asides`) says how likely it belongs to another dispute than the one the scope is about; parts that name one
trade, year or party are one aside. It is kept from a chance on (setting `asides`, `least`); a part beside it from `more`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from picketline import lang
from picketline.extract.clues import layout
from picketline.extract.linear import probabilities
from picketline.extract.listed import found_in
from picketline.extract.models import Models
from picketline.extract.page import Page, Scope
from picketline.extract.reading import DOCUMENT_LABELS, INDUSTRIES, OUTCOMES, SENTENCE_LABELS, STATUSES, TAGS
from picketline.extract.roles import Names
from picketline.text.people import nouns
from picketline.text.phrases import Phrases
from picketline.text.worker_phrases import worker_phrases

Reals = npt.NDArray[np.float64]
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CUT = re.compile(r"(?:[,;:]|--)\s+|\s+(?=(?:and|but|while|as|after|when|where|following|although|though|to coincide)\s)")
_MARKS = ("other", "earlier", "same")
_TAGGED = ("employer", "union", "workers", "place", "started", "ended", "workers_involved")
_EVENTS = [n for n, label in enumerate(SENTENCE_LABELS) if label.startswith("event:")]
_INDUSTRY = [SENTENCE_LABELS.index(f"industry:{x}") for x in INDUSTRIES]
_WHOLE = [DOCUMENT_LABELS.index(f"industry:{x}") for x in INDUSTRIES]
_SCORES = (
    *(label for label in SENTENCE_LABELS if label.startswith("event:")),
    *("evidence", "opens", "attributed", "fact:started", "fact:ended", "fact:workers_involved", "form:strike", "form:protest"),
    *(f"status:{x}" for x in STATUSES),
    *(f"outcome:{x}" for x in OUTCOMES),
)
_COLUMNS = [SENTENCE_LABELS.index(label) for label in _SCORES]
CLASSES = ("aside", "own")
_LIKELY = 0.2
_REACH = 60.0


@dataclass(frozen=True, slots=True)
class Part:
    """`text[start:end]`, all or a clause of the sentence `row`: the trades and past years it names, its actions' words."""

    row: int
    start: int
    end: int
    trades: frozenset[str]
    years: frozenset[int]
    actions: tuple[tuple[int, int], ...]


def divided(page: Page, known: Names, told: Sequence[Scope], models: Models) -> tuple[Page, tuple[Scope, ...]]:
    """The scopes with the asides of each as scopes of their own behind it, and the page with its sentences cut where one tells both.

    >>> # see tests/extract/test_asides.py
    """
    if not known.found:
        return page, tuple(told)
    weights, least = models.settings["asides.linear"], models.settings["asides"]
    out: list[tuple[tuple[int, int], ...]] = []
    for scope in told:
        found = parts(page, scope, least["evidence"])
        groups: list[list[int]] = []
        if len(found) > 1:
            names, rows = features(page, known, found)
            chance = np.array([probabilities(weights, CLASSES, dict(zip(names, row, strict=True)))[0] for row in rows.tolist()])
            groups = gathered(found, chance, least["least"], least["more"])
        out.extend(_ranges(page, scope, [[found[n] for n in group] for group in groups]))
    edges = {edge for ranges in out for span in ranges for edge in span}
    return _scoped(replace(page, reading=page.reading.cut(sorted(edges))), out)


def _ranges(page: Page, scope: Scope, groups: Sequence[Sequence[Part]]) -> Iterator[tuple[tuple[int, int], ...]]:
    """The code points of what is left of a scope, then those of each of its asides."""
    taken = sorted((part.start, part.end) for group in groups for part in group)
    left: list[tuple[int, int]] = []
    for row in scope:
        at, stop = (int(x) for x in page.reading.sentences[row])
        for start, end in (span for span in taken if at <= span[0] < stop):
            left.append((at, start))
            at = end
        left.append((at, stop))
    rest = tuple(span for span in left if span[0] < span[1])
    if rest:
        yield rest
    yield from (tuple((part.start, part.end) for part in group) for group in groups)


def _scoped(page: Page, spans: Sequence[Sequence[tuple[int, int]]]) -> tuple[Page, tuple[Scope, ...]]:
    starts = page.reading.sentences[:, 0].tolist()
    return page, tuple(tuple(n for n, at in enumerate(starts) if any(a <= at < b for a, b in ranges)) for ranges in spans)


def parts(page: Page, scope: Scope, least: float) -> tuple[Part, ...]:
    """The parts of the scope's sentences that carry evidence (at least that much), headings apart."""
    evidence = page.reading.sentence("evidence")
    headings = layout(page)[0]
    actions = [(hit.start, hit.end) for hit in found_in(page, "forms")]
    out = []
    for row in scope:
        if evidence[row] >= least and not headings[row]:
            start, end = (int(x) for x in page.reading.sentences[row])
            inside = [(a, b) for a, b in actions if start <= a < end]
            trades = list(_trades(page, start, end))
            for low, high in _cut(page.text, start, end, [*(a for a, _ in inside), *(at for at, _, _ in trades)]):
                own = frozenset(name for at, _, name in trades if low <= at < high)
                years = frozenset(int(m.group()) for m in _YEAR.finditer(page.text, low, high))
                out.append(Part(row, low, high, own, years, tuple((a, b) for a, b in inside if low <= a < high)))
    return tuple(out)


def _cut(text: str, start: int, end: int, anchors: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The sentence cut where both sides hold an anchor."""
    low = start
    for match in _CUT.finditer(text, start, end):
        at = match.end()
        if any(low <= a < at for a in anchors) and any(at <= a < end for a in anchors):
            yield low, at
            low = at
    yield low, end


def _trades(page: Page, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Where the range names an occupation, and which: of a general noun ("workers") with the word before it."""
    general = _general(page.pack.language)
    for phrase in worker_phrases(page.text, start, end, page.pack):
        head = phrase.head.casefold()
        if head not in general:
            yield phrase.starts[0], phrase.end, _plain(head)
        elif len(phrase.starts) > 1:
            yield phrase.starts[0], phrase.end, _plain(page.text[phrase.starts[1] : phrase.end])


def _plain(words: str) -> str:
    return "".join(words.casefold().split()).removesuffix("s")


@cache
def _general(language: str) -> frozenset[str]:
    return frozenset(lang.pack(language).words("disputes.any_workers")) | nouns(lang.pack(language)).generic


def features(page: Page, known: Names, found: Sequence[Part]) -> tuple[tuple[str, ...], Reals]:
    """Clues for each part: names of the columns, and a row a part."""
    reading = page.reading
    rows = np.array([p.row for p in found], dtype=np.int64)
    scores = reading.sentence_scores.astype(np.float64)
    evidence = scores[:, SENTENCE_LABELS.index("evidence")]
    links = reading.links.astype(np.float64)
    core = np.unique(rows)
    weigh = evidence[core] / max(evidence[core].sum(), 1e-9)
    mean = scores[core].T @ weigh
    units = _unit(reading.vectors.astype(np.float64))
    whole = _unit((units[core] * weigh[:, None]).sum(axis=0, keepdims=True))
    per = [page.reading.sentence_scores.shape[0], len(core), len({row for row in rows.tolist()}), len(found)]
    columns: dict[str, Reals] = {
        **{f"says_{label.replace(':', '_')}": scores[rows, column] for label, column in zip(_SCORES, _COLUMNS, strict=True)},
        **{f"more_{label.replace(':', '_')}": scores[rows, column] - mean[column] for label, column in zip(_SCORES[-9:], _COLUMNS[-9:], strict=True)},
        "action": scores[np.ix_(rows, _EVENTS)].max(axis=1),
        "industry": (_unit(scores[np.ix_(rows, _INDUSTRY)]) * _unit(mean[None, _INDUSTRY])).sum(axis=1),
        "industry_report": (_unit(scores[np.ix_(rows, _INDUSTRY)]) * _unit(reading.document[None, _WHOLE].astype(np.float64))).sum(axis=1),
        "link": links[np.ix_(rows, core)] @ weigh,
        "link_first": links[rows, core[0]],
        "link_least": links[np.ix_(rows, core)].min(axis=1),
        "link_before": links[rows, np.maximum(rows - 1, 0)],
        "link_after": links[rows, np.minimum(rows + 1, len(scores) - 1)],
        "likeness": (units[rows] * whole).sum(axis=1),
        "likeness_first": (units[rows] * units[core[0]]).sum(axis=1),
        "several": np.full(len(rows), reading.says("several")),
        "row": rows.astype(np.float64),
        "share": rows / len(scores),
        "sentences": np.full(len(rows), float(per[0])),
        "core": np.full(len(rows), float(per[1])),
        "clause": np.array([float(p.start > reading.sentences[p.row][0] or p.end < reading.sentences[p.row][1]) for p in found]),
        "later_clause": np.array([float(p.start > reading.sentences[p.row][0]) for p in found]),
        **_named(page, known, found),
        **_tagged(page, found),
        **_worded(page, found),
    }
    return tuple(columns), np.column_stack(list(columns.values()))


def _unit(rows: Reals) -> Reals:
    lengths: Reals = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.maximum(lengths, 1e-9)


def _inside(found: Sequence[Part], positions: Reals) -> npt.NDArray[np.bool_]:
    """Which part holds which position: [parts, positions]."""
    low, high = np.array([[p.start] for p in found]), np.array([[p.end] for p in found])
    return (low <= positions[None]) & (positions[None] < high)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A name or trade at a place of the text; `weight` is how likely it has the role (a trade's: how likely a workers' group)."""

    kind: str
    key: str
    start: int
    end: int
    row: int
    weight: float


def _anchors(page: Page, known: Names, found: Sequence[Part]) -> list[_Anchor]:
    """Trades, and names that the net takes for an employer, a union or a place."""
    out, reading = [], page.reading
    workers = reading.tags[:, TAGS.index("workers")].astype(np.float64)
    for row in dict.fromkeys(p.row for p in found):
        start, end = (int(x) for x in reading.sentences[row])
        for at, stop, name in _trades(page, start, end):
            out.append(_Anchor("trade", name, at, stop, row, float(workers[reading.words_in(at, stop)].max(initial=0.0))))
    at = known.clues.mentions
    spans = [m for c in known.found for m in c.mentions]
    for column, kind in ((0, "employer"), (1, "union"), (3, "place")):
        for n in np.flatnonzero(at.scores[:, column] >= _LIKELY).tolist():
            key = known.found[at.owner[n]].key
            out.append(_Anchor(kind, key, spans[n].start, spans[n].end, int(at.sentence[n]), float(at.scores[n, column])))
    return out


def _named(page: Page, known: Names, found: Sequence[Part]) -> dict[str, Reals]:
    """Of each kind of anchor: the likeliest here that the report is about, and the likeliest other, alone and near words of action."""
    anchors = _anchors(page, known, found)
    evidence = page.reading.sentence("evidence")
    lead = found[0].row if found else 0
    columns: dict[str, Reals] = {}
    for kind in ("trade", "employer", "union", "place"):
        mine = [a for a in anchors if a.kind == kind]
        total: dict[str, float] = {}
        for a in mine:
            total[a.key] = total.get(a.key, 0.0) + a.weight * float(evidence[a.row])
        most = max(total.values(), default=0.0)
        own = {key for key, value in total.items() if value >= most / 2} | {a.key for a in mine if a.row <= lead}
        table = np.zeros((len(found), 6))
        for n, part in enumerate(found):
            for a in (a for a in mine if part.start <= a.start < part.end):
                near = max((1.0 - max(0, a.start - e, s - a.end) / _REACH for s, e in part.actions), default=0.0)
                side = 0 if a.key in own else 3
                only = total[a.key] <= a.weight * float(evidence[a.row]) + 1e-6
                values = (a.weight, a.weight * max(0.0, near), a.weight * only)
                table[n, side : side + 3] = np.maximum(table[n, side : side + 3], values)
        names = ("own", "own_near", "own_once", "new", "new_near", "new_once")
        columns |= {f"{kind}_{name}": table[:, k] for k, name in enumerate(names)}
        columns[f"{kind}_kinds"] = np.full(len(found), float(len(total)))
    return columns | _lying(known, found)


def _lying(known: Names, found: Sequence[Part]) -> dict[str, Reals]:
    """Whether the part names another country, or a place of another, than the report mostly does."""
    starts = np.array([m.start for c in known.found for m in c.mentions])
    codes = np.array([lying.code or "" if c.places or c.country else "" for c, lying in zip(known.found, known.countries, strict=True)])
    owners = codes[known.clues.mentions.owner]
    names, counts = np.unique(owners[owners != ""], return_counts=True)
    main = names[counts.argmax()] if len(names) else ""
    inside = _inside(found, starts)
    other = (owners != "") & (owners != main)
    return {
        "other_country": (inside & other[None]).any(axis=1).astype(np.float64),
        "own_country": (inside & (owners == main)[None]).any(axis=1).astype(np.float64),
        "countries": np.full(len(found), float(len(names))),
    }


def _tagged(page: Page, found: Sequence[Part]) -> dict[str, Reals]:
    """The highest tags of the net's among the words of each part."""
    columns = [TAGS.index(tag) for tag in _TAGGED]
    tags = page.reading.tags[:, columns].astype(np.float64)
    table = np.array([tags[page.reading.words_in(p.start, p.end)].max(axis=0, initial=0.0) for p in found])
    return {f"tag_{tag}": table[:, n] for n, tag in enumerate(_TAGGED)}


@cache
def _listed(language: str) -> Phrases:
    pack = lang.pack(language)
    lists = {mark: pack.words(f"disputes.{mark}") for mark in _MARKS} | pack.lists("asides")
    return Phrases(lists)


def _worded(page: Page, found: Sequence[Part]) -> dict[str, Reals]:
    """Trades, years, words that turn to another dispute, and what stands before the words of action ("a strike", "the strike")."""
    hits = _listed(page.pack.language).find(page.text)
    spoken = {label: [h.start for h in hits if h.label == label] for label in _listed(page.pack.language).labels}
    trades: dict[str, float] = {}
    for part in found:
        for trade in part.trades:
            trades[trade] = trades.get(trade, 0.0) + 1.0
    year = int(page.published[:4]) if page.published else max((y for p in found for y in p.years), default=0)
    out: list[dict[str, float]] = []
    for part in found:
        ages = [year - y for y in part.years if year]
        before = [_before(page.text, a) for a, _ in part.actions]
        out.append(
            {
                "trades": float(len(part.trades)),
                "trade_share": sum(trades[t] for t in part.trades) / max(1.0, sum(trades.values())),
                "kinds_of_trade": float(len(trades)),
                "actions": float(len(part.actions)),
                "age": float(np.log1p(max(0, max(ages, default=0)))),
                "old": float(bool(ages) and min(ages) > 0),
                "old_near": _old_action(page.text, part, year),
                "this_year": float(0 in ages),
                "indefinite": float(any(w in ("a", "an", "another", "other", "similar", "one", "its", "first") for w in before)),
                "definite": float(any(w in ("the", "this", "their", "these", "current") for w in before)),
                "length": float(part.end - part.start),
                **{f"word_{label}": float(any(part.start <= at < part.end for at in places)) for label, places in spoken.items()},
                "lower": float(page.text[part.start : part.start + 1].islower()),
            }
        )
    return {name: np.array([row[name] for row in out]) for name in out[0]} if out else {}


def _old_action(text: str, part: Part, year: int) -> float:
    """How near a word of action stands to a year two or more before the report's: 1 beside it, 0 from far."""
    old = [m for m in _YEAR.finditer(text, part.start, part.end) if 1 < year - int(m.group()) < 100]
    gaps = (max(0, m.start() - e, s - m.end()) for m in old for s, e in part.actions)
    return max((1.0 - gap / _REACH for gap in gaps if gap < _REACH), default=0.0)


def _before(text: str, at: int) -> str:
    """The article, or else the word before the position, over one adjective or two."""
    words = text[max(0, at - 40) : at].casefold().split()
    for word in reversed(words[-4:]):
        if word in ("a", "an", "the", "this", "their", "these", "another", "other", "its"):
            return word
    return words[-1] if words else ""


def gathered(found: Sequence[Part], chance: Reals, least: float, more: float) -> list[list[int]]:
    """The asides, as lists of parts: likely ones that share a trade or a past year, or follow one another, are one."""
    groups: list[list[int]] = []
    for n, part in enumerate(found):
        if chance[n] < more:
            continue
        home = next((g for g in groups if any(_akin(found[m], part) for m in g)), None)
        if home is None:
            groups.append([n])
        else:
            home.append(n)
    return [group for group in groups if max(chance[group]) >= least]


def _akin(one: Part, other: Part) -> bool:
    if one.trades and other.trades:
        return bool(one.trades & other.trades)
    if one.years and other.years:
        return bool(one.years & other.years)
    return other.row - one.row in (0, 1)
