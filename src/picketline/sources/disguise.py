"""Words that are not what they look like: letters of another alphabet among Latin ones, characters that are not seen or turn the text.

A name so written is another string than the one that the eye reads, and so another employer. The text is kept as it is; it is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad](?=\\w)(?<=\\w.)", re.S)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0370-\u03ff\u0400-\u04ff])[^\W\d_]{3,40}\b")
_OTHER_LETTERS = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_JOINERS = re.compile("[\u0600-\u06ff\u0900-\u0dff]")  # scripts that need the zero-width joiners


def disguises(text: str) -> Iterator[str]:
    """What a reader of a text should be warned of, in words.

    >>> list(disguises("Workers of Akt\\u043ebe Oil"))
    ['1 word mixes alphabets (Aktоbe)']
    """
    mixed = list(dict.fromkeys(_MIXED.findall(text))) if _OTHER_LETTERS.search(text) else []  # few texts have any: found at once
    if mixed:
        yield f"{_count(len(mixed), 'word mixes', 'words mix')} alphabets ({', '.join(mixed[:3])})"
    if unseen := 0 if _JOINERS.search(text) else len(_UNSEEN.findall(text)):
        yield f"{_count(unseen, 'character that is', 'characters that are')} not seen within words"
    if turning := len(_TURNING.findall(text)):
        yield f"{_count(turning, 'character that turns', 'characters that turn')} the direction of the text"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
