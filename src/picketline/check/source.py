"""The document as the judges see it: its words, and the dates, numbers and amounts that stand in a range of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol, TypeVar

from picketline.lang import Pack, pack
from picketline.model.span import Evidence
from picketline.text.dates import Found, dates
from picketline.text.money import Amount, amounts_among
from picketline.text.numbers import Number, numbers


class _Ranged(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Ranged = TypeVar("Ranged", bound=_Ranged)


@dataclass(frozen=True)
class Source:
    """A document's `text`, its day (`published`, EDTF, the base of relative dates) and its language. What is found is found once."""

    text: str
    published: str | None
    pack: Pack

    @cached_property
    def all_dates(self) -> tuple[Found, ...]:
        """The date expressions of the whole document."""
        return dates(self.text, self.published, self.pack.language)

    @cached_property
    def _numbers(self) -> tuple[Number, ...]:
        return numbers(self.text, self.pack)

    @cached_property
    def _amounts(self) -> tuple[Amount, ...]:
        return amounts_among(self.text, self._numbers, self.pack)

    def dates(self, evidence: Evidence) -> tuple[Found, ...]:
        """The date expressions that the quotes touch."""
        return tuple(_touched(self.all_dates, evidence))

    def numbers(self, evidence: Evidence) -> tuple[Number, ...]:
        """The numbers whose figures stand in the quotes."""
        return tuple(n for n in self._numbers if any(s.start <= n.figure_start and n.figure_end <= s.end for s in evidence))

    def amounts(self, evidence: Evidence) -> tuple[Amount, ...]:
        """The amounts of money that the quotes touch."""
        return tuple(_touched(self._amounts, evidence))


def _touched(found: Iterable[Ranged], evidence: Evidence) -> Iterator[Ranged]:
    return (one for one in found if any(one.start < span.end and span.start < one.end for span in evidence))


@lru_cache(maxsize=4)
def source(text: str, published: str | None, language: str) -> Source:
    """The source of a document, kept for a while: one document is often checked several times."""
    return Source(text, published, pack(language))


def words(evidence: Evidence) -> str:
    """The quoted words on one line, several quotes joined by an ellipsis, as a reason cites them."""
    return " … ".join(" ".join(span.quote.split()) for span in evidence)


def same_words(text: str, start: int, end: int, quote: str) -> bool:
    """Whether the text has the quote at this place; runs of white space are equal."""
    return text[start:end] == quote or (0 <= start < end <= len(text) and text[start:end].split() == quote.split())
