"""Forms and demands of a dispute: codes of which several may hold, each with the words that show it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from picketline.extract.clauses import clause, sentence_range
from picketline.extract.forest import Forest
from picketline.extract.listed import LEAD, Floats, Listed, listed, nearness
from picketline.extract.models import Models
from picketline.extract.page import Page, Scope
from picketline.extract.reading import DEMANDS, FORMS, SENTENCE_LABELS
from picketline.model.record import Value
from picketline.model.span import Span

NEAR = 60
"""Code points between a code's word and a word of dispute that may belong together."""
TOLD = {
    "action": [SENTENCE_LABELS.index(f"event:{kind}") for kind in ("action_started", "action_threatened", "protest")],
    "terms": [SENTENCE_LABELS.index(f"event:{kind}") for kind in ("offer", "rejection", "negotiation", "agreement")],
}
"""Columns of the net whose sentences name what a dispute is about."""

Columns = dict[str, Floats]
"""Features by name, each with one entry a row."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A property with several codes: its `section` of the pack, which names its forest too, the net's `label`, its codes."""

    section: str
    label: str
    codes: tuple[str, ...]


FORM = Slot("forms", "form", FORMS)
DEMAND = Slot("demands", "demand", DEMANDS)


def forms(page: Page, scope: Scope, models: Models) -> tuple[Value, ...]:
    """The forms of action that the sentences of a scope tell, likeliest first."""
    return _several(page, scope, models, FORM)


def demands(page: Page, scope: Scope, models: Models) -> tuple[Value, ...]:
    """What the workers' side is in dispute about, by the sentences of a scope, likeliest first."""
    return _several(page, scope, models, DEMAND)


def _several(page: Page, scope: Scope, models: Models, slot: Slot) -> tuple[Value, ...]:
    if not scope:
        return ()
    columns, found = features(page, scope, slot)
    likely = models.forests[slot.section].probabilities(stack(columns, models.forests[slot.section]))
    kept = [k for k in np.argsort(-likely, kind="stable") if likely[k] >= models.threshold(slot.section, "threshold")]
    return tuple(Value(slot.codes[k], (_shown(page, scope, found, k, slot),), confidence=round(float(likely[k]), 3)) for k in kept)


def stack(columns: Columns, forest: Forest) -> Floats:
    """The columns as a matrix in the forest's order."""
    return np.stack([columns[name] for name in forest.features], axis=1)


def features(page: Page, scope: Scope, slot: Slot) -> tuple[Columns, Listed]:
    """One row a code: what the net says in the scope's sentences, what the word lists find there, and where."""
    rows, codes = list(scope), slot.codes
    first = SENTENCE_LABELS.index(f"{slot.label}:{codes[0]}")
    net = page.reading.sentence_scores[rows, first : first + len(codes)].astype(np.float64)
    told = page.reading.sentence("evidence")[rows].astype(np.float64)
    found = listed(page, scope, slot.section, codes)
    cues = listed(page, scope, "cues", ("dispute",))
    cue, near = cues.counts.sum(1) > 0, nearness(found, cues, NEAR)[:, 0]
    told_of = {name: page.reading.sentence_scores[rows][:, columns].max(1).astype(np.float64) for name, columns in TOLD.items()}
    hit = found.counts > 0
    top, total = net.max(0), hit.sum(0).astype(np.float64)
    wide = np.ones(len(codes))
    columns = {
        "top": top,
        "second": np.sort(net, axis=0)[-2] if len(net) > 1 else np.zeros(len(codes)),
        "mean": net.mean(0),
        "sum": net.sum(0),
        "lead": net[:LEAD].max(0),
        "told": (net * told[:, None]).max(0),
        "top_hit": (net * hit).max(0),
        "rank": (-top).argsort(kind="stable").argsort(kind="stable").astype(np.float64),
        "others": _others(top),
        "hits": total,
        "hit_share": total / len(rows),
        "hit_lead": hit[:LEAD].sum(0).astype(np.float64),
        "hit_told": (hit * told[:, None]).max(0),
        "hit_cue": (hit & cue[:, None]).sum(0).astype(np.float64),
        "hit_near": _by_code(found, near),
        **{f"hit_{name}": (hit * score[:, None]).max(0) for name, score in told_of.items()},
        "hit_among": total / max(1.0, float(total.sum())),
        "words": found.counts.sum(0),
        "kinds": wide * float((total > 0).sum()),
        "size": wide * len(rows),
        "whole": wide * (len(rows) / max(1, len(page.reading.sentences))),
        "several": wide * page.reading.says("several"),
    }
    columns |= {f"is_{code}": (np.arange(len(codes)) == k).astype(np.float64) for k, code in enumerate(codes)}
    columns |= {f"with_{code}": wide * top[k] for k, code in enumerate(codes[:8])}
    columns |= {f"hits_{code}": wide * total[k] for k, code in enumerate(codes[:8])}
    return columns, found


def _by_code(found: Listed, worth: Floats) -> Floats:
    """The most that any hit of each code is worth."""
    return np.array(
        [max((float(w) for hit, w in zip(found.hits, worth, strict=False) if hit.label == code), default=0.0) for code in found.labels]
    )


def _others(top: Floats) -> Floats:
    """The highest score among the other codes."""
    best = np.sort(top)[-2:]
    others: Floats = np.where(top == best[-1], best[0], best[-1])
    return others


def _shown(page: Page, scope: Scope, found: Listed, k: int, slot: Slot) -> Span:
    """The words that show a code: the clause of its hit that the net likes best, else of its best sentence."""
    net = page.reading.sentence(f"{slot.label}:{slot.codes[k]}")[list(scope)]
    hits = found.of(slot.codes[k])
    if hits:
        hit, place = max(hits, key=lambda pair: (float(net[pair[1]]), -pair[0].start))
        return clause(page.text, sentence_range(page, scope[place]), (hit.start, hit.end))
    start, end = sentence_range(page, scope[int(np.argmax(net))])
    return clause(page.text, (start, end), (start, start))
