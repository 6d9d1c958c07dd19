"""When two names are the same for the scorer."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib import resources

_MORE_WORDS = 4
"""Words that the longer of two names may have beyond the shorter."""
_POSSESSIVE = re.compile(r"['’]s")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words that tell a name, without accents, capitals, possessives and legal forms.

    >>> words("The Kezbi Co. Ltd"), words("São Paulo's")
    (('kezbi',), ('sao', 'paulo'))
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    bare = _POSSESSIVE.sub("", plain.casefold()).replace(".", "")
    return tuple(word for word in _WORD.findall(bare) if word not in _listed("left_out"))


def same_name(a: str, b: str, sides: bool = False) -> bool:
    """Whether both have the same words, or one holds the other's and at most four more.

    With `sides`, the words that one has more must not name another party.

    >>> same_name("Kezbi", "Kezbi LLP"), same_name("Kezbi", "Kezbi workers", sides=True), same_name("union", "dockers union")
    (True, False, False)
    """
    short, long = sorted((words(a), words(b)), key=len)
    if not short:
        return False
    if short == long:
        return True
    if len(long) > len(short) + _MORE_WORDS or (len(short) == 1 and not _telling(short[0])):
        return False
    more = set(long) - set(short)
    return set(short) <= set(long) and not (sides and more & _listed("sides"))


def _telling(word: str) -> bool:
    return len(word) > 2 and word not in _listed("generic")


@cache
def _listed(name: str) -> frozenset[str]:
    lists = tomllib.loads(resources.files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
    return frozenset(lists[name])
