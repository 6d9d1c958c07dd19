"""What is no part of a report is set aside with its reason; a clean report loses nothing."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.text.credits import credits
from picketline.text.furniture import blanked, furniture, headless

SHARED = Path(__file__).parents[3] / "shared"
needs_shared = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the coded reports in ../shared are not here")

SCRAPE = """\
Home
News
Sport
Opinion
Contact us

• 4 minutes Rents rise again in the old harbour
• 2 hours Who remembers the fog of 1962?
• 3 days The mayor opened a bridge, and nobody came.

The Elmstrand Post is an independent paper that has covered the coast since 1911, with reporters in every port and…

Read more

Ferry crews walk out at Elmstrand

By Ada Finch via Coast Wire

Photo: Ada Finch

The crews of all nine ferries between Elmstrand and the islands stopped work at noon on Monday, their union said.

ADVERTISEMENT

Norrland Lines said that 240 of its 300 seamen had stayed away and that it would lose 2 million crowns a day.

More Top Stories From The Post:

Bridge opened by mayor

Get the Elmstrand Post app today

Back to front page

Leave a comment

NORRLAND B 41.20 -0.35
Open 41.60 Volume 1.2M
The Elmstrand Post - First With the Coast
"""


def kept(text: str) -> list[str]:
    return [line.strip() for line in blanked(text, furniture(text)).splitlines() if line.strip()]


def test_a_scrape_is_told_from_its_page() -> None:
    """Menu, sidebar, teaser, adverts, caption, related stories, comment form and ticker go; headline, byline and every sentence stay."""
    assert kept(SCRAPE) == [
        "Ferry crews walk out at Elmstrand",
        "By Ada Finch via Coast Wire",
        "The crews of all nine ferries between Elmstrand and the islands stopped work at noon on Monday, their union said.",
        "Norrland Lines said that 240 of its 300 seamen had stayed away and that it would lose 2 million crowns a day.",
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Home", "menu"),
        ("• 4 minutes Rents rise again in the old harbour", "sidebar headlines"),
        ("Read more", "teaser"),
        ("ADVERTISEMENT", "advert"),
        ("Photo: Ada Finch", "caption"),
        ("Bridge opened by mayor", "related stories"),
        ("Get the Elmstrand Post app today", "advert"),
        ("Back to front page", "page navigation"),
        ("Leave a comment", "comment form"),
        ("NORRLAND B 41.20 -0.35", "ticker"),
        ("The Elmstrand Post - First With the Coast", "below the report"),
    ],
)
def test_each_mark_says_why(line: str, reason: str) -> None:
    """A reader sees for every line set aside what it was taken for."""
    marks = {SCRAPE[layer.start : layer.end]: layer.reason for layer in furniture(SCRAPE)}
    assert marks[line] == reason


REPORT = """\
Mill hands stay out

ELMSTRAND, March 3 (CW) -- Weavers at Vale & Daughters entered their third week on strike.

The strikers list their demands:

• 5 per cent more pay
• Two days off
• A canteen
• Clean water
• No fines

3 weeks ago the mill's owner, Tilda Vale, had said she would "sooner close it." Shares of Vale fell 2.5 per cent.

Readers may send food to the strike kitchen.
"""


def test_a_clean_report_loses_nothing() -> None:
    """Lists of demands, figures, datelines and headings are no furniture."""
    assert furniture(REPORT) == ()


def test_wire_copy_loses_only_its_signature() -> None:
    """The agency's name that closes a report is set aside; its hard-wrapped lines are left alone."""
    wire = "CREWS WALK OUT\n\nFerry crews walked out of Elmstrand on\nMonday over pay, their union said.\n Reuter\n"
    assert [(wire[layer.start : layer.end], layer.reason) for layer in furniture(wire)] == [("Reuter", "agency's signature")]


