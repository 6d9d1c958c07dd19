"""The program as a program."""

import subprocess
import sys
from pathlib import Path

import pytest

from picketline import plugins
from picketline.cli._main import Commands

PROGRAM = Path(sys.executable).with_name("picketline")


def started(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload]


def test_help_lists_every_command(run) -> None:
    """Each file of the package is a command, and each has a line in the help."""
    out = run("--help").out
    names = Commands(name="picketline").list_commands(None)
    assert len(names) == len(plugins.names("picketline.cli"))
    assert all(f" {name} " in out for name in names)


@pytest.mark.parametrize("name", Commands(name="picketline").list_commands(None))
def test_every_command_explains_itself_with_an_example(run, name) -> None:
    """The help ends with an example that begins with the command itself."""
    ran = run(name, "--help")
    assert ran.code == 0
    assert "Example:" in ran.out and f"picketline {name}" in ran.out.split("Example:")[1]


def test_help_needs_nothing_heavy() -> None:
    """No command imports a database, a model or an HTML parser until it runs: that is what keeps help quick."""
    code = "import sys; sys.argv = ['picketline', '--help']\nfrom picketline.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    heavy = "sqlalchemy numpy onnxruntime trafilatura fastapi babel"
    code += f"print([name for name in {heavy!r}.split() if name in sys.modules], file=sys.stderr)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stderr == "[]\n"


def test_a_closed_pipe_ends_quietly(ledger) -> None:
    """`picketline disputes | head -0`: no traceback, and the exit code of a closed pipe."""
    line = f"{PROGRAM} export jsonl --ledger {ledger}; echo $? >&2"
    ran = subprocess.run(["bash", "-c", f"( {line} ) | true"], capture_output=True, text=True, check=True)
    assert ran.stderr.splitlines()[-1] in ("0", "141")
    assert "Traceback" not in ran.stderr and "Broken" not in ran.stderr


def test_an_unknown_command_is_a_usage_error(run) -> None:
    """Exit 2."""
    assert run("picket").code == 2
