"""Furniture of a page in plain text: menus, sidebars, tickers, adverts, prompts, found by the shape of lines and the pack's words.

A scrape has lost its tags, so what is no part of the report is told from the outside: short lines without a stop in runs,
headlines with ages, lines that are mostly prices, the standing phrases of websites (the pack's `[furniture]`), and the place
above or below the prose. Nothing is removed: a `Layer` says what was set aside and why. A text without any of the standing
phrases, ages, prices or menus is left as it is, so a clean report loses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from picketline.lang import Pack, pack
from picketline.model import Layer
from picketline.model.document import LayerKind
from picketline.text.credits import byline
from picketline.text.header import header
from picketline.text.shapes import Shape, shapes

OPENS_WORDS, HOLDS_WORDS, CLOSES_WORDS = 45, 12, 6
"""Longest lines, in words, that a phrase at the beginning or end, or inside, marks as furniture; and the words that are the end."""
MENU_RUN = 5
"""Labels in a row that make a menu."""
ABOVE_HEADLINES = frozenset({"menu", "sidebar headlines", "ticker", "teaser"})
_KINDS: dict[str, LayerKind] = {"caption": "caption", "reader's comment": "comment"}
SET_ASIDE: frozenset[LayerKind] = frozenset({"furniture", "caption", "comment"})
"""The layers from which nothing is coded."""


def furniture(text: str, language: str = "en", title: str | None = None) -> tuple[Layer, ...]:
    """The layers of kind `furniture`, `caption` and `comment` of a text, in order; the line that is the `title`, if given, stays.

    >>> page = "More Info\\n\\nThe crews of nine ferries stopped work at noon on Monday, their union said.\\n\\nLeave a comment"
    >>> [(page[layer.start : layer.end], layer.reason) for layer in furniture(page)]
    [('More Info', 'teaser'), ('Leave a comment', 'comment form')]
    """
    lines = shapes(text)
    headline = " ".join((title or "").split()).casefold().replace("’", "'")
    reasons = _Phrases.of(language).reasons(lines)
    _section(lines, reasons, language)
    _runs(lines, reasons, language)
    body = _body(lines, reasons)
    _above(reasons, next((i for i, line in enumerate(lines) if headline and line.plain == headline), body.start))
    _below(text, lines, reasons, body, pack(language).words("furniture.ends"))
    _signature(lines, reasons, language)
    return tuple(
        Layer(line.start, line.end, _KINDS.get(reason, "furniture"), reason)
        for line, reason in zip(lines, reasons, strict=True)
        if reason is not None
    )


def blanked(text: str, layers: Iterable[Layer]) -> str:
    """The text with what is set aside (furniture, captions, comments) overwritten by blanks: offsets stay, line breaks stay.

    >>> blanked("Home\\nCrews walked out.", [Layer(0, 4, "furniture")])
    '    \\nCrews walked out.'
    """
    parts, at = [], 0
    for layer in sorted(layer for layer in layers if layer.kind in SET_ASIDE):
        start = max(at, layer.start)
        if layer.end > start:
            parts += [text[at:start], "\n".join(" " * len(line) for line in text[start : layer.end].split("\n"))]
            at = layer.end
    return "".join([*parts, text[at:]])


def headless(text: str) -> str:
    """The text with its byline, line of the date and agency's dateline overwritten by blanks.

    >>> headless("By Ada Finch\\n\\nELM, May 7 (CW) - Crews walked out.").split()
    ['Crews', 'walked', 'out.']
    """
    return blanked(text, (replace(layer, kind="furniture") for layer in header(text)))


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The pack's standing phrases, ready to be looked up."""

    whole: dict[str, str]
    opens: tuple[re.Pattern[str], tuple[str, ...]]
    holds: tuple[re.Pattern[str], tuple[str, ...]]
    closes: tuple[re.Pattern[str], tuple[str, ...]]

    @staticmethod
    @cache
    def of(language: str) -> _Phrases:
        words = pack(language)
        whole = {line: reason for reason, lines in words.lists("furniture.whole").items() for line in lines}
        return _Phrases(whole, *(_pattern(words, f"furniture.{where}") for where in ("opens", "holds", "closes")))

    def reasons(self, lines: Sequence[Shape]) -> list[str | None]:
        """For each line the reason why it is furniture, by its words alone, or None."""
        return [self._reason(line) for line in lines]

    def _reason(self, line: Shape) -> str | None:
        if reason := self.whole.get(line.plain.strip(" :.!»›→|[]()")) or self.whole.get(line.plain):
            return reason
        end = "" if line.stop else " ".join(line.plain.split()[-CLOSES_WORDS:])
        for (pattern, reasons), longest, find, words in (
            (self.opens, OPENS_WORDS, re.Pattern.match, line.plain),
            (self.holds, HOLDS_WORDS, re.Pattern.search, line.plain),
            (self.closes, OPENS_WORDS, re.Pattern.search, end),
        ):
            found = find(pattern, words) if line.words <= longest else None
            if found and found.lastindex:
                return reasons[found.lastindex - 1]
        return None


