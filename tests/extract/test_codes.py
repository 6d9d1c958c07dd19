"""Codes: word lists and the net give features a code, and each code told is shown by a short quote."""

from collections.abc import Callable

import numpy as np
import pytest

from picketline.codes import code_list
from picketline.extract import codes, judged, standing
from picketline.extract.clauses import clause
from picketline.extract.listed import SECTIONS, listed
from picketline.extract.models import Models
from picketline.extract.page import Page
from picketline.extract.reading import INDUSTRIES, OUTCOMES, STATUSES
from picketline.lang import pack

REPORT = (
    "Bakers at two plants in Elmstrand have been on strike since Monday, demanding better pay and a pension. "
    "They also plan a march. The management locked out the drivers."
)


def test_the_lists_name_codes_that_there_are() -> None:
    """A section's labels are codes of its list, so that no list is dead."""
    lists = {"forms": "forms", "demands": "demands", "industries": "industries", "status": "statuses", "outcome": "outcomes"}
    for section, name in lists.items():
        assert set(pack("en").lists(section)) <= set(code_list(name)), section
    assert set(SECTIONS) <= {*lists, "cues", "standing"}


def test_hits_are_counted_by_sentence_of_the_scope(page: Callable[..., Page]) -> None:
    """A scope's table has a row a sentence; other sentences leave no trace."""
    sheet = page(REPORT)
    found = listed(sheet, (0, 2), "forms", ("strike", "lockout", "protest"))
    assert found.counts.tolist() == [[1, 0, 0], [0, 1, 0]]
    assert [(hit.label, place) for hit, place in zip(found.hits, found.places, strict=True)] == [("strike", 0), ("lockout", 1)]


def test_each_code_is_a_row_of_features(page: Callable[..., Page]) -> None:
    """Forms and demands are judged a code at a time; the columns are as long as the list of codes."""
    sheet = page(REPORT)
    for slot in (codes.FORM, codes.DEMAND):
        columns, _ = codes.features(sheet, sheet.everything(), slot)
        assert {len(column) for column in columns.values()} == {len(slot.codes)}
    columns, _ = codes.features(sheet, sheet.everything(), codes.DEMAND)
    assert {code for code, n in zip(codes.DEMAND.codes, columns["hits"], strict=True) if n} == {"pay", "benefits"}


@pytest.mark.parametrize(("name", "values"), [("industry", INDUSTRIES), ("outcome", OUTCOMES[:-1])])
def test_what_is_judged_whole_has_finite_features(page: Callable[..., Page], name: str, values: tuple[str, ...]) -> None:
    """No column is missing, infinite or of another length, also where the net says nothing."""
    columns, _ = judged.features(page(REPORT), (0, 1, 2), name, values)
    assert all(column.shape == (len(values),) and np.isfinite(column).all() for column in columns.values())


@pytest.mark.parametrize(
    ("core", "quote"),
    [
        ("pay", "demanding better pay and a pension"),
        ("strike", "Bakers at two plants in Elmstrand have been on strike since Monday"),
    ],
)
def test_a_code_is_shown_by_the_clause_of_its_word(core: str, quote: str) -> None:
    """The quote goes from mark to mark."""
    start = REPORT.index(core)
    assert clause(REPORT, (0, REPORT.index("They")), (start, start + len(core))).quote == quote


def test_a_long_clause_is_cut_and_a_short_one_widened() -> None:
    """A quote has three words at least and as many as asked for at most."""
    text = "One two three four five six seven strike nine ten eleven twelve thirteen. Stop, now please."
    cut = clause(text, (0, 73), (34, 40), most=5).quote.split()
    assert len(cut) == 5
    assert "strike" in cut
    assert len(clause(text, (74, len(text)), (74, 78)).quote.split()) == 3


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Bakers will strike unless they are paid.", "coming"),
        ("Bakers called off their strike.", "over"),
        ("Bakers remain on strike.", "under_way"),
        ("Bakers held a strike last year.", "past"),
        ("Bakers staged a one-day strike.", "brief"),
    ],
)
def test_words_beside_a_stoppage_tell_how_it_stands(page: Callable[..., Page], text: str, cue: str) -> None:
    """A cue near the stoppage's word counts the more the nearer it is; one in another sentence does not."""
    near = standing.features(page(text), (0,))
    assert near[f"near_{cue}"] > 0.5
    assert standing.features(page(f"Bakers strike. {text}"), (0,))[f"near_{cue}"] == 0


def test_a_status_needs_weights_that_speak_for_it(page: Callable[..., Page]) -> None:
    """The likeliest status is told with its probability and the clause that shows it; none below the threshold."""
    sheet = page("Bakers called off their strike.")
    weights = {f"{code}/": 0.0 for code in STATUSES} | {"none/": 0.0, "ended/near_over": 5.0}
    sure = Models({}, {"status.linear": weights, "status": {"threshold": 0.5}})
    found = standing.status(sheet, (0,), sure)
    assert found is not None
    assert (found.value, found.evidence[0].quote) == ("ended", "Bakers called off their strike")
    assert standing.status(sheet, (0,), Models({}, {"status.linear": weights, "status": {"threshold": 0.99}})) is None
