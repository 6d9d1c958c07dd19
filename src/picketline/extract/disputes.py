"""Splits a report into its disputes: which sentences serve which.

The sentences that carry evidence are compared two by two (forest `disputes`: do both serve one dispute?) and joined while the mean
chance between two groups holds (setting `join`). A group too light to be a dispute of its own (`weight`) goes to its nearest. Then a
second forest (`disputes.apart`) judges the division as a whole: only where it is likely better than none is it kept (`apart`), or where
the net is sure of several disputes (`sure`) and the groups are clearly apart (`clear`). The
sentences without evidence go on with those before them, as in the coded reports that all later stages learn from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from picketline import lang
from picketline.extract.clues import layout
from picketline.extract.models import Models
from picketline.extract.names import Candidate
from picketline.extract.page import Page, Scope
from picketline.extract.reading import INDUSTRIES, OUTCOMES, SENTENCE_LABELS, STATUSES, TAGS
from picketline.extract.roles import ROLES, Names, names, role_chances
from picketline.text.phrases import Phrases

Reals = npt.NDArray[np.float64]
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATELINE = re.compile(r"[A-Z][A-Z.'’ -]+(?:,\s+[A-Z][\w.' ]{1,20})?\s*(?:--|—|–|\s-\s)")
_BLOCKS = {
    "industry": [SENTENCE_LABELS.index(f"industry:{x}") for x in INDUSTRIES],
    "status": [SENTENCE_LABELS.index(f"status:{x}") for x in STATUSES],
    "outcome": [SENTENCE_LABELS.index(f"outcome:{x}") for x in OUTCOMES],
    "event": [n for n, label in enumerate(SENTENCE_LABELS) if label.startswith("event:")],
    "form": [n for n, label in enumerate(SENTENCE_LABELS) if label.startswith("form:")],
}
MARKS = ("other", "earlier", "same")
_OCCUPATION = 0.25
_BYLINE = re.compile(r"[Bb][Yy]\s+[A-Z]")
STORY_SENTENCES, STORY_EVIDENCE = 2, 1.5
"""The core sentences, and the evidence in all, that make a headed section a story of its own."""
_TAGGED = ("employer", "union", "place", "workers")


def scopes(page: Page, found: Sequence[Candidate] | Names, models: Models) -> tuple[Scope, ...]:
    """The scopes of the report's disputes, in the order in which they are first told; one for the whole report where nothing parts them."""
    known = found if isinstance(found, Names) else names(page, found)
    core = cores(page, models.threshold("disputes", "evidence"))
    if len(core) < 2 or not known.found:
        return (page.everything(),)
    headings = layout(page)[0].tolist()
    if len(told := stories(page, core, headings)) > 1:
        return spread(told, headings)
    forest, judge = models.forests["disputes"], models.forests["disputes.apart"]
    columns, rows = pairs(page, known, core, models)
    order = [columns.index(name) for name in forest.features]
    table = square(forest.probabilities(rows[:, order]), len(core))
    groups = groups_of(page, core, table, models.threshold("disputes", "join"), models.threshold("disputes", "weight"))
    if len(groups) == 1:
        return (page.everything(),)
    clues = division(page, core, groups, table, dict(zip(columns, rows.T, strict=True)))
    sure = clues["several"] >= models.threshold("disputes", "sure") and clues["between"] <= models.threshold("disputes", "clear")
    if not sure and judge.probabilities(judge.matrix([clues]))[0] < models.threshold("disputes", "apart"):
        return (page.everything(),)
    return spread([[core[n] for n in group] for group in groups], headings)


def stories(page: Page, core: Sequence[int], headings: Sequence[bool]) -> list[list[int]]:
    """The core sentences by the stories of a round-up: two or more that open with a byline or a dateline each, else three or more
    under headings.

    A section that tells little of a dispute goes with the one before it. Empty where the report is no round-up.
    """
    inner = [n for n, heading in enumerate(headings) if heading and n]
    signed = _sections(page, core, _opened(page, headings), len(headings))
    if len(signed) > 1:
        return signed
    headed = _sections(page, core, inner, len(headings))
    return headed if len(headed) > 2 else []


