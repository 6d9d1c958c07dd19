"""Which language a reader gets: the first that their browser asks for and that has a catalogue, else English.

A translation is one file, `locales/xx.po`, made from the messages that `make messages` writes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from importlib import resources

from babel import Locale, negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from picketline.export.spoken import Speech

ENGLISH = Speech()


@cache
def languages() -> Mapping[str, Speech]:
    """The languages that have a catalogue, by locale (`fr`, `pt_BR`); English needs none."""
    folder = resources.files("picketline.web").joinpath("locales")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".po")), key=lambda file: file.name) if folder.is_dir() else []
    return {file.name.removesuffix(".po"): speech(file.name.removesuffix(".po"), file.read_bytes()) for file in files}


def speech(locale: str, catalogue: bytes) -> Speech:
    """A language out of its catalogue, the bytes of a `.po` file."""
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(catalogue), locale=Locale.parse(locale)))
    compiled.seek(0)
    return Speech(locale, Translations(compiled))


def chosen(accepted: str | None, known: Mapping[str, Speech]) -> Speech:
    """The language for a header `Accept-Language`.

    >>> french = Speech("fr")
    >>> chosen("de, fr-CA;q=0.8, en;q=0.5", {"fr": french}) is french, chosen("en, fr;q=0.5", {"fr": french}).locale
    (True, 'en_GB')
    """
    wanted = negotiate_locale(preferred(accepted or ""), ["en", *known], sep="_")
    return known.get(wanted or "en", ENGLISH)


def preferred(accepted: str) -> list[str]:
    """The locales of a header `Accept-Language`, the most wanted first; what cannot be read is passed over.

    >>> preferred("fr-CA;q=0.8, de, en;q=0, x;q=none")
    ['de', 'fr_CA', 'fr']
    """
    asked = [(_weight(one), one.partition(";")[0].strip().replace("-", "_")) for one in accepted.split(",")]
    tags = [tag for weight, tag in sorted(asked, key=lambda one: -one[0]) if weight > 0 and tag]
    return list(dict.fromkeys(name for tag in tags for name in (tag, tag.partition("_")[0])))


def _weight(one: str) -> float:
    written = one.partition(";q=")[2].strip()
    try:
        return float(written) if written else 1.0
    except ValueError:
        return 0.0