def test_a_contents_list_is_set_aside_and_its_headings_stay() -> None:
    """The list of stories at the top of a round-up goes; the same words as a heading above their story stay."""
    story = "Four hundred weavers at the mill have been out since Monday, and the owner has not spoken to them."
    contents = ["On the quay", "OTHER STORIES BELOW:", "Canal Bakery", "Vale Mill", story]
    text = "\n\n".join([*contents, "Back to the top", "Canal Bakery", "By Ada Finch", story])
    assert kept(text) == ["On the quay", "Vale Mill", story, "Canal Bakery", "By Ada Finch", story]


def test_credits_are_read_from_the_lines_that_stay() -> None:
    """The byline names the writer, and the outlet that the report came through."""
    found = credits(blanked(SCRAPE, furniture(SCRAPE)))
    assert (found.byline, found.via) == ("Ada Finch", "Coast Wire")
    assert [(layer.kind, SCRAPE[layer.start : layer.end]) for layer in found.layers] == [
        ("title", "Ferry crews walk out at Elmstrand"),
        ("byline", "By Ada Finch via Coast Wire"),
    ]


LEAD = "Ferry crews walked out of Elmstrand on Monday over pay, their union said in a statement to the harbour board."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Crews stand at the quay in Elmstrand on Monday. Photo: Ada Finch/Coast Wire", "caption"),
        ("Crews at the quay in Elmstrand, March 3, 2024. Ada Finch/Getty Images", "caption"),
        ("This story has been updated with what the company says.", "editor's note"),
        ("Coast Wire writer Ada Finch in Elmstrand contributed to this report.", "agency's credit"),
        ("(Reporting by Ada Finch in Elmstrand; Editing by Tilda Vale)", "agency's credit"),
        ("— Seafarers' Guild (@seaguild) March 3, 2024", "embedded post"),
    ],
)
def test_what_pages_put_around_a_report_is_set_aside(line: str, reason: str) -> None:
    """Captions by the credit at their end, notes of the editors, who helped to report, and the line of a post's writer."""
    text = f"Ferry crews walk out\n\n{LEAD}\n\n{line}\n\nTalks resume on Friday."
    assert [(text[layer.start : layer.end], layer.reason) for layer in furniture(text)] == [(line, reason)]


@pytest.mark.parametrize("label", ["BUSINESS NEWS", "World / Americas", "Labor & Economy"])
def test_the_name_of_a_section_is_no_headline(label: str) -> None:
    """What stands over the headline as the part of the site is set aside; a headline of the same words above prose stays."""
    text = f"{label}\n\nFerry crews walk out\n\n{LEAD}"
    assert [text[layer.start : layer.end] for layer in furniture(text)] == [label]
    assert furniture(f"{label}\n\n{LEAD}") == ()


@pytest.mark.parametrize(
    ("head", "left"),
    [
        ("Ferry crews walk out\n\n• Crews of nine ferries stop work over pay\n• The company calls it a pity", "Ferry crews walk out"),
        ("Ferry crews walk out\n\nKey points\n\n- Nine ferries stop.\n\n- No talks are planned.", "Ferry crews walk out"),
        ("Ferry crews walk out\n\nFerry crews walk out", "Ferry crews walk out"),
        ("Ferry crews walk out | The Elm Echo", "Ferry crews walk out"),
        ("Ferry crews walk out - Elm News", "Ferry crews walk out"),
        ("Ferry crews walk out\n\nFerry crews walked out of Elmstrand on Monday", "Ferry crews walk out"),
        ("UPDATE 2-Ferry crews walk out", "Ferry crews walk out"),
        ("Ferry crews walk out - for good", "Ferry crews walk out - for good"),
    ],
)
def test_what_stands_over_a_report_a_second_time_is_not_read(head: str, left: str) -> None:
    """Points that sum a report up, a headline given twice and the site's name behind it say nothing that the report does not."""
    body = f"{LEAD}\n\nThe company called the action a pity.\n\nTalks resume on Friday."
    assert [line.strip() for line in headless(f"{head}\n\n{body}").splitlines() if line.strip()] == [*left.split("\n"), *body.split("\n\n")]


