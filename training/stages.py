"""The learned stages behind the net: every module here with a `fit(examples)` is one, found by its file.

    python training/stages.py [--kept STAGE,...]

fits all of them on all coded reports and writes the weights that ship. Stages that need others' weights take them as a second argument and
are fitted after those. Readings must be out of fold (`training/encoder_read.py`), or the stages learn to trust the net too much.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from coded import FURTHER
from examples import Example, examples
from where import WORK

from picketline.extract.models import parse

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "src" / "picketline" / "extract" / "data" / "stages"
GOLD_ALONE = ("action_dates", "asides", "events")
"""Stages that the further reports do not teach: on dev they lose by it, for none of these reports is wire news."""
_FIT = re.compile(r"^def fit\(examples: Sequence\[Example\](, models)?", re.MULTILINE)


def stages() -> tuple[str, ...]:
    """The stages by name: first those that need no other's weights."""
    found = [(bool(match[1]), path.stem) for path in sorted(HERE.glob("*.py")) if (match := _FIT.search(path.read_text(encoding="utf-8")))]
    return tuple(name for _, name in sorted(found))


def fit_all(taught: Sequence[Example], keep: Path, again: Sequence[str]) -> dict[str, bytes]:
    """The weights of all stages fitted on `taught`. Those kept in the folder `keep` are taken from there, but for the stages in `again`."""
    files: dict[str, bytes] = {}
    for name in stages():
        folder = keep / name
        if name in again or not folder.exists():
            start = time.perf_counter()
            _keep(folder, _fit(name, taught, files))
            print(f"  {keep.name}: {name} fitted in {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
        files |= {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    return files


def _fit(name: str, taught: Sequence[Example], files: dict[str, bytes]) -> dict[str, bytes]:
    fit = importlib.import_module(name).fit
    taught = [example for example in taught if example.part != FURTHER] if name in GOLD_ALONE else taught
    made: dict[str, bytes] = fit(taught, parse(files)) if len(inspect.signature(fit).parameters) > 1 else fit(taught)
    return made


def _keep(folder: Path, made: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, content in made.items():
        (folder / name).write_bytes(content)


def ship() -> None:
    """Fits on everything and replaces what ships."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kept", default="", help="stages that stay as WORK/stages/all has them, separated by commas")
    kept = asked.parse_args().kept.split(",")
    made = fit_all(examples(), WORK / "stages" / "all", [name for name in stages() if name not in kept])
    SHIPPED.mkdir(parents=True, exist_ok=True)
    for old in SHIPPED.glob("*"):
        if old.name != "calibration.json":  # made from the bench's predictions by training/calibrate.py
            old.unlink()
    for name, content in sorted(made.items()):
        (SHIPPED / name).write_bytes(content)
    print(f"{len(made)} files, {sum(map(len, made.values())) / 1e6:.2f} MB in {SHIPPED}")


if __name__ == "__main__":
    ship()
