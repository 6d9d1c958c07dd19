"""Words that stand for the only party of a side: "the company", "management", "the union".

They become further names of that party in its report, so that what "the company" did is what it did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from picketline.extract.page import Page, Scope
from picketline.lang import pack
from picketline.model.record import Value
from picketline.text.phrases import Phrases

Side = Literal["employers", "unions"]


def known_as(page: Page, scope: Scope, side: Side, parties: Sequence[Value]) -> tuple[Value, ...]:
    """The parties of a side; the only one also with the words that stand for it in the scope's sentences, in the order of the pack."""
    if len(parties) != 1:
        return tuple(parties)
    [party] = parties
    told = (page.text[slice(*page.reading.sentences[row].tolist())] for row in scope)
    found = {hit.label for text in told for hit in _words(page.pack.language, side).find(text)}
    known = {form.casefold() for form in (party.value, *party.aliases)}
    further = (word for word in pack(page.pack.language).words(f"names.stand_ins.{side}") if word in found and word not in known)
    return (replace(party, aliases=(*party.aliases, *further)),)


@cache
def _words(language: str, side: Side) -> Phrases:
    return Phrases({word: (word,) for word in pack(language).words(f"names.stand_ins.{side}")})
