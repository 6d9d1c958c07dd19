"""The pack's word lists found in a page, by sentence of a scope."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from picketline.extract.page import Page, Scope
from picketline.lang import pack
from picketline.text.phrases import Hit, Phrases

SECTIONS = ("forms", "demands", "industries", "status", "outcome", "cues", "standing")
LEAD = 3
"""Sentences at the head of a scope that tell what it is about."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """Hits of one section: `counts[i, k]` phrases of label k stand in the scope's i-th sentence; `places` are the hits' sentences."""

    labels: tuple[str, ...]
    counts: Floats
    hits: tuple[Hit, ...]
    places: tuple[int, ...]

    def of(self, label: str) -> list[tuple[Hit, int]]:
        """The hits of one label, each with the place of its sentence in the scope."""
        return [(hit, place) for hit, place in zip(self.hits, self.places, strict=True) if hit.label == label]


def listed(page: Page, scope: Scope, section: str, labels: tuple[str, ...]) -> Listed:
    """What the section's lists find in the sentences of a scope."""
    place = {sentence: i for i, sentence in enumerate(scope)}
    counts = np.zeros((len(scope), len(labels)))
    column = {label: k for k, label in enumerate(labels)}
    kept: list[tuple[Hit, int]] = []
    found = _found(page.text, page.pack.language)[section]
    rows = np.searchsorted(page.reading.sentences[:, 0], [hit.start for hit in found], side="right") - 1
    for hit, row in zip(found, rows.tolist(), strict=True):
        if row in place and hit.label in column:
            counts[place[row], column[hit.label]] += 1
            kept.append((hit, place[row]))
    return Listed(labels, counts, tuple(hit for hit, _ in kept), tuple(where for _, where in kept))


def found_in(page: Page, section: str) -> tuple[Hit, ...]:
    """What the section's lists find in the whole text, in order."""
    return _found(page.text, page.pack.language)[section]


def nearness(words: Listed, cues: Listed, reach: int) -> Floats:
    """One row a hit of `words` (one at least), one column a label of `cues`: 1 where they touch, 0 from `reach` code points on."""
    table = np.zeros((max(1, len(words.hits)), len(cues.labels)))
    for n, (word, place) in enumerate(zip(words.hits, words.places, strict=True)):
        for cue, where in zip(cues.hits, cues.places, strict=True):
            gap = word.start - cue.end if cue.start < word.start else cue.start - word.end
            if where == place and -reach / 5 < gap < reach:
                k = cues.labels.index(cue.label)
                table[n, k] = max(table[n, k], 1.0 - max(0, gap) / reach)
    return table


@lru_cache(maxsize=8)
def _found(text: str, language: str) -> dict[str, tuple[Hit, ...]]:
    sections: dict[str, list[Hit]] = {section: [] for section in SECTIONS}
    for hit in _phrases(language).find(text):
        section, label = hit.label.split(":")
        sections[section].append(Hit(hit.start, hit.end, label))
    return {section: tuple(hits) for section, hits in sections.items()}


@cache
def _phrases(language: str) -> Phrases:
    known = pack(language)
    return Phrases({f"{section}:{label}": words for section in SECTIONS for label, words in known.lists(section).items()})
