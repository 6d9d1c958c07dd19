"""Who speaks in a claim: an official source, the report in its own voice or a third party, or a party to the dispute."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from functools import cache

from picketline.lang import languages, pack
from picketline.model import Claim


class Voice(IntEnum):
    """The larger speaks with less of a stake in the matter."""

    PARTY = 0
    REPORT = 1
    OFFICIAL = 2


def voice(claim: Claim, parties: Iterable[str], language: str | None = None) -> Voice:
    """The voice of a claim. `parties` are the folded names of the dispute's employers, unions and workers.

    A row of an official listing is official; a named speaker is a party where the name is one of theirs or a word for them ("the
    company"), official where it is a ministry, a court, the police ...; nobody named means the report's own voice.
    """
    if claim.method.startswith("table:"):
        return Voice.OFFICIAL
    if claim.said_by is None:
        return Voice.REPORT
    speaker = fold(claim.said_by)
    words = set(speaker.split())
    partisan, official = _speakers(language if language in languages() else "en")
    if words & partisan or any(party and (party in speaker or speaker in party) for party in parties):
        return Voice.PARTY
    return Voice.OFFICIAL if words & official else Voice.REPORT


@cache
def _speakers(language: str) -> tuple[frozenset[str], frozenset[str]]:
    found = pack(language)
    return frozenset(found.words("speakers.parties")), frozenset(found.words("speakers.officials"))


def parties(claims: Iterable[Claim]) -> frozenset[str]:
    """The folded names of those who stand on either side."""
    sides = ("employer", "union", "worker")
    return frozenset(fold(str(claim.value.get("value"))) for claim in claims if claim.property in sides)


def fold(name: str) -> str:
    """Lower case, single blanks, no punctuation and no article.

    >>> fold("The  Harwick Quays Co.")
    'harwick quays co'
    """
    return re.sub(r"\W+", " ", name.casefold()).strip().removeprefix("the ")
