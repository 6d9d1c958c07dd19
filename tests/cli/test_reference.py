"""The reference of the command line is written from the program."""

import importlib.util
from pathlib import Path

import pytest

from picketline.model.filters import FILTERS, Filter

SCRIPT = Path(__file__).parents[2] / "docs" / "cli_reference.py"


def test_the_reference_is_current() -> None:
    """docs/cli.md is what `python docs/cli_reference.py` writes now."""
    spec = importlib.util.spec_from_file_location("cli_reference", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert SCRIPT.with_name("cli.md").read_text(encoding="utf-8") == module.reference()


@pytest.mark.parametrize("one", FILTERS, ids=lambda one: one.name)
def test_the_page_about_the_desk_tells_every_filter(one: Filter) -> None:
    """As the command line and the API tell it."""
    examples = ", ".join(f"`{example}`" for example in one.examples)
    assert f"| `{one.name}` | {one.told} | {examples} |" in SCRIPT.with_name("desk.md").read_text(encoding="utf-8")
