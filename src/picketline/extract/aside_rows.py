"""The parts of a report's sentences that may tell another dispute than the report is about, and the clues that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from picketline import lang
from picketline.extract.clues import layout
from picketline.extract.listed import found_in
from picketline.extract.page import Page, Scope
from picketline.extract.reading import SENTENCE_LABELS, TAGS
from picketline.extract.roles import Names
from picketline.extract.stories import EVIDENCE
from picketline.text.people import nouns
from picketline.text.phrases import Phrases
from picketline.text.worker_phrases import worker_phrases

Reals = npt.NDArray[np.float64]
_MARKS = ("other", "earlier", "same")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CUT = re.compile(r"(?:[,;:]|--)\s+|\s+(?=(?:and|but|while|as|after|when|where|following|although|though|to coincide)\s)")
_SAYS = tuple(
    (label.replace(":", "_"), SENTENCE_LABELS.index(label))
    for label in (
        *(label for label in SENTENCE_LABELS if label.startswith("event:")),
        *("evidence", "opens", "attributed", "fact:started", "fact:ended", "fact:workers_involved", "form:strike", "form:protest"),
    )
)
_NAMED = {"employer": 0, "place": 3}
"""Kinds of name with their columns in the scores of mentions."""
_TAGGED = ("employer", "union", "workers", "place", "started", "ended", "workers_involved")
_ARTICLES = ("indefinite", "definite")
_LIKELY = 0.2
"""Chance from which a name is taken to have a role here."""
_REACH = 60
"""Code points within which a name, a trade or a year stands near a word of action."""


@dataclass(frozen=True, slots=True)
class Part:
    """`text[start:end]`, all or a clause of the sentence `row`: the trades and years that it names, where its words of action stand."""

    row: int
    start: int
    end: int
    trades: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    actions: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A trade or a name at a place of the text; `weight` is how likely it is a workers' group, an employer or a place here."""

    kind: str
    key: str
    start: int
    end: int
    row: int
    weight: float


def parts(page: Page, scope: Scope) -> tuple[Part, ...]:
    """The parts of the scope's sentences that carry evidence, headings apart.

    A sentence is cut between clauses where both sides hold a word of action or a trade.
    """
    evidence, headings = page.reading.sentence("evidence"), layout(page)[0]
    actions = [(hit.start, hit.end) for hit in found_in(page, "forms")]
    out = []
    for row in scope:
        if evidence[row] >= EVIDENCE and not headings[row]:
            start, end = (int(x) for x in page.reading.sentences[row])
            inside = [(a, b) for a, b in actions if start <= a < end]
            trades = list(_trades(page, start, end))
            for low, high in _cut(page.text, start, end, [*(a for a, _ in inside), *(at for at, _, _ in trades)]):
                own = frozenset(name for at, _, name in trades if low <= at < high)
                years = frozenset(int(m.group()) for m in _YEAR.finditer(page.text, low, high))
                out.append(Part(row, low, high, own, years, tuple((a, b) for a, b in inside if low <= a < high)))
    return tuple(out)


def _cut(text: str, start: int, end: int, anchors: Sequence[int]) -> Iterator[tuple[int, int]]:
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


def features(page: Page, known: Names, found: Sequence[Part]) -> dict[str, Reals]:
    """Clues for each part (one at least), column by column."""
    reading = page.reading
    rows = np.array([part.row for part in found], dtype=np.int64)
    scores, links = reading.sentence_scores.astype(np.float64), reading.links.astype(np.float64)
    core = np.unique(rows)
    weigh = scores[core, SENTENCE_LABELS.index("evidence")]
    weigh = weigh / max(float(weigh.sum()), 1e-9)
    bounds = reading.sentences[rows]
    starts, ends = np.array([part.start for part in found]), np.array([part.end for part in found])
    return {
        **{f"says_{label}": scores[rows, column] for label, column in _SAYS},
        "link": links[np.ix_(rows, core)] @ weigh,
        "several": np.full(len(rows), reading.says("several")),
        "share": rows / len(scores),
        "sentences": np.full(len(rows), float(len(scores))),
        "core": np.full(len(rows), float(len(core))),
        "clause": ((starts > bounds[:, 0]) | (ends < bounds[:, 1])).astype(np.float64),
        "later_clause": (starts > bounds[:, 0]).astype(np.float64),
        "length": (ends - starts).astype(np.float64),
        **_anchored(page, known, found),
        **_lying(known, found),
        **_tagged(page, found),
        **_worded(page, found),
    }


def beside(page: Page, found: Sequence[Part], chance: Reals) -> dict[str, Reals]:
    """Clues from a first look: how likely the parts before and behind each are an aside, by how surely the net links them with it."""
    rows = np.array([part.row for part in found], dtype=np.int64)
    linked = page.reading.links[rows[:-1], rows[1:]].astype(np.float64)
    return {"before": np.append(0.0, chance[:-1] * linked), "behind": np.append(chance[1:] * linked, 0.0)}


def _anchors(page: Page, known: Names, found: Sequence[Part]) -> Iterator[_Anchor]:
    """Trades, and names that the net takes for an employer or a place."""
    reading = page.reading
    workers = reading.tags[:, TAGS.index("workers")].astype(np.float64)
    for row in dict.fromkeys(part.row for part in found):
        start, end = (int(x) for x in reading.sentences[row])
        for at, stop, name in _trades(page, start, end):
            yield _Anchor("trade", name, at, stop, row, float(workers[reading.words_in(at, stop)].max(initial=0.0)))
    held, spans = known.clues.mentions, [mention for candidate in known.found for mention in candidate.mentions]
    for kind, column in _NAMED.items():
        for n in np.flatnonzero(held.scores[:, column] >= _LIKELY).tolist():
            key = known.found[held.owner[n]].key
            yield _Anchor(kind, key, spans[n].start, spans[n].end, int(held.sentence[n]), float(held.scores[n, column]))


