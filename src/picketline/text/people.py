"""Nouns for working people, and the phrases they head: "4,000 production and maintenance workers"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from picketline.lang import Pack, pack

REACH = 8
"""Words that may stand between a number and the noun it counts."""
JOINED = 4
"""Words that a further group may have after "and" or a comma."""
_TOKEN = re.compile(r"\s*(?:\([A-Z]{2,8}\)\s*)?([^\W_](?:[\w’'&/]|[-.](?=\w))*\.?|,|-)")
_OPENING = re.compile(
    r"\s+(?:or so\s+)?(?:(?:more|other|others|all)\s+)?"
    r"(?:of\s+(?:the|its|their|his|our|these|those)?\s*(?:\w+['’]s?\s+)?(?:[\d,]+(?:-strong)?\s+)?)?"
)
_OF_NAME = re.compile(r"\s+of\s+[A-Z]")
_BREAK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Nouns:
    """The nouns of a language's pack, and the words that stand round them.

    `is_worker` heads a workers' group, `is_person` any people, `is_job` a post; `outsiders` are people who take no part.
    `stops` end a noun phrase on either side; `outer` words stand before one without belonging to it.
    """

    heads: frozenset[str]
    others: frozenset[str]
    jobs: frozenset[str]
    outsiders: frozenset[str]
    endings: tuple[str, ...]
    excluded: frozenset[str]
    stops: frozenset[str]
    outer: frozenset[str]
    generic: frozenset[str]

    def is_worker(self, word: str) -> bool:
        """Whether the word can head a workers' group: listed, or a compound such as `dockworkers`."""
        plain = word.casefold()
        return plain not in self.excluded and (plain in self.heads or plain.endswith(self.endings) or self._hyphened(plain))

    def is_person(self, word: str) -> bool:
        """Whether the word means people, workers or not."""
        return word.casefold() in self.others or self.is_worker(word)

    def is_job(self, word: str) -> bool:
        """Whether the word means jobs rather than people."""
        return word.casefold() in self.jobs

    def _hyphened(self, plain: str) -> bool:
        return "-" in plain and plain.rsplit("-", 1)[1] in self.heads


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: `text[start:end]` from the first word after the number to the last noun, and the head noun."""

    start: int
    end: int
    head: str
    job: bool


@cache
def _nouns(language: str) -> Nouns:
    known = pack(language)

    def words(name: str) -> frozenset[str]:
        return frozenset(known.words(f"workers.{name}"))

    return Nouns(
        heads=words("heads"),
        others=words("others"),
        jobs=words("jobs"),
        outsiders=words("outsiders"),
        endings=known.words("workers.endings"),
        excluded=words("not_heads"),
        stops=words("stops"),
        outer=words("outer"),
        generic=words("generic"),
    )


def nouns(language: Pack) -> Nouns:
    """The people nouns of a pack."""
    return _nouns(language.language)


def counted(text: str, at: int, language: Pack) -> Counted | None:
    """What the number that ends at `at` counts, if it is people or jobs.

    >>> text = "About 2,600 production and maintenance workers, and others"
    >>> found = counted(text, 11, pack("en"))
    >>> text[found.start:found.end]
    'production and maintenance workers'
    """
    known = nouns(language)
    first = -1
    for place, (start, end, word) in enumerate(_after(text, at, known)):
        first = start if first < 0 else first
        if known.is_job(word):
            return Counted(first, end, word, True)
        if known.is_person(word) and not _modifies(text, word, end, known):
            return Counted(first, _joined(text, end, known), word, False)
        if place >= REACH:
            break
    return None


def _after(text: str, at: int, known: Nouns) -> Iterator[tuple[int, int, str]]:
    """Words after a number up to one that ends its noun phrase; "of the" and "or so" are passed over."""
    opening = _OPENING.match(text, at)
    position = opening.end() if opening else at
    before = ""
    for start, end, word in tokens(text, position):
        if word == "," or (_ends(word, known) and not _in_name(text, before, word, end)):
            return
        if word != "-":
            yield start, end, word
        before = word


def _ends(word: str, known: Nouns) -> bool:
    return word.casefold() in known.stops or (word[0].isdigit() and "-" not in word)


def _in_name(text: str, before: str, word: str, end: int) -> bool:
    """Whether a stop word or number belongs to a name: "Brotherhood of Teamsters Local 890 members"."""
    if word[0].isdigit():
        return before.casefold() == "local"
    return word == "of" and before[:1].isupper() and text[end : end + 2].strip().isupper()


def tokens(text: str, position: int) -> Iterator[tuple[int, int, str]]:
    """Words and commas from a position on, up to any other mark or a blank line."""
    while found := _TOKEN.match(text, position):
        start, end = found.span(1)
        if _BREAK.search(text, position, start):
            return
        word = found[1]
        full = word.endswith(".") and not (word.count(".") > 1 or len(word) == 2)
        yield start, end - full, word.rstrip(".") if full else word
        if full:
            return
        position = end


def _modifies(text: str, word: str, end: int, known: Nouns) -> bool:
    """Whether the noun only stands before its own head: "staff nurses", "Brotherhood of Bakers Local 89 members"."""
    following = _TOKEN.match(text, end)
    if not following or not text[end : end + 1].isspace():
        return False
    if word[0].isupper() and not word.isupper():
        return following[1][0].isupper() or bool(_OF_NAME.match(text, end))
    return following[1][0].islower() and known.is_person(following[1])


def _joined(text: str, end: int, known: Nouns) -> int:
    """The end of a list of groups: "doctors and nurses", "bus drivers, mechanics and other workers"."""
    last, since = end, 0
    opened = False
    for _, stop, word in tokens(text, end):
        if not opened and word not in (",", "and", "or", "&"):
            break
        if word in (",", "and", "or", "&"):
            opened, since = True, 0
            continue
        since += 1
        if since > JOINED or word.casefold() in known.stops:
            break
        if known.is_worker(word):
            last, opened = stop, False
    return last
