"""Which names in a dispute are those of private persons.

A name counts as a private person's where something says that it names a person:

- it speaks or acts: `said_by` of a claim, `actor` of an event, a name among the `worker` values (two to four capitalised words, or any
  after a word such as "nurse" or "Mr");
- in the reports it follows such a word ("nurse Ana Brook"), stands beside a verb of speech or harm ("Ana Brook said", "dismissed Ana
  Brook"), before an age ("Ana Brook, 43,") or before what a worker is called ("Ana Brook, a nurse").

It does not where the same reports give the name an office ("Mayor Ana Brook", "Ana Brook, president of the local"), where it belongs to an
employer, a union or a place of the dispute, has an organisation's word or one for workers, always has an article ("the Blue Fleet"), is a
place's name, or is the byline. In doubt a person is private.
The words are those of `[redaction]` in the language packs; in scripts without capitals no name is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from picketline.lang import Pack, languages, pack
from picketline.model import Claim, Document
from picketline.text.names import lexicon
from picketline.text.people import nouns
from picketline.text.places import look_up

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĽŁŃŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁӘҒҚҢӨҰҮҺІЇЄҐ"
_WORD = rf"(?:[{_UPPER}]\.|[{_UPPER}][\w’'-]*\w)"
_LINK = r"(?:(?:de|da|del|della|di|dos|van|von|der|bin|ibn|al|el|la|le)\s+)?"
NAME = rf"(?<![\w])(?P<name>{_WORD}(?:\s+{_LINK}{_WORD}){{1,3}})(?![\w])"
"""Two to four capitalised words or initials."""
_POSSESSIVE = re.compile(r"['’]s$")


def private_persons(said: Sequence[Claim], documents: Sequence[Document]) -> tuple[str, ...]:
    """The names in some reports and in what is claimed in them, in the order in which the reports first have them."""
    texts = [text for document in documents for text in (document.title or "", document.text)]
    known = _Known.of(said, documents)
    found: dict[str, None] = {}
    for document in documents:
        words = _Words.of(document.language if document.language in languages() else "en")
        for name in (*_told(document, words), *_named(said, words)):
            found.setdefault(_bare(name, words.pack))
    private = [
        name for name in found if name and not (known.something_else(name) or _has_article(name, texts) or _holds_office(name, said, texts))
    ]
    return tuple(sorted(private, key=lambda name: (_first(name, texts), name)))


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of a language."""

    pack: Pack
    titled: re.Pattern[str]
    speaking: re.Pattern[str]

    @staticmethod
    @cache
    def of(code: str | None) -> _Words:
        language = pack(code or "en")
        plain, said, before = (_any(language.words(f"redaction.{name}")) for name in ("plain", "said", "said_before"))
        titled = re.compile(rf"(?<!\w)(?i:{plain})\s+(?P<name>{_WORD}(?:\s+{_LINK}{_WORD}){{0,3}})(?![\w])")
        ahead = rf"(?=,?\s+(?i:{said})(?!\w)|,\s+(?:aged\s+)?\d\d(?!\d)|,\s+(?:an?|the|one)\s)"
        behind = rf"(?<!\w)(?i:{before})\s+{NAME.replace('<name>', '<after>')}"
        speaking = re.compile(rf"{NAME}{ahead}|{behind}")
        return _Words(language, titled, speaking)


@cache
def _offices(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?i:{_any(pack(language).words('redaction.offices'))})(?!\w)")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"


def _tidy(name: str) -> str:
    return _POSSESSIVE.sub("", " ".join(name.split()))


def _bare(name: str, language: Pack) -> str:
    """The name without the titles that open it."""
    titles = {*language.words("redaction.plain"), *language.words("redaction.offices")}
    words = name.split()
    while words and words[0].casefold() in titles:
        words = words[1:]
    return " ".join(words)


