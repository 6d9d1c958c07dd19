"""What the ledger knows of a report besides its words: where and when it was published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A document without its text; `copy_of` is the document that it copies, so that it is no independent source."""

    document: str
    name: str = ""
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    via: str | None = None
    published: str | None = None
    language: str | None = None
    copy_of: str | None = None

    @property
    def independent(self) -> str:
        """The document that counts as the source: itself, or the one it copies."""
        return self.copy_of or self.document


def subject_order(subject: str, sources: Mapping[str, Source]) -> tuple[str, str, int, str]:
    """Sorts subjects: earliest published first, those without a date last; then by the document's hash and the place in it."""
    document, _, place = subject.partition("#")
    source = sources.get(document)
    digits = "".join(filter(str.isdigit, place))
    return (source.published if source and source.published else "9999", document, int(digits or 0), place)
