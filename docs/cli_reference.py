"""Writes docs/cli.md from the command line itself: `python docs/cli_reference.py`. A test says that it is current."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from picketline import plugins
from picketline.cli import app

PAGE = Path(__file__).with_name("cli.md")


def reference() -> str:
    """The page."""
    group = typer.main.get_command(app)
    commands = [(name, group.get_command(None, name)) for name in group.list_commands(None)]  # type: ignore[attr-defined]
    lines = ["# The command line", "", *_about(), "", *_contents(commands)]
    for name, command in commands:
        lines += ["", f"## picketline {name}", "", *_command(command)]
    return "\n".join(lines) + "\n"


def _about() -> Iterator[str]:
    yield "Written by `python docs/cli_reference.py` from the program itself; do not edit."
    yield ""
    yield from inspect.cleandoc(plugins.load("picketline", "cli").__doc__ or "").split("\n\n")[-1].splitlines()
    yield ""
    yield "The ledger is `--ledger`, else the environment's `PICKETLINE_LEDGER`, else `picketline.db` in the folder where you are."


def _contents(commands: list[tuple[str, Any]]) -> Iterator[str]:
    panel = None
    for name, command in commands:
        if command.rich_help_panel != panel:
            panel = command.rich_help_panel
            yield from ("", f"**{panel}**", "")
        yield f"- [`{name}`](#picketline-{name}): {command.help.splitlines()[0].rstrip('.')}"


def _command(command: Any) -> Iterator[str]:
    yield command.help
    if command.epilog:
        yield from ("", "```sh", *(line.strip() for line in command.epilog.split("\n\n")[1:]), "```")
    shown = [parameter for parameter in command.params if parameter.name != "help"]
    if shown:
        yield from ("", "| | |", "|---|---|", *(_row(parameter) for parameter in shown))


def _row(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        name = f"`{parameter.name.upper()}`" + (" ..." if parameter.nargs == -1 else "")
    else:
        name = ", ".join(f"`{option}`" for option in (*parameter.opts, *parameter.secondary_opts))
    notes = [parameter.help or ""]
    if parameter.param_type_name == "option" and parameter.required:
        notes.append("Required.")
    if parameter.default not in (None, False, "", (), []) and not callable(parameter.default):
        notes.append(f"Default: `{parameter.default}`.")
    if parameter.envvar:
        notes.append(f"Environment: `{parameter.envvar}`.")
    return f"| {name} | {' '.join(filter(None, notes)).replace('|', chr(92) + '|')} |"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
