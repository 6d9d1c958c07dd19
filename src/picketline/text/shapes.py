"""The shape of a paragraph: what tells prose from a menu, a ticker or a sidebar before a word of it is understood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from picketline.text.sentences import paragraphs

_BULLET = re.compile(r"[•·▪▸►»›*–—-]\s|\|")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(r"\S+")
_CLOSERS = "\"'”’»)]"
_PRICE = re.compile(r"(?<!\w)[+\-−]?[$€£¥]?\d{1,3}(?:,\d{3})*(?:\.\d+)?\s?[%MBK]?(?!\w)|[+\-−]\d+\.\d+|\d+\.\d+[MBK%]?")
PROSE_WORDS = 12
"""Words from which a paragraph that ends with a stop is taken for prose; without one it takes two and a half times as many."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One paragraph: `text[start:end]`, its words in small letters without its bullet (`plain`), and its outward features."""

    start: int
    end: int
    plain: str
    words: int
    stop: bool
    cut: bool
    bullet: bool
    heading: bool
    capitals: float
    prices: float

    def is_prose(self) -> bool:
        """Whether this reads like sentences of a report: long, and ended."""
        return self.words >= PROSE_WORDS and (self.stop or self.words >= 2.5 * PROSE_WORDS)

    def is_label(self) -> bool:
        """Whether this reads like an entry of a menu: a few words, no stop."""
        return self.words <= 5 and not self.stop and self.end - self.start <= 45


def shapes(text: str) -> tuple[Shape, ...]:
    """The shapes of a text's paragraphs, in order.

    >>> [(s.plain, s.is_prose()) for s in shapes("• Home\\n• News")]
    [('home', False), ('news', False)]
    """
    return tuple(_shape(text, paragraph.start, paragraph.end, paragraph.heading) for paragraph in paragraphs(text))


def _shape(text: str, start: int, end: int, heading: bool) -> Shape:
    bullet = _BULLET.match(text, start, end)
    line = " ".join(text[bullet.end() if bullet else start : end].split())
    tokens = _TOKEN.findall(line)
    words = _WORD.findall(line)
    last = line.rstrip(_CLOSERS)[-1:]
    return Shape(
        start=start,
        end=end,
        plain=line.casefold().replace("’", "'"),
        words=len(tokens),
        stop=last != "" and last in ".!?",
        cut=line.endswith(("…", "...")),
        bullet=bullet is not None,
        heading=heading,
        capitals=sum(word[0].isupper() for word in words) / max(1, len(words)),
        prices=len(_PRICE.findall(line)) / max(1, len(tokens)) if _DIGIT.search(line) else 0.0,
    )
