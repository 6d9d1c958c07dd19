"""Names as they stand in a text: runs of capitalised words, their normal forms and acronyms. What they are is decided later.

Recall comes first: a run is offered whole and, where it may hold two names ("Ford and Chrysler", "Kroger's Ralphs", "Head of
Volkswagen"), in its parts too; the words themselves are never changed, so that a mention can be quoted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from picketline import lang
from picketline.lang import Pack

_TOKEN = re.compile(r"\w+(?:[-.&'’]\w+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s$")
_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"<[^<>\s]{1,14}>")
_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“"}
"""Marks around the own name of a body: SNPS “Aktobemunaigaz” Company."""
_QUOTE_MARKS = frozenset("".join((*_QUOTES, *_QUOTES.values())))
LONGEST = 12
"""Words of the longest name."""
QUOTED = 3
"""Words of the longest own name between marks."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name at `text[start:end]`; `name` is it with single blanks. `whole` is false for a part of a longer run."""

    start: int
    end: int
    name: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of a pack that the reading of names needs, as sets of small letters."""

    legal: frozenset[str]
    links: frozenset[str]
    openers: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    branches: frozenset[str]
    short: frozenset[str]
    calendar: frozenset[str]


def lexicon(pack: Pack) -> Lexicon:
    """The words of `[names]` in a language pack."""
    return _lexicon(pack.language)


@cache
def _lexicon(language: str) -> Lexicon:
    pack = lang.pack(language)
    names = ("legal_forms", "links", "openers", "titles", "offices", "branches", "abbreviations", "calendar")
    return Lexicon(*(frozenset(pack.words(f"names.{name}")) for name in names))


def tidy(words: str) -> str:
    """The words with single blanks, as a value is written.

    >>> tidy("Iowa Beef\\n  Processors")
    'Iowa Beef Processors'
    """
    return " ".join(words.split())


def plain(name: str) -> str:
    """Small letters without diacritics, possessives and full stops.

    >>> plain("Aníbal Acevedo's D.C. Café")
    'anibal acevedo dc cafe'
    """
    bare = _bare(name.casefold())
    return " ".join(_POSSESSIVE.sub("", word) for word in bare.replace(".", "").split())


def _bare(name: str) -> str:
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def normal_form(name: str, pack: Pack) -> str:
    """The words by which a name is recognised: `plain`, without marks, the article and legal forms (unless there is nothing else).

    >>> from picketline.lang import pack
    >>> normal_form("The Iowa Beef Processors, Inc.", pack("en")), normal_form("Société Générale S.A.", pack("en"))
    ('iowa beef processors', 'societe generale')
    """
    return _normal_form(name, lexicon(pack).legal)


@lru_cache(maxsize=20_000)
def _normal_form(name: str, legal: frozenset[str]) -> str:
    words = _WORD.findall(plain(name).replace("'", "").replace("’", ""))
    kept = [word for word in words if word not in legal]
    return " ".join(kept or words)


_SKIPPED_WORDS = "of and the for in on at de la del da do y e & to co corp inc ltd sa ag plc llc"
_SKIPPED = frozenset(_SKIPPED_WORDS.split())


def acronym(name: str) -> str:
    """The capitals that would stand for a name: its words' first letters, small linking words and legal forms left out.

    >>> acronym("United Food and Commercial Workers"), acronym("Society of Professional Engineering Employees in Aerospace")
    ('UFCW', 'SPEEA')
    """
    words = [word for part in name.split() for word in re.split(r"[-/]", part) if word]
    return "".join(_bare(word)[0].upper() for word in words if word.casefold().strip(".,") not in _SKIPPED and _bare(word)[0].isalnum())


def stands_for(short: str, full: str) -> bool:
    """Whether `short` is written as an acronym of `full`: its capitals, with or without one word of it, or its opening letters in order.

    >>> stands_for("KMG", "KazMunaiGas"), stands_for("UFCWU", "United Food and Commercial Workers Union"), stands_for("GM", "Ford Motor Co")
    (True, True, False)
    """
    letters = re.sub(r"[^\w]", "", short).upper()
    if not 2 <= len(letters) <= 8 or len(full) <= len(short) or not short[-1:].isalnum():
        return False
    initials = acronym(full)
    if letters == initials or (len(letters) > 2 and (letters == initials[:-1] or initials.startswith(letters))):
        return True
    capitals = "".join(c for c in _bare(full) if c.isupper())
    return len(letters) > 2 and (capitals == letters or _spelt_from(letters.casefold(), _bare(full).casefold().split()))


def _spelt_from(letters: str, words: list[str]) -> bool:
    """Whether the letters are the openings of the words, one or more of each in turn: fronape from frota nacional de petroleiros."""
    strong = [word for word in words if word not in _SKIPPED]
    if len(strong) < 2:
        return False
    ends = {0}
    for word in strong:
        ends = {end + n for end in ends for n in range(1, 5) if letters[end : end + n] == word[:n] and end + n <= len(letters)}
    return len(letters) in ends


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    small: str
    capital: bool


def mentions(text: str, pack: Pack) -> tuple[Mention, ...]:
    """Every run of capitalised words that may be a name, with its likely parts, in order; all-capital lines (headlines) are passed over.

    >>> from picketline.lang import pack
    >>> [m.name for m in mentions("They left Acme Co and Zenith's Luton works for GMB Local 12.", pack("en"))]
    ['Acme Co', 'Acme Co and Zenith', "Acme Co and Zenith's Luton", 'Zenith', "Zenith's Luton", 'Luton', 'GMB', 'GMB Local 12', 'Local 12']
    >>> [m.name for m in mentions('SNPS “Norlandoil” Company shut it, she said: "Elm is poor."', pack("en"))]
    ['SNPS', 'SNPS “Norlandoil” Company', 'Norlandoil', 'Company', 'Elm']
    """
    words = lexicon(pack)
    found: dict[tuple[int, int], Mention] = {}
    for run in _runs(_tokens(text), text, words):
        for start, end, whole in _parts(run, words):
            first, last = run[start], run[end - 1]
            stop = last.end - 2 if _POSSESSIVE.search(last.word) else last.end + _is_dotted(text, last, words)
            if stop > first.start:
                found.setdefault((first.start, stop), Mention(first.start, stop, tidy(text[first.start : stop]), whole))
    return tuple(found[key] for key in sorted(found))


def _is_dotted(text: str, token: _Token, words: Lexicon) -> bool:
    """Whether the full stop behind the token belongs to it ("U.S.", "Inc.")."""
    return text[token.end : token.end + 1] == "." and (re.search(r"\.\w$", token.word) is not None or token.small in words.short)


def _tokens(text: str) -> list[_Token]:
    dead = _dead_ranges(text)
    tokens = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        capital = (word[0].isupper() or (word[0].isalpha() and not word.islower())) and not any(a <= match.start() < b for a, b in dead)
        tokens.append(_Token(match.start(), match.end(), word, word.casefold(), capital))
    return tokens


def _dead_ranges(text: str) -> list[tuple[int, int]]:
    """Where capitals name nothing: lines of three words or more in capitals throughout, and an agency's marks (`<CLT>`)."""
    out, start = [m.span() for m in _MARKS.finditer(text)], 0
    for line in text.splitlines(keepends=True):
        if line.isupper() and len(line.split()) >= 3:
            out.append((start, start + len(line)))
        start += len(line)
    return out


