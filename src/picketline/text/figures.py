"""Figures: numbers in digits or words with their scale, as ranges of code points and values. The pack brings the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from picketline.lang import Pack, pack


@dataclass(frozen=True, slots=True)
class Figure:
    """`text[start:end]` is a number of `mantissa` times `scale`; `symbol` is the currency sign it begins with, if any."""

    start: int
    end: int
    mantissa: float
    scale: float
    symbol: str = ""
    loose: bool = False

    @property
    def value(self) -> float:
        """What the figure says; a product that is whole but for binary rounding is made whole."""
        return exact(self.mantissa * self.scale)


def exact(value: float) -> float:
    """The value without the dust of binary fractions.

    >>> exact(2.2 * 1e6)
    2200000.0
    """
    return float(f"{value:.12g}")


def figures(text: str, language: Pack) -> Iterator[Figure]:
    """All figures of a text, in order, not overlapping.

    >>> [f.value for f in figures("two dozen of 2,600 men lost 1.2 mln dlrs, half a million in cash", pack("en"))]
    [24.0, 2600.0, 1200000.0, 500000.0]
    >>> [f.value for f in figures("Rs 1,20,000 for three and a half thousand drivers, six-and-a-half weeks", pack("en"))]
    [120000.0, 3500.0, 6.5]
    """
    grammar = _grammar(language.language)
    for found in grammar.figure.finditer(text):
        if figure := grammar.read(text, found):
            yield figure


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first; a blank stands for any white space."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered)


def openers(words: Iterable[str]) -> str:
    """A look ahead at the first letters of the words, which makes a scan for any of them quick."""
    letters = sorted({form for word in words for form in (word[0].lower(), word[0].upper())})
    return rf"(?=[\d.{re.escape(''.join(letters))}])"


def floats(table: Mapping[str, str]) -> dict[str, float]:
    """A pack's table as numbers."""
    return {key: float(value) for key, value in table.items()}


@dataclass(frozen=True, slots=True)
class _Grammar:
    figure: re.Pattern[str]
    vague: re.Pattern[str]
    units: Mapping[str, float]
    scales: Mapping[str, float]
    attached: Mapping[str, float]

    def read(self, text: str, found: re.Match[str]) -> Figure | None:
        """The figure of a match, or None where "several dozen" gives no number."""
        scale = 1.0
        for word in re.findall(r"[^\W\d]+", found["scale"] or ""):
            scale *= self.scales[word.casefold()]
        if found["attached"]:
            scale *= self.attached[found["attached"].casefold()]
        symbol = found["symbol"] or ""
        half = 0.5 if found["half"] else 0.0
        if found["digits"]:
            return Figure(found.start(), found.end(), self._digits(found) + half, scale, symbol)
        if self.vague.search(text, max(0, found.start() - 12), found.start()):
            return None
        loose = found["words"].casefold().startswith(("a ", "an ", "half ")) or found["words"].casefold() in self.scales
        return Figure(found.start(), found.end(), self._words(found["words"]) + half, scale, symbol, loose)

    def _digits(self, found: re.Match[str]) -> float:
        value = float(re.sub(r"[,\s]", "", found["digits"]))
        if found["over"]:
            top, bottom = found["over"].strip(" -").split("/")
            value += int(top) / max(1, int(bottom))
        return value

    def _words(self, words: str) -> float:
        total = current = 0.0
        for word in re.findall(r"[^\W\d]+", words.casefold()):
            if word == "half":
                current = 0.5
            elif word in self.units:
                current += self.units[word]
            elif word in self.scales:
                scaled = (current or 1.0) * self.scales[word]
                total, current = (total + scaled, 0.0) if self.scales[word] >= 1000 else (total, scaled)
        return total + current


@cache
def _grammar(language: str) -> _Grammar:
    known = pack(language)
    units, scales = floats(known.table("numbers.words")), floats(known.table("numbers.scales"))
    attached = floats(known.table("numbers.attached_scales"))
    return _Grammar(
        re.compile(_pattern(known, units, scales, attached), re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{either(known.words('numbers.vague'))})\s+\Z", re.IGNORECASE),
        units, scales, attached,
    )  # fmt: skip


def _pattern(known: Pack, units: Mapping[str, float], scales: Mapping[str, float], attached: Mapping[str, float]) -> str:
    """Digits with thousands marks, Indian ones too, and fractions, or words ("thirty-eight", "half a million"), then a scale."""
    tens, ones = either(w for w, v in units.items() if 20 <= v < 100), either(w for w, v in units.items() if 0 < v < 10)
    simple = rf"(?:(?:{tens})[-\s](?:{ones})|{either(units)})"
    hundreds, large = either(w for w, v in scales.items() if v < 1000), either(w for w, v in scales.items() if v >= 1000)
    group = rf"{simple}(?!\w)(?:[-\s]+(?:{hundreds})(?!\w)(?:\s+(?:and\s+)?{simple}(?!\w))?)?"
    collective = either(w for w, v in scales.items() if v == 12)
    words = rf"{group}(?:[-\s]+(?:{large})(?!\w)(?:\s+(?:and\s+)?{group})?){{0,3}}|(?:half\s+)?an?\s+(?:{either(scales)})|(?:{collective})"
    indian = r"\d{1,2}(?:,\d{2})+,\d{3}(?![\d,])"
    plain = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d,])|\d+(?:\.\d+)?|(?<=[^\W\d]|[$£€])\.\d+"
    symbol, and_a_half = either(known.table("money.symbols")), either(known.words("numbers.and_a_half")).replace(r"\s", r"[-\s]") or r"(?!)"
    return (
        rf"{openers([*units, *scales, *known.table('money.symbols'), 'a', 'half'])}"
        rf"(?<![\w])(?<![^\W\d_][-.,/])(?<!\d[.,/])(?:(?P<symbol>{symbol})\s?)?"
        rf"(?:(?P<digits>{indian}|{plain})(?P<over>[-\s]\d/\d{{1,2}})?(?:(?P<attached>{either(attached)})(?!\w))?|(?P<words>{words})(?!\w))"
        rf"(?P<half>[-\s]+(?:{and_a_half})(?!\w))?"
        rf"(?P<scale>(?:[-\s]+(?:{either(scales)})(?!\w)){{0,2}})"
    )
