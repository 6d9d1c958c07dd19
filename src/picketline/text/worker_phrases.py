"""Phrases that a worker noun heads: "production and maintenance workers", "Harbour Light employees", "dockers"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from picketline.lang import Pack, pack
from picketline.text.people import Nouns, nouns

MODIFIERS = 6
"""Words before the head that may belong to its phrase."""
_WORD = re.compile(r"[^\W_](?:(?:[\w’'.&]|-(?=\w))*[\w’'])?|&")
_JOINS = frozenset({"and", "&", "or"})


@dataclass(frozen=True, slots=True)
class WorkerPhrase:
    """A worker noun with the words that may modify it: `starts` has where each reading of the phrase begins, the bare head first."""

    starts: tuple[int, ...]
    end: int
    head: str


def worker_phrases(text: str, start: int, end: int, language: Pack) -> tuple[WorkerPhrase, ...]:
    """The phrases between two positions, in order.

    >>> text = "The idle bank workers met Acme's drivers."
    >>> [[text[s : g.end] for s in g.starts] for g in worker_phrases(text, 0, len(text), pack("en"))]
    [['workers', 'bank workers', 'idle bank workers'], ['drivers']]
    """
    return _phrases(text, start, end, language.language)


@lru_cache(maxsize=512)
def _phrases(text: str, start: int, end: int, language: str) -> tuple[WorkerPhrase, ...]:
    known = nouns(pack(language))
    words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text, start, end)]
    found = []
    for at, (_, stop, word) in enumerate(words):
        head = word.removesuffix("'s").removesuffix("’s").rstrip("'’.")
        if known.is_worker(head):
            found.append(WorkerPhrase(_starts(text, words, at, known), stop - len(word) + len(head), head))
    return tuple(found)


def _starts(text: str, words: list[tuple[int, int, str]], at: int, known: Nouns) -> tuple[int, ...]:
    """Where the phrase may begin, from the head leftwards while words stand side by side and none ends a noun phrase."""
    starts = [words[at][0]]
    for place in range(at - 1, max(-1, at - 1 - MODIFIERS), -1):
        first, last, word = words[place]
        if not text[last : words[place + 1][0]].isspace() or _parts(word, known):
            break
        if word.casefold() not in _JOINS:
            starts.append(first)
        elif place == 0 or not text[words[place - 1][1] : first].isspace() or _parts(words[place - 1][2], known):
            break
    return tuple(starts)


def _parts(word: str, known: Nouns) -> bool:
    """Whether a word cannot stand inside the phrase."""
    plain = word.casefold()
    return plain in known.stops or plain in known.outer or plain.endswith(("'s", "’s", "s'", "s’")) or word[0].isdigit()
