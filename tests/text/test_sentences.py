"""Sentences and paragraphs: layout first, then punctuation; the text itself is never touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.text.sentences import paragraphs, sentences


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


WIRE = (
    "FERRY CREWS WALK OUT AT ELMSTRAND\n\n"
    "Ferry crews at Elmstrand walked\n"
    "out on Monday over pay, the Harbour Staff League said.\n"
    "    Mr. T. Vale of Norrland Lines Inc. called the action\n"
    '"a pity." Talks resume on Sept. 4 with the U.S. mediator.\n'
    " Agency"
)


def test_wire_copy_keeps_its_line_breaks_inside_sentences() -> None:
    """A hard-wrapped line runs on; an indented line opens a paragraph; the agency's signature stands alone."""
    assert split(WIRE) == [
        "FERRY CREWS WALK OUT AT ELMSTRAND",
        "Ferry crews at Elmstrand walked\nout on Monday over pay, the Harbour Staff League said.",
        'Mr. T. Vale of Norrland Lines Inc. called the action\n"a pity."',
        "Talks resume on Sept. 4 with the U.S. mediator.",
        "Agency",
    ]


def test_a_long_line_of_the_site_below_wire_copy_breaks_no_line_of_it() -> None:
    """A footer that is not wrapped stands alone; the report's lines run on as without it."""
    footer = "The Elm Echo is an independent newspaper. Subscribe for five crowns a month and support the work of all who write it."
    assert split(f"{WIRE}\n\n{footer}")[:5] == split(WIRE)


def test_headings_are_told_from_body() -> None:
    """A short line without a full stop is a heading, and so is a question above the report."""
    text = "Will the ferries sail?\n\nBakers, Elmstrand\n\nThe bakers of Elmstrand stopped work today.\n\nThey want bread."
    assert [s.heading for s in sentences(text)] == [True, True, False, False]


def test_a_page_with_a_paragraph_on_a_line_breaks_at_every_line() -> None:
    """Where one line is long the text is not hard-wrapped, so each line is a paragraph."""
    long = "The crews of all nine ferries between Elmstrand and the islands stopped work at noon, a League official told the local radio."
    assert split(f"Home\nNews\n{long}\nThey stay out.") == ["Home", "News", long, "They stay out."]
    assert [p.heading for p in paragraphs(f"Home\nNews\n{long}\nThey stay out.")] == [True, True, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "Crews want 5.5 per cent from Vale & Co. Ltd. of Elmstrand.",
        "Case No. 14 was heard by Judge A. B. Moss at 9 a.m. Monday.",
        "The U.S. Coast Guard watched the pickets.",
        "Officials, e.g. Gov. Lind, stayed away.",
        'He asked "why now?" and left.',
    ],
)
def test_abbreviations_do_not_end_a_sentence(text: str) -> None:
    """A full stop that belongs to an abbreviation, an initial or a number is not an end."""
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("They struck Vale Inc. The firm sued.", 2),
        ("They met in the U.S. The talks failed.", 2),
        ("The answer was no. Crews left.", 2),
        ('"We stay out." "For how long?" Nobody knew.', 3),
        ("all in small letters. nobody came back.", 2),
        ("Ships wait....Crews met again....Talks go on.", 3),
        ("Матросы бастуют. Порт закрыт.", 2),
    ],
)
def test_sentence_ends_are_found(text: str, count: int) -> None:
    """Quotes, ellipses, small letters, other scripts and abbreviations before an opener all end sentences."""
    assert len(sentences(text)) == count


@given(st.text(alphabet=st.sampled_from("aB .!?\n\"'(—é😀Ж4Mr"), max_size=200))
def test_sentences_cover_every_word_once(text: str) -> None:
    """Sentences are in order, do not overlap, lose nothing but white space and begin and end on a visible character."""
    found = sentences(text)
    last = 0
    for s in found:
        assert not text[last : s.start].strip()
        assert text[s.start : s.end].strip() == text[s.start : s.end] != ""
        last = s.end
    assert not text[last:].strip()


@pytest.mark.parametrize("unit", [".", '."', "A. ", "a\n", " \n", "?!\"' ", "\n    ", ".)"])
def test_hostile_text_of_half_a_million_characters_is_read(unit: str) -> None:
    """No run of marks or blanks makes the reader retrace its steps: a quadratic rule would not come back from this."""
    text = unit * (500_000 // len(unit))
    assert all(s.end <= len(text) for s in sentences(text))