def _runs(tokens: list[_Token], text: str, words: Lexicon) -> Iterator[list[_Token]]:
    """Capitalised tokens that stand together, linking words between them included."""
    position = 0
    while position < len(tokens):
        if not tokens[position].capital:
            position += 1
            continue
        run, after = [tokens[position]], position + 1
        while (reach := _next(tokens, after, text, words, run[-1])) is not None and len(run) < 3 * LONGEST:
            run.extend(tokens[after:reach])
            after = reach
        yield run
        position = after


def _next(tokens: list[_Token], at: int, text: str, words: Lexicon, last: _Token) -> int | None:
    """The end of the tokens that prolong the run at `at`, or None where it stops."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if "\n\n" in text[last.end : token.start] or "\n    " in text[last.end : token.start]:
        return None
    if token.capital:
        return at + 1
    if token.word == "." and token.start == last.end and (last.small in words.short or len(last.word) == 1 or "." in last.word):
        return at + 1 if _continues(tokens, at + 1, text) else None
    if last.small in words.branches and token.word[0].isdigit():
        return at + 1
    return _over_links(tokens, at, words)


def _continues(tokens: list[_Token], at: int, text: str) -> bool:
    return at < len(tokens) and (tokens[at].capital or tokens[at].word == "'") and "\n\n" not in text[tokens[at - 1].end : tokens[at].start]


def _over_links(tokens: list[_Token], at: int, words: Lexicon) -> int | None:
    """Past one or two linking words, a comma before a branch or legal form, or an acronym in brackets before a branch."""
    token = tokens[at]
    ahead = tokens[at + 1 : at + 5]
    if token.small in words.links:
        if ahead and ahead[0].capital:
            return at + 2
        return at + 3 if len(ahead) > 1 and ahead[0].small in words.links and ahead[1].capital else None
    if token.word == "," and ahead and ahead[0].capital and ahead[0].small.strip(".") in words.legal | words.branches:
        return at + 2
    if token.word in _QUOTES and (close := _closed(tokens, at, _QUOTES[token.word])) is not None:
        return close + 1
    bracketed = token.word == "(" and len(ahead) > 2 and ahead[0].capital and ahead[1].word == ")"
    if bracketed and ahead[2].capital and ahead[2].small in words.branches:
        return at + 4
    return None


def _closed(tokens: list[_Token], at: int, mark: str) -> int | None:
    """Where the marks around a few capitalised words close, or None."""
    for n, token in enumerate(tokens[at + 1 : at + QUOTED + 2], start=at + 1):
        if not token.capital:
            return n if token.word == mark and n > at + 1 else None
    return None


def _parts(run: list[_Token], words: Lexicon) -> Iterator[tuple[int, int, bool]]:
    """(first, end, whole) token ranges of a run that may be a name each."""
    first, end = _trim(run, 0, len(run), words)
    if first >= end:
        return
    breaks = [n for n in range(first + 1, end) if not run[n].capital and not run[n].word[0].isdigit()]
    owners = [n + 1 for n in range(first, end - 1) if _POSSESSIVE.search(run[n].word)]
    opening = [n for n in range(first + 1, end) if run[n].small in words.branches | words.offices]
    seen = set()
    for low, high in _pieces(first, end, breaks, owners, opening):
        start, stop = _trim(run, low, high, words)
        if sum(token.word in "()" for token in run[start:stop]) % 2 or sum(token.word in _QUOTE_MARKS for token in run[start:stop]) % 2:
            continue
        if start < stop and stop - start <= LONGEST and (start, stop) not in seen:
            seen.add((start, stop))
            yield start, stop, (start, stop) == (first, end)
        if start < stop and (later := _after_title(run, start, stop, words)) < stop and later > start and (later, stop) not in seen:
            seen.add((later, stop))
            yield later, stop, False


def _pieces(first: int, end: int, breaks: list[int], owners: list[int], opening: list[int]) -> Iterator[tuple[int, int]]:
    cuts = sorted({first, end, *breaks, *owners, *opening})
    yield first, end
    for a, low in enumerate(cuts):
        for high in cuts[a + 1 : a + 4]:
            yield low, high


def _trim(run: list[_Token], first: int, end: int, words: Lexicon) -> tuple[int, int]:
    """The range without linking words, sentence openers and days at its edges."""
    while first < end and (
        not (run[first].capital or run[first].word[0].isdigit())
        or run[first].small in words.calendar
        or (run[first].small in words.openers and not (run[first].word.isupper() and len(run[first].word) > 2))
    ):
        first += 1
    while end > first and (_is_loose(run, first, end, words) or run[end - 1].small in words.calendar):
        end -= 1
    return first, end


def _is_loose(run: list[_Token], first: int, end: int, words: Lexicon) -> bool:
    """Whether the last token of the range cannot close a name."""
    last = run[end - 1]
    if last.capital:
        return False
    if last.word in _QUOTE_MARKS:
        return not any(token.word in _QUOTES for token in run[first : end - 1])
    if last.word == ".":
        return not (end - first > 1 and (run[end - 2].small in words.short or "." in run[end - 2].word))
    return not (last.word[0].isdigit() and end - first > 1)


def _after_title(run: list[_Token], start: int, stop: int, words: Lexicon) -> int:
    """Past the titles ("President", "Gov.") that open the range."""
    while start < stop and (run[start].small in words.titles or (run[start].word == "." and run[start - 1].small in words.titles)):
        start += 1
    return start
