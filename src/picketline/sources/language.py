"""The language of a text, among those that have a pack and the commonest others (so that a report in French is not read as English)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from picketline.lang import languages

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

_OTHERS = "ar bg bn cs da de el es et fa fi fr he hi hr hu id it ja kk ko lt lv ms nl no pl pt ro sk sl sr sv ta th tr uk ur vi zh"
SHORTEST = 40
"""Code points below which a text's language is not told."""
_READ = 600
"""Code points, white space aside, from which it is told."""


def identify(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text, or None where it is too short to tell.

    >>> identify("The dockers walked out on Monday morning and closed the port."), identify("ok")
    ('en', None)
    """
    sample = " ".join(text.split(maxsplit=_READ)[:_READ])[:_READ]  # much of a page may be blanks where its furniture was
    if sum(map(str.isalpha, sample)) < SHORTEST:
        return None
    return str(_identifier().classify(sample.lower() if sample.isupper() else sample)[0])


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 0.3 s and 60 MB, so only where a document is read

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(sorted({*languages(), *_OTHERS.split()}))
    return identifier