def _opened(page: Page, headings: Sequence[bool]) -> list[int]:
    """The headings that are bylines, and the sentences that open a paragraph with a dateline."""
    paragraphs = layout(page)[1].tolist()
    return [
        n for n, heading in enumerate(headings)
        if (n and heading and _BYLINE.match(page.sentence(n)))
        or (not heading and (not n or paragraphs[n] != paragraphs[n - 1]) and _DATELINE.match(page.sentence(n)))
    ]  # fmt: skip


def _sections(page: Page, core: Sequence[int], opening: Sequence[int], size: int) -> list[list[int]]:
    evidence = page.reading.sentence("evidence").astype(np.float64)
    groups: list[list[int]] = []
    for start, end in pairwise([*opening, size]):
        held = [n for n in core if start <= n < end]
        if len(held) >= STORY_SENTENCES and evidence[held].sum() >= STORY_EVIDENCE:
            groups.append(held)
        elif groups:
            groups[-1].extend(held)
    return groups


def groups_of(page: Page, core: Sequence[int], table: Reals, join: float, weight: float) -> list[list[int]]:
    """The core sentences, by their rows in the table, in groups that may be a dispute each."""
    return heavy(joined(table, join), table, page.reading.sentence("evidence").astype(np.float64)[list(core)], weight)


def division(
    page: Page, core: Sequence[int], groups: Sequence[Sequence[int]], table: Reals, columns: Mapping[str, Reals]
) -> dict[str, float]:
    """Clues for a division as a whole: is it better than none?"""
    evidence = page.reading.sentence("evidence").astype(np.float64)[list(core)]
    weights = sorted((float(evidence[list(group)].sum()) for group in groups), reverse=True)
    first, second, third = (*weights, 0.0, 0.0)[:3]
    chances = table[np.triu_indices(len(core), 1)]
    apart = [float(table[np.ix_(a, b)].mean()) for n, a in enumerate(groups) for b in groups[:n]]
    return {
        "several": page.reading.says("several"),
        "groups": float(len(groups)),
        "first": first,
        "second": second,
        "third": third,
        "core": float(len(core)),
        **{name: float(columns[name][0]) for name in ("sentences", "headings", "datelines")},
        "least": float(chances.min()),
        "mean": float(chances.mean()),
        "low_share": float((chances < 0.3).mean()),
        "opens": float(columns["opens_second"].max()),
        "opens_sum": float(columns["opens_sum"].max()),
        "link_least": float(columns["link"].min()),
        "link_mean": float(columns["link"].mean()),
        "between": float(np.mean(apart)) if apart else 1.0,
        "contiguous": float(all(list(group) == list(range(group[0], group[-1] + 1)) for group in groups)),
    }


def cores(page: Page, threshold: float) -> tuple[int, ...]:
    """The sentences that carry evidence of a dispute, headings apart."""
    evidence = page.reading.sentence("evidence")
    return tuple(np.flatnonzero((evidence >= threshold) & ~layout(page)[0]).tolist())


