"""The stories of a round-up: which sentences belong to which. A report that is none is one story.

Stories are told by the layout alone: bylines, datelines, headings. Where one story tells of several disputes, `asides` parts them.
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
_DATELINE = re.compile(r"[A-Z][A-Z.'’ -]+(?:,\s+[A-Z][\w.' ]{1,20})?\s*(?:--|—|–|\s-\s)")
_BYLINE = re.compile(r"[Bb][Yy]\s+[A-Z]")


def stories(page: Page) -> tuple[Scope, ...]:
    """The sentences of each story, in order; one scope for the whole report where it is no round-up."""
    headings, paragraphs = (found.tolist() for found in layout(page))
    groups = sections(page, headings, paragraphs)
    return spread(groups, headings) if len(groups) > 1 else (page.everything(),)


def sections(page: Page, headings: Sequence[bool], paragraphs: Sequence[int]) -> list[list[int]]:
    """The core sentences by story: two or more that open with a byline or a dateline each, else three or more under headings.

    A section that tells little of a dispute goes with the one before it. Fewer than two groups where the report is no round-up.
    """
    evidence = page.reading.sentence("evidence")
    core = [n for n in np.flatnonzero(evidence >= EVIDENCE).tolist() if not headings[n]]
    inner = [n for n, heading in enumerate(headings) if heading and n]
    signed = [n for n in inner if _BYLINE.match(page.sentence(n))]
    dated = [
        n for n, heading in enumerate(headings)
        if not heading and (not n or paragraphs[n] != paragraphs[n - 1]) and _DATELINE.match(page.sentence(n))
    ]  # fmt: skip
    opened = _sections(page, core, sorted(signed + dated))
    if len(opened) > 1:
        return opened
    headed = _sections(page, core, inner)
    return headed if len(headed) > 2 else []


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