def _pattern(words: Pack, path: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern with a group for each reason, and the reasons; `*` stands for up to four words, a phrase ends at a word's end."""
    lists = words.lists(path)
    groups = [f"({'|'.join(map(_phrase, phrases))})" for phrases in lists.values()]
    return re.compile("|".join(groups) or r"(?!)"), tuple(lists)


def _phrase(phrase: str) -> str:
    inner = r"(?:\S{1,30} ){0,3}\S{1,30}".join(map(re.escape, phrase.split("*")))
    return inner + (r"(?!\w)" if phrase[-1:].isalnum() else "")


def _section(lines: Sequence[Shape], reasons: list[str | None], language: str) -> None:
    """Marks the part of a site that is named over the headline ("BUSINESS NEWS", "World / Americas")."""
    first = next((i for i, reason in enumerate(reasons) if reason is None), len(lines))
    known = pack(language).words("furniture.sections")
    over_headline = first + 1 < len(lines) and reasons[first + 1] is None and lines[first + 1].heading and lines[first].is_label()
    if over_headline and all(word.strip(".,:") in known for word in _BETWEEN.split(lines[first].plain)):
        reasons[first] = "section"


_BETWEEN = re.compile(r"[\s/|>›»&-]+")


def _runs(lines: Sequence[Shape], reasons: list[str | None], language: str) -> None:
    """Marks sidebars (headlines with ages), tickers and menus, which are known by standing in rows."""
    for reason, shortest, hits in (
        ("sidebar headlines", 2, [_is_aged(line, language) for line in lines]),
        ("ticker", 2, [_is_quote(line, language) for line in lines]),
        ("menu", MENU_RUN, [line.is_label() for line in lines]),
    ):
        for run in _rows(hits):
            row = _menu(lines, run) if reason == "menu" else run
            if len(row) >= shortest:
                for i in row:
                    reasons[i] = reasons[i] or reason


def _rows(hits: Sequence[bool]) -> Iterator[range]:
    """The ranges of consecutive hits."""
    start = None
    for i, hit in enumerate([*hits, False]):
        if hit and start is None:
            start = i
        elif not hit and start is not None:
            yield range(start, i)
            start = None


@cache
def _age_pattern(language: str) -> re.Pattern[str]:
    units = "|".join(map(re.escape, pack(language).words("furniture.age_units")))
    return re.compile(rf"\d{{1,2}} (?:{units})(?: ago)?(?![\w,])|.{{0,200}} \d{{1,2}} (?:{units}) ago$")


def _is_aged(line: Shape, language: str) -> bool:
    """Whether a line is a headline with its age ("3 hours Talks fail"), in the language's units."""
    return line.words <= 30 and _age_pattern(language).match(line.plain) is not None


@cache
def _quote_pattern(language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, pack(language).words("furniture.quote_words")))
    return re.compile(rf"(?:{words})[.:]?\s?[+\-−]?[$€£]?\d[\d.,]*[mbk%]?(?!\w)" if words else r"(?!)")


def _is_quote(line: Shape, language: str) -> bool:
    """Whether a line is one of a table of prices: mostly numbers, or a number and a word of the exchange."""
    if line.words > 10 or line.stop:
        return False
    signed = line.prices > 0.2 and _SIGNED.search(line.plain) is not None
    return signed or _quote_pattern(language).match(line.plain) is not None


_SIGNED = re.compile(r"(?<!\w)[+\-−]\d+\.\d+|\d\.\d+%|(?<!\w)[▲▼]")


def _menu(lines: Sequence[Shape], run: range) -> range:
    """The labels of a row that make a menu: not a list led in by a colon, nor small letters, nor what heads the prose below it."""
    led_in = run.start > 0 and lines[run.start - 1].plain.endswith(":")
    if led_in or sum(lines[i].capitals for i in run) / len(run) <= 0.6:
        return range(0)
    heads = run.stop < len(lines) and lines[run.stop].is_prose()
    return range(run.start, run.stop - 1) if heads else run


def _body(lines: Sequence[Shape], reasons: Sequence[str | None]) -> range:
    """The lines from the first to the last of the report's prose."""
    prose = [i for i, line in enumerate(lines) if reasons[i] is None and line.is_prose() and not line.cut]
    return range(prose[0], prose[-1] + 1) if prose else range(0)


def _above(reasons: list[str | None], stop: int) -> None:
    """Marks teasers and section names above the last mark that stands above headlines; pictures and buttons stand below them."""
    marked = [i for i in range(stop) if reasons[i] in ABOVE_HEADLINES]
    for i in range(marked[-1] if marked else 0):
        reasons[i] = reasons[i] or "above the report"


def _below(text: str, lines: Sequence[Shape], reasons: list[str | None], body: range, ends: Sequence[str]) -> None:
    """Marks headlines under "related stories", and the tail from the first furniture that ends a report, where no prose follows."""
    for i in range(1, len(lines)):
        if reasons[i] is None and reasons[i - 1] == "related stories" and not lines[i].stop and not _heads_prose(text, lines, i):
            reasons[i] = "related stories"
    first = next((i for i in range(body.stop, len(lines)) if reasons[i] in ends), None)
    if body and first is not None:
        for i in range(first, len(lines)):
            reasons[i] = reasons[i] or "below the report"


def _heads_prose(text: str, lines: Sequence[Shape], i: int) -> bool:
    """Whether a line is prose or stands over prose, with a byline between at most."""
    below = next((line for line in lines[i + 1 : i + 3] if byline(text[line.start : line.end]) is None), None)
    return lines[i].is_prose() or (below is not None and below.is_prose())


def _signature(lines: Sequence[Shape], reasons: list[str | None], language: str) -> None:
    """Marks the agency's name that closes a wire report: a known one, or the one that its dateline has in brackets."""
    last = next((i for i in reversed(range(len(lines))) if reasons[i] is None), None)
    if last is None or last == 0:
        return
    name = lines[last].plain.strip("().-— ")
    opening = " ".join(line.plain for line in lines[:4])[:600]
    if name in pack(language).words("furniture.signatures") or (lines[last].words <= 4 and f"({name})" in opening):
        reasons[last] = "agency's signature"
