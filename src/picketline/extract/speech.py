"""Who says what: speech frames of a report, each with its source's words, its cue and the ranges of what is said.

A frame is a verb of saying with the phrase before it ("the union said"), behind it ("said the union's president") or around it,
"according to" with a source, or a source that somebody quoted. Marks of quotation decide where direct speech begins and ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from picketline.extract.page import Page
from picketline.lang import Pack, pack

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """`source` says `content` (ranges of the text) by the `cue`; `sentence` is the row of the cue's sentence.

    `kind`: after ("the union said that ..."), before ("..., the union said"), inverted ("..." said the union), according, quoted.
    `direct`: what is said stands between marks of quotation.
    """

    sentence: int
    source: Range
    cue: Range
    content: tuple[Range, ...]
    kind: str
    direct: bool = False

    def covers(self, start: int, end: int) -> float:
        """The share of a range that is said in this frame."""
        shared = sum(max(0, min(end, stop) - max(start, begin)) for begin, stop in self.content)
        return shared / max(1, end - start)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `[speech]` as patterns."""

    verb: re.Pattern[str]
    according: re.Pattern[str]
    quoted: re.Pattern[str]
    inverted: frozenset[str]
    not_sources: frozenset[str]
    adverbs: frozenset[str]
    openers: frozenset[str]
    verbs: frozenset[str]


@cache
def _words(language: str) -> Words:
    known = pack(language)

    def either(name: str) -> str:
        return "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(known.words(name), key=lambda w: (-len(w), w)))

    return Words(
        re.compile(rf"\b(?:{either('speech.verbs')})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{either('speech.according')})\s+", re.IGNORECASE),
        re.compile(rf"\bquoted\b(?P<source>[^.;]{{0,90}}?)\s+(?:{either('speech.passive')})\b", re.IGNORECASE),
        frozenset(known.words("speech.inverted")),
        frozenset(known.words("speech.not_sources")),
        frozenset(known.words("speech.adverbs")),
        frozenset(known.words("speech.clause_openers")) - {"who", "which", "that"},
        frozenset(known.words("speech.subject_verbs")) - {"who", "plan", "plans", "face", "strike"},
    )


_MARK = re.compile(r"[\"“”]|``|(?<!\w)''|''(?!\w)")
_CUT = re.compile(r"[,:](?!\d)|[;\"“”]|--|—|``|''")
_TOKEN = re.compile(r"[^\s,;:\"“”]+")


def quotations(page: Page) -> tuple[Range, ...]:
    """The ranges between marks of quotation, in order; one that is left open ends with its paragraph."""
    out, opened = [], -1
    stops = [m.start() for m in re.finditer(r"\n\s*\n", page.text)] + [len(page.text)]
    for match in _MARK.finditer(page.text):
        if opened >= 0 and (end := next(s for s in stops if s >= opened)) < match.start():
            out.append((opened, end))
            opened = -1
        if opened < 0 and match.group() != "”":
            opened = match.end()
        elif opened >= 0 and match.group() not in ("“", "``"):
            out.append((opened, match.start()))
            opened = -1
    if opened >= 0:
        out.append((opened, next(s for s in stops if s >= opened)))
    return tuple((start, end) for start, end in out if end - start > 1)


@lru_cache(maxsize=2)  # all disputes of a page ask
def frames(page: Page) -> tuple[Frame, ...]:
    """The speech frames of a page, in order of their cues."""
    quotes = quotations(page)
    rows = page.reading.sentences.tolist()
    found = [frame for number, (start, end) in enumerate(rows) for frame in _in_sentence(page, number, start, end, quotes)]
    return tuple(sorted(found, key=lambda f: (f.cue, f.source)))


def letter(page: Page) -> Frame | None:
    """The frame of a letter or statement in the report: its writer, who signs it, says all between the salutation and the signature."""
    opening = next((m for m in _line(page.pack.language).finditer(page.text)), None)
    if opening is None:
        return None
    signed = [m for m in _SIGNATURE.finditer(page.text, opening.end()) if len(m.group("name").split()) <= 5]
    if not signed:
        return None
    name = signed[0].span("name")
    return Frame(page.reading.sentence_at(name[0]), name, opening.span(), ((opening.end(), name[0]),), "author")


