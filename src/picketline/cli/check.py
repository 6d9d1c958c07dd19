"""`picketline check`."""

from __future__ import annotations

from typing import Annotated

import typer

from picketline.cli._options import Docs
from picketline.cli._screen import line, say

PANEL = "Records alone"


def command(
    docs: Docs,
    records: Annotated[str, typer.Argument(help="Records of these documents, ours or any other program's.")],
    *,
    strict: Annotated[bool, typer.Option("--strict", help="An event's argument must stand in the words quoted for it.")] = False,
) -> None:
    """Find the values that their evidence does not support.

    Prints document, path and reason for each, one JSON object a line, and ends with 1 if there is any. Records are matched to documents
    by id and may be fewer.

    Example:
    picketline check docs.jsonl records.jsonl
    """
    from picketline.check import check
    from picketline.cli._documents import Documents, by_name
    from picketline.cli._documents import records as read_records
    from picketline.lang import languages, pack

    documents = Documents(docs)
    known, found, missing = by_name(documents), 0, 0
    for record in read_records(records):
        document = known.get(record.document)
        if document is None:
            missing += 1
            say(f"{record.document}: {docs} has no such document")
            continue
        language = pack(document.language if document.language in languages() else "en")
        for unsupported in check(document.text, document.published, record, language, strict):
            found += 1
            line({"document": record.document, "path": unsupported.path, "reason": unsupported.reason})
    if missing or documents.failed:
        raise typer.Exit(3)
    if found:
        raise typer.Exit(1)
