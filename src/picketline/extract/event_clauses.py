"""The clause that tells an event: as short as it can be while it still shows the trigger, from 3 to 25 words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from picketline.extract.page import Page
from picketline.extract.reading import EVENT_TYPES
from picketline.extract.triggers import Hit
from picketline.model.span import Span

LONGEST: Final = 25
"""Words of the longest clause."""
CHARACTERS: Final = 300
SHORTEST: Final = 16
"""A clause with fewer words is joined with the one beside it: shorter ones miss more of what a reader would quote (9 against 5 in 100)."""

_TOKEN: Final = re.compile(r"\S+")
_BREAK_AFTER: Final = re.compile(r"[,;:]|--|[\"”]$|[)]$")


def clause(page: Page, sentence: int, type_: str, found: Sequence[Hit]) -> Span:
    """The words of a sentence that tell an event of the type: its clause around the likeliest trigger word."""
    start, end = (int(edge) for edge in page.reading.sentences[sentence])
    tokens = [match.span() for match in _TOKEN.finditer(page.text, start, end)]
    weights = _weights(page, sentence, type_, found, tokens)
    first, last = _grown(_pieces(page, tokens), weights)
    return Span.of(page.text, *_trimmed(page.text, tokens[first][0], tokens[last][1]))


def _weights(page: Page, sentence: int, type_: str, found: Sequence[Hit], tokens: Sequence[tuple[int, int]]) -> list[float]:
    """How likely each token tells the event: by the net (the root, so that its faint answers count too) and the trigger phrases."""
    phrases = [hit for hit in found if hit.sentence == sentence and hit.type == type_]
    rows = page.reading.words_in(tokens[0][0], tokens[-1][1])
    ends = page.reading.words[rows, 1]
    net = np.sqrt(page.reading.triggers[rows, EVENT_TYPES.index(type_)].astype(np.float64))
    edges = np.searchsorted(ends, [begin for begin, _ in tokens], side="right")
    highest = np.maximum.reduceat(net, np.minimum(edges, len(net) - 1))
    word = [
        max((0.25 * hit.words if hit.strong else 0.05 for hit in phrases if hit.start < stop and begin < hit.end), default=0.0)
        for begin, stop in tokens
    ]
    return [float(a) + b for a, b in zip(highest, word, strict=True)]


def _pieces(page: Page, tokens: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of tokens (inclusive) between marks and the words that open a clause."""
    opens = frozenset(page.pack.words("speech.clause_openers"))
    pieces, first = [], 0
    for number in range(1, len(tokens) + 1):
        if number == len(tokens) or _parted(page.text, tokens[number - 1], tokens[number], opens):
            pieces.append((first, number - 1))
            first = number
    return pieces


def _parted(text: str, before: tuple[int, int], here: tuple[int, int], opens: frozenset[str]) -> bool:
    return bool(_BREAK_AFTER.search(text[before[0] : before[1]][-2:])) or text[here[0] : here[1]].lower() in opens


def _grown(pieces: Sequence[tuple[int, int]], weights: Sequence[float]) -> tuple[int, int]:
    """The piece with the likeliest trigger, joined with its heavier neighbour while there is room and it is short or they weigh much."""
    mass = np.array([max(weights[first : last + 1]) for first, last in pieces])
    low = high = int(np.argmax(mass))
    while True:
        sides = [side for side in (low - 1, high + 1) if 0 <= side < len(pieces)]
        length = pieces[high][1] - pieces[low][0] + 1
        fitting = [side for side in sides if length + pieces[side][1] - pieces[side][0] + 1 <= LONGEST]
        if not fitting:
            break
        side = max(fitting, key=lambda s: (mass[s], -(pieces[s][1] - pieces[s][0])))
        if length >= SHORTEST and mass[side] < 0.2 * mass[low : high + 1].max():
            break
        low, high = min(low, side), max(high, side)
    return _cut(pieces[low][0], pieces[high][1], weights)


def _cut(first: int, last: int, weights: Sequence[float]) -> tuple[int, int]:
    """A range of more than `LONGEST` tokens cut to those around the likeliest one."""
    if last - first < LONGEST:
        return first, last
    peak = first + int(np.argmax(weights[first : last + 1]))
    begin = min(max(first, peak - LONGEST // 2), last - LONGEST + 1)
    return begin, begin + LONGEST - 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without marks at its edges, and not longer than `CHARACTERS`; all of it where it holds nothing but marks."""
    end = min(end, start + CHARACTERS)
    words = text[start:end]
    left = start + len(words) - len(words.lstrip("\"“”'`(-–— \n"))
    right = start + len(words.rstrip(",;:\"“”'`(-–— .\n"))
    return (left, right) if left < right else (start, end)
