"""The whole way from a document to its record, on the sample reports and the model that ships."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import picketline
from picketline.check import check
from picketline.extract.page import Page
from picketline.extract.pipeline import extract_all, headline, proved, reported_text, sided
from picketline.lang import pack
from picketline.model import Document, Record
from picketline.model.exchange import record_json
from picketline.model.record import Event, Reported, Value
from picketline.model.span import Span
from picketline.sources import read_path

SAMPLES = Path(picketline.__file__).parent / "samples"


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [found[0] for found in read_path(SAMPLES) if isinstance(found, tuple)]


@pytest.fixture(scope="module")
def records(documents: list[Document]) -> list[Record]:
    return list(extract_all(documents))


def of(records: list[Record], name: str) -> Record:
    return next(record for record in records if name in record.document)


def test_every_quote_stands_in_the_text_as_given(documents: list[Document], records: list[Record]) -> None:
    """Blanked furniture keeps the offsets: what is quoted is what the file says, letter by letter."""
    for document, record in zip(documents, records, strict=True):
        spans = [span for dispute in record.disputes for _, value in dispute.values() for span in value.evidence]
        spans += [span for dispute in record.disputes for event in dispute.events for span in event.evidence]
        assert all(span.stands_in(document.text) for span in spans)


def test_what_goes_out_is_what_check_believes(documents: list[Document], records: list[Record]) -> None:
    """Our own records pass our own check whole."""
    for document, record in zip(documents, records, strict=True):
        assert not list(check(document.text, document.published, record, pack("en")))


def test_a_happening_told_in_lead_and_body_is_one_event(page: Callable[..., Page]) -> None:
    """Each quote is believed alone, and both together."""
    lead, body = "Weavers at the Norrland mill went on strike on Monday", "About 300 weavers walked out in Kezbi"
    here = page(f"{lead}. The mill's owners were silent.\n\n{body} at noon.")
    first, again = (Event("action_started", (Span.of(here.text, at, at + len(words)),)) for at, words in ((0, lead), (87, body)))
    found = Record("r", True, (Reported("d1", events=(replace(first, date="1987-03-16"), replace(again, count=300))),))
    [event] = proved(here, found).disputes[0].events
    assert ([span.quote for span in event.evidence], event.date, event.count) == ([lead, body], "1987-03-16", 300)


def test_a_round_up_gives_a_dispute_for_each_of_its_items(records: list[Record]) -> None:
    """Four headed items: Cork, Kitwe, Bristol, Accra."""
    places = [{place.country for place in dispute.places} for dispute in of(records, "week-at-work").disputes]
    assert len(places) == 4
    assert {"IE"} in places
    assert {"GB"} in places


def test_a_report_in_another_language_has_no_dispute(records: list[Record]) -> None:
    """It is kept and shown, and nothing is guessed from it."""
    assert of(records, "urals-foundry") == Record(of(records, "urals-foundry").document, False)


def test_layoffs_without_conflict_and_a_strike_price_are_no_dispute(documents: list[Document], records: list[Record]) -> None:
    """The words alone do not make a labour dispute."""
    irrelevant = [
        document for document, record in zip(documents, records, strict=True) if not record.relevant and document.language == "en"
    ]
    assert len(irrelevant) >= 2


def test_an_air_strike_is_no_dispute(records: list[Record]) -> None:
    """A report in which nobody is on the workers' side must be surer than others."""
    assert not of(records, "strait-air-strike").relevant
    nobody = Record("a", True, (Reported("d1", employers=(Value("Elm", (Span(0, 3, "Elm"),)),)),))
    assert sided(nobody, 0.95) is nobody
    assert sided(nobody, 0.7) == Record("a", False)


def test_only_a_dispute_that_is_over_has_an_end_and_an_outcome() -> None:
    """The day on which a strike goes on is not its end."""
    over = "Bakers at Tolland Mill went back to work on 3 May 2024, after a two-week strike, and won the pay rise that they had asked for."
    going_on = (
        "Bakers at Tolland Mill remained on strike on 3 May 2024 for a second week. They had won a pay rise in 2019. No talks are planned."
    )
    documents = (
        Document(f"S-{n}", str(n), text, "0" * 64, published="2024-05-05", language="en") for n, text in enumerate((over, going_on))
    )
    ended, ongoing = (record.disputes[-1] for record in extract_all(documents))
    assert ended.status is not None and ended.status.value == "ended" and ended.outcome is not None
    assert ongoing.status is not None and ongoing.status.value == "ongoing"
    assert ongoing.ended is None and ongoing.outcome is None


