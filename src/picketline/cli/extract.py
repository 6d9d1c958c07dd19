"""`picketline extract`."""

from __future__ import annotations

from typing import Annotated

import typer

from picketline.cli._screen import line, progress

PANEL = "Records alone"


def command(
    docs: Annotated[str, typer.Argument(help="JSON Lines with id, text, and maybe url, published, title; - is standard input.")],
) -> None:
    """Turn documents into records, without a ledger.

    One record a document, in input order, as JSON Lines on standard output. A line that cannot be read is told on standard error; the run
    goes on and ends with 3.

    Example:
    picketline extract docs.jsonl > records.jsonl
    cat docs.jsonl | picketline extract - > records.jsonl
    """
    from picketline.cli._documents import Documents
    from picketline.extract.pipeline import extract_all
    from picketline.model.exchange import record_json

    documents = Documents(docs)
    with progress(documents, "reading") as read:
        for record in extract_all(read):
            line(record_json(record))
    documents.end()
