"""A second reader: any OpenAI-compatible endpoint. Off unless asked for, because it sends the text of the reports to that server.

    picketline extract DOCS.jsonl --backend llm --endpoint https://.../v1 --model NAME        (the key: PICKETLINE_LLM_KEY)

The model must quote; quotes are looked up in the document, everything that they do not support is refused by the same `check` that judges
our own records, and reported. The report goes as a JSON value in a message of its own, apart from the instructions; nothing that comes
back is run, opened or followed.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path

from picketline.check import Unsupported, supported
from picketline.extract.backends.answer import read_answer
from picketline.extract.backends.kept import Kept, key_of
from picketline.extract.backends.schema import answer_schema
from picketline.extract.backends.wire import Endpoint, Message, Reply, ask
from picketline.lang import pack
from picketline.model import Document, Record
from picketline.model.errors import DocumentError

KEY = "PICKETLINE_LLM_KEY"
LONGEST = 60_000
"""Code points of a document that are sent; offsets stay those of the whole."""


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one document: its record, the values that were refused, or, where no answer could be had, why (`failed`)."""

    record: Record
    refused: tuple[Unsupported, ...] = ()
    failed: str | None = None


@dataclass(slots=True)
class Usage:
    """What a run has used: questions sent, answers taken from the file, tokens as the server counts them."""

    asked: int = 0
    kept: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def cost(self, endpoint: Endpoint) -> float:
        """The price of the tokens at the endpoint's prices."""
        return (self.tokens_in * endpoint.price_in + self.tokens_out * endpoint.price_out) / 1e6

    def line(self, endpoint: Endpoint) -> str:
        """The line that a run ends with."""
        price = f", cost {self.cost(endpoint):.4f}" if endpoint.price_in or endpoint.price_out else ""
        return f"{self.asked} asked, {self.kept} from the file, {self.tokens_in} tokens in, {self.tokens_out} out{price}"


@dataclass(slots=True)
class Reader:
    """Reads documents through an endpoint. `answers` is the file in which answers are kept; `sleep` waits between tries."""

    endpoint: Endpoint
    answers: Path | None = None
    sleep: Callable[[float], None] = time.sleep
    usage: Usage = field(default_factory=Usage)

    def read(self, documents: Iterable[Document]) -> Iterator[Read]:
        """One result a document, in the order given. UserError where the endpoint will not answer at all."""
        kept = Kept(self.answers)
        for document in documents:
            try:
                yield self._one(document, kept)
            except DocumentError as error:
                yield Read(Record(document.name, False), failed=str(error))

    def _one(self, document: Document, kept: Kept) -> Read:
        record, unread = read_answer(self._answer(document, kept).content, document.name, document.text)
        left, refused = supported(document.text, document.published, record, pack(document.language or "en"))
        return Read(left, (*unread, *refused))

    def _answer(self, document: Document, kept: Kept) -> Reply:
        messages, schema = question(document), answer_schema()
        key = key_of(self.endpoint.model, messages, schema)
        if (reply := kept.get(key)) is not None:
            self.usage.kept += 1
            return reply
        reply = ask(self.endpoint, messages, schema, self.sleep)
        self.usage.asked += 1
        self.usage.tokens_in += reply.tokens_in
        self.usage.tokens_out += reply.tokens_out
        kept.add(key, reply)
        return reply


def question(document: Document) -> tuple[Message, ...]:
    """The instructions, and apart from them the report as a JSON value."""
    report = json.dumps({"published": document.published, "text": document.text[:LONGEST]}, ensure_ascii=False)
    return {"role": "system", "content": _instructions()}, {"role": "user", "content": report}


@cache
def _instructions() -> str:
    return resources.files(__package__).joinpath("llm_prompt.txt").read_text(encoding="utf-8")


def key_from_environment() -> str:
    """The endpoint's key, from PICKETLINE_LLM_KEY; empty where there is none."""
    return os.environ.get(KEY, "")
