"""Workers' groups: the readings of a phrase as candidates, one value a group, quoted from the text."""

from collections.abc import Callable

import numpy as np

from picketline.extract import workers
from picketline.extract.page import Page

REPORT = (
    "BANK STAFF STOP WORK\n\nSome 900 bank workers stopped work in Elmstrand today. "
    "Striking bank workers marched past the town hall, and the Harbour Staff League sent its drivers. "
    "The bank workers want a pay rise."
)


def test_candidates_are_all_readings_with_their_mentions(page: Callable[..., Page]) -> None:
    """One candidate a wording, whatever its capitals, with every mention in the scope."""
    found = {c.name: len(c.mentions) for c in workers.candidates(page(REPORT), (0, 1, 2, 3))}
    assert found["bank workers"] == 3
    assert found["workers"] == 3
    assert found["drivers"] == 1


def test_a_scope_sees_only_its_sentences(page: Callable[..., Page]) -> None:
    """Groups of other sentences are no candidates."""
    names = [c.name for c in workers.candidates(page(REPORT), (1,))]
    assert names == ["workers", "bank workers"]


def test_a_further_group_shares_no_words_with_the_first() -> None:
    """Of readings of one phrase only the likeliest is told; another group only if it is likely enough by itself."""
    names = ["bank workers", "striking bank workers", "drivers", "clerks"]
    assert workers.choose(names, np.array([0.8, 0.7, 0.6, 0.3]), first=0.4, further=0.5) == [0, 2]
    assert workers.choose(names, np.array([0.3, 0.2, 0.1, 0.1]), first=0.4, further=0.5) == []


def test_the_net_s_tags_reach_the_features(page: Callable[..., Page], tagged: Callable[..., Page]) -> None:
    """Where the net is sure of the words, the reading that covers them and no more has the highest mean."""
    sure = tagged(page(REPORT), "bank workers", "workers")
    found = workers.candidates(sure, (1,))
    rows = {c.name: row for c, row in zip(found, workers.features(sure, (1,), found), strict=True)}
    assert rows["bank workers"]["tag_workers"] > 0.89
    assert rows["bank workers"]["left"] == 0
    assert rows["workers"]["left"] > 0.89
