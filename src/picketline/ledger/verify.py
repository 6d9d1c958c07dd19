"""Walks the whole ledger: every quote equals its document's words, every document its hash, every row its link in the chain."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from picketline.ledger.chain import GENESIS, link
from picketline.ledger.read import Reader
from picketline.ledger.rows import claim_of
from picketline.ledger.schema import RECORDED
from picketline.model.document import digest
from picketline.model.errors import EvidenceError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold: the row's table, id and number, and what is wrong with it."""

    table: str
    id: str
    entry: int
    problem: str


def verify(reader: Reader) -> Iterator[Finding]:
    """What does not hold, in the order of the rows; nothing where the ledger is whole."""
    before, expected, texts = GENESIS, 1, _Texts(reader)
    for table, row in _in_order(reader):
        where = (table.name, str(row["id"]), int(row["entry"]))
        if row["entry"] != expected:
            yield Finding(*where, f"rows {expected} to {row['entry'] - 1} are missing before it")
        elif row["chain"] != link(before, table.name, row):
            yield Finding(*where, "the row, or its place in the chain, was changed after it was recorded")
        for problem in _own_problems(table.name, row, texts):
            yield Finding(*where, problem)
        before, expected = str(row["chain"]), int(row["entry"]) + 1


def _in_order(reader: Reader) -> Iterator[tuple[Table, dict[str, Any]]]:
    streams = (_of(reader, table) for table in RECORDED)
    return heapq.merge(*streams, key=lambda pair: int(pair[1]["entry"]))


def _of(reader: Reader, table: Table) -> Iterator[tuple[Table, dict[str, Any]]]:
    return ((table, row) for row in reader.rows(table))


def _own_problems(table: str, row: dict[str, Any], texts: _Texts) -> Iterator[str]:
    if table == "documents":
        if digest(bytes(row["original"])) != row["sha256"]:
            yield "the document's bytes do not have its sha256"
        texts.keep(row["id"], row["text"])
    elif table == "claims":
        yield from _quotes(row, texts)
    elif table == "layers" and not 0 <= row["start_offset"] <= row["end_offset"] <= len(texts.of(row["document"])):
        yield "the layer reaches beyond its document"


def _quotes(row: dict[str, Any], texts: _Texts) -> Iterator[str]:
    try:
        claim = claim_of(row)
    except (EvidenceError, ValueError, TypeError, KeyError) as error:
        yield f"the claim cannot be read: {error}"
        return
    if claim.id != row["id"]:
        yield "the claim's content does not have its id"
    text = texts.of(row["document"])
    for span in claim.evidence:
        if not span.stands_in(text):
            yield f"the quote {span.quote!r} is not what its document says at {span.start} to {span.end}"


class _Texts:
    """The text of the document in hand: a document's claims follow it in the ledger."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._id, self._text = "", ""

    def keep(self, document: str, text: str) -> None:
        self._id, self._text = document, text

    def of(self, document: str) -> str:
        if document != self._id:
            found = self._reader.document(document)
            self.keep(document, found.text if found else "")
        return self._text