def pairs(page: Page, known: Names, core: Sequence[int], models: Models) -> tuple[tuple[str, ...], Reals]:
    """Clues for each pair of core sentences (first before second, row by row of the upper triangle): do both serve one dispute?"""
    reading, rows = page.reading, np.array(core)
    a, b = np.triu_indices(len(core), 1)
    i, j = rows[a], rows[b]
    scores = reading.sentence_scores.astype(np.float64)
    headings, paragraph = layout(page)
    datelines = np.array([bool(_DATELINE.match(page.sentence(n))) for n in range(len(scores))])
    opens = scores[:, SENTENCE_LABELS.index("opens")]
    evidence = scores[:, SENTENCE_LABELS.index("evidence")]
    units = _unit(reading.vectors.astype(np.float64))
    columns: dict[str, Reals] = {
        "link": reading.links.astype(np.float64)[i, j],
        "opens_second": opens[j],
        "opens_between": np.array([opens[x + 1 : y + 1].max() for x, y in zip(i, j, strict=True)]),
        "opens_sum": _between(np.cumsum(opens), i, j),
        "headings_between": _between(np.cumsum(headings), i, j),
        "datelines_between": _between(np.cumsum(datelines), i, j),
        "datelines": np.full(len(i), float(datelines.sum())),
        "distance": (j - i).astype(np.float64),
        "paragraphs": (paragraph[j] - paragraph[i]).astype(np.float64),
        "first": i.astype(np.float64),
        "second": j.astype(np.float64),
        "share_first": i / len(scores),
        "share_second": j / len(scores),
        "sentences": np.full(len(i), float(len(scores))),
        "headings": np.full(len(i), float(headings.sum())),
        "several": np.full(len(i), page.reading.says("several")),
        "likeness": (units[i] * units[j]).sum(axis=1),
        "evidence_first": evidence[i],
        "evidence_second": evidence[j],
        **{f"same_{name}": (_unit(scores[:, block])[i] * _unit(scores[:, block])[j]).sum(axis=1) for name, block in _BLOCKS.items()},
        **{f"{mark}_{side}": flags[at] for mark, flags in _marks(page).items() for side, at in (("first", i), ("second", j))},
        **_shared(page, known, models, i, j),
    }
    return tuple(columns), np.column_stack(list(columns.values()))


def _between(sums: Reals, i: npt.NDArray[np.int64], j: npt.NDArray[np.int64]) -> Reals:
    """The sum over the sentences after the first, up to the second."""
    return (sums[j] - sums[i]).astype(np.float64)


def _unit(rows: Reals) -> Reals:
    lengths: Reals = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.maximum(lengths, 1e-9)


@cache
def turns(language: str) -> Phrases:
    """The words that turn to another dispute, to an earlier one, or stay with this one: labelled by `MARKS`."""
    pack = lang.pack(language)
    return Phrases({mark: pack.words(f"disputes.{mark}") for mark in MARKS})


def _marks(page: Page) -> dict[str, Reals]:
    """Sentence by sentence: words that turn to another dispute, or to an earlier one, and years other than the report's."""
    flags = {name: np.zeros(len(page.reading.sentences)) for name in (*MARKS, "year")}
    for hit in turns(page.pack.language).find(page.text):
        flags[hit.label][page.reading.sentence_at(hit.start)] = 1.0
    for match in YEAR.finditer(page.text):
        if not (page.published or match.group()).startswith(match.group()):
            flags["year"][page.reading.sentence_at(match.start())] = 1.0
    return flags


def _shared(page: Page, known: Names, models: Models, i: npt.NDArray[np.int64], j: npt.NDArray[np.int64]) -> dict[str, Reals]:
    """For each role: the likeliest name that both sentences hold, and whether each holds a likely one that the other lacks."""
    at = known.clues.mentions
    total = len(page.reading.sentences)
    held = np.zeros((total, len(known.found)), dtype=bool)
    held[at.sentence, at.owner] = True
    columns: dict[str, Reals] = {}
    for role in ROLES:
        chance = role_chances(page, page.everything(), known, role, models)
        weighed = held * chance
        both = (weighed[i] * held[j]).max(axis=1)
        own_i, own_j = (weighed[i] * ~held[j]).max(axis=1), (weighed[j] * ~held[i]).max(axis=1)
        columns |= {f"both_{role}": both, f"apart_{role}": np.minimum(own_i, own_j), f"either_{role}": np.maximum(own_i, own_j)}
    for tag in _TAGGED:
        words = page.reading.tags[:, TAGS.index(tag)].astype(np.float64)
        top = np.array([words[page.reading.words_in(int(s), int(e))].max(initial=0.0) for s, e in page.reading.sentences])
        columns |= {f"{tag}_first": top[i], f"{tag}_second": top[j]}
    return columns | _occupations(page, i, j)


