"""Words that tell an event: where each type's trigger words stand in a page, by the lists of the language pack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from picketline.extract.page import Page
from picketline.lang import pack

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_GAP = 3
"""Words that may stand in the place of `~` in a trigger phrase."""
_STEM = 3
"""Letters of the shortest stem."""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A trigger phrase of `type` at `text[start:end]`, in a sentence; `words` counts the words of the phrase that fix it."""

    sentence: int
    type: str
    start: int
    end: int
    words: int
    strong: bool


Row = tuple[str, tuple[str, ...], bool]
"""An event type, the further words of a phrase after its first one, and whether it tells the event by itself."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Trigger phrases by their first word: `exact` for whole words, `stems` for the beginnings of words."""

    exact: Mapping[str, tuple[Row, ...]]
    stems: Mapping[str, tuple[Row, ...]]

    def beginning(self, word: str) -> Iterator[Row]:
        """The phrases that may begin with this word."""
        yield from self.exact.get(word, ())
        for length in range(_STEM, len(word) + 1):
            yield from self.stems.get(word[:length], ())


@cache
def phrases(language: str) -> Phrases:
    """The trigger phrases of a language."""
    exact: dict[str, list[Row]] = {}
    stems: dict[str, list[Row]] = {}
    for strength in ("strong", "weak"):
        for type_, rows in pack(language).lists(f"events.{strength}").items():
            for row in rows:
                first, *rest = row.lower().split()
                table, key = (stems, first[:-1]) if first.endswith("*") else (exact, first)
                table.setdefault(key, []).append((type_, tuple(rest), strength == "strong"))
    return Phrases({k: tuple(v) for k, v in exact.items()}, {k: tuple(v) for k, v in stems.items()})


@lru_cache(maxsize=2)  # all disputes of a page ask
def hits(page: Page) -> tuple[Hit, ...]:
    """All trigger phrases of a page, by sentence and type; of one type's phrases that begin together the strongest, then the longest."""
    found = [hit for number in range(len(page.reading.sentences)) for hit in _in_sentence(page, number)]
    longest: dict[tuple[str, int], Hit] = {}
    for hit in found:
        known = longest.get((hit.type, hit.start))
        if known is None or (hit.strong, hit.words, hit.end) > (known.strong, known.words, known.end):
            longest[hit.type, hit.start] = hit
    return tuple(sorted(longest.values()))


def _in_sentence(page: Page, number: int) -> Iterator[Hit]:
    start, end = (int(edge) for edge in page.reading.sentences[number])
    tokens = [(match.group().lower().replace("’", "'"), match.start(), match.end()) for match in _TOKEN.finditer(page.text, start, end)]
    known = phrases(page.pack.language)
    for at, (word, begin, _) in enumerate(tokens):
        for type_, rest, strong in known.beginning(word):
            last = _follow(tokens, at, rest)
            if last is not None:
                yield Hit(number, type_, begin, tokens[last][2], 1 + sum(part != "~" for part in rest), strong)


def _follow(tokens: Sequence[tuple[str, int, int]], at: int, rest: tuple[str, ...]) -> int | None:
    """Index of the token on which the phrase ends, or None where the words do not follow."""
    gap = 0
    for part in rest:
        if part == "~":
            gap = _GAP
            continue
        found = next((n for n in range(at + 1, min(len(tokens), at + 2 + gap)) if _is(tokens[n][0], part)), None)
        if found is None:
            return None
        at, gap = found, 0
    return at


def _is(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
