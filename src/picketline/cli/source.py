"""`picketline source`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from picketline.cli._options import LEDGER, Json, LedgerPath
from picketline.cli._screen import line, screen

if TYPE_CHECKING:
    from rich.text import Text

    from picketline.model import Claim, Document

PANEL = "The main job"
STYLES = {
    "furniture": "bright_black",
    "comment": "bright_black",
    "caption": "bright_black italic",
    "title": "bold",
    "byline": "cyan",
    "dateline": "cyan",
}
ASIDE = {"furniture": "~ ", "comment": "~ ", "caption": "~ "}
"""What stands before a line that was set aside, for those who see no colour."""
QUOTED = "underline"


def command(
    report: Annotated[str, typer.Argument(help="The report's id, such as S-8c85540c25b80dfa.")],
    ledger: LedgerPath = LEDGER,
    as_json: Json = False,
    original: Annotated[bool, typer.Option("--original", help="The bytes as they were read, and nothing else.")] = False,
) -> None:
    """Show a report as it was read.

    What was set aside as page furniture is grey and after a ~; the words that the ledger quotes are underlined.

    Example:
    picketline source S-8c85540c25b80dfa
    picketline source S-8c85540c25b80dfa --original > page.html
    """
    import sys

    from picketline.cli._opened import opened
    from picketline.export.forms import document_json

    with opened(ledger) as known:
        if original:
            sys.stdout.buffer.write(known.original(report))
            return
        document, claims = known.document(report), known.claims(report)
    if as_json:
        line(document_json(document, claims))
        return
    for label, value in _facts(document):
        screen().print(f"[dim]{label:<10}[/dim] ", end="")
        screen().print(value, markup=False)
    screen().print(_marked(document, claims), soft_wrap=not screen().is_terminal)


def _facts(document: Document) -> Iterator[tuple[str, str]]:
    named = (
        ("id", document.id), ("name", document.name), ("title", document.title), ("outlet", document.outlet), ("by", document.byline),
        ("via", document.via), ("published", document.published), ("language", document.language), ("url", document.url),
        ("sha256", document.sha256),
    )  # fmt: skip
    yield from ((label, value) for label, value in named if value)


def _marked(document: Document, claims: Iterable[Claim]) -> Text:
    from rich.text import Text

    text = Text("\n") + Text(document.text)
    for layer in document.layers:
        if style := STYLES.get(layer.kind):
            text.stylize(style, layer.start + 1, layer.end + 1)
    for claim in claims:
        for span in claim.evidence:
            text.stylize(QUOTED, span.start + 1, span.end + 1)
    return Text("\n").join(_with_marks(text, document))


def _with_marks(text: Text, document: Document) -> Iterator[Text]:
    """The lines, those that were set aside with a mark before them."""
    from rich.text import Text

    at = -1  # the text begins after an empty line
    for row in text.split("\n", allow_blank=True):
        middle = at + len(row.plain) - len(row.plain.lstrip())
        mark = next((ASIDE[layer.kind] for layer in document.layers if layer.kind in ASIDE and layer.start <= middle < layer.end), "")
        yield Text(mark if row.plain.strip() else "", style="bright_black") + row
        at += len(row.plain) + 1
