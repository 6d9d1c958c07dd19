"""Where the article stands in a page's visible text: lines that it holds are body, the others are layers with their reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from picketline.model import Layer
from picketline.model.document import LayerKind
from picketline.sources.article import Article
from picketline.text.credits import byline, is_date_line

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")  # a word, or a sign of CJK
_PLAIN_WORD = re.compile(r"\w+", re.A)
_LINE = re.compile(r"[^\n]+")
RUN = 4
"""Words in a row by which a long line is recognised; a line of fewer than twice as many must be equal as a whole."""
SHARE = 0.6
GAP_LINES, GAP_WORDS = 3, 10
"""Most lines, and words in each, of a stretch inside the article that is taken for sub-headings and bylines, which extractors leave out."""
HEAD_WORDS = 6
"""Words of the longest line directly above the article that is taken for its sub-heading."""
OUTSIDE = "outside the article"

_Words = tuple[str, ...]
_Line = tuple[int, int, _Words]


class _Held:
    """The lines of an extract, to be asked whether they hold a line of the page; each of their words answers for one place only.

    A line that is there as a whole is to be asked for first; the runs of words of the lines that no place took answer for the others.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._whole = Counter(map(_words, lines))
        self._left: Counter[_Words] | None = None

    def take(self, line: _Words) -> bool:
        """Whether a line of the extract is this one, beyond those taken before: a page may print its article twice."""
        if self._whole.get(line, 0) <= 0:
            return False
        self._whole[line] -= 1
        return True

    def take_part(self, line: _Words) -> bool:
        """Whether most of a long line stands within lines of the extract that were not taken."""
        if len(line) < 2 * RUN:
            return False
        if self._left is None:
            self._left = Counter(run for words in self._whole.elements() for run in _runs(words))
        runs = list(_runs(line))
        held = [run for run in runs if self._left.get(run, 0) > 0]
        if len(held) < SHARE * len(runs):
            return False
        for run in held:
            self._left[run] -= 1
        return True


def layers(found: Article, title: str | None) -> tuple[Layer, ...]:
    """The marks on a page's text: what lies outside the article, and readers' comments; the title and the credits above it stay."""
    if found.extractor == "none":
        return ()
    lines = [(match.start(), match.end(), _words(match.group())) for match in _LINE.finditer(found.text)]
    lines = [line for line in lines if line[2]]
    kinds = _kinds([words for _, _, words in lines], _Held(found.body), _Held(found.comments))
    _spare_head(found.text, lines, kinds, _words(title or ""))
    return (*_joined(lines, kinds), *_apart(found, lines))


def _apart(found: Article, lines: Sequence[_Line]) -> Iterator[Layer]:
    """The articles of a page that holds several, each from its heading to the next one's."""
    starts, after = [], 0
    for heading in map(_words, found.headings):
        place = next((i for i in range(after, len(lines)) if lines[i][2] == heading), None)
        if place is not None:
            starts.append(lines[place][0])
            after = place + 1
    for start, end in pairwise([*starts, len(found.text)]) if len(starts) > 1 else ():
        yield Layer(start, start + len(found.text[start:end].rstrip()), "article")


def _kinds(lines: Sequence[_Words], body: _Held, comments: _Held) -> list[LayerKind]:
    """The kind of each line. A short line is body only close to or between lines of the body, for a menu may say the same words."""
    kinds: list[LayerKind] = ["body" if body.take(line) else "comment" if comments.take(line) else "furniture" for line in lines]
    for i, line in enumerate(lines):
        if kinds[i] == "furniture":
            kinds[i] = "body" if body.take_part(line) else "comment" if comments.take_part(line) else "furniture"
    firm = [i for i, line in enumerate(lines) if kinds[i] == "body" and len(line) >= 2 * RUN]
    first, last = (firm[0], firm[-1]) if firm else (0, len(lines) - 1)
    for i, line in enumerate(lines):
        if kinds[i] == "body" and len(line) < 2 * RUN and not first - 3 <= i <= last + 3:
            kinds[i] = "furniture"
    for before, after in pairwise(firm):
        gap = range(before + 1, after)
        if len(gap) <= GAP_LINES and all(len(lines[i]) <= GAP_WORDS for i in gap):
            kinds[before + 1 : after] = ["body"] * len(gap)
    return kinds


def _spare_head(text: str, lines: Sequence[_Line], kinds: list[LayerKind], title: _Words) -> None:
    """Gives the title, and the bylines and dates below it, back to the body: extractors often leave them out.

    Of several lines with the title's words the one counts that most of the article stands below, and least above.
    """
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    places = [i for i, (_, _, words) in enumerate(lines) if words == title and title and sum(j < i for j in body) <= 2]
    if not body or not places:
        return
    place = places[-1]
    for i in body:
        if i < place:
            kinds[i] = "furniture"
    kinds[place] = "body"
    for i in _credits(text, lines, place + 1, next((j for j in body if j > place), place)):
        kinds[i] = "body"


def _credits(text: str, lines: Sequence[_Line], start: int, stop: int) -> Iterator[int]:
    """The bylines and dates between title and article, and a sub-heading directly above the article or its byline."""
    for i in range(start, stop):
        line = text[lines[i][0] : lines[i][1]].strip()
        signed = byline(line) is not None
        if signed or is_date_line(line):
            yield i
        if signed or i + 1 == stop:
            above = i - 1 if signed else i
            if above >= start and len(lines[above][2]) <= HEAD_WORDS and text[: lines[above][0]].endswith("\n\n"):
                yield above


def _joined(lines: Sequence[_Line], kinds: Sequence[LayerKind]) -> Iterator[Layer]:
    """One layer for each stretch of lines of one kind, body aside."""
    i = 0
    while i < len(lines):
        j = i
        while j < len(lines) and kinds[j] == kinds[i]:
            j += 1
        if kinds[i] != "body":
            yield Layer(lines[i][0], lines[j - 1][1], kinds[i], OUTSIDE if kinds[i] == "furniture" else "reader's comment")
        i = j


def _words(line: str) -> _Words:
    return tuple((_PLAIN_WORD if line.isascii() else _WORD).findall(line.casefold()))


def _runs(words: _Words) -> Iterator[_Words]:
    return zip(*(words[i:] for i in range(RUN)), strict=False)
