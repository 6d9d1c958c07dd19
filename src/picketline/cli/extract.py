"""`picketline extract`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from picketline.cli._backend import Answers, BackendName, EndpointUrl, ModelName, PriceIn, PriceOut
from picketline.cli._options import Docs
from picketline.cli._screen import line, progress, say

if TYPE_CHECKING:
    from picketline.model import Document

PANEL = "Records alone"


def command(
    docs: Docs,
    *,
    backend: BackendName = "own",
    endpoint: EndpointUrl = None,
    model: ModelName = None,
    answers: Answers = None,
    price_in: PriceIn = 0,
    price_out: PriceOut = 0,
) -> None:
    """Turn documents into records, without a ledger.

    One record a document, in input order, as JSON Lines on standard output. What cannot be read is told on standard error; the run goes on
    and ends with 3.

    Example:
    picketline extract report.html
    picketline extract docs.jsonl > records.jsonl
    cat docs.jsonl | picketline extract - > records.jsonl
    picketline extract docs.jsonl --backend llm --endpoint http://localhost:8000/v1 --model NAME > records.jsonl
    """
    from picketline.cli._backend import chosen
    from picketline.cli._documents import Documents
    from picketline.model.exchange import record_json

    reader = chosen(backend, endpoint, model, answers, price_in=price_in, price_out=price_out)
    documents = Documents(docs)
    with progress(_told(documents), "reading") as read:
        for outcome in reader.read(read):
            line(record_json(outcome.record))
            for refused in outcome.refused:
                say(f"{outcome.record.document}{refused.path}: refused: {refused.reason}")
            if outcome.failed:
                documents.failed += 1
                say(f"{outcome.record.document}: {outcome.failed}")
    reader.end()
    documents.end()


def _told(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents; of one whose end is not read that is told."""
    from picketline.extract.length import unread

    for document in documents:
        if issue := unread(document):
            say(f"{issue.where}: {issue.message}")
        yield document
