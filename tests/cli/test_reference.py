"""The reference of the command line is written from the program."""

import importlib.util
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "docs" / "cli_reference.py"


def test_the_reference_is_current() -> None:
    """docs/cli.md is what `python docs/cli_reference.py` writes now."""
    spec = importlib.util.spec_from_file_location("cli_reference", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert SCRIPT.with_name("cli.md").read_text(encoding="utf-8") == module.reference()