@cache
def _line(language: str) -> re.Pattern[str]:
    """A line that begins with a salutation and ends with a mark or a break."""
    words = sorted(pack(language).words("speech.salutations"), key=lambda w: (-len(w), w))
    return re.compile(rf"^[ \t]*(?:{'|'.join(map(re.escape, words))})\b[^\n.]{{0,40}}[,:!]?[ \t]*$", re.IGNORECASE | re.MULTILINE)


_SIGNATURE = re.compile(r"^[ \t]*(?P<name>[^\W\d_a-z][\w.'’-]+(?:[ ]+[^\W\d_a-z][\w.'’-]*){1,4})[ \t]*,?[ \t]*$", re.MULTILINE)


def channel(page: Page, frame: Frame) -> str | None:
    """The outlet or person who quotes a frame's source ("Vlast quoted one worker as saying"), or None."""
    if frame.kind != "quoted":
        return None
    start = int(page.reading.sentences[frame.sentence, 0])
    subject = _subject(page, start, frame.cue[0])
    return " ".join(page.text[slice(*subject)].split()).removeprefix("The ").removeprefix("the ") if subject else None


def _in_sentence(page: Page, number: int, start: int, end: int, quotes: Sequence[Range]) -> Iterator[Frame]:
    words = _words(page.pack.language)
    outside = [(a, b) for a, b in quotes if a < end and b > start]
    for match in words.quoted.finditer(page.text, start, end):
        yield from _quoted(page, number, (start, end), match, quotes)
    for match in words.according.finditer(page.text, start, end):
        stop = _cut_after(page.text, match.end(), end)
        yield Frame(number, (match.end(), stop), match.span(), ((start, match.start()), (stop, end)), "according")
    for match in words.verb.finditer(page.text, start, end):
        if not any(a <= match.start() < b and match.end() < b for a, b in outside):
            frame = _spoken(page, number, (start, end), match.span(), quotes)
            if frame:
                yield frame


def _quoted(page: Page, number: int, sentence: Range, match: re.Match[str], quotes: Sequence[Range]) -> Iterator[Frame]:
    """ "Vlast quoted one worker as saying ..." and "the mayor was quoted today as saying ..."."""
    start, end = sentence
    ahead = end - match.end() > 12
    content = ((match.end(), end),) if ahead else _quoted_near(quotes, match.span(), match.span()) or ((start, match.start()),)
    passive = re.search(rf"\b(?:{'|'.join(page.pack.words('tense.forms_of_be'))})\s+\Z", page.text[start : match.start()], re.IGNORECASE)
    if not passive:
        yield Frame(number, match.span("source"), match.span(), content, "quoted")
    elif subject := _subject(page, start, start + passive.start()):
        yield Frame(number, subject, match.span(), content, "after")


def _cut_after(text: str, start: int, end: int) -> int:
    found = _CUT.search(text, start, end)
    return found.start() if found else end


def _spoken(page: Page, number: int, sentence: Range, cue: Range, quotes: Sequence[Range]) -> Frame | None:
    """The frame of one verb: its subject before it, or behind it where what is said ends just before."""
    text, (start, end) = page.text, sentence
    source = _behind(page, sentence, cue)
    if source:
        content = _quoted_near(quotes, cue, source) or ((start, cue[0]),)
        return Frame(number, source, cue, content, "inverted", any(piece in quotes for piece in content))
    subject = _subject(page, start, cue[0])
    if subject is None:
        return None
    near = _quoted_near(quotes, cue, subject)
    lead = text[start : subject[0]].strip()
    if subject[0] - start >= 12 and lead[-1:] in _ENDS_SPEECH:
        rest = ((cue[1], end),) if end - cue[1] > 12 else ()
        return Frame(number, subject, cue, (*near, (start, subject[0]), *rest), "before", bool(near))
    return Frame(number, subject, cue, (*near, (cue[1], end)), "after", bool(near))


_CLOSING = ('"', "”", "'", "?", "!")
_ENDS_SPEECH = (",", *_CLOSING)


