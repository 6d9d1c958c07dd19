"""The bag's page for people: one HTML file that needs nothing else, not even scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined

from picketline.export import words
from picketline.ledger import Decision, Source
from picketline.model import Choice, Claim, Dispute, Document

ASIDE = frozenset({"furniture", "comment", "caption"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report: `claims` are the ids of those that quote it, `aside` says that it is no part of the report."""

    text: str
    claims: tuple[str, ...] = ()
    aside: bool = False


def page(dispute: Dispute, documents: Sequence[Document], sources: Mapping[str, Source], decisions: Iterable[Decision]) -> str:
    """The page."""
    environment = Environment(loader=PackageLoader(__package__, "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["claimed"] = words.claimed
    return environment.get_template("page.html").render(
        dispute=dispute,
        headline=words.headline(dispute),
        sentence=words.sentence(dispute),
        rows=list(_rows(dispute)),
        events=dispute.chosen.get("event", ()),
        reports=[(document, sources.get(document.id), pieces(document, dispute.claims)) for document in documents],
        decisions=tuple(decisions),
    )


def _rows(dispute: Dispute) -> Iterator[tuple[str, Choice]]:
    for name, choices in dispute.chosen.items():
        if name != "event":
            yield from ((name.replace("_", " "), choice) for choice in choices)


def pieces(document: Document, claims: Iterable[Claim]) -> Iterator[Piece]:
    """The whole text in stretches, each with the claims that quote it; their texts joined are the document's."""
    quoted = [(span.start, span.end, claim.id) for claim in claims if claim.document == document.id for span in claim.evidence]
    aside = [(layer.start, layer.end) for layer in document.layers if layer.kind in ASIDE]
    edges = {
        0,
        len(document.text),
        *(edge for start, end, _ in quoted for edge in (start, end)),
        *(edge for pair in aside for edge in pair),
    }
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        by = tuple(dict.fromkeys(claim for first, last, claim in quoted if first <= start and end <= last))
        yield Piece(document.text[start:end], by, any(first <= start and end <= last for first, last in aside))
