"""Word lists in a text: whole words, stems, several words, one pass."""

from hypothesis import given
from hypothesis import strategies as st

from picketline.text.phrases import Phrases

LISTS = Phrases({"stop": ["walk out", "walked out", "strik*"], "slow": ["work to rule"], "pay": ["pay", "pay rise*"]})


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.label, text[hit.start : hit.end]) for hit in LISTS.find(text)]


def test_phrases_are_whole_words_whatever_stands_between_them() -> None:
    """Case, hyphens and line breaks do not matter; parts of other words are no hits."""
    assert found("WALKED\nOUT, work-to-rule; repay, spay") == [("stop", "WALKED\nOUT"), ("slow", "work-to-rule")]


def test_a_star_ends_a_stem() -> None:
    """A stem matches every word that begins with it, the stem itself included."""
    assert found("strike striking strik") == [("stop", "strike"), ("stop", "striking"), ("stop", "strik")]


def test_the_longer_phrase_of_a_label_wins() -> None:
    """Of two phrases of one label that begin at one word the longer is told, once."""
    assert found("a pay rise") == [("pay", "pay rise")]


@given(st.text(alphabet="walkout strike-\npay", max_size=60))
def test_hits_are_ordered_ranges_of_the_text(text: str) -> None:
    """Hits come in order of their beginning and lie in the text."""
    hits = LISTS.find(text)
    assert list(hits) == sorted(hits, key=lambda h: (h.start, h.label))
    assert all(0 <= h.start < h.end <= len(text) for h in hits)