def _subject(page: Page, start: int, cue: int) -> Range | None:
    """The words before a verb that may be its subject: back to a mark or a word that opens a clause; an apposition is passed."""
    text, words = page.text, _words(page.pack.language)
    stop = cue
    while True:
        tokens = list(_TOKEN.finditer(text, max(start, stop - 120), stop))
        cuts = list(_CUT.finditer(text, max(start, stop - 120), stop))
        edge = cuts[-1].end() if cuts else start
        inside = [t for t in tokens if t.start() >= edge]
        if inside or not cuts:
            break
        stop = cuts[-1].start()  # the verb follows a comma: what stands before it is an apposition or the subject itself
    begin = edge
    for at in range(len(inside) - 1, -1, -1):
        if inside[at].group().lower() in words.openers and not _joins_names(inside, at):
            begin = inside[at].end()
            break
    if stop < cue and cuts:
        begin = _before_apposition(text, start, begin)
    chosen = text[begin:cue].strip(' ,\n"“”')
    plain = [w for w in re.findall(r"[\w'’]+", chosen.lower()) if w not in words.adverbs]
    if not plain or len(chosen) > 160:
        return None
    left = begin + len(text[begin:cue]) - len(text[begin:cue].lstrip(' ,\n"“”'))
    return left, left + len(chosen)


def _joins_names(tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a word stands inside a name: "Bakers and Millers Union"."""
    return 0 < at < len(tokens) - 1 and tokens[at - 1].group()[0].isupper() and tokens[at + 1].group()[0].isupper()


def _before_apposition(text: str, start: int, begin: int) -> int:
    """The start of the phrase that an apposition explains: "Jo Bell, head of the union, said"."""
    cuts = [m.end() for m in _CUT.finditer(text, start, begin)]
    while cuts and not text[cuts[-1] : begin].strip(" ,\n"):
        cuts.pop()
    return cuts[-1] if cuts else start


def _behind(page: Page, sentence: Range, cue: Range) -> Range | None:
    """The source behind a verb ("said Jo Bell, head of the union."), up to the second mark; None where the subject stands before it."""
    text, words, (start, end) = page.text, _words(page.pack.language), sentence
    before, rest = text[start : cue[0]].rstrip(), text[cue[1] : end]
    if text[cue[0] : cue[1]].lower() not in words.inverted or before[-1:] not in _ENDS_SPEECH or not rest.strip(" .\n"):
        return None
    if before[-1:] == "," and before[-2:-1] not in _CLOSING and (len(rest) > min(90, len(before)) or _has_verb(rest, words)):
        return None
    if rest.split()[0].strip(".,").lower() in words.not_sources:
        return None
    stop = _cut_after(text, cue[1], end)
    if text[stop : stop + 1] == ",":
        stop = _cut_after(text, stop + 1, end)
    source = text[cue[1] : min(stop, cue[1] + 140)].rstrip(" .\n")
    return cue[1] + len(rest) - len(rest.lstrip()), cue[1] + len(source)


def _has_verb(phrase: str, words: Words) -> bool:
    """Whether a phrase that should name somebody is a clause of its own ("talks had failed")."""
    tokens = re.findall(r"[\w'’]+", phrase.lower().split(" who ")[0])
    return any(token in words.verbs for token in tokens)


def _quoted_near(quotes: Sequence[Range], cue: Range, source: Range) -> tuple[Range, ...]:
    """The quotations that end just before a frame's words or begin just behind them."""
    low, high = min(cue[0], source[0]), max(cue[1], source[1])
    return tuple(q for q in quotes if -2 <= low - q[1] <= 6 or -2 <= q[0] - high <= 60)


def first_person(page: Page) -> float:
    """The share of a page's sentences outside quotations that speak of "we" or "I": near 1 in a letter or statement."""
    words = re.compile(r"\b(?:" + "|".join(page.pack.words("speech.first_person")) + r")\b", re.IGNORECASE)
    quotes = quotations(page)
    starts = [a for a, _ in quotes]
    rows = page.reading.sentences.tolist()
    if not rows:
        return 0.0
    spoken = 0
    for start, end in rows:
        spoken += any(not _within(quotes, starts, m.start()) for m in words.finditer(page.text, start, end))
    return spoken / len(rows)


def _within(quotes: Sequence[Range], starts: Sequence[int], position: int) -> bool:
    at = bisect_right(starts, position) - 1
    return at >= 0 and quotes[at][0] <= position < quotes[at][1]


def patterns(language: Pack) -> Words:
    """The speech patterns of a pack."""
    return _words(language.language)
