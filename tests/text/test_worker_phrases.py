"""Phrases of working people: which noun heads them and how far to the left they may reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picketline.lang import pack
from picketline.text.worker_phrases import worker_phrases

EN = pack("en")


def readings(text: str) -> list[list[str]]:
    return [[text[s : g.end] for s in g.starts] for g in worker_phrases(text, 0, len(text), EN)]


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("the production and maintenance workers walked out", "production and maintenance workers"),
        ("Harbour Light Software workers walked out", "Harbour Light Software workers"),
        ("some 40 bank\nworkers walked out", "bank\nworkers"),
        ("most dockworkers walked out", "dockworkers"),
        ("its longshoremen walked out", "longshoremen"),
        ("doctors and nurses walked out", "doctors and nurses"),
        ("Elmstrand's ferry crews walked out", "ferry crews"),
        ("the hourly-paid employees walked out", "hourly-paid employees"),
    ],
)
def test_a_phrase_reaches_left_over_its_modifiers(text: str, longest: str) -> None:
    """Adjectives, nouns, names and joined modifiers belong to the phrase; articles, numbers and possessives do not."""
    assert readings(text)[-1][-1] == longest


def test_every_reading_of_a_phrase_is_offered_the_bare_head_first() -> None:
    """The words before the head may or may not be part of the group's name, so each beginning is a reading; that they strike is no part."""
    assert readings("striking school bus drivers") == [["drivers", "bus drivers", "school bus drivers"]]


def test_people_who_are_no_workers_head_nothing() -> None:
    """Spokesmen, businessmen and passengers are no group of workers."""
    assert readings("Spokesmen told businessmen and passengers of the delay.") == []


@given(st.text(alphabet="workers and 's-\n.AB&", max_size=50))
def test_readings_lie_in_the_text(text: str) -> None:
    """Whatever the text, each reading is a range that ends with its head."""
    for phrase in worker_phrases(text, 0, len(text), EN):
        assert text[: phrase.end].endswith(phrase.head)
        assert all(0 <= start < phrase.end for start in phrase.starts)
