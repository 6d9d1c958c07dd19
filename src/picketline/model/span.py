"""Half-open ranges of a document's text, with the words they quote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from picketline.model.errors import EvidenceError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Unicode code points `start` to `end` (exclusive) of a text, and those words.

    >>> Span.of("Dockers walked out", 0, 7)
    Span(start=0, end=7, quote='Dockers')
    """

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.quote) or not self.quote:
            raise EvidenceError(f"a quote of {len(self.quote)} code points cannot stand at {self.start} to {self.end}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The words of `text` from `start` to `end`; EvidenceError where the text has no such range."""
        if not 0 <= start < end <= len(text):
            raise EvidenceError(f"the range {start} to {end} does not lie in a text of {len(text)} code points")
        return cls(start, end, text[start:end])

    def stands_in(self, text: str) -> bool:
        """Whether `text` has these very words at this place."""
        return text[self.start : self.end] == self.quote

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether the other range lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end


Evidence = tuple[Span, ...]


def verified(text: str, evidence: Iterable[Span]) -> Evidence:
    """The evidence as a tuple, each span checked against `text`; EvidenceError names the first that differs."""
    spans = tuple(evidence)
    for span in spans:
        if not span.stands_in(text):
            raise EvidenceError(f"the text at {span.start} to {span.end} reads {text[span.start : span.end]!r}, not {span.quote!r}")
    return spans
