"""The filters of the list of disputes as options of a command."""

from __future__ import annotations

import functools
import inspect
import typing
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from picketline.codes import code_list
from picketline.model.errors import UserError
from picketline.model.filters import FILTERS, Filter

PANEL = "Which disputes"
METAVARS = {"codes": "CODE", "names": "NAME", "words": "WORDS", "period": "DATE"}


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option for each filter in place of its parameter `asked`, which gets their values by name for `Query.read`."""
    hints = typing.get_type_hints(command, include_extras=True)
    signature = inspect.signature(command)
    others = [one.replace(annotation=hints[name]) for name, one in signature.parameters.items() if name != "asked"]
    at = list(signature.parameters).index("asked")
    options = [inspect.Parameter(one.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_option(one)) for one in FILTERS]

    @functools.wraps(command)
    def run(**given: Any) -> None:
        command(asked={one.name: _known(one, _several(given.pop(one.name))) for one in FILTERS}, **given)

    run.__signature__ = signature.replace(parameters=[*others[:at], *options, *others[at:]])  # type: ignore[attr-defined]
    run.__annotations__ = {name: one.annotation for name, one in inspect.signature(run).parameters.items()}
    return run


def _option(one: Filter) -> Any:
    several = "; may be repeated" if one.several else ""
    told = f"{one.told}: {', '.join(one.examples)}{several}."
    option = typer.Option(f"--{one.name}", metavar=METAVARS[one.takes], help=told, rich_help_panel=PANEL)
    return Annotated[list[str] | None, option] if one.several else Annotated[str | None, option]


def _several(given: Sequence[str] | str | None) -> Sequence[str]:
    return [given] if isinstance(given, str) else given or ()


def _known(one: Filter, values: Sequence[str]) -> Sequence[str]:
    """The values; UserError for one that is not in the filter's code list: nothing can have it."""
    codes = code_list(one.listed) if one.listed else {}
    if codes and (strange := [value for value in values if one.read(value) not in codes]):
        raise UserError(f"--{one.name} {strange[0]}: there is no such code; there are {', '.join(codes)}")
    return values
