"""`picketline train` at the command line."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.testing import CliRunner

from picketline.cli import app


@pytest.mark.skipif(find_spec("torch") is not None, reason="the train extra is installed")
def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    """No traceback: exit 2, and the command that brings the part."""
    (tmp_path / "docs.jsonl").write_text('{"id": "a", "text": "Crews met."}\n', encoding="utf-8")
    result = CliRunner().invoke(app, ["train", str(tmp_path / "docs.jsonl"), str(tmp_path / "docs.jsonl")])
    assert result.exit_code == 2
    assert "picketline[train]" in result.output
