"""Coded reports under other names, so that a net learns what makes a name an employer's and not which names are.

For each pass every report gets names anew: of employers, unions and persons the words that are said of nothing else ("Cominco", not
"Union"), of places the whole name. Half of the words come from names of the same kind in reports that the net may learn from, the others
from whatever is written with a capital in the corpora. Codes and offsets follow. Countries, their peoples and short words stay.
"""

import csv
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from picketline.lang import pack
from picketline.text.places import demonyms

KINDS = ("employers", "unions", "places")
SHARE = 0.8
"""Share of the reports that get other names in a pass."""
COMMON = 3
"""How often a word must stand in small letters somewhere to be no name."""
NAMED = ("value", "aliases", "actor", "said_by", "via")
LETTERS = list("ABCDEFGHILMNOPRSTUW")
_SMALL = re.compile(r"(?<![\w'’])[a-zà-ÿ]{2,}")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_WORD = re.compile(r"[A-Z][\w’'-]*\w")
_PERSON = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,2}")
_OWNED = re.compile(r"['’]s$")


class Renamer:
    """Gives the reports that a net learns from other names; `beside` are further texts to take words from. The seed settles all names."""

    def __init__(self, reports: Sequence[tuple[dict, dict]], beside: Iterable[str], seed: int) -> None:
        texts = [document["text"] for document, _ in reports] + list(beside)
        self.reports, self.random = reports, np.random.default_rng(seed)
        self.small = Counter(word for text in texts for word in _SMALL.findall(text))
        self.kept = _countries()
        self.words = {document["id"]: self._words(record) for document, record in reports}
        pools: dict[str, set[str]] = defaultdict(set)
        for found in self.words.values():
            for word, kind in found.items():
                pools[kind].add(word)
        self.pools = {kind: sorted(words) for kind, words in pools.items()}
        self.capitals = sorted({word for text in texts for word in _CAPITAL.findall(text) if self._is_name(word)})

    def anew(self) -> Iterator[tuple[dict, dict]]:
        """Each report and its record, under other names than in the pass before."""
        for document, record in self.reports:
            names = {word: self._other(word, kind) for word, kind in sorted(self.words[document["id"]].items())}
            yield renamed(document, record, names if self.random.random() < SHARE else {})

    def _is_name(self, word: str) -> bool:
        return len(word) > 2 and self.small[word.casefold()] < COMMON and word.casefold() not in self.kept

    def _words(self, record: Mapping) -> dict[str, str]:
        """What of a record's names is changed, with its kind."""
        found: dict[str, str] = {}
        for kind, name in named(record):
            if kind == "places":
                if name[:1].isupper() and self._is_name(name) and not any(map(str.isdigit, name)):
                    found[name] = kind
                continue
            for word in (_OWNED.sub("", word) for word in _WORD.findall(name)):
                if self._is_name(word):
                    found.setdefault(word, kind)
        return found

    def _other(self, word: str, kind: str) -> str:
        if word.isupper() and kind != "places":
            return "".join(self.random.choice(LETTERS, len(word))) if self.random.random() < 0.5 else word
        pool = self.pools[kind] if kind == "places" or self.random.random() < 0.5 else self.capitals
        other = str(self.random.choice(pool))
        return other.title() if other.isupper() and not word.isupper() else other


def named(record: Mapping) -> Iterator[tuple[str, str]]:
    """The names of a record with their kind: employers, unions, places, and persons who act or speak."""
    for dispute in record["disputes"] if record["relevant"] else ():
        values = [(slot, value) for slot in (*KINDS, "workers") for value in dispute.get(slot, ())]
        forms = [(slot, form) for slot, value in values for form in (value["value"], *value.get("aliases", ()))]
        yield from ((slot, form) for slot, form in forms if slot in KINDS)
        parties = {form for slot, form in forms if slot != "places"}
        said = (event.get(key) for event in dispute.get("events", ()) for key in ("said_by", "actor"))
        yield from (("persons", name) for name in said if name and name not in parties and _PERSON.fullmatch(name))


def renamed(document: dict, record: dict, names: Mapping[str, str]) -> tuple[dict, dict]:
    """The report and its record with each name of `names` replaced wherever it stands as a whole word; evidence moves with the text.

    >>> value = {"value": "Acme", "evidence": [{"start": 13, "end": 17, "quote": "Acme"}]}
    >>> renamed({"text": "ACME STRUCK. Acme's men left."}, value, {"Acme": "Borel"})[0]
    {'text': "BOREL STRUCK. Borel's men left."}
    >>> renamed({"text": "ACME STRUCK. Acme's men left."}, value, {"Acme": "Borel"})[1]
    {'value': 'Borel', 'evidence': [{'start': 14, 'end': 19, 'quote': 'Borel'}]}
    """
    if not names:
        return document, record
    known = {" ".join(name.split()).casefold(): name for name in names}
    either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in sorted(names, key=lambda name: (-len(name), name)))
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)

    def other(match: re.Match[str]) -> str:
        words = match.group()
        name = known[" ".join(words.split()).casefold()]
        if words.islower():
            return words
        return names[name].upper() if words.isupper() and not name.isupper() else names[name]

    before, after, last, parts = [0], [0], 0, []
    for match in pattern.finditer(document["text"]):
        parts += [document["text"][last : match.start()], put := other(match)]
        start = after[-1] + match.start() - last
        before += [match.start(), last := match.end()]
        after += [start, start + len(put)]
    text = "".join([*parts, document["text"][last:]])

    def at(place: int) -> int:
        n = bisect_right(before, place) - 1
        return min(after[n] + place - before[n], after[n + 1] if n + 1 < len(after) else len(text))

    def turned(node: object, key: str = "") -> object:
        if isinstance(node, list):
            return [turned(part, key) for part in node]
        if isinstance(node, dict) and "quote" in node:
            start, end = at(node["start"]), at(node["end"])
            return {"start": start, "end": end, "quote": text[start:end]}
        if isinstance(node, dict):
            return {name: turned(value, name) for name, value in node.items()}
        return pattern.sub(other, node) if isinstance(node, str) and key in NAMED else node

    return {**document, "text": text}, turned(record)


def _countries() -> set[str]:
    """The names of countries, the words of these, and the names of peoples, in small letters."""
    rows = csv.reader(Path(__file__).with_name("countries.csv").read_text(encoding="utf-8").splitlines()[1:])
    names = {name.casefold() for row in rows for name in row[1].split("|")}
    return names | {word for name in names for word in name.split()} | set(demonyms(pack("en")))
