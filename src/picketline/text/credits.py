"""Title, byline, syndication credit and dateline of a report in plain text, as layers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile

from picketline.lang import pack
from picketline.model import Layer
from picketline.text.places import look_up
from picketline.text.sentences import Paragraph, paragraphs

BYLINE_WORDS = 14
LINE_WORDS, STEM = 9, 5
"""Words of a line above a report at most, and letters by which two words are one."""
STANDFIRST_WORDS = 5
"""Words from which a paragraph with which the next one begins is a standfirst."""
MOST_POINTS = 6
"""Points of a summary at most."""
PROSE_WORDS = 20
"""Words of a paragraph that is no line of a header any more."""
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_MONTH = rf"(?:{'|'.join((*_MONTHS.split(), *_MONTHS.upper().split()))})[A-Za-z]{{0,6}}\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_AGENCY = r"(?: ?\([^()\n]{2,30}\)|\.? ?/[A-Z][^/\n]{1,20}/\.?)"
_WITHIN = r"(?:, ?[A-Z][\w.' ]{1,24}?)?"
_TOWN = rf"[A-Z][A-Z.'’-]+(?:,? [A-Z][A-Z.'’-]+){{0,4}}{_WITHIN}"
_SMALL_TOWN = rf"[A-Z][\w.'’-]+(?: [A-Za-z][\w.'’-]+){{0,3}}{_WITHIN}"
_DASH = r"(?:\s?(?:--|—|–)\s?|\s-\s|-(?=[A-Z][a-z]))"
_PARTED = rf"(?:{_TOWN}|{_SMALL_TOWN})\. {_DAY}\.?(?:{_AGENCY}| [A-Z][\w-]*(?: [A-Z][\w-]*){{0,2}})?"
DATELINE = re.compile(
    rf"(?:(?:{_TOWN}(?:, ?{_DAY})?(?:{_AGENCY})?|{_DAY}{_AGENCY}|{_PARTED}){_DASH}|{_SMALL_TOWN}, ?{_DAY}{_AGENCY}(?:{_DASH}|:?\s+))"
    r"(?=[\w\"'“‘])"
)
"""The place, day and agency with which an agency's report begins."""
_OF_AGENCY = re.compile(rf"{_DAY}|{_AGENCY}")
_LONGEST_DATE = 120
_PLACE = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)?, (?=\S)")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)$")
_POINTED = re.compile(r"\b(?:[A-Z]|Jr|Sr|Inc|Co|org|com|net)\.$")
_TOKEN = re.compile(r"[\w.]+")
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\b\d{1,2}(?::\d{2}){1,2}\b|\b\d{1,2}\.\d{2}(?=\s*[ap]\.?m\b)")
_LINE = re.compile(r"[^\n]+")
_CONTENT = re.compile(r"[^\W\d_]{3,}")
_SITE = re.compile(r"\s+(?P<mark>[|–—-])\s+(?P<name>[^|–—]{2,40})\Z")
_POINT = re.compile(r"[•·▪‣*–-]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Credits:
    """Who wrote a report, through whom it came, and the marks that say so."""

    byline: str | None = None
    via: str | None = None
    layers: tuple[Layer, ...] = ()


def credits(text: str, title: str | None = None, language: str = "en", asides: Sequence[Layer] = ()) -> Credits:
    """The byline and credit of a report, and its layers of kind title, byline and dateline outside `asides` (its furniture).

    >>> found = credits("Crews walk out\\n\\nBy Ada Finch via Coast Wire\\n\\nELMSTRAND, March 3 (CW) - Crews walked out.")
    >>> found.byline, found.via, [layer.kind for layer in found.layers]
    ('Ada Finch', 'Coast Wire', ['title', 'byline', 'dateline'])
    """
    taken = {layer.start for layer in asides}
    lines = [line for line in paragraphs(text) if line.start not in taken]
    layers = list(_title(text, lines, title))
    names: list[tuple[str, str | None]] = []
    for line in lines:
        words = text[line.start : line.end]
        if (credit := byline(words, language)) is not None:
            names.append(credit)
            layers.append(Layer(line.start, line.end, "byline"))
        elif is_date_line(words, language):
            layers.append(Layer(line.start, line.end, "dateline"))
    layers += _datelines(text, lines)
    writer, via = names[0] if len(names) == 1 or _all_one(names) else (None, None)
    return Credits(writer, via, tuple(sorted(layers)))


def byline(line: str, language: str = "en") -> tuple[str, str | None] | None:
    """The writer and the outlet that a byline names ("By X via Y", "X, labour correspondent"), or None where the line is no byline.

    A date after a bar is left out.

    >>> byline("By Ada Finch, labour correspondent | March 3, 2024"), byline("By noon nobody had come back."), byline("By Monday")
    (('Ada Finch, labour correspondent', None), None, None)
    >>> byline("Ada Finch, Labour Correspondent"), byline("Ada Finch, a reporter, had left.")
    (('Ada Finch, Labour Correspondent', None), None)
    """
    words = " ".join(line.split("|", maxsplit=1)[0].split())
    match = _by(language).fullmatch(words) or _with_job(language).fullmatch(words)
    if not match or len(words.split()) > BYLINE_WORDS or words[-1] in "!?…:;":
        return None
    name, via = match["name"].strip(" ,.—–-"), match.groupdict().get("via")
    if not name or (words.endswith(".") and not _POINTED.search(words)):
        return None
    if name.split()[0].casefold().strip(".,") in _calendar(language):
        return None
    return name, via.strip(" .,") if via else None


def is_date_line(line: str, language: str = "en") -> bool:
    """Whether a line holds a date and nothing but what belongs to one ("October 10, 2003 | Page 11"), a byline before it aside.

    >>> is_date_line("October 10, 2003 | Page 11"), is_date_line("March 3 was quiet"), is_date_line("By Ada Finch | May 3, 2024")
    (True, False, True)
    """
    return date_in_line(line, language) is not None


def date_in_line(line: str, language: str = "en") -> tuple[int, int, int] | None:
    """Year (0 where none is given), month and day (0 likewise) of a date line, or None. A place may stand before the date.

    >>> date_in_line("Elmstrand, 7 October 2024"), date_in_line("Published May 2024"), date_in_line("Published: 14:32, 9 October 2023")
    ((2024, 10, 7), (2024, 5, 0), (2023, 10, 9))
    """
    if len(line) > _LONGEST_DATE or not _DIGIT.search(line):
        return None
    words = _date_words(line, language)
    months, calendar = _months(language), _calendar(language)
    figures = [word for word in words if word[0].isdigit()]
    named = [months[word] for word in words if word in months]
    if not 2 <= len(words) <= 14 or not figures or not named or any(not (word in calendar or word[0].isdigit()) for word in words):
        return None
    numbers = [int(figure) for word in figures if (figure := _ORDINAL.sub("", word)).isdecimal() and len(figure) < 5]
    year = next((number for number in numbers if 1000 <= number < 2200), 0)
    day = next((number for number in numbers if 1 <= number <= 31), 0)
    return year, int(named[0]), day


def _date_words(line: str, language: str) -> list[str]:
    """The words of a line in small letters, without a byline before a bar and a place before a comma."""
    parts = [part.strip() for part in _CLOCK.sub(" ", line).split("|")]
    kept = " ".join(part for part in parts if byline(part, language) is None)
    place = _PLACE.match(kept)
    calendar = _calendar(language)
    if place and not any(word.casefold().strip(",.") in calendar for word in place.group().split()):
        kept = kept[place.end() :]
    return [word for token in _TOKEN.findall(kept) if (word := token.casefold().rstrip("."))]


@cache
def _by(language: str) -> re.Pattern[str]:
    words = pack(language)
    opens = "|".join(_any_case(word) for word in words.words("furniture.byline_opens"))
    via = "|".join(re.escape(word) for word in sorted(words.words("furniture.via"), key=len, reverse=True))
    return re.compile(rf"(?:{opens}):? (?P<name>[A-Z][^|]{{1,80}}?)(?:[,|]? (?:(?i:{via})) (?P<via>\S.{{1,60}}))?" if opens else r"(?!)")


@cache
def _job(language: str) -> re.Pattern[str]:
    """A line with the job of who writes alone: "Local Democracy Reporter"."""
    jobs = "|".join(re.escape(word) for word in pack(language).words("furniture.byline_jobs"))
    return re.compile(rf"(?:[A-Z][\w/&-]* ){{1,4}}(?i:{jobs})s?" if jobs else r"(?!)")


@cache
def _with_job(language: str) -> re.Pattern[str]:
    """One or two full names and the job of who writes."""
    jobs = "|".join(re.escape(word) for word in pack(language).words("furniture.byline_jobs"))
    name = r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]*){1,3}"
    return re.compile(rf"(?P<name>{name}(?: and {name})?,(?: [\w/]+){{0,3}} (?i:{jobs})s?)" if jobs else r"(?!)")