def _occupations(page: Page, i: npt.NDArray[np.int64], j: npt.NDArray[np.int64]) -> dict[str, Reals]:
    """Whether both sentences tell of one occupation, or each of another ("seamen", "bankworkers")."""
    heads = frozenset(page.pack.words("workers.heads")) - frozenset(page.pack.words("disputes.any_workers"))
    likely = page.reading.tags[:, TAGS.index("workers")]
    held: list[set[str]] = [set() for _ in page.reading.sentences]
    for start, end in page.reading.words[likely >= _OCCUPATION].tolist():
        word = page.text[start:end].casefold()
        if word in heads or word.endswith(("workers", "men")):
            held[page.reading.sentence_at(start)].add(word)
    one = np.array([float(bool(held[a] & held[b])) for a, b in zip(i, j, strict=True)])
    two = np.array([float(bool(held[a] and held[b] and not held[a] & held[b])) for a, b in zip(i, j, strict=True)])
    return {"one_occupation": one, "two_occupations": two}


def square(chance: Reals, size: int) -> Reals:
    """The pairs' chances as a symmetric table, ones on the diagonal."""
    table = np.eye(size)
    table[np.triu_indices(size, 1)] = chance
    return np.maximum(table, table.T)


def joined(chance: Reals, threshold: float) -> list[list[int]]:
    """Groups of rows, joined from the likeliest pair of groups down while the mean chance between them reaches the threshold."""
    groups = [[n] for n in range(len(chance))]
    table = chance.astype(np.float64).copy()
    np.fill_diagonal(table, -1.0)
    while len(groups) > 1:
        a, b = divmod(int(np.argmax(table)), len(table))
        if table[a, b] < threshold:
            break
        a, b = min(a, b), max(a, b)
        sizes = len(groups[a]), len(groups[b])
        merged = (table[a] * sizes[0] + table[b] * sizes[1]) / sum(sizes)
        table[a], table[:, a] = merged, merged
        table[a, a] = -1.0
        table = np.delete(np.delete(table, b, axis=0), b, axis=1)
        groups[a] = sorted(groups[a] + groups.pop(b))
    return sorted(groups)


def heavy(groups: list[list[int]], chance: Reals, weights: Reals, least: float) -> list[list[int]]:
    """Groups with at least that much evidence: the lightest below it joins the group it is likeliest one with, until none is left."""
    kept = [list(group) for group in groups]
    while len(kept) > 1:
        light = min(range(len(kept)), key=lambda k: (float(weights[kept[k]].sum()), k))
        if weights[kept[light]].sum() >= least:
            break
        group = kept.pop(light)
        best = max(range(len(kept)), key=lambda k: (float(chance[np.ix_(group, kept[k])].mean()), -k))
        kept[best].extend(group)
    return sorted(sorted(group) for group in kept)


def spread(groups: Sequence[Sequence[int]], headings: Sequence[bool]) -> tuple[Scope, ...]:
    """Scopes from groups of core sentences; `headings` says of each sentence of the report whether it is a heading.

    A sentence without evidence goes on with the one before it, a heading with what follows it; those before the first with the first.
    """
    owner = {sentence: number for number, group in enumerate(groups) for sentence in group}
    out: list[list[int]] = [[] for _ in groups]
    last, waiting = owner[min(owner)], []
    for sentence, heading in enumerate(headings):
        if heading and sentence not in owner:
            waiting.append(sentence)
            continue
        last = owner.get(sentence, last)
        out[last].extend((*waiting, sentence))
        waiting = []
    out[last].extend(waiting)
    return tuple(tuple(scope) for scope in out)
