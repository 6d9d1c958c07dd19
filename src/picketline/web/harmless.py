"""What in a text could mislead the eye, made harmless or told: marks that reorder letters, letters of two alphabets in one word."""

from __future__ import annotations

import re
import unicodedata
from typing import TypeVar

BIDI = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), "\ufffd")
"""Marks that would reorder what a reader sees are shown as replacement characters; the text itself is unchanged."""
ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
"""Alphabets that have letters of one look."""
LONGEST = 600
"""Code points of quoted words that are shown; the whole stands in the report."""

Shown = TypeVar("Shown")


def harmless(value: Shown) -> Shown:
    """A value as a page shows it: texts, marked-up ones also, without marks that reorder them; anything else as it is.

    >>> harmless("pay\\u202erise")
    'pay\ufffdrise'
    """
    return value.translate(BIDI) if isinstance(value, str) else value  # type: ignore[return-value]  # a Markup gives a Markup


def brief(words: str) -> str:
    """Quoted words, shortened where they are very long.

    >>> brief("Dockers walked out"), len(brief("a" * 700))
    ('Dockers walked out', 601)
    """
    return words if len(words) <= LONGEST else words[:LONGEST] + "…"


def alphabets(name: str) -> tuple[str, ...]:
    """The alphabets that one word of a name mixes; none where each word keeps to one.

    >>> alphabets("Baltmar"), alphabets("B\\u0430ltmar Terminals")
    ((), ('Cyrillic', 'Latin'))
    """
    for word in re.findall(r"[^\W\d_]+", name):
        found = {unicodedata.name(letter, "").split(" ")[0] for letter in word} & ALPHABETS
        if len(found) > 1:
            return tuple(sorted(one.capitalize() for one in found))
    return ()
