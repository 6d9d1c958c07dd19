"""What stands over a report and is no part of it: byline, date, dateline, summary, site, lines that the page puts there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile

from picketline.lang import pack
from picketline.model import Layer
from picketline.text.credits import byline, calendar_words, is_date_line, only_dateline, plain_words, same_words
from picketline.text.places import look_up
from picketline.text.sentences import Paragraph, paragraphs

LINE_WORDS, STEM = 9, 5
"""Words of a line above a report at most, and letters by which two words are one."""
STANDFIRST_WORDS = 5
"""Words from which a paragraph with which the next one begins is a standfirst."""
MOST_POINTS = 6
"""Points of a summary at most."""
PROSE_WORDS = 20
"""Words of a paragraph that is no line of a header any more."""
_LINE = re.compile(r"[^\n]+")
_CONTENT = re.compile(r"[^\W\d_]{3,}")
_SITE = re.compile(r"\s+(?P<mark>[|–—-])\s+(?P<name>[^|–—]{2,40})\Z")
_POINT = re.compile(r"[•·▪‣*–-]\s+(?=\S)")


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
    dateline = only_dateline(text, found)
    above = list(takewhile(lambda one: len(text[one.start : one.end].split()) < PROSE_WORDS, found))
    layers = [*([dateline] if dateline else []), *_summary(text, found), *_titles(text, found, language)]
    layers += _apart(text, found, above, language)
    if sum(byline(text[one.start : one.end], language) is not None for one in found) < 2:
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
    if found[1:] and same_words(text[start:cut], text[found[1].start : found[1].end]):
        yield Layer(start, end, "furniture", "title")
    elif cut < end:
        yield Layer(cut, end, "furniture", "site")
    for one, after in pairwise(found[1:4]):
        said = " ".join(text[one.start : one.end].rstrip(" .").split())
        if len(said.split()) >= STANDFIRST_WORDS and " ".join(text[after.start : after.end].split()).startswith(said):
            yield Layer(one.start, one.end, "furniture", "standfirst")


def _apart(text: str, found: Sequence[Paragraph], above: Sequence[Paragraph], language: str) -> Iterator[Layer]:
    """The short lines between the headline and the prose (`above`) of which no word is taken up: who wrote it, how often it was shared.

    A place stays, for it may say where all of it happens; and so do all lines of a text with further headings, which may part it.

    >>> body = "All ferry crews walked out of Elmstrand on Monday, their union said, to press for more pay and for two more days off."
    >>> text = "Crews out at noon\\n\\nMaria Keller\\n\\nFerry crews\\n\\n" + body
    >>> found = paragraphs(text)
    >>> [text[layer.start : layer.end] for layer in _apart(text, found, found[:3], "en")]
    ['Maria Keller']
    """
    lines = [one for one in above[1:] if one.heading and len(text[one.start : one.end].split()) <= LINE_WORDS]
    if not lines or not found[0].heading or any(one.heading for one in found[len(above) : -1]):
        return
    rest = (text[one.start : one.end] for one in found if one not in lines)
    taken_up = {word[:STEM] for part in rest for word in _content(part)}
    calendar = calendar_words(language)
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
    words = plain_words(line)
    stamped = any(word in pack(language).words("furniture.stamps") for word in words)
    return stamped and len(words) <= 10 and all(word in calendar_words(language) or word[0].isdigit() for word in words)


@cache
def _job(language: str) -> re.Pattern[str]:
    """A line with the job of who writes alone: "Local Democracy Reporter"."""
    jobs = "|".join(re.escape(word) for word in pack(language).words("furniture.byline_jobs"))
    return re.compile(rf"(?:[A-Z][\w/&-]* ){{1,4}}(?i:{jobs})s?" if jobs else r"(?!)")