def _any_case(word: str) -> str:
    forms = "|".join(re.escape(form) for form in (word.capitalize(), word.upper(), word.title()))
    return rf"{forms}|{re.escape(word)}(?= [A-Z][A-Z.'’-])"  # "by ADA FINCH"


@cache
def _months(language: str) -> Mapping[str, str]:
    return pack(language).table("furniture.months")


@cache
def _calendar(language: str) -> frozenset[str]:
    words = pack(language)
    return frozenset((*words.table("furniture.months"), *words.words("furniture.date_words")))


def _title(text: str, lines: Sequence[Paragraph], title: str | None) -> Iterator[Layer]:
    """The line that is the title as given, else the first line where it is a heading."""
    for line in lines[:40] if title else ():
        if _same(text[line.start : line.end], title or ""):
            yield Layer(line.start, line.end, "title")
            return
    if lines and lines[0].heading and byline(text[lines[0].start : lines[0].end]) is None and len(lines) > 1:
        yield Layer(lines[0].start, lines[0].end, "title")


def _same(line: str, title: str) -> bool:
    return " ".join(line.split()).casefold() == " ".join(title.split()).casefold()


def _datelines(text: str, lines: Sequence[Paragraph]) -> Iterator[Layer]:
    """The place, date and agency with which paragraphs begin ("ELMSTRAND, March 3 (CW) -")."""
    for line in lines:
        if not line.heading and (match := DATELINE.match(text, line.start, min(line.end, line.start + 90))):
            yield Layer(match.start(), len(text[: match.end()].rstrip()), "dateline")


