"""From lines placed on pages to paragraphs: reading order, joined lines, running headers and footers apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

HYPHEN = "\x1f"
"""Stands for a hyphen at the end of a line until it is known whether the word has one."""
EDGE_LINES = 3
"""Lines at the top and at the bottom of a page among which running headers and footers are looked for."""
SHORT = 0.7
"""Share of its column's width that a line in the middle of a paragraph fills at least."""
_NUMBER = re.compile(r"\W*(?:page|p\.|seite|стр\.?)?\s*\d{1,4}(?:\s*(?:/|of|von|из)\s*\d{1,4})?\W*", re.I)
_FIGURES = re.compile(r"\d+")
_BULLETS = "•·▪▸►–—"
_STOPS = '.!?:”"»)'


@dataclass(frozen=True, slots=True)
class Line:
    """A line, where it stands on its page and the size of its letters, in points; `up` grows from the foot of the page."""

    words: str
    left: float
    right: float
    up: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines in the order in which they are drawn."""

    number: int
    lines: tuple[Line, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Composed:
    """A page's paragraphs in reading order, its header and footer lines, and whether its first paragraph goes on with the last page's."""

    number: int
    blocks: tuple[str, ...]
    asides: tuple[str, ...]
    runs_on: bool


def compose(pages: Sequence[Page]) -> Iterator[Composed]:
    """The pages as paragraphs."""
    running, step = _running(pages), _step(pages)
    open_end = False
    for page in pages:
        asides = [line for line in _edges(page) if _key(line) in running or _NUMBER.fullmatch(line.words)]
        lines = _ordered([line for line in page.lines if line not in asides])
        blocks = tuple(_blocks(lines, step))
        runs_on = open_end and bool(blocks) and blocks[0][:1].islower()
        yield Composed(page.number, blocks, tuple(line.words.replace(HYPHEN, "-") for line in asides), runs_on)
        if blocks:
            open_end = blocks[-1][-1] not in _STOPS


def _edges(page: Page) -> list[Line]:
    """The lines at the top and the bottom of a page."""
    lines = sorted(page.lines, key=lambda line: -line.up)
    return lines[:EDGE_LINES] + lines[EDGE_LINES:][-EDGE_LINES:]


def _key(line: Line) -> str:
    return _FIGURES.sub("#", line.words.casefold())


def _running(pages: Sequence[Page]) -> set[str]:
    """The lines, figures aside, that stand at the edge of most pages, or at least of three in a row of the same side."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    least = max(2, min(len(pages) // 2, 5))
    return {key for key, count in counts.items() if count >= least and len(key) > 1}


def _ordered(lines: Sequence[Line]) -> list[Line]:
    """The lines as they are drawn, which is as they were written, but where they jump up and down: then by columns from the top."""
    jumps = sum(b.up > a.up for a, b in pairwise(lines))
    if jumps <= max(3, len(lines) // 8):
        return list(lines)
    middle = (min(line.left for line in lines) + max(line.right for line in lines)) / 2
    crossing = sum(line.left < middle - 20 and line.right > middle + 20 for line in lines)
    columns = crossing <= len(lines) // 8
    return sorted(lines, key=lambda line: (columns and line.left >= middle - 20, -line.up, line.left))


def _step(pages: Sequence[Page]) -> float:
    """How far the lines of a paragraph stand apart: the commonest distance, the smaller of two."""
    steps = Counter(round(a.up - b.up) for page in pages for a, b in pairwise(page.lines) if 2 < a.up - b.up < 60)
    return float(min(steps, key=lambda step: (-steps[step], step))) if steps else 14.0


def _blocks(lines: Sequence[Line], step: float) -> Iterator[str]:
    """The paragraphs: lines joined by a blank, parted where the space, the size, an indent or a short line says that one ends."""
    block: list[Line] = []
    for line in lines:
        if block and _parts(block[-1], line, step, _width(lines, block[-1])):
            yield _join(block)
            block = []
        block.append(line)
    if block:
        yield _join(block)


def _width(lines: Sequence[Line], line: Line) -> float:
    """How wide the column is in which a line stands: as its widest line that begins about there."""
    return max(other.right for other in lines if abs(other.left - line.left) < 24) - line.left


def _parts(last: Line, line: Line, step: float, width: float) -> bool:
    """Whether a paragraph ends between two lines."""
    ended, opens = last.words[-1] in _STOPS, not line.words[:1].islower()
    down = last.up - line.up
    if max(last.size, line.size) > 1.1 * min(last.size, line.size) or line.words[0] in _BULLETS:
        return True
    if down < -step:  # the next column
        return ended
    if abs(down) < step / 3:  # the same line, drawn in parts
        return False
    short = last.right - last.left < SHORT * width
    return down > 1.35 * step or (opens and (short or (ended and line.left > last.left + 6)))


def _join(block: Sequence[Line]) -> str:
    """The lines as one; a hyphen at a line's end before a small letter becomes the mark for one that may not be the word's own."""
    words = block[0].words
    for line in block[1:]:
        if words.endswith("-") and line.words[:1].islower():
            words = words[:-1] + HYPHEN
        words += line.words if words.endswith(HYPHEN) else " " + line.words
    return words
