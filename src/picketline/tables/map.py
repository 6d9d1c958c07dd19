"""Maps: which column of a listing says what. One TOML file each in `maps/`, found by its name, or a file of the user's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from importlib import resources
from pathlib import Path

from picketline.codes import crosswalk
from picketline.model.errors import UserError

PROPERTIES = frozenset(
    {"employer", "union", "worker", "place", "industry", "form", "demand", "started", "ended", "workers_involved", "outcome"}
)
SEGMENT = frozenset({"begin", "end", "workers", "max", "workdays", "note"})


@dataclass(frozen=True, slots=True)
class Column:
    """How one property is read: from `column`; `split` parts it into several values; `after` drops what stands before a mark;
    `codes` turns words or leading digits into codes (a table, or the name of a crosswalk in `codes/`); `append` adds another
    column's words (a union's local)."""

    column: str
    split: str = ""
    after: str = ""
    append: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Map:
    """A listing's columns. `key` names the columns that make several rows one dispute (none: each row is one); of such rows each
    is a segment, unless `restated`: then a later row tells the same stoppage anew, and the last stands. `country` stands
    for every place; `coverage` is the day up to which the listing is complete: a stoppage without an end went on until then;
    `segment` maps the parts of a segment to columns; `notes` is a column whose sentences hold step changes."""

    name: str
    title: str
    source: str = ""
    key: tuple[str, ...] = ()
    restated: bool = False
    country: str = ""
    coverage: str = ""
    notes: str = ""
    values: Mapping[str, Column] = field(default_factory=dict)
    segment: Mapping[str, str] = field(default_factory=dict)

    def columns(self) -> frozenset[str]:
        """Every column that the map needs."""
        read = {column.column for column in self.values.values()} | {column.append for column in self.values.values()}
        return frozenset((read | {*self.key, *self.segment.values(), self.notes}) - {""})


def names() -> tuple[str, ...]:
    """The maps that ship, sorted."""
    found = (resources.files(__package__) / "maps").iterdir()
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in found if entry.name.endswith(".toml")))


def find(name: str) -> Map:
    """The map that ships under a name, or the one in a file; UserError where there is neither.

    >>> find("fmcs").country
    'US'
    """
    if name in names():
        return parse(name, (resources.files(__package__) / "maps" / f"{name}.toml").read_text(encoding="utf-8"))
    path = Path(name)
    if not path.is_file():
        raise UserError(f"there is no map {name!r}, neither a file of that name nor one of {', '.join(names())}")
    return parse(path.stem, path.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Map:
    """A map from its TOML; UserError says what is wrong in it."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"map {name}: {error}") from error
    _only(name, data, frozenset(f.name for f in fields(Map)) - {"name"}, "setting")
    _only(name, data.get("values", {}), PROPERTIES, "property")
    _only(name, data.get("segment", {}), SEGMENT, "part of a segment")
    values = {key: _column(name, key, value) for key, value in data.pop("values", {}).items()}
    return Map(name=name, values=values, **{**data, "key": tuple(data.get("key", ())), "title": data.get("title", name)})


def _column(name: str, key: str, value: object) -> Column:
    if isinstance(value, str):
        return Column(value)
    if not isinstance(value, Mapping) or "column" not in value:
        raise UserError(f"map {name}: {key} should be a column's name, or a table with `column`")
    _only(name, value, frozenset(f.name for f in fields(Column)), f"setting of {key}")
    codes = value.get("codes", {})
    return Column(**{**value, "codes": crosswalk(codes) if isinstance(codes, str) else codes})


def _only(name: str, data: Mapping[str, object], allowed: frozenset[str], what: str) -> None:
    if wrong := sorted(set(data) - allowed):
        raise UserError(f"map {name}: {wrong[0]!r} is no {what}; there are {', '.join(sorted(allowed))}")