def header(text: str, language: str = "en") -> tuple[Layer, ...]:
    """What stands over a report and is no part of it: byline, line of the date, agency's dateline. The bylines of a digest stay.

    >>> text = "CREWS OUT\\n\\nBy Ada Finch | March 3, 2024\\n\\nELMSTRAND, March 3 (CW) - Crews walked out at noon on Monday."
    >>> [text[layer.start : layer.end] for layer in header(text)]
    ['By Ada Finch | March 3, 2024', 'ELMSTRAND, March 3 (CW) -']
    >>> text = "Crews out\\n\\nBy Ada Finch\\nLocal Reporter\\nLast updated: 14:05 GMT\\n\\nFerry crews walked out."
    >>> [text[layer.start : layer.end] for layer in header(text)]
    ['By Ada Finch', 'Local Reporter', 'Last updated: 14:05 GMT']

    So are the points in which a page sums a report up above it, a headline that stands there twice, the site's name behind it, and lines
    between the headline and the report that nothing in the report takes up.
    """
    found = paragraphs(text)
    dateline = _only_dateline(text, found)
    layers = [*([dateline] if dateline else []), *_summary(text, found), *_titles(text, found, language), *_apart(text, found, language)]
    if sum(byline(text[one.start : one.end], language) is not None for one in found) < 2:
        above = takewhile(lambda one: len(text[one.start : one.end].split()) < PROSE_WORDS, found)
        layers += [layer for one in above for layer in _heading(text, one, language)]
    return tuple(sorted(layers))


def _summary(text: str, found: Sequence[Paragraph]) -> Iterator[Layer]:
    """The points between the headline and the prose that follows; a text that goes on with no more prose than points is a list.

    >>> text = "Crews out\\n\\n- Ferry crews stop work over pay.\\n- No talks.\\n\\nFerry crews walked out.\\n\\nThey came back."
    >>> [text[layer.start : layer.end] for layer in _summary(text, paragraphs(text))]
    ['- Ferry crews stop work over pay.', '- No talks.']
    """
    points = [one for one in takewhile(lambda one: one.heading or _is_point(text, one), found) if _is_point(text, one)]
    rest = [one for one in found if points and one.start > points[-1].end and not one.heading]
    if 1 < len(points) <= min(MOST_POINTS, len(rest)) and not any(_is_point(text, one) for one in rest):
        yield from (Layer(one.start, one.end, "furniture", "summary") for one in points)


def without_site(title: str, language: str = "en") -> str:
    """A headline without the site that stands behind it: anything behind a bar, behind a dash what an outlet is called.

    >>> [without_site(title) for title in ("Crews out | The Elm Echo", "Crews out at noon - Elm News", "Crews out - for good")]
    ['Crews out', 'Crews out at noon', 'Crews out - for good']
    """
    behind = _SITE.search(title)
    if behind is None or behind.start() < len(title) / 3:
        return title
    known = pack(language).words("furniture.outlets")
    is_site = behind["mark"] == "|" or behind["name"].split()[-1].casefold() in known
    return title[: behind.start()] if is_site else title


@cache
def _kicker(language: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, pack(language).words("furniture.kickers")))
    return re.compile(rf"(?i:{words}):\s+|(?:UPDATE|WRAPUP|CORRECTED|REFILE|RPT)(?: \d+)?-")


