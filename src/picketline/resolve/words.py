"""The words of the language packs that comparing needs, and the folding that makes spellings of one name equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from picketline.lang import Pack, languages, pack

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Words:
    """`common` words tell no organisation from another, `crowd` no group of workers; `unnamed` stand where a name is missing;
    `kin` maps a word for a trade to the trade; a word in `compounds` may be glued to the trade ("bankworkers")."""

    pack: Pack
    common: frozenset[str]
    crowd: frozenset[str]
    unnamed: frozenset[str]
    branches: frozenset[str]
    compounds: tuple[str, ...]
    kin: Mapping[str, str]


@cache
def words(language: str | None) -> Words:
    """The words of a language's pack; English where there is no pack."""
    found = pack(language if language in languages() else "en")
    kin = {word: trade for trade, members in found.lists("resolve.kin").items() for word in members}
    common, crowd, unnamed, branches = (
        frozenset(found.words(f"resolve.{name}")) for name in ("common_in_names", "common_in_groups", "unnamed", "branches")
    )
    return Words(found, common, crowd, unnamed, branches, found.words("resolve.compounds"), kin)


_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяєіїґқңғүұһәөў",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya e i i g k n g u u h a o u".replace("-", "").split(" "),
        strict=True,
    )
)  # fmt: skip
_SPELLINGS = (("shch", "sch"), ("kh", "h"), ("gh", "g"), ("ts", "c"), ("yu", "u"), ("ya", "a"), ("ye", "e"), ("yo", "e"), ("iu", "u"),
              ("ia", "a"), ("ck", "k"), ("ph", "f"), ("w", "v"), ("q", "k"), ("x", "ks"), ("j", "i"), ("y", "i"))  # fmt: skip


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """A key that is equal for spellings of one name in Latin and Cyrillic letters; for finding candidates, never to be shown.

    >>> folded("СНПС-Актобемунайгаз") == folded("SNPS Aktobemunaigaz")
    True
    """
    letters = "".join(_CYRILLIC.get(c, c) for c in name.casefold())
    bare = "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))
    for written, key in _SPELLINGS:
        bare = bare.replace(written, key)
    once = re.sub(r"(.)\1+", r"\1", bare)
    return " ".join(_WORD.findall(once.replace("-", " ")))


@lru_cache(maxsize=50_000)
def script(name: str) -> str:
    """`latin`, `cyrillic` or `other`: the script of most letters, so that a single look-alike letter does not make a new name.

    >>> script("Aktоbemunaigaz"), script("Актобемунайгаз")
    ('latin', 'cyrillic')
    """
    counts = {"latin": 0, "cyrillic": 0, "other": 0}
    for letter in filter(str.isalpha, name):
        family = unicodedata.name(letter, "").split(" ", 1)[0].casefold()
        counts[family if family in counts else "other"] += 1
    return max(counts, key=lambda family: counts[family])
