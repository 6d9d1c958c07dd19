"""Several disputes in one report."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from tests.extract.stumps import stump

from picketline.extract.disputes import heavy, joined, scopes, spread, square
from picketline.extract.models import Models
from picketline.extract.names import candidates
from picketline.extract.page import Page
from picketline.extract.reading import DOCUMENT_LABELS, SENTENCE_LABELS

Pages = Callable[..., Page]
ROUND_UP = """Bakers at Harrow Mills walked out on Monday. They ask for ten per cent.

Meanwhile, ferry crews at Lund Lines voted to strike. Lund Lines went to court.
"""


def told(page: Page, apart: int, several: float = 0.9) -> Page:
    """The page with every sentence evidence, and links only among the sentences before and among those from `apart` on."""
    reading = page.reading
    scores, document, size = reading.sentence_scores.copy(), reading.document.copy(), len(reading.sentences)
    scores[:, SENTENCE_LABELS.index("evidence")] = 0.9
    document[DOCUMENT_LABELS.index("several")] = several
    side = np.arange(size) >= apart
    links = (side[:, None] == side[None, :]).astype(np.float16)
    return replace(page, reading=replace(reading, sentence_scores=scores, document=document, links=links))


@pytest.fixture
def models() -> Models:
    """A splitter that believes the net's links."""
    roles = {f"roles.{role}": stump(f"net_{tag}") for role, tag in (("employers", "employer"), ("unions", "union"), ("places", "place"))}
    forests = {**roles, "disputes": stump("link"), "disputes.apart": stump("several")}
    silent: dict[str, dict[str, float]] = {"roles.employers.linear": {}, "roles.unions.linear": {}}
    settings = {"evidence": 0.3, "join": 0.5, "weight": 1.0, "apart": 0.5, "sure": 2.0, "clear": 0.0}
    return Models(forests, {"disputes": settings, **silent})


def test_a_round_up_is_split_where_the_sentences_no_longer_serve_one_dispute(page: Pages, models: Models) -> None:
    """Each dispute has its own sentences, and every sentence has a dispute."""
    here = told(page(ROUND_UP), apart=2)
    assert scopes(here, candidates(here), models) == ((0, 1), (2, 3))


def test_a_report_that_the_net_takes_for_one_dispute_is_one_scope(page: Pages, models: Models) -> None:
    """Splitting too often costs the precision of everything."""
    here = told(page(ROUND_UP), apart=2, several=0.1)
    assert scopes(here, candidates(here), models) == ((0, 1, 2, 3),)


def test_a_report_that_the_net_is_sure_of_and_whose_groups_are_clearly_apart_needs_no_judge(page: Pages, models: Models) -> None:
    """Either way of being sure is enough."""
    here = told(page(ROUND_UP), apart=2, several=0.4)
    settings = {**models.settings, "disputes": {**models.settings["disputes"], "sure": 0.3, "clear": 0.2}}
    assert len(scopes(here, candidates(here), models)) == 1
    assert len(scopes(here, candidates(here), Models(models.forests, settings))) == 2


def test_an_empty_page_has_one_empty_scope(page: Pages, models: Models) -> None:
    """Nothing to split is no error."""
    here = page("")
    assert scopes(here, candidates(here), models) == ((),)


def test_groups_join_while_the_mean_chance_between_them_holds() -> None:
    """A chain of likely pairs does not join its far ends."""
    chance = square(np.array([0.9, 0.1, 0.1, 0.6, 0.1, 0.9]), 4)
    assert joined(chance, 0.5) == [[0, 1], [2, 3]]
    assert joined(chance, 0.2) == [[0, 1, 2, 3]]
    assert joined(chance, 0.95) == [[0], [1], [2], [3]]


def test_a_group_with_too_little_evidence_goes_to_its_nearest() -> None:
    """One faint sentence is no dispute of its own."""
    chance = square(np.array([0.9, 0.1, 0.4, 0.1, 0.4, 0.2]), 4)
    weights = np.array([0.9, 0.9, 0.9, 0.3])
    assert heavy([[0, 1], [2], [3]], chance, weights, 0.5) == [[0, 1, 3], [2]]
    assert heavy([[0], [1], [2], [3]], chance, weights, 5.0) == [[0, 1, 2, 3]]


def test_light_groups_that_belong_together_are_joined_before_they_are_given_up() -> None:
    """Two sentences of a short second dispute weigh enough together."""
    chance = square(np.array([0.9, 0.3, 0.3, 0.3, 0.3, 0.4]), 4)
    assert heavy([[0, 1], [2], [3]], chance, np.array([0.9, 0.9, 0.9, 0.8]), 1.5) == [[0, 1], [2, 3]]


def test_sentences_without_evidence_go_on_with_the_dispute_told_before_them() -> None:
    """Those before the first evidence belong to the first."""
    assert spread([[1, 5], [3]], [False] * 7) == ((0, 1, 2, 5, 6), (3, 4))


def test_a_heading_belongs_to_what_follows_it() -> None:
    """A round-up's sub-heading names the next dispute's employer."""
    assert spread([[1], [4]], [True, False, False, True, False]) == ((0, 1, 2), (3, 4))
