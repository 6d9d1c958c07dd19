"""Parts found by the name of their file: a language, a source, an exporter or a profile is added by adding one file."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType


def names(package: str) -> tuple[str, ...]:
    """The names of a package's public modules, sorted, without importing them.

    >>> "plugins" in names("picketline")
    True
    """
    path = importlib.import_module(package).__path__
    return tuple(sorted(found.name for found in pkgutil.iter_modules(path) if not found.name.startswith("_")))


def load(package: str, name: str) -> ModuleType:
    """One module of a package."""
    return importlib.import_module(f"{package}.{name}")
