"""One dispute as one document reports it, flat and made ready to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from picketline.model.claim import Claim, claims
from picketline.model.document import Document
from picketline.model.record import Record
from picketline.resolve.days import Days, days
from picketline.resolve.names import Name, name
from picketline.resolve.people import Named
from picketline.resolve.places import Place, place
from picketline.resolve.words import words
from picketline.text.names import plain

_WORD = re.compile(r"[^\W\d_]+")
UNSAID = Named()
LONGEST = 5 * 365
"""Days beyond which a stoppage that "goes on" was likelier misread."""
QUOTED_WORDS = 4
"""Shorter quotes are too common to show that one report copies another."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is compared of one reported dispute. `subject` is the document's id, `#` and the dispute's id in it.

    `groups` are the words for the workers, `trades` what they are kin to; `started` and `ended` the days allowed; `people` lowest and
    highest number of workers; `happenings` events with their date, count or amount; `quotes` the clauses quoted, four words and more.

    `extracted` says that a machine read it (some claim has a confidence): what it says is less sure than what a person coded.
    `written` is the day of publication; `active` lasts from the first to the last day on which the report knows of a stoppage. One that
    went on when the report was written lasts until then; so does, for want of a better bound, one that had ended on a day not told.
    """

    subject: str
    document: str
    published: str | None = None
    outlet: str | None = None
    employers: tuple[Name, ...] = ()
    unions: tuple[Name, ...] = ()
    groups: frozenset[str] = frozenset()
    trades: frozenset[str] = frozenset()
    places: tuple[Place, ...] = ()
    industry: str | None = None
    demands: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    status: str | None = None
    started: Days | None = None
    ended: Days | None = None
    people: tuple[float, float] | None = None
    happenings: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()
    extracted: bool = False

    written: Days | None = field(init=False)
    active: Days | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "written", days(self.published))
        if self._misread():
            object.__setattr__(self, "started", None)
        object.__setattr__(self, "active", self._active())

    @property
    def order(self) -> tuple[str, str, str]:
        """Sorts reports: first published first (those without a date last), then by document and place in it."""
        return self.published or "9999", self.document, self.subject

    @property
    def time(self) -> Days | None:
        """The time that the report tells of: the stoppage's, else the day of writing."""
        return self.active or self.written

    def _misread(self) -> bool:
        """Whether the start that a machine read is likelier another strike's, told as background: action said to go on for years."""
        if not self.extracted or self.status not in ("ongoing", "threatened") or self.started is None or self.written is None:
            return False
        return not self.started.yearless and self.written.first - self.started.last > LONGEST

    def _active(self) -> Days | None:
        if self.started is None or self.started.yearless:
            return self.started
        ended = None if self.status == "ongoing" else self.ended
        last = ended or (None if self.status in ("threatened", "averted") else self.written)
        return Days(self.started.first, max(self.started.last, last.last if last and not last.yearless else 0))


def reports(record: Record, document: Document) -> Iterator[Report]:
    """A record's disputes as reports. The document's id names them, so that they are the subjects of the ledger's claims."""
    made: dict[str, list[Claim]] = {f"{document.id}#{reported.id}": [] for reported in record.disputes}
    for claim in claims(record, document.id, "model:own"):
        made[claim.subject].append(claim)
    for subject, said in made.items():
        yield report(subject, said, document.published, document.via or document.outlet, document.language)


def report(
    subject: str,
    claims_about: Iterable[Claim],
    published: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    *,
    said: Named = UNSAID,
) -> Report:
    """The report that the claims about `subject` make, corrections applied or not: that is the caller's choice. `said` is what persons
    said of names.
    """
    by: dict[str, list[Claim]] = {}
    for claim in claims_about:
        by.setdefault(claim.property, []).append(claim)
    groups = frozenset(word for claim in by.get("worker", ()) for word in groups_of(claim.forms, language))
    return Report(
        subject,
        subject.split("#", 1)[0],
        published,
        outlet,
        employers=tuple(called(claim.forms, language, said) for claim in by.get("employer", ())),
        unions=tuple(called(claim.forms, language, said) for claim in by.get("union", ())),
        groups=groups,
        trades=trades(groups, language),
        places=tuple(_places(by)),
        industry=_one(by, "industry"),
        demands=frozenset(_text(claim.value, "value") or "" for claim in by.get("demand", ())),
        forms=frozenset(_text(claim.value, "value") or "" for claim in by.get("form", ())),
        status=_one(by, "status"),
        started=days(_one(by, "started"), published),
        ended=days(_one(by, "ended"), published),
        people=next(map(_people, by.get("workers_involved", ())), None),
        happenings=frozenset(mark for claim in by.get("event", ()) for mark in _happening(claim.value)),
        quotes=frozenset(quote for claim in by.get("event", ()) for quote in _quotes(claim)),
        extracted=any(claim.confidence is not None for claims_of in by.values() for claim in claims_of),
    )


