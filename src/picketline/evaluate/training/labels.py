"""What the net should say of a coded report: the record's values painted onto its words and sentences."""

import re
from calendar import day_name, month_name
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from picketline.extract.reading import (
    ARGUMENTS,
    EVENT_TYPES,
    FACTS,
    INDUSTRIES,
    OUTCOMES,
    SENTENCE_LABELS,
    STATUSES,
    TAGS,
)
from picketline.extract.windows import Layout

Array = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Span = tuple[int, int]

NAMES: Final = {"employers": "employer", "unions": "union", "workers": "workers", "places": "place"}
STAND_INS: Final = {
    "employers": re.compile(
        r"(?<!\w)(?:the\s+)?(?:company|firm|management|managers|bosses|employers?|airline|government|authority|ministry)(?!\w)",
        re.IGNORECASE,
    ),
    "unions": re.compile(r"(?<!\w)(?:the\s+)?unions?(?:\s+(?:leaders?|officials?|members))?(?!\w)", re.IGNORECASE),
    "workers": re.compile(r"(?<!\w)(?:the\s+)?(?:workers|strikers|employees|members|staff|workforce)(?!\w)", re.IGNORECASE),
}
_MONTHS: Final = tuple(name.casefold() for name in month_name[1:])
_DAYS: Final = tuple(name.casefold() for name in day_name)
_DATE: Final = re.compile(
    r"(?<!\w)(?:(?:early|late|mid|last|this|next|the|past|end|of|in|on)[\s-]+){0,3}(?:"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?(?:\s+\d{1,2}(?:st|nd|rd|th)?\b)?(?:,?\s+(?:19|20)\d\d)?"
    r"|(?:19|20)\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|tonight|overnight"
    r"|(?:spring|summer|autumn|fall|winter|midnight|weekend|week|month|year|morning|night)"
    r"|(?!an?\s+hour)(?:\w+[\s-]+)(?:day|week|month|year|hour)s?(?:[\s-]+(?:ago|old|later|earlier|long))?)(?!\w)",
    re.IGNORECASE,
)
_SMALL: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_VALUES: Final = {
    **{word: number for number, word in enumerate(_SMALL, 1)},
    "dozen": 12, "hundred": 100, "thousand": 1000,
    "million": 1e6, "mln": 1e6, "m": 1e6, "billion": 1e9, "bln": 1e9, "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
_NUMBER: Final = re.compile(rf"\d[\d,]*(?:\.\d+)?|(?<!\w)(?:{'|'.join(_SMALL)}|dozen|hundred|thousand)(?!\w)", re.IGNORECASE)
_SCALE: Final = re.compile(r"[\s-]*(hundred|thousand|million|mln|m|billion|bln|bn|trillion)(?!\w)", re.IGNORECASE)
_RELATIVE: Final = (("yesterday", -1), ("today", 0), ("tonight", 0), ("tomorrow", 1))


@dataclass(slots=True, eq=False)
class Labels:
    """Targets of one document; `*_known` mark the rows that carry a lesson. Shapes as in `Reading`."""

    tags: Array
    begins: Array
    triggers: Array
    scores: Array
    served: Mask
    links: Array
    links_known: Mask
    arguments: Array
    arguments_known: Mask
    relevant: float
    several: float
    industry: Array
    status: Array
    outcome: Array


def paint(text: str, layout: Layout, record: dict[str, Any], published: str | None) -> Labels:
    """The targets of a document whose record is given."""
    return _Painter(text, layout, record, published).labels()


class _Painter:
    def __init__(self, text: str, layout: Layout, record: dict[str, Any], published: str | None) -> None:
        self.text, self.layout = text, layout
        self.disputes: list[dict[str, Any]] = record["disputes"] if record["relevant"] else []
        self.relevant = float(record["relevant"])
        self.published = date.fromisoformat(published) if published and re.fullmatch(r"\d{4}-\d\d-\d\d", published) else None
        words, count = len(layout.words), len(layout.sentences)
        self.tags = np.zeros((words, len(TAGS)), np.float32)
        self.begins = np.zeros_like(self.tags)
        self.triggers = np.zeros((words, len(EVENT_TYPES)), np.float32)
        self.scores = np.zeros((count, len(SENTENCE_LABELS)), np.float32)
        self.serves = np.zeros((count, len(self.disputes)), np.float32)
        self.arguments = np.zeros((len(ARGUMENTS), count, words), np.float32)
        self.arguments_known = np.zeros((len(ARGUMENTS), count), np.bool_)

    def labels(self) -> Labels:
        for number, dispute in enumerate(self.disputes):
            self._names(dispute)
            self._values(number, dispute)
            for event in dispute.get("events", []):
                self._event(number, dispute, event)
        self._openings()
        served: Mask = np.asarray(self.serves.any(1), np.bool_)
        self.scores[:, SENTENCE_LABELS.index("evidence")] = served
        links = (self.serves @ self.serves.T > 0).astype(np.float32)
        known = np.outer(served, served) & ~np.eye(len(served), dtype=np.bool_)
        return Labels(
            self.tags, self.begins, self.triggers, self.scores, served, links, known, self.arguments, self.arguments_known,
            self.relevant, float(len(self.disputes) > 1),
            self._share("industry", INDUSTRIES), self._share("status", STATUSES), self._share("outcome", OUTCOMES, "none"),
        )  # fmt: skip

    def _share(self, slot: str, values: tuple[str, ...], default: str | None = None) -> Array:
        found = [(d.get(slot) or {}).get("value", default) for d in self.disputes]
        share = np.array([found.count(v) for v in values], np.float32)
        return share / max(1.0, float(share.sum()))

    # -- painting

    def _rows(self, span: Span) -> slice:
        words = self.layout.words
        first = int(np.searchsorted(words[:, 1], span[0], side="right"))
        return slice(first, max(first, int(np.searchsorted(words[:, 0], span[1], side="left"))))

    def _sentences(self, span: Span, share: float = 0.3) -> list[int]:
        """Sentences that hold a fair part of the span."""
        size = span[1] - span[0]
        found = [(min(s.end, span[1]) - max(s.start, span[0]), i) for i, s in enumerate(self.layout.sentences)]
        touched = [(n, i) for n, i in found if n > 0]
        kept = [i for n, i in touched if n >= share * size or n >= 25]
        return kept or [i for _, i in touched[:1]]

    def _paint(self, tag: str, span: Span) -> None:
        rows, column = self._rows(span), TAGS.index(tag)
        if rows.start < rows.stop and not self.tags[rows, column].all():
            self.tags[rows, column] = 1
            self.begins[rows.start : rows.stop, column] = 0
            self.begins[rows.start, column] = 1

    def _mark(self, number: int, label: str, spans: Iterable[Span]) -> None:
        for span in spans:
            for row in self._sentences(span):
                self.scores[row, SENTENCE_LABELS.index(label)] = 1
                self._serve(row, number)

    def _serve(self, row: int, number: int) -> None:
        self.serves[row, number] = 1
        dispute = self.disputes[number]
        for slot, values, default in (("industry", INDUSTRIES, None), ("status", STATUSES, None), ("outcome", OUTCOMES, "none")):
            value = (dispute.get(slot) or {}).get("value", default)
            if value in values:
                self.scores[row, SENTENCE_LABELS.index(f"{slot}:{value}")] = 1

    # -- fields of a dispute

    def _names(self, dispute: dict[str, Any]) -> None:
        for slot, tag in NAMES.items():
            for name in dispute.get(slot, []):
                spans = [*mentions(self.text, forms_of(name)), *evidence(name)]
                for span in sorted(spans, key=lambda s: s[0] - s[1]):
                    self._paint(tag, span)

    def _values(self, number: int, dispute: dict[str, Any]) -> None:
        for span in (span for slot in NAMES for name in dispute.get(slot, []) for span in evidence(name)):
            for row in self._sentences(span):
                self._serve(row, number)
        for slot, prefix in (("forms", "form"), ("demands", "demand")):
            for value in dispute.get(slot, []):
                self._mark(number, f"{prefix}:{value['value']}", evidence(value))
        for slot in (x for x in FACTS if dispute.get(x)):
            self._mark(number, f"fact:{slot}", evidence(dispute[slot]))
        for slot in (x for x in ("started", "ended") if dispute.get(x)):
            for span in self._dates(dispute[slot]["value"], evidence(dispute[slot])):
                self._paint(slot, span)
        for found in (found for span in evidence(dispute.get("workers_involved") or {}) for found in numbers(self.text, *span)):
            self._paint("workers_involved", found[0])

    def _dates(self, value: str, spans: list[Span]) -> list[Span]:
        """The date words within the spans that fit the value best."""
        found = [(self._fit(value, m.group()), m.span()) for span in spans for m in _DATE.finditer(self.text, *span)]
        best = max((f for f, _ in found), default=0.0)
        return [span for fit, span in found if fit == best and fit > 0]

    def _fit(self, value: str, words: str) -> float:
        """How well date words fit an EDTF value: 0.5 for any, more for each part that agrees."""
        plain, parts = words.casefold(), re.split(r"[-/.~\[\]]+", value)
        fit = 0.5
        months = [m for m in re.findall(r"-(\d\d)(?!\d)", value) if 1 <= int(m) <= 12]
        fit += 2.0 * any(_MONTHS[int(m) - 1][:3] in plain for m in months[:1])
        fit += 1.0 * any(p.lstrip("0") in re.findall(r"\d+", plain) for p in parts if p.isdigit())
        exact = re.search(r"(\d{4})-(\d\d)-(\d\d)", value)
        if exact:
            day = _day(exact.groups())
            fit += 2.0 * bool(day and _DAYS[day.weekday()] in plain)
            if day and self.published:
                fit += 2.0 * any(w in plain and (day - self.published).days == n for w, n in _RELATIVE)
        return fit

    # -- events

    def _event(self, number: int, dispute: dict[str, Any], event: dict[str, Any]) -> None:
        spans, kind = evidence(event), event["type"]
        if kind not in EVENT_TYPES:
            return
        self._mark(number, f"event:{kind}", spans)
        self._mark(number, f"modality:{event.get('modality') or 'happened'}", spans)
        for span in spans:
            self.triggers[self._rows(span), EVENT_TYPES.index(kind)] = 1
        rows = sorted({r for s in spans for r in self._sentences(s)})
        if event.get("said_by"):
            self._mark(number, "attributed", spans)
        self._argument("actor", rows, self._near(rows, dispute, event.get("actor")))
        self._argument("speaker", rows, self._near(rows, dispute, event.get("said_by")))
        self._argument("event_date", rows, self._event_dates(rows, spans, event.get("date")))
        self._argument("count", rows, self._amounts(rows, spans, event.get("count")))
        for span in self._amounts(rows, spans, (event.get("amount") or {}).get("value")):
            self._paint("amount", span)

    def _argument(self, tag: str, rows: list[int], spans: list[Span]) -> None:
        axis = ARGUMENTS.index("date" if tag == "event_date" else tag)
        for row in rows:
            self.arguments_known[axis, row] = True
            for span in spans:
                self.arguments[axis, row, self._rows(span)] = 1
        for span in spans:
            self._paint(tag, span)

    def _near(self, rows: list[int], dispute: dict[str, Any], name: str | None) -> list[Span]:
        """Mentions of a party in the event's own sentences, else in the nearest sentence that names it, earlier ones first."""
        if not name or not rows:
            return []
        found = [*mentions(self.text, party_forms(name, dispute)), *self._stand_ins(rows, name, dispute)]
        by_row: dict[int, list[Span]] = {}
        for span in found:
            by_row.setdefault(self._sentences(span)[0], []).append(span)
        own = [s for r in rows for s in by_row.get(r, [])]
        if any(s in own for s in found if s not in self._stand_ins(rows, name, dispute)) or not by_row:
            return own
        by_row = {r: spans for r, spans in by_row.items() if r not in rows} or by_row
        nearest = min(by_row, key=lambda r: (abs(r - rows[0]) + (3 if r > rows[-1] else 0), r))
        return [*own, *(s for s in by_row[nearest] if s not in own)]

    def _stand_ins(self, rows: list[int], name: str, dispute: dict[str, Any]) -> list[Span]:
        """ "the company", "the union", "they" in the event's sentences, where the name is that party's."""
        slot = next((k for k in STAND_INS if any(name in forms_of(v) for v in dispute.get(k, []))), None)
        if slot is None:
            return []
        sentences = [self.layout.sentences[r] for r in rows]
        return [m.span() for s in sentences for m in STAND_INS[slot].finditer(self.text, s.start, s.end)][:2]

    def _event_dates(self, rows: list[int], spans: list[Span], value: str | None) -> list[Span]:
        if not value or not rows:
            return []
        sentences = [(self.layout.sentences[r].start, self.layout.sentences[r].end) for r in rows]
        for where, least in ((spans, 0.5), (sentences, 0.5), ([(0, len(self.text))], 2.5)):
            found = self._dates(value, where)
            if found and self._fit(value, self.text[slice(*found[0])]) >= least:
                return found[:3]
        return []

    def _amounts(self, rows: list[int], spans: list[Span], value: float | None) -> list[Span]:
        if value is None or not rows:
            return []
        sentences = [(self.layout.sentences[r].start, self.layout.sentences[r].end) for r in rows]
        for where in (spans, sentences, [(0, len(self.text))]):
            found = [span for w in where for span, number in numbers(self.text, *w) if abs(number - value) <= 0.005 * abs(value)]
            if found:
                return found[:2]
        return []

    def _openings(self) -> None:
        """The first sentence of every dispute but the one that is told first; a headline opens nothing."""
        body = np.array([not (s.heading and i == 0) for i, s in enumerate(self.layout.sentences)], dtype=np.bool_)
        firsts = sorted({int(np.flatnonzero(body & (column > 0))[0]) for column in self.serves.T if (body & (column > 0)).any()})
        for row in firsts[1:]:
            self.scores[row, SENTENCE_LABELS.index("opens")] = 1


def _day(parts: tuple[str, ...]) -> date | None:
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def evidence(value: dict[str, Any]) -> list[Span]:
    """Spans of a value's evidence."""
    return [(e["start"], e["end"]) for e in value.get("evidence") or []]


def forms_of(name: dict[str, Any]) -> list[str]:
    """A name's value and aliases."""
    return [name["value"], *name.get("aliases", [])]


def party_forms(name: str, dispute: dict[str, Any]) -> list[str]:
    """The name and, where it is a form of one of the parties, the other forms of that party."""
    forms = [name]
    person = re.fullmatch(r"[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*)?\s+([A-Z][a-z\w'’-]{2,})", name)
    if person and not any(name in forms_of(v) for k in ("employers", "unions", "workers") for v in dispute.get(k, [])):
        forms.append(person.group(1))
    for slot in ("employers", "unions", "workers"):
        for party in dispute.get(slot, []):
            if name.casefold() in [f.casefold() for f in forms_of(party)]:
                forms.extend(forms_of(party))
    return forms


def mentions(text: str, forms: Iterable[str]) -> Iterator[Span]:
    """Every mention of the forms, as whole words, white space aside; capitals must agree unless the mention is all in capitals."""
    for form in forms:
        words = form.split()
        if not words or len(form) < 2:
            continue
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
        for m in re.finditer(pattern, text, re.IGNORECASE):
            exact = m.group().split() == words
            if exact or m.group().isupper() or (form.islower() and m.group()[1:].islower()):
                yield m.span()


def numbers(text: str, start: int, end: int) -> Iterator[tuple[Span, float]]:
    """Numbers in figures or words, with their scale."""
    for m in _NUMBER.finditer(text, start, end):
        plain = m.group().casefold().replace(",", "")
        value = _VALUES.get(plain) or (float(plain) if plain[0].isdigit() else None)
        if value is None:
            continue
        last, scale = m.end(), _SCALE.match(text, m.end(), end)
        if scale:
            value, last = value * _VALUES[scale.group(1).casefold()], scale.end()
        yield (m.start(), last), value
