"""Language packs: one TOML file a language, found by its name. What depends on a language's words stands there, not in code.

A pack is a tree of lists and tables; `Pack.words("speech.verbs")` and `Pack.table("dates.months")` read it. Sections are
used by the floors above: `sentences`, `numbers`, `money`, `dates`, `speech`, `names`, `places`, `workers`, `actions`, `modality`,
`events`, `demands`, `industries`, `furniture`, `gate`, `examples`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from picketline.model.errors import UserError


@dataclass(frozen=True, slots=True)
class Pack:
    """The words of one language (`language` is its ISO 639-1 code)."""

    language: str
    tree: Mapping[str, object]

    def words(self, path: str) -> tuple[str, ...]:
        """The list at a dotted path; empty where the pack has none."""
        found = self._at(path)
        return tuple(str(word) for word in found) if isinstance(found, list) else ()

    def table(self, path: str) -> Mapping[str, str]:
        """The table of single values at a dotted path, each as text; empty where the pack has none."""
        found = self._at(path)
        return {key: str(value) for key, value in found.items() if not isinstance(value, dict | list)} if isinstance(found, dict) else {}

    def lists(self, path: str) -> Mapping[str, tuple[str, ...]]:
        """The table of lists at a dotted path, in the file's order; empty where the pack has none."""
        found = self._at(path)
        return {key: tuple(map(str, value)) for key, value in found.items() if isinstance(value, list)} if isinstance(found, dict) else {}

    def _at(self, path: str) -> object:
        here: object = self.tree
        for key in path.split("."):
            here = here.get(key, {}) if isinstance(here, Mapping) else {}
        return here


def languages() -> tuple[str, ...]:
    """The codes of the languages that have a pack, sorted.

    >>> languages()
    ('en', 'ru')
    """
    found = (entry.name for entry in resources.files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def read_languages() -> tuple[str, ...]:
    """The codes of the languages in which reports are read; a pack without `reads` in its `[language]` helps to keep and show them.

    >>> read_languages()
    ('en',)
    """
    return tuple(code for code in languages() if pack(code).table("language").get("reads") == "True")


@cache
def pack(language: str) -> Pack:
    """The pack of a language; UserError names those there are."""
    if language not in languages():
        raise UserError(f"there is no language pack for {language!r}; there are {', '.join(languages())}")
    text = resources.files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Pack(language, tomllib.loads(text))
