"""One organisation under several names: full and short, acronym, with and without its legal form, in two scripts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.fuzz import ratio, token_set_ratio

from picketline.resolve.words import folded, script, words
from picketline.text.names import acronym, normal_form, stands_for

CLOSE_SPELLING = 90.0
"""From which `ratio` (0..100) two normal forms count as one with a slip of the pen ("Internatinal Brotherhood")."""


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """An organisation's name made ready to be compared.

    `written` is it as first quoted; `forms` the normal forms of all its forms in the report, `shorts` the acronyms written for it or that
    would stand for it, `telling` the words that not every organisation has, `branches` the numbers of its locals,
    `spellings` keys across scripts; `others` the normal forms that a person said are another organisation's. `named` is false for "the
    government", "employers". Names are compared by `likeness`, and are themselves equal only where they are one object, which makes
    `likeness` quick to look up.
    """

    written: str
    forms: frozenset[str]
    shorts: frozenset[str]
    initials: frozenset[str]
    telling: frozenset[str]
    branches: frozenset[str]
    spellings: frozenset[str]
    script: str
    named: bool
    others: frozenset[str]


def name(written: str, aliases: Iterable[str] = (), language: str | None = "en", others: Iterable[str] = ()) -> Name:
    """The name with its other forms, made ready; `others` are names that a person said are another organisation's.

    >>> name("Iowa Beef Processors Inc", ["IBP"]).shorts == frozenset({"IBP"})
    True
    """
    return _name((written, *aliases), language, tuple(others))


@lru_cache(maxsize=50_000)
def _name(written: tuple[str, ...], language: str | None, others: tuple[str, ...]) -> Name:
    lexicon = words(language)
    forms = [normal_form(form, lexicon.pack) for form in written]
    shorts = frozenset(word for form in written for word in form.replace(".", "").split() if _is_short(word))
    tokens = frozenset(token for form in forms for token in form.split())
    return Name(
        written[0],
        frozenset(filter(None, forms)),
        shorts,
        frozenset(acronym(form) for form in written if len(form.split()) > 1),
        frozenset(t for t in tokens if t not in lexicon.common and len(t) > 1 and not t.isdigit() and t.upper() not in shorts),
        frozenset(number for form in forms for number in _branches(form.split(), lexicon.branches)),
        frozenset(map(spelling, written)),
        script(written[0]),
        any(form[:1].isupper() for form in written) and not any(form in lexicon.unnamed for form in forms),
        frozenset(normal_form(form, lexicon.pack) for form in others),
    )


def spelling(written: str) -> str:
    """A key that is equal for spellings of one name, in two scripts and however it is parted into words.

    >>> spelling("Harvik Port") == spelling("Харвик-Порт")
    True
    """
    return folded(written).replace(" ", "")


def _is_short(word: str) -> bool:
    bare = word.strip("(),;:'’")
    return 2 <= len(bare) <= 8 and bare.isalpha() and sum(map(str.isupper, bare)) >= max(2, len(bare) - 1)


def _branches(tokens: list[str], branch_words: frozenset[str]) -> Iterable[str]:
    return (token for before, token in pairwise(tokens) if before in branch_words and token[:1].isdigit())


@lru_cache(maxsize=200_000)
def likeness(a: Name, b: Name) -> float:
    """How surely the two names are one organisation's, 0..1: 1 the same form, .95 acronym, .9 one within the other, less by spelling.

    Different locals of one union are different organisations. Across scripts the figure is for finding candidates only.

    >>> likeness(name("UFCW Local 222"), name("United Food and Commercial Workers Union, Local 222"))
    0.95
    >>> likeness(name("HERE Local 1"), name("HERE Local 11"))
    0.0
    """
    if (a.branches and b.branches and not a.branches & b.branches) or a.others & b.forms or b.others & a.forms:
        return 0.0
    if a.forms & b.forms:
        return 1.0
    if across_scripts(a, b):
        return 0.9 if a.spellings & b.spellings else 0.0
    if a.spellings & b.spellings:
        return 1.0
    if _by_acronym(a, b) or _by_acronym(b, a):
        return 0.95
    return _by_words(a, b)


def _by_acronym(short: Name, full: Name) -> bool:
    if short.shorts & full.shorts:
        return True
    if not short.shorts or not full.initials:
        return False
    return bool(short.shorts & full.initials) or any(stands_for(s, f) for s in short.shorts for f in full.forms if len(f.split()) > 1)


def _by_words(a: Name, b: Name) -> float:
    if not a.telling or not b.telling:
        return 0.0
    if a.telling <= b.telling or b.telling <= a.telling:
        return 0.9
    close = max(_shared(a, b), *(ratio(x, y) for x in a.forms for y in b.forms))
    return 0.85 if close >= CLOSE_SPELLING else max(0.0, (close - 50.0) / 60.0)


def _shared(a: Name, b: Name) -> float:
    one, other = (" ".join(sorted(n.telling)) for n in (a, b))
    return min(float(token_set_ratio(one, other)), 80.0) if a.telling & b.telling else float(ratio(one, other))


def best(a: tuple[Name, ...], b: tuple[Name, ...]) -> tuple[float, Name, Name] | None:
    """The likest pair out of two lists of names, or None where one side names nobody. Ties go to the first in alphabetical order."""
    pairs = [(likeness(x, y), x, y) for x in a if x.named for y in b if y.named]
    return min(pairs, key=lambda pair: (-pair[0], pair[1].written, pair[2].written)) if pairs else None


def across_scripts(a: Name, b: Name) -> bool:
    """Whether the two are written in different scripts and share no form that a person confirmed, so that only a person may join them."""
    return a.script != b.script and not a.forms & b.forms
