"""Training on an organisation's own reports: from the shipped net, to files that load. Needs the `train` extra."""

import json
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the train extra")
pytest.importorskip("onnx", reason="needs the train extra")

from picketline.evaluate.training import convert  # noqa: E402
from picketline.evaluate.training.fit import Example, Plan, read  # noqa: E402
from picketline.evaluate.training.labels import paint  # noqa: E402
from picketline.evaluate.training.retrain import restored, retrain  # noqa: E402
from picketline.extract.encoder import Net, net  # noqa: E402
from picketline.extract.reading import EVENT_TYPES, SENTENCE_LABELS, TAGS  # noqa: E402
from picketline.extract.windows import lay_out  # noqa: E402
from picketline.model.errors import UserError  # noqa: E402

TEXT = "Ferry crews at Norrland Lines walked out on Monday, the Harbour Staff League said. Norrland sacked 40 of them on Tuesday."


def quoted(quote: str) -> list[dict[str, object]]:
    start = TEXT.index(quote)
    return [{"start": start, "end": start + len(quote), "quote": quote}]


RECORD = {
    "document": "a",
    "relevant": True,
    "disputes": [
        {
            "id": "d1",
            "employers": [{"value": "Norrland Lines", "aliases": ["Norrland"], "evidence": quoted("Norrland Lines")}],
            "workers": [{"value": "Ferry crews", "evidence": quoted("Ferry crews")}],
            "started": {"value": "2025-03-03", "evidence": quoted("walked out on Monday")},
            "forms": [{"value": "strike", "evidence": quoted("walked out on Monday")}],
            "events": [
                {
                    "type": "action_started",
                    "date": "2025-03-03",
                    "said_by": "Harbour Staff League",
                    "evidence": quoted("walked out on Monday"),
                },
                {"type": "dismissal", "count": 40, "actor": "Norrland Lines", "evidence": quoted("sacked 40 of them on Tuesday")},
            ],
        }
    ],
}


def words(rows: np.ndarray) -> list[str]:
    layout = lay_out(TEXT, net().tokenizer)
    return [TEXT[a:b] for a, b in layout.words[rows > 0]]


def test_a_record_is_painted_on_its_words() -> None:
    """Every mention of a name is a lesson; a date, a count and a speaker are tied to the sentence of their event."""
    layout = lay_out(TEXT, net().tokenizer)
    labels = paint(TEXT, layout, RECORD, "2025-03-05")
    assert words(labels.tags[:, TAGS.index("employer")]) == ["Norrland", "Lines", "Norrland"]
    assert words(labels.triggers[:, EVENT_TYPES.index("dismissal")])[0] == "sacked"
    assert "Monday" in words(labels.tags[:, TAGS.index("started")])
    assert words(labels.arguments[1, 0]) == ["Harbour", "Staff", "League"]
    assert "40" in words(labels.arguments[3, 1])
    assert labels.scores[:, SENTENCE_LABELS.index("event:dismissal")].tolist() == [0, 1]


def test_shipped_weights_come_back_from_their_files() -> None:
    """The net in torch, restored from the quantised files, says nearly what those files say."""
    with resources.as_file(resources.files("picketline.extract") / "data") as folder:
        again = restored(folder)
    layout = lay_out(TEXT, net().tokenizer)
    ((_, told),) = read(again, [Example("a", layout)])
    np.testing.assert_allclose(told.tags, net().read(TEXT).tags, atol=0.15)


def test_training_writes_files_that_load(tmp_path: Path) -> None:
    """After a pass over a coded report the files load by their hashes, and the net has moved towards the report."""
    (tmp_path / "docs.jsonl").write_text(json.dumps({"id": "a", "text": TEXT, "published": "2025-03-05"}) + "\n", encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
    seen: list[str] = []
    plan = Plan(epochs=4, encoder_rate=1e-4, head_rate=1e-3)
    assert retrain(tmp_path / "docs.jsonl", tmp_path / "gold.jsonl", tmp_path / "out", plan=plan, log=seen.append) == 1
    assert len(seen) == 4
    before, after = net().read(TEXT), Net.load(tmp_path / "out").read(TEXT)
    assert after.sentence("event:dismissal")[1] > before.sentence("event:dismissal")[1]


def test_a_record_without_its_document_is_refused(tmp_path: Path) -> None:
    """A net is not trained on less than was meant: the missing document is named."""
    (tmp_path / "docs.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
    with pytest.raises(UserError, match="'a'"):
        retrain(tmp_path / "docs.jsonl", tmp_path / "gold.jsonl", tmp_path / "out")


def test_conversion_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    """The same weights make the same files."""
    with resources.as_file(resources.files("picketline.extract") / "data") as folder:
        weights = convert.restore(folder)
    convert.write(weights, tmp_path / "one")
    convert.write(weights, tmp_path / "two")
    for name in ("encoder.onnx", "heads.npz"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
