"""Title, byline, syndication credit and dateline of a report in plain text, as layers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from picketline.lang import pack
from picketline.model import Layer
from picketline.text.sentences import Paragraph, paragraphs

BYLINE_WORDS = 14
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
    if name.split()[0].casefold().strip(".,") in calendar_words(language):
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
    months, calendar = _months(language), calendar_words(language)
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
    calendar = calendar_words(language)
    if place and not any(word.casefold().strip(",.") in calendar for word in place.group().split()):
        kept = kept[place.end() :]
    return plain_words(kept)


def plain_words(line: str) -> list[str]:
    """The words and figures of a line in small letters, without full stops behind them."""
    return [word for token in _TOKEN.findall(line) if (word := token.casefold().rstrip("."))]


@cache
def _by(language: str) -> re.Pattern[str]:
    words = pack(language)
    opens = "|".join(_any_case(word) for word in words.words("furniture.byline_opens"))
    via = "|".join(re.escape(word) for word in sorted(words.words("furniture.via"), key=len, reverse=True))
    return re.compile(rf"(?:{opens}):? (?P<name>[A-Z][^|]{{1,80}}?)(?:[,|]? (?:(?i:{via})) (?P<via>\S.{{1,60}}))?" if opens else r"(?!)")


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
def calendar_words(language: str) -> frozenset[str]:
    """Months and the words that stand with dates in a line."""
    words = pack(language)
    return frozenset((*words.table("furniture.months"), *words.words("furniture.date_words")))


def _title(text: str, lines: Sequence[Paragraph], title: str | None) -> Iterator[Layer]:
    """The line that is the title as given, else the first line where it is a heading."""
    for line in lines[:40] if title else ():
        if same_words(text[line.start : line.end], title or ""):
            yield Layer(line.start, line.end, "title")
            return
    if lines and lines[0].heading and byline(text[lines[0].start : lines[0].end]) is None and len(lines) > 1:
        yield Layer(lines[0].start, lines[0].end, "title")


def same_words(line: str, title: str) -> bool:
    """Whether two lines are the same but for blanks and capitals."""
    return " ".join(line.split()).casefold() == " ".join(title.split()).casefold()


def _datelines(text: str, lines: Sequence[Paragraph]) -> Iterator[Layer]:
    """The place, date and agency with which paragraphs begin ("ELMSTRAND, March 3 (CW) -")."""
    for line in lines:
        if not line.heading and (match := DATELINE.match(text, line.start, min(line.end, line.start + 90))):
            yield Layer(match.start(), len(text[: match.end()].rstrip()), "dateline")


def agency_dateline(text: str) -> Layer | None:
    """The dateline with a day or an agency's name in it; None where there is none, or several (the parts of a digest).

    >>> text = "CREWS OUT\\n\\nELMSTRAND, Norland, March 3 (CW) - Crews walked out."
    >>> (found := agency_dateline(text)) and text[found.start : found.end]
    'ELMSTRAND, Norland, March 3 (CW) -'
    """
    return only_dateline(text, paragraphs(text))


def only_dateline(text: str, lines: Sequence[Paragraph]) -> Layer | None:
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