def _told(document: Document, words: _Words) -> Iterator[str]:
    """The persons whom the text shows to be persons."""
    known = nouns(words.pack)
    openers = lexicon(words.pack).openers
    for text in (document.title or "", document.text):
        for match in words.titled.finditer(text):
            yield _tidy(match["name"])
        for match in words.speaking.finditer(text):
            name = _tidy(match["name"] or match["after"])
            after = text[match.end() : match.end() + 60].lstrip(", ")
            described = re.match(r"(?:an?|the|one)\s+((?:[\w-]+\s+){0,3}?[\w-]+)", after) if match["name"] else None
            if described and not any(map(known.is_worker, described[1].split())):
                continue
            if name.split()[0].casefold() not in openers:
                yield name


def _named(claims: Iterable[Claim], words: _Words) -> Iterator[str]:
    """The persons among those who speak, act or work."""
    for claim in claims:
        actor = claim.value.get("actor") if claim.property == "event" else claim.value.get("value") if claim.property == "worker" else None
        for said in (claim.said_by, claim.via, str(actor) if actor else None):
            if said:
                yield from (_tidy(match["name"]) for match in words.titled.finditer(said))
                yield from (_tidy(match["name"]) for match in re.finditer(NAME, said))


@dataclass(frozen=True, slots=True)
class _Known:
    """Names that are something else: parties, places and bylines, folded, and the words of organisations."""

    names: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, claims: Iterable[Claim], documents: Sequence[Document]) -> _Known:
        """What the claims and their reports name."""
        said = [form for claim in claims if claim.property in ("employer", "union", "place") for form in claim.forms]
        said += [name for document in documents for name in (document.byline, document.outlet) if name]
        heads: set[str] = set()
        for language in languages():
            found = pack(language)
            heads.update(found.words("check.union_heads"), found.words("redaction.offices"), *found.lists("names.kinds").values())
            heads.update(word for word in found.words("names.legal_forms") if len(word) > 2)
        return cls(frozenset(name.casefold() for name in said), frozenset(heads))

    def something_else(self, name: str) -> bool:
        """Whether the name is not a person's."""
        folded = name.casefold()
        words = folded.replace(".", "").split()
        if any(word.strip("'’") in self.words or _works(word) for word in words) or (name.isupper() and len(words) == 1):
            return True
        return any(folded in other for other in self.names) or bool(len(words) > 1 and look_up([name]).get(name))


def _works(word: str) -> bool:
    """Whether the word is one for working people: "Southern Nurses" is no person."""
    return any(nouns(pack(language)).is_person(word.strip("'’").removesuffix("'s")) for language in languages())


def _has_article(name: str, texts: Sequence[str]) -> bool:
    """Whether the reports never name it without an article: "the Blue Fleet" is no person."""
    found = [
        text[max(0, match.start() - 4) : match.start()] for text in texts for match in re.finditer(rf"(?<!\w){_spaced(name)}(?!\w)", text)
    ]
    return bool(found) and all(re.search(r"(?i)\b(?:the|an?)\s\Z", before) for before in found)


def _holds_office(name: str, claims: Iterable[Claim], texts: Sequence[str]) -> bool:
    """Whether an office stands right before the name, or behind it in an apposition, in any report or in what a claim calls it."""
    called = [said for claim in claims for said in (claim.said_by, claim.value.get("actor")) if isinstance(said, str)]
    pattern = re.compile(rf"(?<!\w){_spaced(name)}(?!\w)")
    for text in (*texts, *called):
        for match in pattern.finditer(text):
            before = re.split(r"[.!?;:,]\s|\n", text[max(0, match.start() - 50) : match.start()])[-1]
            after = re.match(r"(?:,\s+|\s+\(|\s+-\s+)([^.!?;,)\n]{0,60})", text[match.end() : match.end() + 70])
            near = " ".join(before.split()[-4:])
            for language in languages():
                office = _offices(language)
                if any(found.end() >= len(near) - 22 for found in office.finditer(near)) or (after and office.search(after[1])):
                    return True
    return False


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def _first(name: str, texts: Sequence[str]) -> tuple[int, int]:
    pattern = re.compile(_spaced(name))
    found = ((at, match.start()) for at, text in enumerate(texts) if (match := pattern.search(text)))
    return next(found, (len(texts), 0))
