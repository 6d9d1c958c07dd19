"""Names of persons whom an office of a firm or a union introduces ("chairman Ana Brook", "Ana Brook, president of the union"), and their
last words, and names of offices ("Minister of Labour"): they are no employer and no union, however often named.

Names of heads of state, ministers, governors and mayors are left: a government is often called by them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from picketline.extract.names import Candidate
from picketline.extract.page import Page
from picketline.lang import pack
from picketline.text.names import lexicon

_FULL: Final = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:\s+[^\W\d_a-z][\w.'’-]*){1,2}")
_REACH: Final = 40
"""Code points beside a name in which its office stands."""
_ACRONYM: Final = 8
"""Letters from which capitals are a headline's, no acronym."""


def persons(page: Page, found: Sequence[Candidate]) -> npt.NDArray[np.bool_]:
    """Which of the candidates are persons, or offices that persons hold."""
    full = [_in_office(page, candidate) for candidate in found]
    last = {candidate.name.split()[-1] for candidate, is_person in zip(found, full, strict=True) if is_person}
    shared = {word for candidate, is_person in zip(found, full, strict=True) if not is_person for word in candidate.name.split()[:-1]}
    short = [candidate.name in last - shared and not candidate.places for candidate in found]
    offices = [_is_office(page, candidate) for candidate in found]
    return np.array([any(kinds) for kinds in zip(full, short, offices, strict=True)], dtype=np.bool_)


def _in_office(page: Page, candidate: Candidate) -> bool:
    """Whether a full name without an organisation's words stands behind or before an office."""
    if candidate.generic or candidate.places or not _FULL.fullmatch(candidate.name) or _organised(candidate, page):
        return False
    before, behind = _patterns(page.pack.language)
    return any(
        before.search(page.text, max(0, mention.start - _REACH), mention.start)
        or behind.match(page.text, mention.end, mention.end + 2 * _REACH)
        for mention in candidate.mentions
        if page.text[mention.start : mention.end].split() == candidate.name.split()
    )


def _is_office(page: Page, candidate: Candidate) -> bool:
    """Whether a name is that of an office ("Minister of Labour", "Member of the European Parliament")."""
    opening, *rest = candidate.name.casefold().split()
    return rest[:1] == ["of"] and opening in (*page.pack.words("redaction.offices"), *page.pack.words("redaction.plain"))


def _organised(candidate: Candidate, page: Page) -> bool:
    words = {word.casefold().strip(".,") for form in candidate.forms for word in form.split()}
    return bool(words & _bodies(page.pack.language)) or any(form.isupper() and len(form) < _ACRONYM for form in candidate.forms)


@cache
def _bodies(language: str) -> frozenset[str]:
    """Words in the names of organisations."""
    known = pack(language)
    named = (word for kind in ("unions", "employers", "third_parties", "governments") for word in known.words(f"names.{kind}"))
    return frozenset(named) | lexicon(known).legal


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An office just before a name, and one in apposition behind it; who is called president before the name may be head of a state, but
    not where a union stands before that ("Local 12 President", "BTU President").
    """
    offices = sorted(pack(language).words("names.offices"), key=lambda word: (-len(word), word))
    plain = (word for word in offices if word not in pack(language).words("names.offices_of_state"))
    of_state, unions = ("|".join(map(re.escape, pack(language).words(f"names.{words}"))) for words in ("offices_of_state", "unions"))
    of_union = rf"(?<!\w)(?:\d+|[A-Z]{{3,6}}|(?i:{unions}))\s+(?i:{of_state})\s+\Z"
    before = re.compile(rf"(?<!\w)(?i:{'|'.join(map(re.escape, plain))})\s+\Z|{of_union}")
    behind = re.compile(
        rf",\s+(?:(?:an?|the)\s+)?(?:[\w'’.-]+\s+){{0,4}}(?i:{'|'.join(map(re.escape, offices))})(?:\s+(?:of|for|at|with)\b|[,.;])"
    )
    return before, behind
