"""`picketline demo`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from picketline.cli._screen import heading, show

if TYPE_CHECKING:
    from rich.table import Table

    from picketline.ledger import Ledger, Summary

PANEL = "The main job"
SHOWN_LINES = 3
"""Lines that are shown of what was set aside in a report."""


def command(
    ledger: Annotated[str, typer.Option("--ledger", help="Where the demo's ledger is made.")] = "picketline-demo.db",
) -> None:
    """Read the sample reports that come with picketline, and show what becomes of them.

    It needs no network. The samples are made up: no such disputes took place.

    Example:
    picketline demo
    """
    import picketline
    from picketline.cli._dispute import view
    from picketline.cli._ledger_table import table
    from picketline.cli.add import read_in
    from picketline.ledger import Ledger
    from picketline.sources import read_path

    samples = Path(picketline.__file__).parent / "samples"
    with Ledger.open(ledger) as known:
        heading("Reading the sample reports")
        print(read_in(known, read_path(samples)).words())
        found = known.summaries()
        heading("The ledger")
        show(table(found))
        richest = _richest(found)
        if richest:
            heading("One dispute in full")
            show(view(known.dispute(richest.id), known.sources()))
        heading("Set aside: not part of the reports")
        show(_set_aside(known))
        heading("Where things are")
        print(f"the reports   {samples}\nthe ledger    {Path(ledger).resolve()}")
        if richest:
            print(f"go on with    picketline show {richest.id} --ledger {ledger}")
        print(f"              picketline serve --ledger {ledger}")


def _richest(found: tuple[Summary, ...]) -> Summary | None:
    return max(found, key=lambda one: (one.reports, one.contested, one.claims, one.id), default=None)


def _set_aside(known: Ledger) -> Table:
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name, style in (("report", "cyan"), ("kind", "dim"), ("words", "bright_black")):
        made.add_column(name, style=style, no_wrap=name != "words")
    for document in known.documents():
        layers = [layer for layer in document.layers if layer.kind in ("furniture", "comment", "caption")]
        for layer in layers[:SHOWN_LINES]:
            words = " ".join(document.text[layer.start : layer.end].split())
            made.add_row(Path(document.name).name, layer.kind, words[:100] + (" ..." if len(words) > 100 else ""))
        if len(layers) > SHOWN_LINES:
            made.add_row("", "", f"and {len(layers) - SHOWN_LINES} more stretches")
    return made
