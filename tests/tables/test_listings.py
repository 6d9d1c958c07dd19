"""Existing listings as claims, on tables made for the purpose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.model import Document, Record, Span
from picketline.model.document import digest, document_id
from picketline.model.errors import DocumentError, UserError
from picketline.model.record import Reported
from picketline.tables.cells import rows
from picketline.tables.map import Map, find, names, parse
from picketline.tables.read import Listing, read

MAP = parse(
    "own",
    """
title = "An organisation's own spreadsheet"
country = "GB"
notes = "remarks"
[values]
employer = "firm"
union = { column = "union", append = "branch" }
place = { column = "towns", split = ";" }
started = "from"
ended = "to"
workers_involved = "out"
[segment]
begin = "from"
end = "to"
workers = "out"
""",
)
HEADER = "firm,union,branch,towns,from,to,out,remarks\n"


def listing(*lines: str, chart: Map = MAP) -> tuple[str, Listing]:
    text = HEADER + "\n".join(lines) + "\n"
    sha = digest(text.encode())
    return text, read(Document(document_id(sha), "own.csv", text, sha), chart)


def the_one(record: Record) -> Reported:
    (dispute,) = record.disputes
    return dispute


def test_each_value_quotes_its_cell() -> None:
    """A cell is a span of the file: the quote stands in it letter by letter."""
    text, found = listing('"Harwick Quays, Ltd",Dockers Union,12,Harwick;Felmouth,2024-03-04,2024-03-08,"1,250",')
    dispute = the_one(found.record)
    assert [value.value for value in dispute.employers + dispute.unions] == ["Harwick Quays, Ltd", "Dockers Union Local 12"]
    assert [(place.value, place.country) for place in dispute.places] == [("Harwick", "GB"), ("Felmouth", "GB")]
    assert dispute.workers_involved is not None
    assert (dispute.workers_involved.value, dispute.workers_involved.evidence[0].quote) == (1250, "1,250")
    assert all(quote.stands_in(text) for _, value in dispute.values() for quote in value.evidence)


def test_what_is_wrong_in_a_row_is_told_by_line_and_the_row_is_kept() -> None:
    """An end before the start, a missing number, a date that is none: an Issue each, and nothing is dropped."""
    _, found = listing("A,U,,X,2024-03-08,2024-03-04,5,", "B,U,,X,2024-03-08,,,", "C,U,,X,soon,2024-03-09,none,")
    assert len(found.record.disputes) == 3
    assert [(issue.where, issue.message.split(",")[0]) for issue in found.issues] == [
        ("own.csv:2", "it ends on 2024-03-04"),
        ("own.csv:3", "it has no ended"),
        ("own.csv:3", "it has no number of workers"),
        ("own.csv:4", "'soon' is no date (started)"),
        ("own.csv:4", "'none' is no number of workers"),
    ]


@pytest.mark.parametrize(
    ("note", "segments"),
    [
        ("On 3/06, 200 nurses returned to work.", [("2024-03-04", "2024-03-05", 1000), ("2024-03-06", "2024-03-15", 800)]),
        ("The stoppage of 300 workers ended on 3/08.", [("2024-03-04", "2024-03-08", 1000), ("2024-03-09", "2024-03-15", 700)]),
        ("900 workers from 3/04-3/08. It fell to 400 from 3/09-3/15.",
         [("2024-03-04", "2024-03-08", 900), ("2024-03-09", "2024-03-15", 400)]),
        ("It paused on 3/06/2024 and resumed on 3/13/2024.", [("2024-03-04", "2024-03-06", 1000), ("2024-03-13", "2024-03-15", 1000)]),
        ("It began with 400 workers on 3/04; 600 workers at noon on 3/06.",
         [("2024-03-04", "2024-03-05", 400), ("2024-03-06", "2024-03-15", 1000)]),
        ("Some workers returned early.", [("2024-03-04", "2024-03-15", 1000)]),
    ],
)  # fmt: skip
def test_a_note_parts_a_row_into_segments_where_it_says_so(note: str, segments: list[tuple[str, str, int]]) -> None:
    """A number with its day is a step; words without a number or a day change nothing."""
    text, found = listing(f'A,U,,X,2024-03-04,2024-03-15,1000,"{note}"')
    assert [tuple(claim.value[part] for part in ("begin", "end", "workers")) for claim in found.segments] == segments
    assert all(quote.stands_in(text) for claim in found.segments for quote in claim.evidence)


def test_a_map_that_names_a_missing_column_is_refused() -> None:
    """The message names the column and those there are."""
    with pytest.raises(DocumentError, match="'branch'"):
        read(Document("S-1", "x.csv", "name,out\nA,5\n", "0"), MAP)


@pytest.mark.parametrize("text", ["", "\n", "a,a\n1,2\n", 'a,b\n"1,2\n'])
def test_what_is_no_table_is_refused(text: str) -> None:
    """No header, a doubled name, a quotation mark that is never closed."""
    with pytest.raises(DocumentError):
        list(rows(text))


def test_a_map_with_an_unknown_property_is_refused() -> None:
    """A misspelt property would silently be lost."""
    with pytest.raises(UserError, match="emploier"):
        parse("mine", '[values]\nemploier = "firm"')


@pytest.mark.parametrize("name", names())
def test_each_map_that_ships_is_well_formed(name: str) -> None:
    """A map says what it reads and from where it comes."""
    assert find(name).title
    assert find(name).source


cells = st.text(st.characters(exclude_characters="\r\x00", exclude_categories=("Cs",)), max_size=12)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=5))
def test_a_cell_stands_where_it_says(table: list[list[str]]) -> None:
    """Whatever the cells hold, written and read back they are the same (but for outer blanks), and simple ones can be quoted."""
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table]
    text = "\n".join(["a,b,c", *quoted])
    found = list(rows(text))
    kept = [row for row in table if any(cell.strip() for cell in row)]
    assert [[cell.value for cell in row.cells.values()] for row in found] == [[cell.strip() for cell in row] for row in kept]
    for row in found:
        for cell in row.cells.values():
            if cell.value and '"' not in cell.value:
                assert cell.value in Span.of(text, cell.start, cell.end).quote
