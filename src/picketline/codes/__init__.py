"""Code lists as data files beside this one: what each code means, and what other schemes call it.

Sources: ILO resolution concerning statistics of strikes, lockouts and other action due to labour disputes (15th ICLS, 1993);
ISIC Rev. 4; ISO 3166-1; ISO 4217; PLOVER, CAMEO and ACLED code books for the crosswalks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Code:
    """One code: `label` for people, `definition` in a sentence, `crosswalk` to other schemes (`plover`, `cameo`, `acled`)."""

    code: str
    label: str
    definition: str
    crosswalk: Mapping[str, str]


@cache
def code_list(name: str) -> Mapping[str, Code]:
    """The codes of one list (`forms`, `events`, `demands`, `industries`, `statuses`, `outcomes`, `modalities`), in the file's order.

    >>> code_list("forms")["strike"].label
    'Strike'
    """
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text).items()
    return {code: Code(code, row["label"], row["definition"], row.get("crosswalk", {})) for code, row in rows}


@cache
def crosswalk(name: str) -> Mapping[str, str]:
    """A table from another scheme's codes to ours, such as `naics` (first digits) to ISIC sections.

    >>> crosswalk("naics")["62"]
    'Q'
    """
    return tomllib.loads(resources.files(__package__).joinpath("crosswalks", f"{name}.toml").read_text(encoding="utf-8"))
