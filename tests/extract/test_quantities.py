"""Workers involved: which numbers may be meant, and how they are quoted."""

from collections.abc import Callable

from picketline.extract import involved
from picketline.extract.page import Page


def values(page: Page) -> list[float]:
    return [c.number.value for c in involved.candidates(page, page.everything())]


def test_only_numbers_that_may_be_people_are_candidates(page: Callable[..., Page]) -> None:
    """Money, dates, percentages, ages, jobs and labels are not; a bare number of some size may be."""
    text = "Some 340 of Local 89, aged 45, want 5 pct more than the $12 of March 3. They fear for 200 jobs."
    assert values(page(text)) == [340]


def test_a_part_and_its_whole_are_both_candidates(page: Callable[..., Page]) -> None:
    """In "285 of the 4,000-strong workforce" it is learnt which of the two is out."""
    assert values(page("With 285 of the 4,000-strong workforce out, the mill is shut.")) == [285, 4000]


def test_bounds_and_ranges_are_kept(page: Callable[..., Page]) -> None:
    """The quantity says what the words say, and quotes the number with its hedge and noun."""
    sheet = page("Up to 400 to 500 bakers will stop work.")
    found = involved.quantity(sheet.text, involved.candidates(sheet, (0,))[0].number, 0.5)
    assert (found.value, found.maximum, found.bound, found.approximate, found.confidence) == (400, 500, "max", True, 0.5)
    assert found.evidence[0].quote == "Up to 400 to 500 bakers"


def test_every_candidate_has_the_same_features(page: Callable[..., Page]) -> None:
    """They are rows of one table."""
    sheet = page("It locked out 2,600 smelter workers and about 600 office workers. 90 members voted.")
    rows = involved.features(sheet, sheet.everything(), involved.candidates(sheet, sheet.everything()))
    assert len({tuple(row) for row in rows}) == 1
    assert [row["has_voting"] for row in rows] == [0, 0, 1]
