"""The files in which a stage's weights ship."""

from __future__ import annotations

import json
from collections.abc import Mapping

from picketline.extract.forest import Forest


def files(name: str, grown: Forest, settings: Mapping[str, float]) -> dict[str, bytes]:
    """The forest and its settings under the names that `picketline.extract.models` reads."""
    text = json.dumps({key: round(value, 4) for key, value in sorted(settings.items())}, indent=1)
    return {f"{name}.forest.onnx": grown.model, f"{name}.json": (text + "\n").encode()}
