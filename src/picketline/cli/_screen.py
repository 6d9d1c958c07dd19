"""Where commands print: standard output for data, standard error for the rest; colour and bars on a terminal only."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

T = TypeVar("T")
WIDE = 200
"""Columns where standard output is no terminal: nothing is cut to fit a screen that is not there."""


def screen() -> Console:
    """Standard output."""
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else WIDE)


def show(what: RenderableType) -> None:
    """Something made for people, on standard output; without blanks at the ends of lines where that is no terminal."""
    console = screen()
    if console.is_terminal:
        console.print(what)
        return
    with console.capture() as captured:
        console.print(what)
    print("\n".join(row.rstrip() for row in captured.get().splitlines()))


def heading(words: str) -> None:
    """A line that begins a part of the output."""
    from rich.text import Text

    show(Text(f"\n== {words} ==", style="bold cyan"))


def line(data: Mapping[str, object]) -> None:
    """One JSON object, on one line."""
    print(json.dumps(data, ensure_ascii=False))


def say(message: str) -> None:
    """A line of progress or diagnosis, on standard error."""
    print(message, file=sys.stderr, flush=True)


@contextmanager
def progress(items: Iterable[T], doing: str) -> Iterator[Iterator[T]]:
    """The items, counted on standard error: by a moving line on a terminal, elsewhere by a line for each hundred."""
    if not sys.stderr.isatty():
        yield _counted(items, doing)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield iter(bar.track(items, description=doing))


def _counted(items: Iterable[T], doing: str) -> Iterator[T]:
    for at, item in enumerate(items, start=1):
        yield item
        if at % 100 == 0:
            say(f"{doing}: {at}")
