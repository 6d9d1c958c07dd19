"""What stands over a report says who wrote it, where and when, not what it tells."""

import pytest

from picketline.extract.datelines import located, written_in
from picketline.extract.pipeline import extract_all, reported_text
from picketline.model import Document, Record
from picketline.model.record import Reported, Value
from picketline.model.span import Span
from picketline.text.credits import agency_dateline

STORY = "Dockers at the port of Gdynia walked out on Monday over pay, their union said. About 300 of them stopped loading ships."


def document(text: str) -> Document:
    return Document("S-1", "1", text, "0" * 64, published="2024-05-08", language="en")


@pytest.mark.parametrize(
    "dateline",
    [
        "WARSAW, May 7 (Reuters) - ",
        "WARSAW, Poland (AP) — ",
        "WARSAW, MAY 7 - ",
        "Warsaw, May 7 (AFP) - ",
        "WARSAW, May 7. /TASS/. ",
        "WARSAW, 7 May (PAP) - ",
        "NEW DELHI, May 7 (PTI) ",
        "Warsaw. May 7. Baltic Wire - ",
        "WARSAW. 7 May (Interfax) — ",
    ],
)
def test_a_report_is_read_as_if_it_had_no_dateline(dateline: str) -> None:
    """Every value stays what it was; the quotes stand in the text as given."""
    head = "DOCKERS WALK OUT\n\n"
    plain, dated = (next(extract_all([document(head + lead + STORY)])) for lead in ("", dateline))
    assert plain.relevant and values(plain) == values(dated)
    text = head + dateline + STORY
    assert all(span.stands_in(text) for one in dated.disputes for _, value in one.values() for span in value.evidence)


def values(record: Record) -> list[object]:
    return [(slot, value.value) for one in record.disputes for slot, value in one.values()]


@pytest.mark.parametrize("over", ["By Ada Finch | May 7, 2024 | Page 11", "Ada Finch, Labour Correspondent", "By ADA FINCH\n\nMay 7, 2024"])
def test_a_byline_and_the_line_of_the_date_are_not_read(over: str) -> None:
    """No writer speaks or acts in the dispute, and nothing begins on the day of the paper."""
    text = f"DOCKERS WALK OUT\n\n{over}\n\n{STORY}"
    assert reported_text(document(text)).split() == f"DOCKERS WALK OUT {STORY}".split()


def test_the_bylines_of_a_digest_stay() -> None:
    """They part its stories."""
    digest = f"In brief\n\nBy Ada Finch\n\n{STORY}\n\nBy Jo Bell\n\n{STORY}"
    assert reported_text(document(digest)) == digest


@pytest.mark.parametrize("opening", ["CHICAGO--", "On Monday, the dockers of Elm (Sussex) - ", "WARSAW - ", ""])
def test_a_town_alone_is_left_in_place(opening: str) -> None:
    """The movement press and local papers put the town of the dispute there."""
    text = f"Dockers walk out\n\n{opening}{STORY}"
    assert reported_text(document(text)) == text


def test_the_datelines_of_a_digest_stay() -> None:
    """They part its stories."""
    digest = f"WARSAW, May 7 (Reuters) - {STORY}\n\nPARIS, May 7 (Reuters) - {STORY}"
    assert agency_dateline(digest) is None


def test_a_dispute_without_a_place_is_where_its_report_was_written() -> None:
    """The state behind the comma says which town of that name; a place that the report itself tells stays."""
    text = "BIRMINGHAM, Ala., May 7 (AP) - Miners walked out."
    told = Value("Gdynia", (Span(0, 6, "Gdynia"),), country="PL")
    found = located(text, Record("1", True, (Reported("d1"), Reported("d2", places=(told,)))))
    [[here], [there]] = (dispute.places for dispute in found.disputes)
    assert (here.value, here.country, here.evidence[0].quote, there) == ("Birmingham", "US", "BIRMINGHAM", told)


def test_a_town_that_nobody_knows_is_no_place() -> None:
    """Nothing is guessed from a name alone."""
    assert written_in("QUXTOWN, May 7 (AP) - Miners walked out.") is None
