"""Pages without a net: what the rules and features make of the words alone."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from picketline.extract.page import Page
from picketline.extract.reading import (
    ARGUMENTS,
    DOCUMENT_LABELS,
    EVENT_TYPES,
    SENTENCE_LABELS,
    TAGS,
    Reading,
    word_spans,
)
from picketline.lang import pack
from picketline.text.sentences import sentences


def silent(text: str, published: str | None = "1987-03-16") -> Page:
    """The page of a text of which the net says nothing: all probabilities are 0."""
    words, rows, half = word_spans(text), np.array([(s.start, s.end) for s in sentences(text)], np.int32).reshape(-1, 2), np.float16
    t, s = len(words), len(rows)
    reading = Reading(
        words=words,
        sentences=rows,
        tags=np.zeros((t, len(TAGS)), half),
        begins=np.zeros((t, len(TAGS)), half),
        triggers=np.zeros((t, len(EVENT_TYPES)), half),
        sentence_scores=np.zeros((s, len(SENTENCE_LABELS)), half),
        links=np.zeros((s, s), half),
        arguments=np.zeros((len(ARGUMENTS), s, t), half),
        document=np.zeros(len(DOCUMENT_LABELS), half),
        vectors=np.zeros((s, 384), half),
    )
    return Page(text, published, pack("en"), reading)


def telling(page: Page, words: str, tag: str, probability: float = 0.9) -> Page:
    """The page, with the net sure that these words carry a tag."""
    tags = page.reading.tags.copy()
    start = page.text.index(words)
    tags[page.reading.words_in(start, start + len(words)), TAGS.index(tag)] = probability
    return replace(page, reading=replace(page.reading, tags=tags))


@pytest.fixture
def page() -> Callable[..., Page]:
    """`page(text)`: the page of a text of which the net says nothing."""
    return silent


@pytest.fixture
def tagged() -> Callable[..., Page]:
    """`tagged(page, words, tag)`: the page with the net sure of a tag."""
    return telling
