"""Every format keeps the contract: the examples that its file carries, and what holds for any bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from picketline.model import Document, Issue, Layer
from picketline.model.document import digest, document_id
from picketline.sources import formats, read_bytes
from picketline.sources.formats import Example

CASES = [(name, example) for name in formats.names() for example in formats.load(name).examples()]


@pytest.mark.parametrize(("name", "example"), CASES, ids=[f"{name}-{example.name}" for name, example in CASES])
def test_a_format_reads_its_examples(name: str, example: Example) -> None:
    """The documents hold the words that the example says, the issues say what it says, and nothing else comes out."""
    found = list(formats.load(name).read(example.data, example.name))
    texts = [part[0].text for part in found if not isinstance(part, Issue)]
    messages = [part.message for part in found if isinstance(part, Issue)]
    assert [words in text for words, text in zip(example.texts, texts, strict=True)] == [True] * len(texts)
    assert [words in message for words, message in zip(example.issues, messages, strict=True)] == [True] * len(messages)


@pytest.mark.parametrize("name", formats.names())
def test_a_format_is_known_by_its_ending(name: str) -> None:
    """A file is read by the format whose ending it has, where its bytes say nothing else."""
    for suffix in formats.load(name).SUFFIXES:
        assert formats.recognise(b"plain words", f"report{suffix.upper()}") == name


@pytest.mark.parametrize(("name", "example"), CASES, ids=[f"{name}-{example.name}" for name, example in CASES])
def test_documents_are_named_by_their_bytes(name: str, example: Example) -> None:
    """A document's id and hash are those of the bytes that come with it, and its layers lie in its text."""
    for part in formats.load(name).read(example.data, example.name):
        if not isinstance(part, Issue):
            check(*part)


def check(document: Document, data: bytes) -> None:
    assert document.sha256 == digest(data)
    assert document.id == document_id(document.sha256)
    assert document.text.encode("utf-8").decode("utf-8") == document.text
    assert list(document.layers) == sorted(document.layers)
    assert all(within(layer, document.text) for layer in document.layers)


def within(layer: Layer, text: str) -> bool:
    return 0 <= layer.start < layer.end <= len(text) and text[layer.start : layer.end].strip() != ""


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([s for name in formats.names() for s in formats.load(name).SUFFIXES]))
def test_any_bytes_are_read_or_named(data: bytes, suffix: str) -> None:
    """Whatever bytes a file holds, reading it ends with documents or issues, never with an error, and twice with the same."""
    found = list(read_bytes(data, f"any{suffix}"))
    assert found
    assert found == list(read_bytes(data, f"any{suffix}"))
    for part in found:
        if not isinstance(part, Issue):
            check(*part)
