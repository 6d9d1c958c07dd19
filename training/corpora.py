"""Public corpora as lessons for the net before it sees the gold: who is quoted, what is a place, what is a labour dispute.

Documents of the gold, and those of their split groups, are left out.
"""

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from coded import reports
from jsonl import read
from tokenizers import Tokenizer

from picketline.evaluate.training.fit import Example
from picketline.evaluate.training.labels import Labels, mentions, numbers, paint
from picketline.extract.reading import ARGUMENTS, SENTENCE_LABELS, TAGS
from picketline.extract.windows import Layout, lay_out
from picketline.text.furniture import headless

SPEAKER, ATTRIBUTED = TAGS.index("speaker"), SENTENCE_LABELS.index("attributed")
TAUGHT = ("advocacy_en_labour", "structured_tech_actions", "news_en_mention")
"""Corpora whose uncoded reports are taught by the nets' own answers."""
LEVELLED = ("advocacy_en_mention",)
"""Corpora that nothing is learned from, to compare nets on."""
BESIDE_GOLD = ("timex_tempeval3", "quotes_polnear", "geo_geowebnews", "news_en_negative", "advocacy_en_mention")
"""Corpora from whose texts words for names are taken."""
PRONOUNS = {"he", "she", "they", "it", "i", "we", "who", "you", "his", "her", "their"}
LABOUR_ACTIONS = {"strike", "protest", "open letter"}
LITERAL = {"Literal", "Literal_Expression", "Literal_Modifier", "Mixed", "Embedded_Literal", "Metonymic", "Coercion"}


def lessons(shared: Path, tok: Tokenizer, taken: set[str]) -> Iterator[Example]:
    """All the lessons; `taken` holds the ids of the gold."""
    corpus = shared / "corpus"
    names = [path.stem for path in sorted(corpus.glob("*_en_*.jsonl"))] + list(MAKERS)
    every = {name: read(corpus / f"{name}.jsonl") for name in names}
    texts = {document["text"].strip()[:300] for _, document, _ in reports(shared)}
    groups = {r["split_group"] for rows in every.values() for r in rows if r["id"] in taken or r["text"].strip()[:300] in texts}
    for name, rows in every.items():
        for row in rows:
            if name.startswith("advocacy") and zlib.crc32(row["id"].encode()) % 3:
                continue  # a third of the movement press is enough
            if row["split_group"] not in groups and row["text"].strip():
                yield from MAKERS.get(name, relevance)(row, tok)


def _start(row: dict, tok: Tokenizer, short: bool = False) -> tuple[str, Layout, Labels]:
    text = headless(row["text"])[: 2600 if short else 9000]
    layout = lay_out(text, tok)
    return text, layout, paint(text, layout, {"relevant": False, "disputes": []}, None)


def _known(size: int, *columns: int) -> np.ndarray:
    known = np.zeros(size, np.float32)
    known[list(columns)] = 1
    return known


def _rows(layout: Layout, start: int, end: int) -> slice:
    first = int(np.searchsorted(layout.words[:, 1], start, side="right"))
    return slice(first, max(first, int(np.searchsorted(layout.words[:, 0], end, side="left"))))


def quotes(row: dict, tok: Tokenizer) -> Iterator[Example]:
    """PolNeAR: the source of each attribution is a speaker, and of its sentences' words."""
    text, layout, labels = _start(row, tok)
    speaker = ARGUMENTS.index("speaker")
    for attribution in row["labels"]["attributions"]:
        content, source = attribution.get("content"), attribution.get("source")
        if not content or content[0][-1][1] > len(text):
            continue
        span = (content[0][0][0], content[0][-1][1])
        at = _rows(layout, *span)
        told = sorted(set(layout.sentence_of[at].tolist()))
        labels.scores[told, ATTRIBUTED] = 1
        if not source or source[1].strip().casefold() in PRONOUNS or source[0][-1][1] > len(text):
            continue
        who = _rows(layout, source[0][0][0], source[0][-1][1])
        labels.tags[who, SPEAKER] = 1
        labels.begins[who.start : who.start + 1, SPEAKER] = 1
        labels.arguments_known[speaker, told] = True
        labels.arguments[speaker, told, who] = 1
    weights = {"*": 0.0, "tags": 1.0, "scores": 1.0, "arguments": 1.0}
    yield Example(row["id"], layout, labels, weights, _known(len(TAGS), SPEAKER), _known(len(SENTENCE_LABELS), ATTRIBUTED))


