"""Whether quoted words deny what they tell."""

from __future__ import annotations

import re
from functools import cache

from picketline.lang import pack
from picketline.text.figures import either

_BEFORE = 16
"""Code points before a quote in which its negation may stand ("no | talks were held")."""
_DENIAL = re.compile(r"\bden(?:y|ies|ied|ying|ial)\b|\b(?:no|not|never|neither|nor)\b|n[’']t\b", re.IGNORECASE)


def is_negated(quote: str, before: str, language: str) -> bool:
    """Whether the main clause of a quote is negated, by its own words or those just before it.

    >>> is_negated("the company has not hired replacements", "", "en"), is_negated("a ruling that they may not strike", "", "en")
    (True, False)
    >>> is_negated("talks were scheduled", "said no ", "en")
    True
    """
    negation, subordinator = _patterns(language)
    clause = subordinator.split(" ".join(quote.split()))[0]
    return bool(negation.search(clause) or re.search(r"\b(?:no|not)\s*\Z", before[-_BEFORE:], re.IGNORECASE))


def has_denial(quote: str, before: str) -> bool:
    """Whether any word of denial stands in a quote or just before it."""
    return bool(_DENIAL.search(before[-3 * _BEFORE :] + quote))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = pack(language)
    negated, empty = either(words.words("check.negated")), either(words.words("check.empty"))
    negation = rf"\b(?:{negated})\s+not\b|n[’']t\b|\bcannot\b|\b(?:{empty})\s+no\b|\A\W*no\b"
    return re.compile(negation, re.IGNORECASE), re.compile(rf"\b(?:{either(words.words('check.subordinators'))})\b", re.IGNORECASE)