def test_nothing_is_quoted_from_furniture(documents: list[Document], records: list[Record]) -> None:
    """A menu's or sidebar's words are blank to the reader."""
    for document, record in zip(documents, records, strict=True):
        read = reported_text(document)
        for dispute in record.disputes:
            assert all(read[span.start : span.end].strip() for event in dispute.events for span in event.evidence)


def test_a_document_alone_gives_what_it_gives_in_company(documents: list[Document], records: list[Record]) -> None:
    """No record depends on its neighbours, and the same input is the same output."""
    for document, record in list(zip(documents, records, strict=True))[:3]:
        (alone,) = extract_all([document])
        assert record_json(alone) == record_json(record)


def test_a_failure_on_one_document_is_told_and_the_rest_are_read(
    documents: list[Document], records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong inside, the run goes on; the document has no dispute, and its failure is handed on."""
    from picketline.extract import pipeline

    whole, told = pipeline.read, []
    struck = next(document for document, record in zip(documents, records, strict=True) if record.relevant)

    def failing(document: Document, *rest: object) -> Record:
        if document is struck:
            raise ZeroDivisionError
        return whole(document, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "read", failing)
    again = list(extract_all(documents, failed=lambda document, error: told.append((document.id, type(error)))))
    assert [record.relevant for record in again] == [record.relevant and record.document != struck.name for record in records]
    assert told == [(struck.id, ZeroDivisionError)]


STRIKE = (
    "Ferry crews walk out at Elmstrand",
    "Some 240 ferry crews of Norrland Lines walked out of the port of Oslo on Monday to demand higher pay, the Seafarers' Union said.",
    'Norrland Lines called the strike "a pity" and said that talks would resume on Friday before a mediator.',
)


@pytest.mark.parametrize("between", ["<br><br>", "</p><p>", "\u2028", "\r", "\n\n"])
def test_marks_of_a_page_and_other_ends_of_lines_part_a_text_as_breaks_do(between: str) -> None:
    """The record is that of the text with line breaks, and every quote is one of the text as given."""
    found = []
    for text in (between.join(STRIKE), "\n\n".join(STRIKE)):
        [record] = extract_all([Document("a", "a", text, "0" * 64, published="2024-03-04")])
        assert all(span.stands_in(text) for dispute in record.disputes for _, value in dispute.values() for span in value.evidence)
        assert all(span.stands_in(text) for dispute in record.disputes for event in dispute.events for span in event.evidence)
        found.append([(name, value.value) for dispute in record.disputes for name, value in dispute.values()])
    assert found[0] == found[1] != []


def test_a_text_in_capitals_is_read_and_its_names_are_written_as_names() -> None:
    """A telex shows no names by its capitals; what is found is quoted as it stands and written with capitals of its own."""
    text = "\n\n".join(STRIKE).upper()
    [record] = extract_all([Document("a", "a", text, "0" * 64, published="2024-03-04")])
    [dispute] = record.disputes
    assert [value.value for value in dispute.places] == ["Oslo"]
    assert all(span.quote.isupper() for event in dispute.events for span in event.evidence)


def test_a_headline_beside_the_text_is_read_as_one_above_it() -> None:
    """Feeds and tables keep the title apart; what the text tells is the same, and every quote stands in it."""
    title, body = "Bakers at Tolland Mill walk out", "They left their ovens at noon on Monday in a dispute over pay, the company said."
    above, beside = (
        Document("S-1", "1", text, "0" * 64, title=title, published="2024-05-08", language="en") for text in (f"{title}\n\n{body}", body)
    )
    assert headline(above, above.text) == ""
    assert headline(beside, beside.text) == f"{title}\n\n"
    [one], [other] = (record.disputes for record in extract_all([above, beside]))
    quotes = [span for event in other.events for span in event.evidence]
    assert all(span.stands_in(body) for span in quotes)
    assert {event.type for event in other.events} <= {event.type for event in one.events}
