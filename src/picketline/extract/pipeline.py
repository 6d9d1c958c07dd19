"""Document to Record, end to end: furniture blanked, gate, net, names, scopes, and for each dispute its parties, numbers, codes,
dates and events. Whatever is done to the text keeps offsets, so every quote is one of the text as given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from picketline.check import check, supported
from picketline.check.telling import Teller
from picketline.extract import action_dates, codes, gate, involved, judged, models, standing, workers
from picketline.extract.asides import divided
from picketline.extract.calibration import calibrated
from picketline.extract.datelines import located
from picketline.extract.encoder import read_documents
from picketline.extract.events import events
from picketline.extract.legible import capitalised, legible, verbatim
from picketline.extract.mend import mended
from picketline.extract.models import Models
from picketline.extract.names import candidates
from picketline.extract.page import Page, Scope
from picketline.extract.reading import Reading
from picketline.extract.retold import joined
from picketline.extract.roles import Names, Parties, country_of, names, parties
from picketline.extract.speakers import speaker_of
from picketline.extract.stories import laid_out, stories
from picketline.lang import pack, read_languages
from picketline.model import Document, Issue, Record
from picketline.model.record import Quantity, Reported
from picketline.text.furniture import blanked, furniture, headless
from picketline.text.header import without_site

BATCH = 16
"""Documents that go through the net together: more cost memory and gain no speed."""

SURE = 0.8
"""The gate's probability from which a report is believed to tell a dispute though nobody is named on the workers' side."""

OPENING, SAME = 400, 0.75
"""Code points at the beginning of a text in which its title stands, and the share of a line's words that are the title's where it does."""

Failed = Callable[[Document, Exception], None]
"""Told of a document on which extraction itself failed: our fault, and no reason to end a run."""


def failure(document: Document, error: Exception) -> Issue:
    """The row of a document on which extraction itself failed."""
    message = f"extraction failed on it, which is our fault: {type(error).__name__}: {error}"
    return Issue(document.name, "extract", message, document=document.id)


def extract_all(documents: Iterable[Document], weights: Models | None = None, failed: Failed | None = None) -> Iterator[Record]:
    """One record a document, in the order given. A document in another language than English is kept and has no dispute.

    With `failed`, an unexpected error on one document is told to it, and the document's record has no dispute; else it is raised.
    """
    batches = iter(documents)
    while batch := list(islice(batches, BATCH)):
        texts = [reported_text(document) for document in batch]
        heads = [headline(document, text) for document, text in zip(batch, texts, strict=True)]
        likely = [is_read(document) and gate.plausible(head + text) for document, head, text in zip(batch, heads, texts, strict=True)]
        readings = read_documents(head + text for head, text, plausible in zip(heads, texts, likely, strict=True) if plausible)
        for document, head, text, plausible in zip(batch, heads, texts, likely, strict=True):
            reading = next(readings).behind(len(head)) if plausible else None
            try:
                yield Record(document.name, False) if reading is None else read(document, text, reading, weights or models.shipped())
            except Exception as error:
                if failed is None:
                    raise
                failed(document, error)
                yield Record(document.name, False)


def is_read(document: Document) -> bool:
    """Whether reports in the document's language are read; one whose language is not known is taken for English."""
    return (document.language or "en") in read_languages()


def read(document: Document, text: str, reading: Reading, weights: Models) -> Record:
    """The record of a document that is worth the net's time: nothing where the gate rejects it, and only what its quotes support."""
    sure = gate.relevance(text, reading)
    if sure < gate.shipped().threshold:
        return Record(document.name, False)
    openings = tuple(layer.start for layer in document.marked("article"))
    page = Page(text, document.published, pack("en"), reading, openings)
    found = proved(page, sided(record(page, document.name, weights), sure))
    found = capitalised(found) if text.islower() else found
    return calibrated(verbatim(located(document.text, found), document.text), weights)


def sided(found: Record, relevance: float) -> Record:
    """The record; no dispute where none has a workers' side, unless the gate is sure of the report ("strike" means an air strike too)."""
    with_side = any(dispute.unions or dispute.workers for dispute in found.disputes)
    return found if with_side or relevance >= SURE else Record(found.document, False)


