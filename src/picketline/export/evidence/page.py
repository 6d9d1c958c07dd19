"""A dispute with its evidence for people: one HTML file that needs nothing else, not even scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined

from picketline.export import words
from picketline.export.redact import redaction
from picketline.export.spoken import gettext, ngettext, spoken
from picketline.ledger import Decision, Ledger, Source
from picketline.model import Choice, Claim, Dispute, Document

ASIDE = frozenset({"furniture", "comment", "caption"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report: `claims` are the ids of those that quote it, `first` those of them that quote nothing before it; `aside`
    says that it is no part of the report."""

    text: str
    claims: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    aside: bool = False


def whole(ledger: Ledger, dispute_id: str, redact: bool = False) -> str:
    """The page of a dispute of the ledger; UserError where there is none. `redact` hides private persons."""
    dispute = ledger.dispute(dispute_id)
    sources, decisions = ledger.sources(dispute.documents()), ledger.history(dispute.id)
    if not redact:
        return page(dispute, [ledger.document(document) for document in dispute.documents()], sources, decisions, head=ledger.head())
    hidden = redaction(ledger, dispute)
    known = {document: hidden.source(source) for document, source in sources.items()}
    return page(hidden.dispute, hidden.documents, known, map(hidden.decision, decisions), head=ledger.head(), hidden=True)


def page(
    dispute: Dispute, documents: Sequence[Document], sources: Mapping[str, Source], decisions: Iterable[Decision], *, head: str,
    hidden: bool = False,
) -> str:  # fmt: skip
    """The page; `head` is that of the ledger's chain, `hidden` says that private persons are hidden."""
    environment = Environment(
        loader=PackageLoader(__package__, "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True, extensions=["jinja2.ext.i18n"]
    )
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    environment.filters.update(claimed=words.claimed, day=words.day, label=words.label)
    return environment.get_template("page.html").render(
        dispute=dispute,
        headline=words.headline(dispute),
        sentence=words.sentence(dispute),
        rows=list(_rows(dispute)),
        events=dispute.chosen.get("event", ()),
        reports=[(document, sources.get(document.id), pieces(document, dispute.claims)) for document in documents],
        decisions=tuple(decisions),
        head=head,
        hidden=hidden,
        language=spoken().tag(),
        live=lambda url: url.lower().startswith(("https://", "http://")),
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
    seen: set[str] = set()
    for start, end in pairwise(sorted(edges)):
        by = tuple(dict.fromkeys(claim for first, last, claim in quoted if first <= start and end <= last))
        fresh = tuple(claim for claim in by if claim not in seen)
        seen.update(fresh)
        yield Piece(document.text[start:end], by, fresh, any(first <= start and end <= last for first, last in aside))