def called(written: Iterable[str], language: str | None, said: Named = UNSAID) -> Name:
    """The name of an organisation that is written in these forms, with those that persons said are the same one's or another's."""
    forms = tuple(written)
    every = (*forms, *(other for form in forms for other in said.same.get(form, ())))
    return name(every[0], every[1:], language, (other for form in forms for other in said.other.get(form, ())))


def _places(by: Mapping[str, list[Claim]]) -> Iterator[Place]:
    """The places, without a country that a machine read out of a union's name ("Steelworkers of America")."""
    unions = {word for claim in by.get("union", ()) for form in claim.forms for word in form.split()}
    for claim in by.get("place", ()):
        found = place(claim.forms, _text(claim.value, "country"))
        if not (found.whole and claim.confidence is not None and found.written in unions):
            yield found


def _one(by: Mapping[str, list[Claim]], name: str) -> str | None:
    return next((_text(claim.value, "value") for claim in by.get(name, ())), None)


def _text(value: Mapping[str, object], key: str) -> str | None:
    found = value.get(key)
    return None if found is None else str(found)


def _people(claim: Claim) -> tuple[float, float]:
    low = _number(claim.value, "value")
    return low, max(low, _number(claim.value, "max"))


def _number(value: Mapping[str, object], key: str) -> float:
    found = value.get(key)
    return float(found) if isinstance(found, int | float) else 0.0


def _happening(value: Mapping[str, object]) -> Iterator[str]:
    """Marks that two reports of one happening share: its type with a day, a number of people, or an amount of money."""
    kind = _text(value, "type")
    when = days(_text(value, "date"))
    if when is not None and when.exact and not when.yearless:
        yield f"{kind} on {when.first}"
    if (count := _number(value, "count")) >= 2:
        yield f"{kind} of {count:g}"
    if isinstance(amount := value.get("amount"), Mapping):
        yield f"{amount.get('value')} {amount.get('currency')}"


def _quotes(claim: Claim) -> Iterator[str]:
    for span in claim.evidence:
        quoted = plain(" ".join(span.quote.split()))
        if quoted.count(" ") >= QUOTED_WORDS - 1:
            yield quoted


def groups_of(written: Iterable[str], language: str | None) -> frozenset[str]:
    """The words of several forms of a group of workers that name their trade or branch (see `group_words`)."""
    return frozenset(word for form in written for word in group_words(form, language))


def trades(groups: Iterable[str], language: str | None) -> frozenset[str]:
    """What the words for groups are kin to: sailors are seamen."""
    return frozenset(words(language).kin.get(word, word) for word in groups)


@lru_cache(maxsize=50_000)
def group_words(phrase: str, language: str | None = "en") -> frozenset[str]:
    """The words of a phrase for a group of workers that name their trade or branch, in the singular; none for "workers", "staff".

    >>> sorted(group_words("striking Brazilian seamen")), sorted(group_words("bankworkers")), sorted(group_words("employees"))
    (['seaman'], ['bank'], [])
    """
    lexicon = words(language)
    tokens = _WORD.findall(phrase)
    small = [token for token in tokens if not token[0].isupper()] or tokens
    found = (_stem(plain(token), lexicon.compounds) for token in small)
    return frozenset(stem for stem in found if stem and stem not in lexicon.crowd)


def _stem(word: str, compounds: tuple[str, ...]) -> str:
    """The word in the singular and without a glued "workers"."""
    if word.endswith("men") and len(word) > 3:
        word = f"{word[:-3]}man"
    elif word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    glued = next((part for part in compounds if word.endswith(part) and len(word) > len(part) + 2), "")
    return word.removesuffix(glued)