def proved(page: Page, found: Record, teller: Teller | None = None) -> Record:
    """What `check` believes of a record, after other words were tried for what it does not, and each happening is told once.

    `teller` as in `check`, which believes each quote alone and the quotes of a happening together.
    """
    mend = mended(page.text, page.published, found, page.pack, teller)
    alone = supported(page.text, page.published, mend, page.pack, teller=teller)[0]
    once = replace(alone, disputes=tuple(replace(one, events=joined(one.events, page.pack)) for one in alone.disputes))
    if once == alone:
        return alone
    refused = {wrong.path.split("/")[2] for wrong in check(page.text, page.published, once, page.pack, teller=teller)}
    return replace(once, disputes=tuple(alone.disputes[i] if str(i) in refused else one for i, one in enumerate(once.disputes)))


def reported_text(document: Document) -> str:
    """The document's text made legible, with its furniture, captions, comments and header overwritten by blanks."""
    text = legible(document.text)
    layers = document.layers or furniture(text, document.language or "en", document.title)
    return headless(blanked(text, layers))


def headline(document: Document, text: str) -> str:
    """The title that stands beside a text and not at its beginning, with a blank line; the net reads it first, nothing is quoted from it.

    It learnt from reports with their headlines; of 127 wire reports whose headline was taken off the F1 fell from .774 to .748, and with
    the headline as the title it is .772.
    """
    title = without_site(" ".join((document.title or "").split()))
    words = set(title.casefold().split())
    lines = [line.casefold().split() for line in text.lstrip()[:OPENING].splitlines()]
    stands = any(sum(word in words for word in line) >= SAME * len(line) for line in lines if len(line) >= min(3, len(words)))
    return "" if stands or not words else f"{title}\n\n"


def record(page: Page, name: str, weights: Models) -> Record:
    """What a relevant document reports; a document in which no dispute is found is not relevant after all."""
    known, size = names(page, candidates(page)), len(page.reading.sentences)
    articles = [(int(page.reading.sentences[story[0], 0]), int(page.reading.sentences[story[-1], 1])) for story in laid_out(page)]
    page, told = divided(page, known, stories(page), weights)
    known = names(page, known.found) if len(page.reading.sentences) != size else known
    found = (placed(page, scope, dispute(page, scope, known, weights), known, articles) for scope in told)
    disputes = tuple(replace(one, id=f"d{i}") for i, one in enumerate((one for one in found if _says_something(one)), start=1))
    return Record(name, bool(disputes), disputes)


def dispute(page: Page, scope: Scope, known: Names, weights: Models) -> Reported:
    """The dispute that some sentences of a document tell."""
    sides = parties(page, scope, known, weights)
    told = events(page, scope, sides, weights)
    status = standing.status(page, scope, weights)
    stands = status.value if status else None
    return Reported(
        "d",
        employers=sides.employers,
        unions=sides.unions,
        workers=workers.groups(page, scope, weights),
        places=sides.places,
        forms=codes.forms(page, scope, weights),
        demands=codes.demands(page, scope, weights),
        industry=judged.industry(page, scope, weights),
        started=action_dates.started(page, scope, told, weights),
        ended=action_dates.ended(page, scope, told, weights) if stands == "ended" else None,
        status=status,
        outcome=judged.outcome(page, scope, weights) if stands in standing.OVER else None,
        workers_involved=taking_part(page, scope, sides, weights),
        events=told,
    )


def placed(page: Page, scope: Scope, told: Reported, known: Names, articles: Sequence[tuple[int, int]]) -> Reported:
    """A dispute told without a place is taken to be in the country named last before its end, else first after it, in its own article."""
    if told.places:
        return told
    start, end = page.reading.sentences[scope[-1]].tolist()
    article = next((one for one in articles if one[0] <= start < one[1]), (0, len(page.text)))
    return replace(told, places=country_of(page, end, known, article))


def taking_part(page: Page, scope: Scope, sides: Parties, weights: Models) -> Quantity | None:
    """The number of workers taking part, with who says so."""
    number = involved.involved(page, scope, weights)
    if number is None:
        return None
    first = number.evidence[0]
    return replace(number, said_by=speaker_of(page, first.start, first.end, sides, weights))


def _says_something(reported: Reported) -> bool:
    """Whether at least two of who, where, when and what happened are told."""
    who = bool(reported.employers or reported.unions or reported.workers)
    return who + bool(reported.places) + bool(reported.started) + bool(reported.events or reported.forms) >= 2
