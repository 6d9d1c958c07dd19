"""`picketline resolve`."""

from __future__ import annotations

from typing import Annotated

import typer

from picketline.cli._options import Docs
from picketline.cli._screen import line

PANEL = "Records alone"


def command(
    docs: Docs,
    records: Annotated[str, typer.Argument(help="Records of these documents, as `picketline extract` writes them.")],
    lull_days: Annotated[
        int, typer.Option(min=0, help="Stoppages further apart are two disputes (ILO: two months); 0 for no such rule.")
    ] = 62,
) -> None:
    """Say which disputes of these records are one, without a ledger.

    One line a dispute of each record: document, dispute, key. An equal key is the same dispute.

    Example:
    picketline resolve docs.jsonl records.jsonl > clusters.jsonl
    """
    from picketline.cli._documents import Documents
    from picketline.cli._documents import records as read_records
    from picketline.resolve.alone import resolve
    from picketline.resolve.settings import Settings

    documents = Documents(docs)
    for row in resolve(documents, read_records(records), Settings(lull_days=lull_days or None)):
        line({"document": row.document, "dispute": row.dispute, "key": row.key})
    documents.end()
