"""Words that speak for classes: a linear model over the words and pairs of words of a sentence, as a plain table."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """`weights` [terms, classes] of the `terms` (term to row), and `bias` [classes]. All terms of a sentence count the same."""

    terms: Mapping[str, int]
    weights: Floats
    bias: Floats

    def scores(self, sentence: str) -> Floats:
        """Log-odds [classes] of one sentence."""
        rows = sorted({self.terms[term] for term in grams(sentence) if term in self.terms})
        if not rows:
            return self.bias
        found: Floats = self.weights[rows].sum(axis=0) / np.sqrt(len(rows)) + self.bias
        return found


def grams(sentence: str) -> Iterator[str]:
    """The words of a sentence in small letters and its pairs of neighbouring words; every number is 0.

    >>> list(grams("Won 5 pct"))
    ['won', '0', 'pct', 'won 0', '0 pct']
    """
    words = ["0" if word[0].isdigit() else word for word in _WORD.findall(sentence.lower())]
    yield from words
    yield from (f"{a} {b}" for a, b in pairwise(words))


def dump(lexicon: Lexicon) -> bytes:
    """The lexicon as an .npz without pickles; the same lexicon gives the same bytes."""
    out = io.BytesIO()
    terms = np.array(sorted(lexicon.terms, key=lexicon.terms.__getitem__))
    np.savez_compressed(out, allow_pickle=False, terms=terms, weights=lexicon.weights.astype(np.float16), bias=lexicon.bias)
    return out.getvalue()


def load(data: bytes) -> Lexicon:
    """The lexicon that `dump` wrote."""
    arrays = np.load(io.BytesIO(data), allow_pickle=False)
    terms = {str(term): row for row, term in enumerate(arrays["terms"])}
    return Lexicon(terms, arrays["weights"].astype(np.float64), arrays["bias"].astype(np.float64))
