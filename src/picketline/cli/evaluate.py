"""`picketline evaluate`."""

from __future__ import annotations

from typing import Annotated

import typer

from picketline.cli._options import Docs, Json
from picketline.cli._screen import line, progress

PANEL = "Records alone"


def command(
    docs: Docs,
    gold: Annotated[str, typer.Argument(help="Records of these documents as people coded them.")],
    records: Annotated[str | None, typer.Argument(help="Records to score; without them the documents are read now.")] = None,
    *,
    worst: Annotated[int, typer.Option("--worst", min=0, help="How many of the documents that lost most to list.")] = 0,
    as_json: Json = False,
) -> None:
    """Score records against those that people coded.

    Precision, recall and F1 by slot, by group and overall, with the limits of 95 percent of F1 over documents.

    Example:
    picketline evaluate docs.jsonl gold.jsonl
    picketline evaluate docs.jsonl gold.jsonl records.jsonl --worst 10
    """
    from picketline.cli._documents import Documents, by_name, coded
    from picketline.cli._documents import records as read_records
    from picketline.evaluate import report
    from picketline.extract.pipeline import extract_all

    documents = Documents(docs)
    known, answers = by_name(documents), coded(gold)
    if records is not None:
        predicted = list(read_records(records))
    else:
        with progress([known[one.document] for one in answers if one.document in known], "reading") as read:
            predicted = list(extract_all(read))
    score = report(answers, predicted, {name: document.text for name, document in known.items()})
    if as_json:
        line(score.json())
    else:
        print(score.text(worst))
    documents.end()
