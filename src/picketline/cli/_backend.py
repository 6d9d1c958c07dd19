"""Who reads the reports: picketline itself, offline, or a language model behind an endpoint, which must be asked for by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

import typer

from picketline.cli._screen import say
from picketline.model.errors import UserError

if TYPE_CHECKING:
    from picketline.check import Unsupported
    from picketline.extract.backends.llm import Reader
    from picketline.model import Document, Record

Name = Literal["own", "llm"]
BackendName = Annotated[Name, typer.Option("--backend", help="own: offline. llm: sends the reports' text to --endpoint.")]
EndpointUrl = Annotated[str | None, typer.Option("--endpoint", help="llm: an OpenAI-compatible URL; the key: PICKETLINE_LLM_KEY.")]
ModelName = Annotated[str | None, typer.Option("--model", help="llm: the model's name.")]
Answers = Annotated[Path | None, typer.Option("--answers", help="llm: a file that keeps answers, so that a run can go on.")]
PriceIn = Annotated[float, typer.Option("--price-in", min=0, help="llm: the price of a million tokens in, for the cost that is told.")]
PriceOut = Annotated[float, typer.Option("--price-out", min=0, help="llm: the price of a million tokens out.")]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a document: its record, the values that `check` refused, or why there is no record."""

    record: Record
    refused: tuple[Unsupported, ...] = ()
    failed: str | None = None


class Backend(Protocol):
    """A reader of reports; `method` is how its claims are marked."""

    method: str

    def read(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """One outcome a document, in order."""

    def end(self) -> None:
        """Tells what the run has used."""


class Own:
    """picketline's own extraction."""

    method = "model:own"

    def read(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """One outcome a document, in order; a document on which extraction itself fails is an outcome that failed."""
        from picketline.extract.pipeline import extract_all, failure

        failures: dict[str, str] = {}

        def failed(document: Document, error: Exception) -> None:
            failures[document.name] = failure(document, error).message

        for record in extract_all(documents, failed=failed):
            yield Outcome(record, failed=failures.pop(record.document, None))

    def end(self) -> None:
        """Nothing was used."""


class Llm:
    """A model behind an endpoint; what it says is checked like all else."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.method = f"llm:{reader.endpoint.model}"

    def read(self, documents: Iterable[Document]) -> Iterator[Outcome]:
        """One outcome a document, in order."""
        return (Outcome(read.record, read.refused, read.failed) for read in self._reader.read(documents))

    def end(self) -> None:
        """The tokens and their price."""
        say(self._reader.usage.line(self._reader.endpoint))


def chosen(
    name: Name, endpoint: str | None, model: str | None, answers: Path | None, *, price_in: float = 0, price_out: float = 0
) -> Backend:
    """The backend that the options ask for; UserError where the endpoint or the model is not named."""
    if name == "own":
        return Own()
    if not endpoint or not model:
        raise UserError("--backend llm needs --endpoint URL and --model NAME; it sends the text of the reports to that server")
    from picketline.extract.backends.llm import Reader, key_from_environment
    from picketline.extract.backends.wire import Endpoint

    return Llm(Reader(Endpoint(endpoint, model, key_from_environment(), price_in=price_in, price_out=price_out), answers))
