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
from picketline.extract.backends.schema import Schema, answer_schema
from picketline.extract.backends.wire import Endpoint, Message, Reply, ask
from picketline.extract.length import LENGTH
from picketline.lang import languages, pack
from picketline.model import Document, Record
from picketline.model.errors import DocumentError

KEY = "PICKETLINE_LLM_KEY"


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one document: its record, the values that were refused, or, where no answer could be had, why (`failed`).

    A refusal's pointer leads into the model's answer where that could not be read, else into the record that was read from it.
    """

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
        language = document.language or "en"
        if language not in languages():
            raise DocumentError(f"there is no language pack for {language!r}, without which no quote can be checked")
        messages, schema = question(document), answer_schema()
        key = key_of(self.endpoint.model, messages, schema)
        known = kept.get(key)
        reply = known or self._asked(messages, schema)
        record, unread = read_answer(reply.content, document.name, document.text)
        if known is None:  # an answer that cannot be read is not kept: another try may do better
            kept.add(key, reply)
        self.usage.kept += known is not None
        left, refused = supported(document.text, document.published, record, pack(language))
        return Read(left, (*unread, *refused))

    def _asked(self, messages: tuple[Message, ...], schema: Schema) -> Reply:
        reply = ask(self.endpoint, messages, schema, self.sleep)
        self.usage.asked += 1
        self.usage.tokens_in += reply.tokens_in
        self.usage.tokens_out += reply.tokens_out
        return reply


def question(document: Document) -> tuple[Message, ...]:
    """The instructions, and apart from them the report as a JSON value."""
    report = json.dumps({"published": document.published, "text": document.text[:LENGTH]}, ensure_ascii=False)
    return {"role": "system", "content": _instructions()}, {"role": "user", "content": report}


@cache
def _instructions() -> str:
    return resources.files(__package__).joinpath("llm_prompt.txt").read_text(encoding="utf-8")


def key_from_environment() -> str:
    """The endpoint's key, from PICKETLINE_LLM_KEY; empty where there is none."""
    return os.environ.get(KEY, "")
