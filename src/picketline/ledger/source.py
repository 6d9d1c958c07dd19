"""What the ledger knows of a report besides its words: where and when it was published, and whose account it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from picketline.resolve.people import Groups


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


def subject_order(subject: str, sources: Mapping[str, Source]) -> tuple[str, str, int, str]:
    """Sorts subjects: earliest published first, those without a date last; then by the document's hash and the place in it."""
    document, _, place = subject.partition("#")
    source = sources.get(document)
    digits = "".join(filter(str.isdigit, place))
    return (source.published if source and source.published else "9999", document, int(digits or 0), place)


def independent(documents: Iterable[str], sources: Mapping[str, Source]) -> Mapping[str, str]:
    """Each document with the one that stands for its source: copies, reports of one outlet and reports credited to one are one source.

    >>> told = {d: Source(d, outlet=outlet) for d, outlet in (("S-1", "The Herald"), ("S-2", "The Herald"), ("S-3", "The Post"))}
    >>> len(set(independent(told, told).values()))
    2
    """
    groups, first, asked = Groups(), dict[str, str](), tuple(documents)
    for document in asked:
        source = sources.get(document) or Source(document)
        if source.copy_of:
            groups.join(document, source.copy_of)
        if outlet := (source.via or source.outlet or "").casefold():
            groups.join(document, first.setdefault(outlet, document))
    return {document: groups.root(document) for document in asked}
