"""Trigger words, clauses and candidates of events."""

from collections.abc import Callable

import numpy as np
import pytest

from picketline.extract.event_clauses import LONGEST, clause
from picketline.extract.event_rows import FEATURES, lexical, rows
from picketline.extract.lexicon import Lexicon, dump, load
from picketline.extract.page import Page
from picketline.extract.reading import EVENT_TYPES
from picketline.extract.triggers import hits

Pages = Callable[..., Page]
NO_WORDS = Lexicon({}, np.zeros((0, len(EVENT_TYPES))), np.zeros(len(EVENT_TYPES)))


@pytest.mark.parametrize(
    ("text", "type_", "words"),
    [
        ("Weavers walked off the job at noon.", "action_started", "walked off"),
        ("The guild called its two-day stoppage off late; the strike was called off.", "action_ended", "called off"),
        ("Members rejected the mill's last offer.", "rejection", "rejected"),
        ("Managers threatened a long strike-breaking effort.", "replacement", "strike-breaking"),
        ("Looms were shut down for a week.", "impact", "shut down"),
    ],
)
def test_a_trigger_phrase_is_found_where_it_stands(page: Pages, text: str, type_: str, words: str) -> None:
    """Endings and up to three words between are free where the phrase says so; the longest phrase at a place counts."""
    found = [text[h.start : h.end] for h in hits(page(text)) if h.type == type_ and h.strong]
    assert words in found


def test_a_phrase_does_not_reach_into_the_next_sentence(page: Pages) -> None:
    """The words of one trigger stand in one sentence."""
    assert not [h for h in hits(page("They walked home. Off they went to bed.")) if h.type == "action_started" and h.strong]


def test_the_clause_shows_its_trigger_and_not_the_whole_sentence(page: Pages) -> None:
    """A long sentence that tells three things gives a short clause for each."""
    text = (
        "Weavers at the Norrland mill walked out on Monday after managers dismissed forty people for wearing guild badges at work, "
        "and police arrested two pickets at the gate, the town's paper reported in its evening edition."
    )
    here = page(text)
    quotes = {name: clause(here, 0, name, hits(here)).quote for name in ("action_started", "dismissal", "arrest")}
    assert all(3 <= len(quote.split()) <= LONGEST for quote in quotes.values())
    assert "walked out" in quotes["action_started"] and "dismissed" in quotes["dismissal"] and "arrested" in quotes["arrest"]
    assert "arrested" not in quotes["action_started"]


def test_a_sentence_of_marks_alone_still_has_words_to_quote(page: Pages) -> None:
    """A clause is never empty, whatever the sentence is made of."""
    here = page("--- !!!\n\nWeavers walked out.")
    assert all(clause(here, s, "action_started", ()).quote for s in here.everything())


def test_candidates_are_the_sentences_of_the_scope_with_a_trigger(page: Pages) -> None:
    """Where neither the net nor a strong trigger word speaks for a type there is no candidate; nor outside the scope."""
    here = page("Weavers walked out at the mill. It rained. Police arrested two.")
    found = rows(here, (0, 1), lexical(here, NO_WORDS))
    pairs = {(s, EVENT_TYPES[t]) for s, t in zip(found.sentences.tolist(), found.types.tolist(), strict=True)}
    assert (0, "action_started") in pairs
    assert all(s == 0 for s, _ in pairs)


def test_features_have_a_column_each_and_are_finite(page: Pages) -> None:
    """The forest sees numbers only, also in a report of one sentence."""
    for text in ("Weavers walked out.", "Weavers walked out. Police arrested two. Talks failed."):
        found = rows(page(text), page(text).everything(), lexical(page(text), NO_WORDS))
        assert found.features.shape == (len(found.sentences), len(FEATURES))
        assert np.isfinite(found.features).all()


def test_a_lexicon_counts_each_known_word_once_and_keeps_its_bias() -> None:
    """A sentence of unknown words says what the bias says; two known words weigh by the root of their number; files give it back."""
    known = Lexicon({"looms": 0, "stood idle": 1}, np.array([[1.0], [3.0]]), np.array([-2.0]))
    for lexicon in (known, load(dump(known))):
        assert lexicon.scores("It rained.")[0] == -2.0
        assert lexicon.scores("Looms stood idle; looms!")[0] == pytest.approx(4.0 / np.sqrt(2) - 2.0)
