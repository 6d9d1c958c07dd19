"""Where the developers' data are; tests that need them skip, saying so."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is present for developers and CI only")
