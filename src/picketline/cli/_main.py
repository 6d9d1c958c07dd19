"""The entry point: finds commands, and turns errors into a message and an exit code."""

from __future__ import annotations

import inspect
import os
import sys
import traceback
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from picketline import __version__, plugins
from picketline.model.errors import DocumentError, PicketlineError, UserError

PACKAGE = "picketline.cli"
USER_ERROR, INPUTS_FAILED, INTERRUPTED, PIPE_CLOSED, OUR_FAULT = 2, 3, 130, 141, 70
PANELS = ("The main job", "The ledger", "What people decide", "Figures and files", "Records alone")


class Commands(TyperGroup):
    """The commands by the names of their files; one is loaded when it is asked for."""

    def list_commands(self, _ctx: Any) -> list[str]:
        """The commands' names, in the order of their panels, then of the alphabet."""
        found = [_module(file) for file in plugins.names(PACKAGE)]
        return [name for _, name in sorted((_panel_order(module), _name(module)) for module in found)]

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        files = plugins.names(PACKAGE)
        wanted = cmd_name.replace("-", "_")
        likely = [wanted] if wanted in files else files
        module = next((module for file in likely if _name(module := _module(file)) == cmd_name), None)
        return None if module is None else _built(module)

    def invoke(self, ctx: Any) -> Any:
        """Runs the command; what goes wrong on purpose becomes a message and an exit code."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 the interpreter flushes it once more at its end
            raise typer.Exit(PIPE_CLOSED) from error
        except UserError as error:
            raise _told(error, USER_ERROR) from error
        except DocumentError as error:
            raise _told(error, INPUTS_FAILED) from error
        except PicketlineError as error:
            raise _told(error, OUR_FAULT) from error
        return result


def _told(error: PicketlineError, code: int) -> typer.Exit:
    print(f"picketline: {error}", file=sys.stderr)
    return typer.Exit(code)


def _module(file: str) -> Any:
    return plugins.load(PACKAGE, file)


def _name(module: Any) -> str:
    return str(getattr(module, "NAME", module.__name__.rpartition(".")[2].replace("_", "-")))


def _panel_order(module: Any) -> int:
    panel = getattr(module, "PANEL", None)
    return PANELS.index(panel) if panel in PANELS else len(PANELS)


def _built(module: Any) -> TyperCommand:
    text, _, example = inspect.cleandoc(module.command.__doc__ or "").partition("\n\nExample:\n")
    lines = [line.strip() for line in example.splitlines() if line.strip()]
    one = typer.Typer(add_completion=False, rich_markup_mode="rich")
    one.command(
        name=_name(module),
        help="\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n")),
        epilog="\n\n".join(["Example:", *(f"  {line}" for line in lines)]) if lines else None,
        rich_help_panel=getattr(module, "PANEL", None),
    )(module.command)
    return typer.main.get_command(one)  # type: ignore[return-value]  # of a single command Typer makes a TyperCommand


app = typer.Typer(cls=Commands, add_completion=False, no_args_is_help=True, rich_markup_mode="rich", pretty_exceptions_enable=False)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"picketline {__version__}")
        raise typer.Exit


@app.callback()
def picketline(
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    """Reports about labour disputes in, a ledger of disputes out: every value points to the words that say it."""


def main() -> None:
    """Runs the command line. An error of ours ends with its traceback and 70, for 1 means findings."""
    try:
        app()
    except Exception:  # noqa: BLE001 the outermost edge
        traceback.print_exc()
        sys.exit(OUR_FAULT)
