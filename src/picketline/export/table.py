"""Disputes as a flat table: one row a dispute, the same columns in every tabular format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from picketline.ledger.source import Source
from picketline.ledger.summary import Summary, summarise
from picketline.model import Dispute
from picketline.model.exchange import plain

Cell = str | float | None

COLUMNS = (
    "id", "employers", "unions", "workers", "places", "countries", "industry", "forms", "demands", "status", "outcome", "started", "ended",
    "workers_involved", "workers_max", "approximate", "reports", "independent_sources", "claims", "rival_values", "first_published",
    "last_published", "urls", "url",
)  # fmt: skip


Line = tuple[Summary, tuple[str, ...]]
"""A dispute's summary and the addresses of its reports."""


def lines(disputes: Iterable[Dispute], sources: Mapping[str, Source]) -> Iterator[Line]:
    """The line of each dispute."""
    for dispute in disputes:
        known = (sources.get(document) for document in dispute.documents())
        yield summarise(dispute, sources), tuple(source.url for source in known if source and source.url)


def row(line: Line, base: str = "") -> tuple[Cell, ...]:
    """The cells of one dispute in the order of `COLUMNS`; several values of one cell are joined by `; `. `base` is the desk's address."""
    summary, urls = line
    return (
        summary.id, _joined(summary.employers), _joined(summary.unions), _joined(summary.workers), _joined(summary.places),
        _joined(summary.countries), summary.industry, _joined(summary.forms), _joined(summary.demands), summary.status, summary.outcome,
        summary.started, summary.ended, plain(summary.workers_involved), plain(summary.workers_max), "yes" if summary.approximate else None,
        summary.reports, summary.sources, summary.claims, summary.contested, summary.first_published, summary.last_published, _joined(urls),
        f"{base}/d/{summary.id}",
    )  # fmt: skip


def _joined(values: tuple[str, ...]) -> str | None:
    return "; ".join(values) or None


FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula (OWASP, CSV injection)."""


def harmless(cell: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula, with an apostrophe before it; other cells as they are.

    >>> harmless("=HYPERLINK(1)"), harmless("Dockers"), harmless(-3)
    ("'=HYPERLINK(1)", 'Dockers', -3)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULAS) else cell
