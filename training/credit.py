"""The scorer that all stages are trained and tuned for."""

import importlib.util
from types import ModuleType

from examples import SHARED


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SHARED / "tools" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


score = _load()
"""`score.name_credit(gold, predicted)`, `score.assign(gold, predicted, credit)` and the rest."""