def _anchored(page: Page, known: Names, found: Sequence[Part]) -> dict[str, Reals]:
    """Of each kind of anchor the likeliest here that the report is about, and the likeliest other: alone, near a word of action,
    named nowhere else. The report is about those that weigh most, and those of its first part."""
    anchors = list(_anchors(page, known, found))
    evidence = page.reading.sentence("evidence")
    columns: dict[str, Reals] = {}
    for kind in ("trade", *_NAMED):
        mine = [a for a in anchors if a.kind == kind]
        total: dict[str, float] = {}
        for a in mine:
            total[a.key] = total.get(a.key, 0.0) + a.weight * float(evidence[a.row])
        most = max(total.values(), default=0.0)
        own = {key for key, value in total.items() if value >= most / 2} | {a.key for a in mine if a.row <= found[0].row}
        table = np.zeros((len(found), 6))
        for n, part in enumerate(found):
            for a in (a for a in mine if part.start <= a.start < part.end):
                once = total[a.key] <= a.weight * float(evidence[a.row]) + 1e-6
                side = 0 if a.key in own else 3
                worth = (a.weight, a.weight * _near(part, a.start, a.end), a.weight * once)
                table[n, side : side + 3] = np.maximum(table[n, side : side + 3], worth)
        names = [f"{kind}_{side}{which}" for side in ("own", "new") for which in ("", "_near", "_once")]
        columns |= dict(zip(names, table.T, strict=True)) | {f"{kind}_kinds": np.full(len(found), float(len(total)))}
    return columns


def _near(part: Part, start: int, end: int) -> float:
    """How near a range stands to a word of action of the part: 1 beside it, 0 from far."""
    gaps = (max(0, start - b, a - end) for a, b in part.actions)
    return max(0.0, 1.0 - min(gaps, default=_REACH) / _REACH)


def _lying(known: Names, found: Sequence[Part]) -> dict[str, Reals]:
    """Whether a part names another country, or a place of another, than the report does most often."""
    codes = [lying.code or "" if c.places or c.country else "" for c, lying in zip(known.found, known.countries, strict=True)]
    named = [(m.start, codes[n]) for n, c in enumerate(known.found) for m in c.mentions if codes[n]]
    every = [code for _, code in named]
    main = max(sorted(set(every)), key=every.count, default="")
    here = [{code for at, code in named if part.start <= at < part.end} for part in found]
    return {
        "other_country": np.array([float(bool(own - {main})) for own in here]),
        "own_country": np.array([float(main in own) for own in here]),
        "countries": np.full(len(found), float(len(set(every)))),
    }


def _tagged(page: Page, found: Sequence[Part]) -> dict[str, Reals]:
    """The highest tags among the words of each part."""
    tags = page.reading.tags[:, [TAGS.index(tag) for tag in _TAGGED]].astype(np.float64)
    table = np.array([tags[page.reading.words_in(part.start, part.end)].max(axis=0, initial=0.0) for part in found])
    return {f"tag_{tag}": table[:, n] for n, tag in enumerate(_TAGGED)}


@cache
def _turns(language: str) -> Phrases:
    """The words that turn to another dispute, to an earlier one, or stay with this one: labelled by `_MARKS`."""
    pack = lang.pack(language)
    return Phrases({mark: pack.words(f"disputes.{mark}") for mark in _MARKS})


def _worded(page: Page, found: Sequence[Part]) -> dict[str, Reals]:
    """Trades and years, words that turn to another dispute, and the articles of the words of action ("a strike", "the strike")."""
    articles = {name: frozenset(page.pack.words(f"disputes.{name}")) for name in _ARTICLES}
    hits = _turns(page.pack.language).find(page.text)
    trades = [trade for part in found for trade in part.trades]
    year = int(page.published[:4]) if page.published else max((y for part in found for y in part.years), default=0)
    out: list[dict[str, float]] = []
    for part in found:
        ages = [year - y for y in part.years if year]
        before = {word for at, _ in part.actions for word in page.text[max(0, at - _REACH) : at].casefold().split()[-3:]}
        marks = {hit.label for hit in hits if part.start <= hit.start < part.end}
        out.append(
            {
                "trades": float(len(part.trades)),
                "trade_share": sum(map(trades.count, part.trades)) / max(1, len(trades)),
                "actions": float(len(part.actions)),
                "age": float(np.log1p(max(0, *ages, 0))),
                "old": float(bool(ages) and min(ages) > 0),
                "this_year": float(0 in ages),
                "old_near": _old(page.text, part, year),
                **{name: float(bool(words & before)) for name, words in articles.items()},
                **{f"word_{mark}": float(mark in marks) for mark in _MARKS},
            }
        )
    return {name: np.array([row[name] for row in out]) for name in out[0]}


def _old(text: str, part: Part, year: int) -> float:
    """How near a word of action stands to a year two or more before the report's."""
    old = [m for m in _YEAR.finditer(text, part.start, part.end) if 1 < year - int(m.group()) < 100]
    return max((_near(part, *m.span()) for m in old), default=0.0)
