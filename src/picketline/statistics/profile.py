"""Counting profiles: the rules by which one office counts, as data. One TOML file each in `profiles/`, found by its name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from importlib import resources
from pathlib import Path
from typing import Literal

from picketline.model.errors import UserError
from picketline.statistics.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Profile:
    """How disputes are counted. `unverified` names the rules whose source could not be read; each report says so.

    `min_workers`, `min_workdays`: a stoppage below either is outside the count, unless its days not worked reach `or_days`
    (0: no such exception). `gap_days`: a pause of at most so many calendar days leaves it one stoppage (None: every pause does).
    `unit`: what is counted, a `stoppage` or the whole `dispute`. `forms`: the forms of action that count. `workers`: a stoppage's
    number is the `max` of its segments or their `average` weighted by working days. `dismissed`: dismissed strikers
    `stop` or `continue` to count. `below_threshold`: segments under `min_workers` are `kept` or `dropped`.
    `carry_over`: days of a stoppage that crosses a period's end are put in the period in which they `fall` or where it `begins`.
    `round_workers`: workers are rounded to so many (1: not at all).
    """

    name: str
    title: str
    source: str
    min_workers: int = 0
    min_workdays: float = 0
    or_days: int = 0
    gap_days: int | None = None
    unit: Literal["stoppage", "dispute"] = "stoppage"
    forms: tuple[str, ...] = ("strike", "lockout")
    workers: Literal["max", "average"] = "max"
    dismissed: Literal["stop", "continue"] = "stop"
    below_threshold: Literal["kept", "dropped"] = "kept"
    carry_over: Literal["fall", "begins"] = "fall"
    weekend: tuple[int, ...] = (5, 6)
    holidays: str = ""
    round_workers: int = 1
    unverified: tuple[str, ...] = ()

    def calendar(self, country: str | None) -> Calendar:
        """The working days of the profile: `holidays` is a country's code, `local` for each stoppage's own, or empty."""
        return Calendar(frozenset(self.weekend), country if self.holidays == "local" else self.holidays or None)


def names() -> tuple[str, ...]:
    """The profiles that ship, sorted."""
    found = (resources.files(__package__) / "profiles").iterdir()
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in found if entry.name.endswith(".toml")))


def profile(name: str) -> Profile:
    """The profile of that name; UserError names those there are.

    >>> profile("us-bls").min_workers
    1000
    """
    if name not in names():
        raise UserError(f"there is no counting profile {name!r}; there are {', '.join(names())}")
    return parse(name, (resources.files(__package__) / "profiles" / f"{name}.toml").read_text(encoding="utf-8"))


def find(name: str) -> Profile:
    """The profile that ships under a name, or the one in a TOML file of the user's; UserError where there is neither."""
    path = Path(name)
    return parse(path.stem, path.read_text(encoding="utf-8")) if name not in names() and path.is_file() else profile(name)


CHOICES = {"unit": ("stoppage", "dispute"), "workers": ("max", "average"), "dismissed": ("stop", "continue"),
           "below_threshold": ("kept", "dropped"), "carry_over": ("fall", "begins")}  # fmt: skip
KINDS: dict[str, type | tuple[type, ...]] = {"float": (int, float), "int": int, "int | None": int, "str": str}


def parse(name: str, text: str) -> Profile:
    """A profile from its TOML; UserError says what is wrong in it.

    >>> parse("mine", 'title = "Ours"\\nsource = "House rules"\\nmin_workers = 20').min_workers
    20
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"profile {name}: {error}") from error
    known: dict[str, str] = {field.name: str(field.type) for field in fields(Profile) if field.name != "name"}
    if wrong := sorted(set(data) - set(known)):
        raise UserError(f"profile {name}: there is no rule called {', '.join(wrong)}; there are {', '.join(known)}")
    if lacking := sorted({"title", "source"} - set(data)):
        raise UserError(f"profile {name}: it has no {' and no '.join(lacking)}")
    for key, value in data.items():
        if key in CHOICES and value not in CHOICES[key]:
            raise UserError(f"profile {name}: {key} is {value!r}, and can be {' or '.join(CHOICES[key])}")
        kind = KINDS.get(known[key], list) if key not in CHOICES else str
        if not isinstance(value, kind) or isinstance(value, bool):
            raise UserError(f"profile {name}: {key} cannot be {value!r}")
    return Profile(name, **{key: tuple(value) if isinstance(value, list) else value for key, value in data.items()})  # type: ignore[arg-type]
