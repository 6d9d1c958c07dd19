"""Disputes told in passing."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from picketline.extract.aside_rows import Part, beside, parts
from picketline.extract.asides import divided, gathered
from picketline.extract.models import Models
from picketline.extract.names import candidates
from picketline.extract.page import Page
from picketline.extract.reading import SENTENCE_LABELS
from picketline.extract.roles import names

Pages = Callable[..., Page]
REPORT = """Bakers at Harrow Mills walked out on Monday. They ask for ten per cent. The last strike at the mill, in 1979, lasted nine days.
"""


def told(page: Page) -> Page:
    """The page with every sentence evidence."""
    scores = page.reading.sentence_scores.copy()
    scores[:, SENTENCE_LABELS.index("evidence")] = 0.9
    return replace(page, reading=replace(page.reading, sentence_scores=scores))


def believing(clue: str) -> Models:
    """An aside is what has the clue."""
    both = {f"aside/{clue}": 8.0, "own/": 2.0}
    return Models({}, {"asides.alone.linear": both, "asides.linear": both, "asides": {"least": 0.5}})


def scopes(page: Page, models: Models) -> list[list[str]]:
    """The words of each scope's sentences."""
    cut, found = divided(page, names(page, candidates(page)), [page.everything()], models)
    rows = cut.reading.sentences.tolist()
    return [[" ".join(cut.text[slice(*rows[n])].split()) for n in scope] for scope in found]


def test_an_earlier_strike_is_a_dispute_of_its_own(page: Pages) -> None:
    """A word of action beside a year long past: its sentence leaves the report's own dispute."""
    first, second = scopes(told(page(REPORT)), believing("old_near"))
    assert first == ["Bakers at Harrow Mills walked out on Monday.", "They ask for ten per cent."]
    assert second == ["The last strike at the mill, in 1979, lasted nine days."]


def test_a_report_without_asides_keeps_its_scopes_and_its_sentences(page: Pages) -> None:
    """Nothing is cut where nothing is parted."""
    here = told(page(REPORT))
    cut, found = divided(here, names(here, candidates(here)), [here.everything()], believing("other_country"))
    assert found == (here.everything(),)
    assert cut.reading is here.reading


def test_a_sentence_that_tells_of_two_trades_is_cut_between_them(page: Pages) -> None:
    """Each side must hold a word of action or a trade: a comma alone parts nothing."""
    text = "On Monday, nurses at Elm Hospital walked out, and bus drivers voted to strike. They stood, in the rain, at the gate."
    here = told(page(text))
    found = parts(here, here.everything())
    assert [text[p.start : p.end].strip() for p in found] == [
        "On Monday, nurses at Elm Hospital walked out,",
        "and bus drivers voted to strike.",
        "They stood, in the rain, at the gate.",
    ]
    assert [p.trades for p in found] == [{"nurse"}, {"driver"}, set()]


def test_both_parts_of_a_cut_sentence_keep_its_scores(page: Pages) -> None:
    """Rows stay in order and cover the same text; positions between sentences cut nothing."""
    reading = told(page(REPORT)).reading
    inside, between = int(reading.sentences[0, 0]) + 7, int(reading.sentences[0, 1])
    cut = reading.cut([inside, between, inside])
    assert cut.sentences.tolist() == [[0, inside], [inside, between], *reading.sentences[1:].tolist()]
    assert (cut.sentence_scores[0] == cut.sentence_scores[1]).all()
    assert cut.links.shape == (4, 4)
    assert cut.arguments.shape[1] == 4
    assert reading.cut([between]) is reading


@pytest.mark.parametrize(
    ("one", "other", "asides"),
    [
        (Part(1, 0, 9, years=frozenset({1979})), Part(4, 20, 29, years=frozenset({1979})), [[0, 1]]),
        (Part(1, 0, 9, frozenset({"nurse"})), Part(2, 10, 19, frozenset({"driver"})), [[0], [1]]),
        (Part(1, 0, 9, frozenset({"nurse"})), Part(2, 10, 19), [[0, 1]]),
        (Part(1, 0, 9), Part(4, 20, 29), [[0], [1]]),
    ],
)
def test_parts_of_one_year_or_trade_or_in_a_row_are_one_aside(one: Part, other: Part, asides: list[list[int]]) -> None:
    """Two trades, or two places of the report, are two."""
    assert gathered([one, other], [True, True]) == asides


def test_only_likely_parts_are_asides() -> None:
    """A part between two of them may be the report's own."""
    found = [Part(1, 0, 9), Part(2, 10, 19), Part(7, 60, 69), Part(9, 80, 89)]
    assert gathered(found, [True, True, False, True]) == [[0, 1], [3]]


def test_a_part_knows_what_its_neighbours_seem_to_be(page: Pages) -> None:
    """As far as the net links their sentences with its own: what goes on with an aside is one too."""
    here = told(page(REPORT))
    links = np.array([[1, 0.5, 0], [0.5, 1, 0.25], [0, 0.25, 1]], dtype=np.float16)
    here = replace(here, reading=replace(here.reading, links=links))
    found = parts(here, here.everything())
    clues = beside(here, found, np.array([0.2, 0.4, 0.8]))
    assert clues["before"].tolist() == pytest.approx([0.0, 0.1, 0.1])
    assert clues["behind"].tolist() == pytest.approx([0.2, 0.2, 0.0])
