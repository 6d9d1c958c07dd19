"""Short quotes around a word: the clause it stands in, of some words at most."""

from __future__ import annotations

import re

from picketline.extract.page import Page
from picketline.model.span import Span

LEAST, MOST = 3, 14
"""Words of a quote that shows a code."""
_WORD = re.compile(r"[^\s]+")
_EDGE = re.compile(r"[,;:.!?]\s|--|[—–]|\(|\)|\n\s*\n")


def sentence_range(page: Page, row: int) -> tuple[int, int]:
    """The code points of one sentence of a page."""
    start, end = page.reading.sentences[row].tolist()
    return start, end


def clause(text: str, sentence: tuple[int, int], core: tuple[int, int], least: int = LEAST, most: int = MOST) -> Span:
    """The part between marks of a sentence that holds the `core`, widened to `least` words and cut to `most`.

    >>> text = "Bakers at two plants, idle since May, are demanding better pay."
    >>> clause(text, (0, len(text)), (58, 61)).quote
    'are demanding better pay'
    """
    start, end = core
    words = [(m.start(), m.end()) for m in _WORD.finditer(text, *sentence)]
    if not words:
        return Span.of(text, *sentence)
    held = [i for i, (s, e) in enumerate(words) if s < max(end, start + 1) and e > start] or [0]
    first, last = held[0], held[-1]
    left = max((m.end() for m in _EDGE.finditer(text, sentence[0], start)), default=sentence[0])
    found = _EDGE.search(text, end, sentence[1])
    right = found.start() if found else sentence[1]
    first, last = _grown(words, first, last, (left, right), most)
    first, last = _completed(words, (first, last), (left, right), most * 2 // 5)
    first, last = _widened(words, first, last, least)
    return _trimmed(text, words[first][0], words[last][1])


def _grown(words: list[tuple[int, int]], first: int, last: int, limits: tuple[int, int], most: int) -> tuple[int, int]:
    """Takes words within the limits in turn from the right and the left while there is room."""
    while last - first + 1 < most:
        right = last + 1 < len(words) and words[last + 1][0] < limits[1]
        last += right
        left = last - first + 1 < most and first > 0 and words[first - 1][1] > limits[0]
        first -= left
        if not (left or right):
            break
    return first, last


def _completed(words: list[tuple[int, int]], held: tuple[int, int], limits: tuple[int, int], few: int) -> tuple[int, int]:
    """To the clause's own ends where only a few words are lacking."""
    begin = next(i for i, (_, end) in enumerate(words) if end > limits[0])
    stop = max(i for i, (start, _) in enumerate(words) if start < limits[1])
    first, last = held
    return (begin if first - begin <= few else first), (stop if stop - last <= few else last)


def _widened(words: list[tuple[int, int]], first: int, last: int, least: int) -> tuple[int, int]:
    while last - first + 1 < min(least, len(words)):
        if last + 1 < len(words):
            last += 1
        else:
            first -= 1
    return first, last


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without marks at the ends."""
    while end - start > 1 and text[end - 1] in ".,;:!?\"”’'()-—–":
        end -= 1
    while end - start > 1 and text[start] in "\"“‘'(-—–,;:":
        start += 1
    return Span.of(text, start, end)
