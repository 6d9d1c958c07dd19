"""The sample reports read as what they are: formats, dates, credits, and nothing of a page in the body."""

from collections import Counter
from pathlib import Path

import pytest

import picketline
from picketline.lang import languages
from picketline.model import Document, Issue
from picketline.sources import read_path
from picketline.text.furniture import blanked

FOLDER = Path(picketline.__file__).parent / "samples"
FOUND = list(read_path(FOLDER))
DOCUMENTS = {Path(part[0].name).stem: part[0] for part in FOUND if not isinstance(part, Issue)}


def test_the_samples_are_read_without_an_issue_but_for_languages_unread() -> None:
    """Fourteen reports in four formats, in two languages."""
    messages = [part.message for part in FOUND if isinstance(part, Issue)]
    assert messages == ["kept and shown, not read: its language is 'ru', and reports are read in en"]
    assert Counter(document.format for document in DOCUMENTS.values()) == {"html": 4, "jsonl": 3, "markdown": 2, "text": 5}
    assert {document.language for document in DOCUMENTS.values()} == set(languages())


@pytest.mark.parametrize(
    ("name", "published", "origin"),
    [
        ("klaipeda-cranes-1", "2025-03-05", "text"),
        ("klaipeda-cranes-2", "2025-03-11", "page"),
        ("letter-to-gazipur", "2024-01-09", "front matter"),
        ("porto-couriers", "2024-10-07", "text"),
        ("savanna-reinstated", "2024-08-23", "line"),
        ("sudbury-laundry", "2024-10-29", "text"),
        ("urals-foundry", "2024-02-14", "text"),
    ],
)
def test_the_day_of_publication_says_where_it_stands(name: str, published: str, origin: str) -> None:
    """The base of relative dates is read from the page, the text or the line, and never from the clock."""
    document = DOCUMENTS[name]
    assert (document.published, dict(document.metadata)["published:from"]) == (published, origin)


def test_a_copy_names_the_agency_that_it_came_through() -> None:
    """ "By Staff Writer via Baltic Wire" is a writer and a channel."""
    copy = DOCUMENTS["klaipeda-cranes-copy"]
    assert (copy.byline, copy.via, copy.outlet) == ("Staff Writer", "Baltic Wire", "Amber Coast Business")
    assert copy.url == "https://ambercoast.example/2025/03/05/klaipeda-crane-strike"


@pytest.mark.parametrize(
    ("name", "outside"),
    [
        (
            "sudbury-laundry",
            ("Nickel price", "Subscribe", "ADVERTISEMENT", "Arena roof", "Courier app", "Leave a", "12.40", "Photo:"),
        ),
        ("klaipeda-cranes-2", ("Weather", "900 people", "2,000 of them", "Herald app", "Log in")),
        ("klaipeda-cranes-copy", ("Energy", "Gdynia adds", "newsletter", "All rights")),
        ("southmark-nurses", ("Puzzles", "woolshed", "5,000 nurses", "ADVERTISEMENT", "Terms of use", "Sign in")),
        ("corvane-statement", ("Investors", "Media app", "Imprint")),
        ("klaipeda-cranes-1", ("\n Baltic Wire",)),
    ],
)
def test_nothing_of_a_page_stays_in_the_report(name: str, outside: tuple[str, ...]) -> None:
    """Menus, sidebars, adverts, comments and footers are in the text, and set aside."""
    document = DOCUMENTS[name]
    seen = blanked(document.text, document.layers)
    assert [words for words in outside if words not in document.text or words in seen] == []


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_every_sentence_of_a_report_stays(name: str) -> None:
    """Whatever ends with a full stop and has ten words or more in the report itself is body."""
    document = DOCUMENTS[name]
    seen = blanked(document.text, document.layers)
    lost = [line for line in lines(document) if line not in seen]
    assert [line for line in lost if not any(words in line for words in ("900 people", "2,000 of them", "5,000 nurses"))] == []


def lines(document: Document) -> list[str]:
    return [line.strip() for line in document.text.splitlines() if len(line.split()) >= 10 and line.rstrip()[-1] in '.”"']
