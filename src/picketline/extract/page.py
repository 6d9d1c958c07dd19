"""A document as the stages of extraction see it."""

from __future__ import annotations

from dataclasses import dataclass

from picketline.extract.reading import Reading
from picketline.lang import Pack

Scope = tuple[int, ...]
"""The indexes of the sentences (of `Reading.sentences`) that serve one dispute, ascending."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """The text of one document, its date (EDTF, the base of relative dates), its language's pack and what the net says of it.

    `openings` are the code points where articles open, if it holds several.
    """

    text: str
    published: str | None
    pack: Pack
    reading: Reading
    openings: tuple[int, ...] = ()

    def sentence(self, index: int) -> str:
        """The words of one sentence."""
        start, end = self.reading.sentences[index]
        return self.text[start:end]

    def everything(self) -> Scope:
        """The scope of a document with one dispute."""
        return tuple(range(len(self.reading.sentences)))
