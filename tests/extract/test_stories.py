"""The stories of a round-up."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from picketline.extract.page import Page
from picketline.extract.reading import DOCUMENT_LABELS, SENTENCE_LABELS
from picketline.extract.stories import laid_out, spread, stories

Pages = Callable[..., Page]
MILL = "Bakers at Harrow Mills walked out on Monday. They ask for ten per cent."
FERRY = "Ferry crews at Lund Lines voted to strike. The company went to court."
SCHOOL = "Teachers in Orsk marched on Friday. They want smaller classes."


def told(page: Page, evidence: float = 0.9) -> Page:
    """The page with as much evidence in every sentence."""
    scores = page.reading.sentence_scores.copy()
    scores[:, SENTENCE_LABELS.index("evidence")] = evidence
    return replace(page, reading=replace(page.reading, sentence_scores=scores))


def beginnings(page: Page) -> list[str]:
    """The first words of each story."""
    return [page.sentence(story[0]).split("\n")[0][:12] for story in stories(page)]


def test_each_paragraph_that_opens_with_a_dateline_opens_a_story(page: Pages) -> None:
    """Two towns are enough; a heading above a dateline goes with what follows it."""
    here = told(page(f"HARROW, England--{MILL}\n\nOn the water\n\nLUND--{FERRY}\n"))
    assert beginnings(here) == ["HARROW, Engl", "On the water"]


def test_each_article_of_a_page_is_a_story(page: Pages) -> None:
    """Where the source marks them no dateline is needed; one article is none among others."""
    here = told(page(f"At the mill\n\n{MILL}\n\nOn the water\n\n{FERRY}\n"))
    assert stories(here) == (here.everything(),)
    assert beginnings(replace(here, openings=(0, here.text.index("On the water")))) == ["At the mill", "On the water"]


def test_one_dateline_opens_no_second_story(page: Pages) -> None:
    """A wire report has one of its own."""
    here = told(page(f"HARROW, England--{MILL}\n\n{FERRY}\n"))
    assert stories(here) == (here.everything(),)


def test_headings_part_three_stories_but_not_two(page: Pages) -> None:
    """A report of one dispute may have a heading inside too."""
    three = told(page(f"On the picket line\n\nAt the mill\n\n{MILL}\n\nOn the water\n\n{FERRY}\n\nAt school\n\n{SCHOOL}\n"))
    assert len(stories(told(page(f"{MILL}\n\nOn the water\n\n{FERRY}\n")))) == 1
    assert beginnings(three) == ["On the picke", "On the water", "At school"]


def test_a_section_that_tells_little_of_a_dispute_is_no_story(page: Pages) -> None:
    """Without evidence everything is one story."""
    here = told(page(f"HARROW, England--{MILL}\n\nLUND--{FERRY}\n"), evidence=0.4)
    assert stories(here) == (here.everything(),)


def parted(page: Page, at: int, several: float) -> Page:
    """The page with links only among the sentences before and among those from `at` on."""
    document, side = page.reading.document.copy(), np.arange(len(page.reading.sentences)) >= at
    document[DOCUMENT_LABELS.index("several")] = several
    links = (side[:, None] == side[None, :]).astype(np.float16)
    return replace(page, reading=replace(page.reading, document=document, links=links))


def test_a_report_without_layout_is_parted_at_the_seam_of_the_links(page: Pages) -> None:
    """Only where the net is sure of several disputes, and each side tells enough."""
    here = told(page(f"{MILL} {FERRY}\n"))
    assert stories(parted(here, at=2, several=0.9)) == ((0, 1), (2, 3))
    assert laid_out(parted(here, at=2, several=0.9)) == (here.everything(),)
    assert stories(parted(here, at=2, several=0.3)) == (here.everything(),)
    assert stories(parted(here, at=1, several=0.9)) == (here.everything(),)


def test_an_empty_page_has_one_empty_story(page: Pages) -> None:
    """Nothing to part is no error."""
    assert stories(page("")) == ((),)


def test_sentences_without_evidence_go_on_with_the_story_told_before_them() -> None:
    """Those before the first evidence belong to the first."""
    assert spread([[1, 5], [3]], [False] * 7) == ((0, 1, 2, 5, 6), (3, 4))


def test_a_heading_belongs_to_what_follows_it() -> None:
    """A round-up's sub-heading names the next dispute's employer."""
    assert spread([[1], [4]], [True, False, False, True, False]) == ((0, 1, 2), (3, 4))
