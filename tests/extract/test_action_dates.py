"""When the action began: the dates that may be it, and the choice among them."""

from collections.abc import Callable

import pytest
from tests.extract.stumps import stump

from picketline.extract.action_dates import ended, options, started
from picketline.extract.models import Models
from picketline.extract.page import Page

Pages = Callable[..., Page]


@pytest.fixture
def near_action() -> Models:
    """Weights that like dates within 30 code points of a word for the action, and no others."""
    near = stump("action", 30.0, 2.0, -2.0)
    return Models({"started": near, "ended": near}, {"started": {"threshold": 0.5}, "ended": {"threshold": 0.5}})


def test_every_date_of_the_scope_is_offered_and_the_document_s_own(page: Pages) -> None:
    """A report that says only "walked out" may mean its own day."""
    here = page("Weavers walked out on Friday. Talks are set for March 20.", "1987-03-16")
    assert {"1987-03-13", "1987-03-20", "1987-03-16"} <= {value for (value, _), _ in options(here, here.everything())}


def test_dates_of_other_disputes_are_not_offered(page: Pages) -> None:
    """Only the sentences of the scope count."""
    here = page("Weavers walked out on Friday. Bakers struck on March 2.", "1987-03-16")
    assert all(not value.endswith("03-02") for (value, _), _ in options(here, (0,)))


def test_the_evidence_shows_the_action_beside_its_date(page: Pages) -> None:
    """A date alone would not say what began on it."""
    here = page("Weavers at Elmstrand went on strike on Friday, their guild said.", "1987-03-16")
    ((_, (span,)), _) = next(o for o in options(here, (0,)) if o[0][0] == "1987-03-13")
    assert span.quote == "strike on Friday"


def test_the_likeliest_date_is_chosen(page: Pages, near_action: Models) -> None:
    """The date of the talks does not date the strike."""
    text = "On March 2, after months in which nobody from the mill would sit down with them, talks failed. The strike began Friday."
    here = page(text, "1987-03-16")
    found = started(here, here.everything(), (), near_action)
    assert found is not None and found.value == "1987-03-13"
    assert found.evidence[0].stands_in(text)


def test_no_date_is_better_than_an_unlikely_one(page: Pages, near_action: Models) -> None:
    """Below the threshold nothing is said; nor of a report without any date."""
    far = page("The mill was founded on March 2, and its owners have never once sat down with those whom they pay to weave. They strike.")
    assert ended(far, (0,), (), near_action) is None
    assert started(page("Weavers rest.", None), (0,), (), near_action) is None


@pytest.mark.parametrize(
    ("text", "began"),
    [
        ("Weavers at Elmstrand ended a two-week strike on March 13.", "1987-02-27~"),
        ("A five-day strike of the weavers came to a close on March 13.", "1987-03-09"),
    ],
)
def test_a_duration_counts_back_from_the_day_named_beside_it(page: Pages, text: str, began: str) -> None:
    """Weeks are counted about; of five days the first is four before the last. An end is never counted out."""
    here = page(text, "1987-03-16")
    offered = {value: evidence for (value, evidence), row in options(here, (0,), "started") if row.get("counted")}
    assert {began} == set(offered)
    assert "March 13" in offered[began][0].quote and "strike" in text[: offered[began][0].end]
    assert not any(row.get("counted") for _, row in options(here, (0,), "ended"))


def test_words_for_an_end_tell_the_last_day_from_the_first(page: Pages) -> None:
    """What stands before a date says whether something began or ended then."""
    here = page("The strike began on March 2. It ended on March 9.", "1987-03-16")
    rows = {value: row for (value, _), row in options(here, here.everything(), "ended")}
    assert rows["1987-03-02"]["begins_before"] < 10 < rows["1987-03-02"]["ends_before"]
    assert rows["1987-03-09"]["ends_before"] < 10 < rows["1987-03-09"]["begins_before"]