def _titles(text: str, found: Sequence[Paragraph], language: str) -> Iterator[Layer]:
    """The first of two headlines that are the same, the site behind the headline, "UPDATE 2-" before it, and a standfirst that is the
    beginning of the report once more.
    """
    if not found or not found[0].heading:
        return
    start, end = found[0].start, found[0].end
    if kicker := _kicker(language).match(text, start, end):
        yield Layer(start, start := kicker.end(), "furniture", "kicker")
    cut = start + len(without_site(text[start:end], language))
    if found[1:] and _same(text[start:cut], text[found[1].start : found[1].end]):
        yield Layer(start, end, "furniture", "title")
    elif cut < end:
        yield Layer(cut, end, "furniture", "site")
    for one, after in pairwise(found[1:4]):
        said = " ".join(text[one.start : one.end].rstrip(" .").split())
        if len(said.split()) >= STANDFIRST_WORDS and " ".join(text[after.start : after.end].split()).startswith(said):
            yield Layer(one.start, one.end, "furniture", "standfirst")


def _apart(text: str, found: Sequence[Paragraph], language: str) -> Iterator[Layer]:
    """The short lines between the headline and the prose of which no word is taken up again: who wrote it, how often it was shared.

    A place stays, for it may say where all of it happens; and so do all lines of a text with further headings, which may part it.

    >>> body = "All ferry crews walked out of Elmstrand on Monday, their union said, to press for more pay and for two more days off."
    >>> text = "Crews out at noon\\n\\nMaria Keller\\n\\nFerry crews\\n\\n" + body
    >>> [text[layer.start : layer.end] for layer in _apart(text, paragraphs(text), "en")]
    ['Maria Keller']
    """
    above = list(takewhile(lambda one: len(text[one.start : one.end].split()) < PROSE_WORDS, found))
    lines = [one for one in above[1:] if one.heading and len(text[one.start : one.end].split()) <= LINE_WORDS]
    if not lines or not found[0].heading or any(one.heading for one in found[len(above) : -1]):
        return
    rest = (text[one.start : one.end] for one in found if one not in lines)
    taken_up = {word[:STEM] for part in rest for word in _content(part)}
    calendar = _calendar(language)
    for one in lines:
        stands = {layer.start for layer in _heading(text, one, language)}
        for line in _LINE.finditer(text, one.start, one.end):
            words = (word for word in _content(line.group()) if word not in calendar)
            known = any(word[:STEM] in taken_up for word in words) or look_up([line.group().strip().title()])
            if not known and line.start() not in stands:
                yield Layer(*line.span(), "furniture", "apart")


def _content(words: str) -> Iterator[str]:
    """The words that say something, in small letters."""
    return (word.casefold() for word in _CONTENT.findall(words))


def _is_point(text: str, block: Paragraph) -> bool:
    return bool(_POINT.match(text, block.start, block.end))


def _heading(text: str, block: Paragraph, language: str) -> Iterator[Layer]:
    """The bylines and lines of the date in a block that stands over a report."""
    for line in _LINE.finditer(text, block.start, block.end):
        if byline(line.group(), language) is not None or _job(language).fullmatch(line.group().strip()):
            yield Layer(*line.span(), "byline")
        elif is_date_line(line.group(), language) or _is_stamp(line.group(), language):
            yield Layer(*line.span(), "dateline")


def _is_stamp(line: str, language: str) -> bool:
    """Whether a line says nothing but when it was last changed ("Last updated: 14:05 GMT")."""
    words = [word for token in _TOKEN.findall(line) if (word := token.casefold().rstrip("."))]
    stamped = any(word in pack(language).words("furniture.stamps") for word in words)
    return stamped and len(words) <= 10 and all(word in _calendar(language) or word[0].isdigit() for word in words)


def agency_dateline(text: str) -> Layer | None:
    """The dateline with a day or an agency's name in it; None where there is none, or several (the parts of a digest).

    >>> text = "CREWS OUT\\n\\nELMSTRAND, Norland, March 3 (CW) - Crews walked out."
    >>> (found := agency_dateline(text)) and text[found.start : found.end]
    'ELMSTRAND, Norland, March 3 (CW) -'
    """
    return _only_dateline(text, paragraphs(text))


def _only_dateline(text: str, lines: Sequence[Paragraph]) -> Layer | None:
    """`agency_dateline` of a text whose paragraphs are known."""
    found = [layer for layer in _datelines(text, lines) if _OF_AGENCY.search(text, layer.start, layer.end)]
    return found[0] if len(found) == 1 else None


def town_in_dateline(dateline: str) -> tuple[str, str]:
    """The town of a dateline and what stands behind its comma (the state or country, or nothing).

    >>> [town_in_dateline(line) for line in ("ELMSTRAND, Norland, March 3 (CW) -", "NEW ELM, MARCH 26 -", "Elm. 3 March. Coast Wire -")]
    [('ELMSTRAND', 'Norland'), ('NEW ELM', ''), ('Elm', '')]
    """
    where = _OF_AGENCY.split(dateline, maxsplit=1)[0].rstrip(" ,.-–—")
    town, _, within = where.partition(",")
    return town.strip(), within.strip()


def _all_one(names: Sequence[tuple[str, str | None]]) -> bool:
    return len(set(names)) == 1
