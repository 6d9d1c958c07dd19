"""A document cut into the windows that the net reads: word pieces with their looks and their place.

The base weights know no capitals, so each piece carries the shape of its word; and none of them has seen a report's layout, so each
piece carries whether its sentence is a heading, opens a paragraph, and how far down it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from picketline.extract.reading import Ints, word_spans
from picketline.text.sentences import Sentence, sentences

Ids = npt.NDArray[np.int64]

ROOM: Final = 510
"""Word pieces a window holds, its two end marks apart."""
OVERLAP: Final = 100
"""Word pieces that a window repeats from the one before it, in whole sentences."""
SHAPES: Final = 12
PLACES: Final = 33
_DEPTHS: Final = (1, 2, 3, 4, 6, 9, 14)
_CAPITAL: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """One input of the net: P pieces with end marks, each with its word (row, or -1) and whether this window answers for it."""

    pieces: Ids
    shapes: Ids
    places: Ids
    words: Ids
    owned: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A document's words [T, 2], sentences, the sentence of each word [T], and the windows that cover them."""

    words: Ints
    sentences: tuple[Sentence, ...]
    sentence_of: Ids
    windows: tuple[Window, ...]


def lay_out(text: str, tokenizer: Tokenizer) -> Layout:
    """The windows of a document: one where it fits, else overlapping ones that break between sentences."""
    words, found = word_spans(text), sentences(text)
    starts = np.array([s.start for s in found], dtype=np.int64)
    sentence_of = np.maximum(np.searchsorted(starts, words[:, 0], side="right") - 1, 0)
    pieces, owner = _pieces(text, words, tokenizer)
    shapes = _shapes(text, words, sentence_of)
    places = np.array([_place(number, s, found) for number, s in enumerate(found)] or [0], dtype=np.int64)
    cuts = _cuts(sentence_of[owner] if len(owner) else owner)
    windows = tuple(_window(pieces, owner, shapes, places, sentence_of, *cut) for cut in cuts)
    return Layout(words, found, sentence_of, windows)


def _pieces(text: str, words: Ints, tokenizer: Tokenizer) -> tuple[Ids, Ids]:
    """Ids of the word pieces and the row of the word each begins in."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    starts = np.array([start for start, _ in encoded.offsets], dtype=np.int64)
    owner = np.searchsorted(words[:, 0], starts, side="right") - 1
    keep = owner >= 0
    return np.array(encoded.ids, dtype=np.int64)[keep], owner[keep]


def _shapes(text: str, words: Ints, sentence_of: Ids) -> Ids:
    opens = np.r_[True, sentence_of[1:] != sentence_of[:-1]] if len(words) else np.zeros(0, dtype=bool)
    return np.array([_shape(text[s:e], bool(o)) for (s, e), o in zip(words.tolist(), opens, strict=True)] or [0], dtype=np.int64)


def _shape(word: str, opens: bool) -> int:  # noqa: PLR0911  a table of shapes
    """0 end marks; 1 small; 2 Title; 3 CAPITALS; 4 one capital; 5 miXed; 6 year-like; 7 number; 8 mark; 9 Title first; 10 a1; 11 quote."""
    if word.isdigit():
        return 6 if len(word) == 4 else 7
    if not word[0].isalnum():
        return 11 if word in "\"'“”‘’" else 8
    if any(map(str.isdigit, word)):
        return 10
    if word.islower() or word == word.casefold():
        return 1
    if word.isupper():
        return 4 if len(word) == 1 else 3
    if word[0].isupper() and word[1:].islower():
        return 9 if opens else 2
    return 5


def _place(number: int, sentence: Sentence, found: tuple[Sentence, ...]) -> int:
    """1 to 32: heading, opens a paragraph, depth."""
    depth = sum(number >= d for d in _DEPTHS)
    first = number == 0 or found[number - 1].paragraph != sentence.paragraph
    return 1 + depth * 4 + 2 * sentence.heading + first


def _cuts(piece_sentence: Ids) -> Iterator[tuple[int, int, int, int]]:
    """(start, end, first owned, end owned) of each window, in pieces."""
    total = len(piece_sentence)
    breaks = np.flatnonzero(np.r_[True, piece_sentence[1:] != piece_sentence[:-1]]) if total else np.zeros(1, dtype=np.int64)
    edges = [*breaks.tolist(), total]
    start = owned = 0
    room = _room(total)
    while True:
        end = total if total - start <= room else max([e for e in edges if owned < e <= start + room], default=start + room)
        if end == total:
            yield start, total, owned, total
            return
        following = min([e for e in edges if e >= end - OVERLAP], default=end)
        own_end = max([e for e in edges if owned < e <= (following + end) // 2], default=end)
        yield start, end, owned, own_end
        start, owned = min(following, own_end), own_end


def _room(total: int) -> int:
    """Pieces for each window, so that a document's windows are about equal: half-empty ones waste time."""
    if total <= ROOM:
        return ROOM
    windows = -(-(total - OVERLAP) // (ROOM - OVERLAP))
    return min(ROOM, -(-(total + (windows - 1) * OVERLAP) // windows) + 40)


def _window(  # noqa: PLR0917  one call, all of it positions
    pieces: Ids, owner: Ids, shapes: Ids, places: Ids, sentence_of: Ids, start: int, end: int, own_start: int, own_end: int
) -> Window:
    rows = owner[start:end]
    number = np.arange(start, end)
    mark, none, no = np.array([0]), np.array([-1]), np.array([False])
    return Window(
        pieces=np.r_[101, pieces[start:end], 102],
        shapes=np.r_[mark, shapes[rows], mark],
        places=np.r_[mark, places[sentence_of[rows]], mark] if len(rows) else np.zeros(2, dtype=np.int64),
        words=np.r_[none, rows, none],
        owned=np.r_[no, (number >= own_start) & (number < own_end), no],
    )