@pytest.mark.parametrize(
    ("line", "is_read"),
    [
        ("Maria Keller", False),
        ("12 shares", False),
        ("Posted on March 3, 1987 by admin", False),
        ("Elmstrand crews", True),
        ("MEXICO", True),
    ],
)
def test_a_line_over_a_report_that_nothing_takes_up_is_not_read(line: str, is_read: bool) -> None:
    """A line between headline and text is the page's where none of its words is in the report, and no place; with sub-headings all stay."""
    text = f"Ferry crews walk out\n\n{line}\n\n{LEAD} They had been told of it the day before, in a letter that all of them got."
    assert (line in headless(text)) is is_read
    assert line in headless(f"{text}\n\nOn the quay\n\n{LEAD}")


def test_a_list_that_is_the_report_is_read() -> None:
    """Points with no more prose below than there are of them are what the report says."""
    text = "The strikers demand\n\n- Five per cent more pay.\n- Two days off.\n- A canteen.\n\nThe mill has not answered."
    assert headless(text) == text


@given(st.text(alphabet=st.sampled_from("aB .!\n•1-é😀Ж"), max_size=300))
def test_marks_lie_apart_in_the_text_and_blanking_keeps_every_offset(text: str) -> None:
    """Layers are in order, do not overlap, and what is not blanked stands where it stood."""
    marks = furniture(text)
    assert all(a.end <= b.start for a, b in pairwise(marks))
    seen = blanked(text, marks)
    assert len(seen) == len(text)
    assert all(b in (a, " ") for a, b in zip(text, seen, strict=True))


@pytest.mark.parametrize("unit", ["3 days ", "• 3 days x\n", "Home\n", "By A", "+1.5 ", "A" * 50 + " ", "open1", "follow "])
def test_hostile_text_of_half_a_million_characters_is_marked(unit: str) -> None:
    """No pattern retraces its steps over long runs: a quadratic rule would not come back from this."""
    text = unit * (500_000 // len(unit))
    assert all(layer.end <= len(text) for layer in (*furniture(text), *credits(text).layers))


def quotes(value: object) -> list[tuple[int, int]]:
    if isinstance(value, dict):
        if "quote" in value:
            return [(value["start"], value["end"])]
        return [span for part in value.values() for span in quotes(part)]
    return [span for part in value for span in quotes(part)] if isinstance(value, list) else []


def coded(name: str) -> list[tuple[str, list[tuple[int, int]]]]:
    documents = [json.loads(line) for line in (SHARED / f"gold/{name}.docs.jsonl").read_text(encoding="utf-8").splitlines()]
    records = [json.loads(line) for line in (SHARED / f"gold/{name}.gold.jsonl").read_text(encoding="utf-8").splitlines()]
    spans = {record["document"]: quotes(record["disputes"]) for record in records}
    return [(document["text"], spans.get(document["id"], [])) for document in documents]


PAGE_WORDS = ("minutes", "Premium", "App Today", "homepage", "Trading Vol", "BUY", "No. 1 Source", "Patreon", "Leave a", "be published")


@needs_shared
def test_no_evidence_of_the_seeds_is_furniture_and_nothing_of_their_pages_stays() -> None:
    """Of the two scraped reports every coded quote stays, and sidebar, ticker and prompts go."""
    for text, spans in coded("seeds"):
        seen = blanked(text, furniture(text))
        assert all(seen[start:end] == text[start:end] for start, end in spans)
        for word in (
            "minutes",
            "Premium",
            "App Today",
            "homepage",
            "Trading Vol",
            "BUY",
            "No. 1 Source",
            "Patreon",
            "Leave a",
            "be published",
        ):
            assert word not in seen


@needs_shared
def test_the_coded_reports_lose_next_to_no_evidence() -> None:
    """Of the quotes in the clean reports at most one in two hundred lies in what is set aside (measured: 5 of 7,189)."""
    whole = lost = 0
    for name in ("dev", "dev2"):
        for text, spans in coded(name):
            seen = blanked(text, furniture(text))
            whole += len(spans)
            lost += sum(seen[start:end] != text[start:end] for start, end in spans)
    assert whole > 5000
    assert lost <= whole / 200
