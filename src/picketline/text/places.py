"""The gazetteer: countries, regions and towns by name, with country code, middle and population.

It ships as a read-only SQLite file made by `training/gazetteer.py` from GeoNames (CC BY 4.0). A document's names are looked up in
one go. Which of several places of one name is meant is decided by the reader, who sees the document.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from picketline.lang import Pack
from picketline.text.names import plain

Kind = Literal["country", "region", "town"]
_BATCH = 500
_QUERY = """
    select key, latitude, longitude, kind, name, country, division, population, first
    from names join places on id = place where key in ({}) order by place
"""
_MARKS = re.compile(r"[^\w]+")
_SAINT = re.compile(r"\b(?:saint|sainte|ste)\b")


@dataclass(frozen=True, slots=True)
class Place:
    """A place: `country` is its ISO 3166-1 alpha-2 code (of its time: `SU`, `YU`, `DD`), `division` GeoNames' first-level code within it.

    `population` is 0 where it is not known; `main` says that it was found by its main name.
    """

    kind: Kind
    name: str
    country: str
    division: str
    population: int
    latitude: float | None
    longitude: float | None
    main: bool


def key(name: str) -> str:
    """The form by which places are looked up.

    >>> key("Saint-Étienne"), key("S. Africa"), key("N.Z."), key("Mayagüez")
    ('st etienne', 's africa', 'nz', 'mayaguez')
    """
    return _SAINT.sub("st", _MARKS.sub(" ", plain(name).replace("'", "").replace("’", "")).strip())


def look_up(names: Iterable[str]) -> dict[str, tuple[Place, ...]]:
    """The places of each name that the gazetteer has: countries first, then regions, then towns by population.

    >>> look_up(["Mangystau"])["Mangystau"][0].country, [p.country for p in look_up(["Trail"])["Trail"]]
    ('KZ', ['CA'])
    """
    wanted = {name: key(name) for name in names}
    keys = sorted(set(wanted.values()) - {""})
    rows: dict[str, list[Place]] = {}
    for start in range(0, len(keys), _BATCH):
        part = keys[start : start + _BATCH]
        query = _QUERY.format(",".join("?" * len(part)))
        for found, north, east, kind, name, country, division, population, main in _connection().execute(query, part):
            latitude, longitude = (None if degrees is None else degrees / 1000 for degrees in (north, east))
            rows.setdefault(found, []).append(Place(kind, name, country, division, population, latitude, longitude, bool(main)))
    return {name: tuple(rows[wanted[name]]) for name in wanted if wanted[name] in rows}


@cache
def _connection() -> sqlite3.Connection:
    path = resources.files(__package__) / "data" / "gazetteer.sqlite"
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def demonyms(pack: Pack) -> Mapping[str, str]:
    """Adjectives and names of peoples, small letters, and their country's code ("brazilian": "BR")."""
    return pack.table("places.demonyms")
