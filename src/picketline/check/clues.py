"""What a judge of events looks at: the words of the quote as rows of a table of word vectors, and listed phrases that it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from picketline.codes import code_list
from picketline.lang import Pack, pack
from picketline.model.record import Event

SPECIAL = ("<none>", "<unknown>", "<name>", "<number>", "<money>", "<percent>", "<quote>", "<not>")
"""Rows of the table before the words: nothing, an unknown word in small letters, one with a capital, and kinds of tokens."""
MODALITIES = ("happened", "planned", "threatened", "alleged", "denied")
MOODS = ("future", "conditional", "alleged", "denied", "past", "passive", "want", "vote")
ARGUMENTS = ("date", "count", "amount", "actor", "said_by")
LONGEST, BEFORE, AFTER, ACTOR = 40, 14, 12, 8
"""Words of the quotes, of the text before and after them, and of the actor that are looked at."""
_AROUND = 140
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|[$£€]|\d[\d,.]*\d|\d|%|\"|“")
_MARKS = {"$": 4, "£": 4, "€": 4, "%": 5, '"': 6, "“": 6}
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z\"“])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Clues:
    """Rows of the table for the quotes, the words before and after them in their sentence, and the actor; and the listed phrases."""

    quote: tuple[int, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    actor: tuple[int, ...]
    triggers: tuple[float, ...]
    moods: tuple[float, ...]
    given: tuple[float, ...]


def clues(event: Event, text: str, language: Pack, table: Mapping[str, int]) -> Clues:
    """The clues to an event's type and modality in its quotes and around the first of them."""
    quotes = " … ".join(span.quote for span in event.evidence)
    before, after = _before(text, event.evidence[0].start), _after(text, event.evidence[0].end)
    return Clues(
        quote=rows(quotes, table)[:LONGEST] or (1,),
        before=rows(before, table)[-BEFORE:],
        after=rows(after, table)[:AFTER],
        actor=rows(event.actor or "", table)[:ACTOR],
        triggers=_triggers(language.language, quotes),
        moods=tuple(found for part in (quotes, before[-70:], after[:60]) for found in _moods(language.language, part)),
        given=tuple(float(getattr(event, name) not in (None, "")) for name in ARGUMENTS),
    )


@lru_cache(maxsize=4096)
def _triggers(language: str, words: str) -> tuple[float, ...]:
    """Which types' words are there; kept, for a quote is judged more than once."""
    return tuple(float(bool(pattern.search(words))) for pattern in _lists(language).triggers)


@lru_cache(maxsize=4096)
def _moods(language: str, words: str) -> tuple[float, ...]:
    return tuple(float(bool(pattern.search(words))) for pattern in _lists(language).moods)


def _before(text: str, at: int) -> str:
    """The text before a position, from the beginning of its sentence."""
    return _SENTENCE.split(text[max(0, at - _AROUND) : at])[-1]


def _after(text: str, at: int) -> str:
    return _SENTENCE.split(text[at : at + _AROUND])[0]


def rows(words: str, table: Mapping[str, int]) -> tuple[int, ...]:
    """The row of each word.

    >>> rows("Acme didn't fire 50", {"did": 8, "fire": 9})
    (2, 7, 8, 9, 3)
    """
    out: list[int] = []
    for token in _TOKEN.findall(words):
        if token[0].isdigit() or token in _MARKS:
            out.append(3 if token[0].isdigit() else _MARKS[token])
            continue
        plain = token.lower().replace("’", "'")
        if plain.endswith("n't"):
            out.append(7)
            plain = plain[:-3]
        out.append(table.get(plain.split("'")[0]) or (2 if token[0].isupper() else 1))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Lists:
    triggers: tuple[re.Pattern[str], ...]
    moods: tuple[re.Pattern[str], ...]


@cache
def _lists(language: str) -> _Lists:
    """The trigger lists (strong and weak, by event type) and the lists of modality of a pack, as patterns."""
    known = pack(language)
    types = [known.words(f"events.{strength}.{kind}") for strength in ("strong", "weak") for kind in code_list("events")]
    return _Lists(tuple(map(_pattern, types)), tuple(_pattern(known.words(f"modality.{mood}")) for mood in MOODS))


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of the phrases: a star ends a stem, `~` stands for up to three words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_phrase, phrases)) or '(?!)'})(?!\w)", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    out = ""
    for word in phrase.split():
        if word == "~":
            out += r"(?:\W+\w+){0,3}"
        else:
            out += (r"\W+" if out else "") + re.escape(word).replace(r"\*", r"\w*")
    return out
