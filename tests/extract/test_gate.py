"""The relevance gate: cheap words, a linear vote, then the net; wide first, sharp last."""

import json
from pathlib import Path

import pytest

from picketline.extract import gate
from picketline.extract.encoder import net
from picketline.extract.reading import EVENT_TYPES

SHARED = Path(__file__).parents[3] / "shared"
needs_shared = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="needs ../shared, the coded reports")

DISPUTES = [
    "About 400 ferry workers at Norrland Lines walked off the job in Elmstrand on Monday, demanding higher pay, their union said.",
    "Teachers in Vale County voted 310 to 12 to strike from September 4 unless the school board withdraws its plan to cut pensions.",
    "The court in Elmstrand ruled that the dismissal of 14 bakers for joining last month's strike was unlawful, their union said.",
    "Nurses at St. Brannock Hospital, locked out since May 2, will return to work on Monday under a three-year contract.",
]
OTHERS = [
    "Air strikes hit three villages near the border on Sunday, killing nine people, the army said.",
    "Norrland Oil rose 4 per cent after it struck oil off the islands; the strike price of its options fell.",
    "Vale struck out eleven batters and the team's win ended a streak of six losses.",
    "Norrland Lines will close its Elmstrand yard in June with the loss of 90 jobs, the company said in its annual report.",
    "Snow fell over the islands on Monday. The forecast is for sun and light wind until the weekend.",
]


@pytest.mark.parametrize("text", DISPUTES)
def test_disputes_pass_every_step(text: str) -> None:
    """A strike, a ballot, a ruling and a return to work are all relevant."""
    assert gate.worded(text)
    assert gate.plausible(text)
    assert gate.relevant(text, net().read(text))


@pytest.mark.parametrize("text", OTHERS)
def test_other_strikes_and_layoffs_are_stopped(text: str) -> None:
    """Military, mineral, financial and sporting strikes, layoffs without conflict and the weather end at some step."""
    assert not (gate.plausible(text) and gate.relevant(text, net().read(text)))


def test_what_the_words_reject_needs_no_net() -> None:
    """A text without a word for an action and the workers' side is settled by the first step."""
    text = "Snow fell over the islands."
    assert not gate.worded(text)
    assert not gate.plausible(text)


def test_a_very_long_page_is_looked_at_in_part() -> None:
    """The cheap steps read the first 20,000 characters, no more: a long page costs no more than that."""
    assert not gate.worded("snow " * 5_000 + DISPUTES[0])
    assert gate.worded(DISPUTES[0] + " snow" * 200_000)


def test_the_actions_it_weighs_are_event_types() -> None:
    """The features of the last step are those that its weights name."""
    assert set(gate.shipped().weights) == set(gate.FEATURES)
    assert all(0 <= column < len(EVENT_TYPES) for column in gate._ACTIONS)


@needs_shared
def test_words_let_nearly_every_coded_dispute_pass() -> None:
    """The word step's recall on the 257 coded reports is at least 0.995."""
    docs = {d["id"]: d["text"] for d in map(json.loads, (SHARED / "gold" / "dev.docs.jsonl").read_text(encoding="utf-8").splitlines())}
    gold = map(json.loads, (SHARED / "gold" / "dev.gold.jsonl").read_text(encoding="utf-8").splitlines())
    passed = [gate.worded(docs[g["document"]]) for g in gold if g["relevant"]]
    assert sum(passed) / len(passed) >= 0.995
