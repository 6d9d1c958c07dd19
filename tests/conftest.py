"""Fixtures that several floors' tests share."""

from pathlib import Path

import pytest

from tests.small import ledger


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a small ledger, to be read or copied."""
    return ledger(tmp_path_factory.mktemp("small") / "full.db")
