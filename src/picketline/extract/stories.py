"""The stories of a round-up: which sentences belong to which. A report that is none is one story.

Stories are told by the layout: articles of one page, bylines, datelines, headings; without them by the net alone, where it is sure of
several disputes and its links part at one seam. Where one story tells of several disputes still, `asides` finds them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from picketline.extract.clues import layout
from picketline.extract.page import Page, Scope

EVIDENCE = 0.3
"""Evidence of a dispute from which a sentence counts."""
LEAST_SENTENCES, LEAST_EVIDENCE = 2, 1.5
"""The core sentences, and the evidence in all, that make a section a story of its own."""
SEVERAL, GAP = 0.5, 0.2
"""How sure of several disputes the net must be to part a report without layout, and by how much the mean link within each side of the seam
must exceed that across it. Of ten coded reports parted so by unseen readings seven or eight gain."""
_DATELINE = re.compile(r"[A-Z][A-Z.'’ -]+(?:,\s+[A-Z][\w.' ]{1,20})?\s*(?:--|—|–|\s-\s)")
_BYLINE = re.compile(r"[Bb][Yy]\s+[A-Z]")


def stories(page: Page) -> tuple[Scope, ...]:
    """The sentences of each story, in order; one scope for the whole report where it is no round-up."""
    told = laid_out(page)
    if len(told) > 1 or page.reading.says("several") < SEVERAL:
        return told
    headings = layout(page)[0].tolist()
    groups = seam(page, _core(page, headings))
    return spread(groups, headings) if groups else told


def laid_out(page: Page) -> tuple[Scope, ...]:
    """The stories by the layout alone, from which asides are learnt: two or more articles of one page, else two or more that open with a
    byline or a dateline each, else three or more under headings. A section that tells little of a dispute goes with the one before it."""
    headings, paragraphs = (found.tolist() for found in layout(page))
    core = _core(page, headings)
    inner = [n for n, heading in enumerate(headings) if heading and n]
    signed = [n for n in inner if _BYLINE.match(page.sentence(n))]
    dated = [
        n for n, heading in enumerate(headings)
        if not heading and (not n or paragraphs[n] != paragraphs[n - 1]) and _DATELINE.match(page.sentence(n))
    ]  # fmt: skip
    articles = sorted({page.reading.sentence_at(at) for at in page.openings})
    for opening, least in ((articles, 2), (sorted(signed + dated), 2), (inner, 3)):
        if len(groups := _sections(page, core, opening)) >= least:
            return spread(groups, headings)
    return (page.everything(),)


def seam(page: Page, core: Sequence[int]) -> list[list[int]]:
    """The core sentences before and after the place where the net's links part most clearly; empty where they do not."""
    links = page.reading.links[np.ix_(core, core)].astype(np.float64)
    evidence = page.reading.sentence("evidence").astype(np.float64)[list(core)]
    best, at = GAP, 0
    for k in range(LEAST_SENTENCES, len(core) - LEAST_SENTENCES + 1):
        gap = float(min(links[:k, :k].mean(), links[k:, k:].mean()) - links[:k, k:].mean())
        if gap >= best and min(evidence[:k].sum(), evidence[k:].sum()) >= LEAST_EVIDENCE:
            best, at = gap, k
    return [list(core[:at]), list(core[at:])] if at else []


def _core(page: Page, headings: Sequence[bool]) -> list[int]:
    """The sentences that carry evidence of a dispute, headings apart."""
    return [n for n in np.flatnonzero(page.reading.sentence("evidence") >= EVIDENCE).tolist() if not headings[n]]


def _sections(page: Page, core: Sequence[int], opening: Sequence[int]) -> list[list[int]]:
    evidence = page.reading.sentence("evidence").astype(np.float64)
    groups: list[list[int]] = []
    for start, end in pairwise([*opening, len(evidence)]):
        held = [n for n in core if start <= n < end]
        if len(held) >= LEAST_SENTENCES and evidence[held].sum() >= LEAST_EVIDENCE:
            groups.append(held)
        elif groups:
            groups[-1].extend(held)
    return groups


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
