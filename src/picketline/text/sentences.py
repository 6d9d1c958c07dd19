"""Sentences and paragraphs of a report, as half-open ranges of code points over its raw text.

The text is never changed: wire copy stays hard-wrapped and a sentence may hold line breaks. What ends a paragraph is read from
the layout: a blank line, a line indented by two blanks or more, and, where the text is not hard-wrapped, every line break.
Agencies set the first line of a paragraph in by four blanks; scraped pages put a paragraph on a line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

WRAP = 100
"""Code points of the longest line a hard-wrapped text may have."""
FULL, FEW = 30, 0.25
"""Code points from which a line is full, and the share of long ones that a hard-wrapped text may have."""
HEADING = 100
"""Code points of the longest heading."""

_ABBREVIATION_WORDS = """
    mr mrs ms messrs dr prof rev hon gov sen rep gen col lt maj capt sgt cmdr adm st ste mt ft jr sr pres supt
    inc corp co cos ltd bros llc plc pty assn assoc dept dist univ natl intl bhd cia
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
    no nos vs v est approx ave blvd rd fig vol pp p ed eds etc al cf incl dlrs pct mln bln e.g i.e a.m p.m
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn
    tenn tex vt va wash wis wyo ont que alta sask b.c n.s n.b
    """
_OPENER_WORDS = """
    the a an in on at it he she they we i you but and this that these those there when while after before since
    if as for from by to of with its his her their our my both all some most many one two no not now
    """
_ENDING_WORDS = "inc corp co cos ltd bros llc plc etc jr sr a.m p.m no dlrs pct mln bln"
_ABBREVIATIONS, _OPENERS = frozenset(_ABBREVIATION_WORDS.split()), frozenset(_OPENER_WORDS.split())
_ENDS_OR_NOT = frozenset(_ENDING_WORDS.split())

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…][.!?…\"'”’»)\]]{0,8}(?=\s)|\.{3,5}(?=[A-Z\"])")
_SPACE = re.compile(r"\s*")
_WORD_BEFORE = re.compile(r"[\w.&'’-]{1,20}\Z")
_NEXT = re.compile(r"\s*[\"'“‘«(\[–—*•-]*\s?(\w[\w'’]{0,20})?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: `text[start:end]` without outer white space; `heading` is true of titles, sub-headings and bylines."""

    start: int
    end: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `text[start:end]` without outer white space, and the paragraph (by number) it stands in."""

    start: int
    end: int
    paragraph: int
    heading: bool


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, in order.

    >>> wire = "PORT STRIKE SPREADS\\n\\nDockers in the port walked\\nout today.\\n    Talks failed.\\n Reuter"
    >>> [wire[p.start : p.end] for p in paragraphs(wire)]
    ['PORT STRIKE SPREADS', 'Dockers in the port walked\\nout today.', 'Talks failed.', 'Reuter']
    """
    return tuple(_paragraph(text, start, end, number == 0) for number, (start, end) in enumerate(_blocks(text)))


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, in order; they do not overlap, and only white space stands between them.

    >>> text = 'Mr. J. Okafor of Acme Inc. said: "We walked out." Nobody came back.'
    >>> [text[s.start : s.end] for s in sentences(text)]
    ['Mr. J. Okafor of Acme Inc. said: "We walked out."', 'Nobody came back.']
    """
    return tuple(
        Sentence(start, end, number, paragraph.heading)
        for number, paragraph in enumerate(paragraphs(text))
        for start, end in _split(text, paragraph)
    )


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Line ranges that form one paragraph each."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m.group().isspace()]
    wrapped = _is_wrapped(text, lines)
    first = 0
    for number in range(1, len(lines) + 1):
        if number == len(lines) or not (wrapped and _runs_on(text, lines[number - 1], lines[number])):
            yield lines[first][0], lines[number - 1][1]
            first = number


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether line breaks are there to keep lines short: some line breaks off before a small letter, and no line is long; or few are
    (a site's own line below a wire report), and at least as many full lines break off so.
    """
    long = sum(end - start > WRAP for start, end in lines)
    if not long:
        return any(text[start:end].lstrip()[:1].islower() for start, end in lines)
    broken = sum(text[after].islower() and after - end == 1 and end - start >= FULL for (start, end), (after, _) in pairwise(lines))
    return long <= min(len(lines) * FEW, broken)


def _runs_on(text: str, line: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether the next line goes on with the paragraph of this one (both in a hard-wrapped text)."""
    gap = text[line[1] : after[0]]
    if gap.count("\n") > 1 or text[after[0] : after[0] + 2].isspace() or max(line[1] - line[0], after[1] - after[0]) > WRAP:
        return False
    if text[after[0]].isspace():  # the agency's name that signs a report off, set in by one blank
        return after[1] - after[0] > 20
    return not _capitals(text[line[0] : line[1]])


def _paragraph(text: str, start: int, end: int, first: bool) -> Paragraph:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Paragraph(start, end, _is_heading(text[start:end], first))


def _is_heading(block: str, first: bool) -> bool:
    """A short block without a full stop at its end, one in capitals, or a question or cry above the first paragraph."""
    if len(block) > HEADING:
        return False
    last = block.rstrip("\"'”’)")[-1:]
    return last not in ".!?…:;," or _capitals(block) or (first and last in "!?" and "\n" not in block)


def _capitals(line: str) -> bool:
    return line.isupper() and sum(map(str.isalpha, line)) >= 4


def _split(text: str, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Sentence ranges within one paragraph."""
    start = paragraph.start
    small = text[start : paragraph.end].islower()  # some archives keep no capitals
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if _is_end(text, paragraph.start, stop, paragraph.end, small):
            yield start, stop.end()
            start = stop.end() + len(_SPACE.match(text, stop.end())[0])  # type: ignore[index]
    if start < paragraph.end:
        yield start, paragraph.end


def _is_end(text: str, floor: int, stop: re.Match[str], ceiling: int, small: bool) -> bool:
    """Whether a sentence ends at this mark: the next word opens one, and the mark does not belong to an abbreviation."""
    following = _NEXT.match(text, stop.end(), ceiling)
    opener = following.group(1) if following else None
    if opener is None or (opener[0].islower() and not small):
        return False
    if stop.group()[0] != "." or stop.end() - stop.start() > 1:
        return True
    return not _is_abbreviation(_word_before(text, floor, stop.start()), opener)


def _word_before(text: str, floor: int, position: int) -> str:
    word = _WORD_BEFORE.search(text[max(floor, position - 20) : position])
    return word.group() if word else ""


def _is_abbreviation(word: str, opener: str) -> bool:
    """Whether the full stop after `word` belongs to it, seen from the word that follows."""
    plain = word.casefold()
    opens = opener.casefold() in _OPENERS
    if plain == "no":
        return opener[0].isdigit()
    if len(word) == 1 and word.isalpha() and word.isupper():
        return not (opens and len(opener) > 1) or word != "I"
    if "." in word and all(len(part) <= 2 for part in word.split(".")):
        return not opens
    if plain in _ABBREVIATIONS:
        return not (opens and plain in _ENDS_OR_NOT)
    return False