def toponyms(row: dict, tok: Tokenizer) -> Iterator[Example]:
    """GeoWebNews: names of places that are meant as places."""
    text, layout, labels = _start(row, tok)
    place = TAGS.index("place")
    for t in row["labels"]["toponyms"]:
        rows = _rows(layout, t["start"], t["end"])
        if t["type"] in LITERAL and t["end"] <= len(text) and text[t["start"]].isupper() and rows.stop - rows.start <= 5:
            labels.tags[rows, place] = 1
            labels.begins[rows.start, place] = 1
    yield Example(row["id"], layout, labels, {"*": 0.0, "tags": 1.0}, _known(len(TAGS), place))


def actions(row: dict, tok: Tokenizer) -> Iterator[Example]:
    """Collective Action in Tech: companies, towns, numbers of workers where the text names them; relevance by the action's kind."""
    text, layout, labels = _start(row, tok)
    coded, known = row["labels"], []
    found = {
        "employer": [s for c in coded["companies"] or [] for s in mentions(text, {c, c.title(), c.upper(), c.capitalize()})],
        "place": [s for c in coded["locations"] or [] for s in mentions(text, {c.split("-")[0].title()})],
        "workers_involved": [s for s, n in numbers(text, 0, len(text)) if n == coded["workers"] and n != 100],
    }
    for tag, spans in found.items():
        if spans:
            known.append(TAGS.index(tag))
            for span in spans:
                rows = _rows(layout, *span)
                labels.tags[rows, TAGS.index(tag)] = 1
                labels.begins[rows.start, TAGS.index(tag)] = 1
    labels.relevant = float(bool(LABOUR_ACTIONS & set(coded["actions"] or [])))
    weights = {"*": 0.0, "tags": 1.0, "relevant": 0.7 if coded["actions"] else 0.0}
    yield Example(row["id"], layout, labels, weights, _known(len(TAGS), *known))


def relevance(row: dict, tok: Tokenizer) -> Iterator[Example]:
    """Labour news against the rest; what is no dispute teaches that no sentence tells of one."""
    kind = row["labels"].get("relevance")
    if kind not in ("labour_dispute", "not_labour_dispute"):
        return
    _, layout, labels = _start(row, tok, short=True)
    labels.relevant = float(kind == "labour_dispute")
    lesson = {} if labels.relevant else {"scores": 0.5, "triggers": 0.5, "tags": 0.3}
    yield Example(row["id"], layout, labels, {"*": 0.0, "relevant": 1.0, **lesson})


MAKERS = {"quotes_polnear": quotes, "geo_geowebnews": toponyms, "structured_tech_actions": actions}


def beside(found: list[Example]) -> list[Example]:
    """The lessons that go on beside the gold: who is quoted, and what is no dispute."""
    kept = []
    for e in found:
        if e.id.startswith("polnear"):
            e.weights |= {"arguments": 0.3, "tags": 0.5, "scores": 0.5}
            kept.append(e)
        elif e.weights.get("relevant") == 1.0 and e.labels is not None and not e.labels.relevant and len(e.layout.windows) == 1:
            kept.append(e)
    return kept


def uncoded(shared: Path, tok: Tokenizer, taken: set[str], names: Sequence[str], longest: int) -> list[Example]:
    """The beginnings, at most `longest` code points, of the reports of some corpora that stand in no fold (`taken`) and near none."""
    every = [r for name in names for r in read(shared / "corpus" / f"{name}.jsonl")]
    groups = {r["split_group"] for r in every if r["id"] in taken}
    rows = [r for r in every if r["split_group"] not in groups and r["id"] not in taken]
    rows = sorted(rows, key=lambda r: zlib.crc32(r["id"].encode()))
    return [Example(r["id"], lay_out(headless(r["text"])[:longest], tok)) for r in rows]


def blank(example: Example) -> Example:
    """The uncoded report as a lesson that no code teaches anything of."""
    labels = paint("", example.layout, {"relevant": False, "disputes": []}, None)
    return Example(example.id, example.layout, labels, {"*": 0.0})


def texts(shared: Path, names: Sequence[str]) -> list[str]:
    """The texts of some corpora."""
    return [row["text"] for name in names for row in read(shared / "corpus" / f"{name}.jsonl")]


def folds_of(shared: Path) -> dict[str, int]:
    """The fold of each corpus document, by split group."""
    rows = [r for path in sorted((shared / "corpus").glob("*_en_*.jsonl")) for r in read(path)]
    return {r["id"]: zlib.crc32(r["split_group"].encode()) % 5 for r in rows}
