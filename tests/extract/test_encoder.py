"""The net as it ships: files that are what they claim, readings that fit their document, the same bytes every time."""

import shutil
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from picketline.extract.encoder import FILES, Net, net, read_documents
from picketline.extract.length import LENGTH
from picketline.extract.reading import (
    ARGUMENTS,
    DOCUMENT_LABELS,
    EVENT_TYPES,
    SENTENCE_LABELS,
    TAGS,
    Reading,
)
from picketline.extract.windows import ROOM, lay_out
from picketline.model.errors import ModelError
from picketline.text.sentences import sentences

REPORT = (
    "Ferry crews walk out at Elmstrand\n\n"
    "About 400 ferry workers at Norrland Lines walked off the job in Elmstrand on Monday, demanding higher pay, the Harbour "
    "Staff League said. The company said it would sack anyone who did not return by Friday.\n\n"
    "Talks between the League and Norrland Lines broke down last week.\n"
)
WEATHER = "Snow fell over the islands on Monday. The forecast is for sun and light wind until the weekend.\n"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return net().read(REPORT)


def tagged(reading: Reading, tag: str) -> str:
    """The words that have a tag, joined."""
    at = np.flatnonzero(reading.tags[:, TAGS.index(tag)] > 0.5)
    return " ".join(REPORT[a:b] for a, b in reading.words[at])


def test_the_net_finds_who_and_where(reading: Reading) -> None:
    """Employer, union, workers and place are tagged on their own words."""
    assert "Norrland" in tagged(reading, "employer")
    assert "Harbour Staff" in tagged(reading, "union")
    assert "ferry workers" in tagged(reading, "workers")
    assert "Elmstrand" in tagged(reading, "place")


def test_the_net_finds_what_happened(reading: Reading) -> None:
    """The sentence that tells of the walkout outranks the others for a started action, and a strike is its form."""
    started = reading.sentence("event:action_started")
    assert int(started[1:].argmax()) == 0
    assert float(reading.sentence("form:strike").max()) > 0.5
    assert reading.says("relevant") > 0.5


def test_weather_is_no_dispute() -> None:
    """A text about something else is given little."""
    (told,) = read_documents([WEATHER])
    assert told.says("relevant") < 0.5
    assert float(told.sentence_scores[:, : len(EVENT_TYPES)].max()) < 0.5


def test_shapes_and_ranges(reading: Reading) -> None:
    """Arrays have the shapes that `Reading` promises, hold probabilities, and shares sum to one."""
    words, rows = len(reading.words), len(sentences(REPORT))
    assert reading.tags.shape == reading.begins.shape == (words, len(TAGS))
    assert reading.triggers.shape == (words, len(EVENT_TYPES))
    assert reading.sentence_scores.shape == (rows, len(SENTENCE_LABELS))
    assert reading.links.shape == (rows, rows)
    assert reading.arguments.shape == (len(ARGUMENTS), rows, words)
    assert reading.document.shape == (len(DOCUMENT_LABELS),)
    for array in (
        reading.tags,
        reading.begins,
        reading.triggers,
        reading.sentence_scores,
        reading.links,
        reading.arguments,
        reading.document,
    ):
        assert float(array.min()) >= 0
        assert float(array.max()) <= 1
    shares = [i for i, x in enumerate(DOCUMENT_LABELS) if x.startswith("industry:")]
    assert abs(float(reading.document[shares].astype(np.float32).sum()) - 1) < 0.01
    np.testing.assert_allclose(reading.links, reading.links.T, atol=0.01)


def test_a_reading_does_not_depend_on_its_neighbours(reading: Reading) -> None:
    """The same text gives the same bytes, alone or among others."""
    first, second, third = read_documents([WEATHER, REPORT, REPORT])
    for name in Reading.__slots__:
        assert getattr(second, name).tobytes() == getattr(third, name).tobytes() == getattr(reading, name).tobytes()
    assert len(first.sentences) == 2


def test_a_long_document_is_read_whole() -> None:
    """A text of several windows has an answer for every word, and its windows break between sentences."""
    long = REPORT * 12
    layout = lay_out(long, net().tokenizer)
    assert len(layout.windows) > 1
    assert all(len(w.pieces) <= ROOM + 2 for w in layout.windows)
    owned = np.concatenate([w.words[w.owned] for w in layout.windows])
    assert sorted(set(owned.tolist())) == list(range(len(layout.words)))
    told = net().read(long)
    assert len(told.sentences) == len(sentences(long))
    assert float(told.tags[-60:].max()) > 0.5


def test_a_book_is_read_up_to_its_limit() -> None:
    """What lies beyond the limit has no rows; what is read keeps its offsets."""
    book = "Crews met. " * 9_000
    told = net().read(book)
    assert LENGTH - 20 < int(told.words[-1, 1]) <= LENGTH
    assert int(told.sentences[-1, 1]) <= LENGTH


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB. \n'é😀Ж3—\u0301\u200b"), max_size=80))
def test_any_text_is_read(text: str) -> None:
    """Emoji, combining marks, other scripts and nothing at all: every word has its row, and offsets are code points of the text."""
    told = net().read(text)
    assert len(told.sentences) == len(sentences(text))
    assert all(text[a:b].strip() for a, b in told.words.tolist())


def test_a_reading_survives_its_file(reading: Reading, tmp_path: Path) -> None:
    """`load` gives back what `save` wrote."""
    reading.save(tmp_path / "r.npz")
    again = Reading.load(tmp_path / "r.npz")
    assert all(np.array_equal(getattr(again, name), getattr(reading, name)) for name in Reading.__slots__)


def test_rows_are_found_by_position(reading: Reading) -> None:
    """Code points lead to words and sentences."""
    at = REPORT.index("Norrland")
    rows = reading.words_in(at, at + len("Norrland Lines"))
    assert [REPORT[a:b] for a, b in reading.words[rows]] == ["Norrland", "Lines"]
    assert reading.sentence_at(REPORT.index("Talks between")) == len(reading.sentences) - 1


@pytest.mark.parametrize("name", FILES)
def test_a_changed_model_file_is_refused(name: str, tmp_path: Path) -> None:
    """One flipped byte in any file, and the net is not loaded: the message names the file."""
    with resources.as_file(resources.files("picketline.extract") / "data") as data:
        for file in (*FILES, "hashes.json"):
            shutil.copy(data / file, tmp_path / file)
    content = bytearray((tmp_path / name).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ModelError, match=name):
        Net.load(tmp_path)


def test_a_missing_model_file_is_named(tmp_path: Path) -> None:
    """An empty folder is no model."""
    with pytest.raises(ModelError, match=r"encoder\.onnx"):
        Net.load(tmp_path)


def test_another_model_is_read_where_the_environment_names_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PICKETLINE_MODEL names the folder of an own model; one that is not there is refused by its name, not passed over."""
    monkeypatch.setenv("PICKETLINE_MODEL", str(tmp_path / "ours"))
    net.cache_clear()
    with pytest.raises(ModelError, match="ours"):
        net()
    monkeypatch.delenv("PICKETLINE_MODEL")
    assert net().read("Crews met.").sentences.tolist() == [[0, 10]]
