"""The learned weights of the stages behind the net, by name. What ships lies in `data/`; cross-validation passes its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from picketline.extract import forest, lexicon
from picketline.extract.forest import Forest
from picketline.extract.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Models:
    """`forests` by name (`roles`, `events` ...), `settings` (thresholds and other tuned numbers, plain JSON) and `lexicons` too."""

    forests: Mapping[str, Forest]
    settings: Mapping[str, Mapping[str, float]]
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)

    def threshold(self, stage: str, name: str) -> float:
        """A tuned number of a stage; KeyError where training set none, for that is our own fault."""
        return self.settings[stage][name]


def parse(files: Mapping[str, bytes]) -> Models:
    """Weights from the contents of files: `NAME.forest.onnx`, `NAME.lexicon.npz` and `NAME.json`."""
    forests = {name.removesuffix(".forest.onnx"): forest.load(data) for name, data in files.items() if name.endswith(".forest.onnx")}
    settings = {name.removesuffix(".json"): json.loads(data) for name, data in files.items() if name.endswith(".json")}
    lexicons = {name.removesuffix(".lexicon.npz"): lexicon.load(data) for name, data in files.items() if name.endswith(".lexicon.npz")}
    return Models(forests, settings, lexicons)


@cache
def shipped() -> Models:
    """The weights in the package's `data/stages/`."""
    folder = resources.files(__package__) / "data" / "stages"
    return parse({entry.name: entry.read_bytes() for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)})
