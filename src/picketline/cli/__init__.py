"""The command line: one file a command, found by the file's name.

A command's module has a function `command` in Typer's annotations. The first line of its docstring stands in the list of commands; a last
paragraph `Example:` stands at the end of its help. Heavy imports stand inside the function, so that help is quick. Optional:
`NAME`, where the command's name is not the file's; `PANEL`, the group that it stands in.

Data goes to standard output, progress and diagnostics to standard error. Exit codes: 0 done, 1 done with findings, 2 usage or user
error, 3 some inputs failed, 70 an error of ours, 130 interrupted, 141 the reader of a pipe went away.
"""

from picketline.cli._main import app, main

__all__ = ["app", "main"]
