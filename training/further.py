"""Reports of the corpora that were coded for this project, beside those that came coded.

    python training/further.py DOCS.jsonl ANCHORED.jsonl [DOCS.jsonl ANCHORED.jsonl ...]

adds records, anchored by `shared/tools/anchor.py`, to `further.jsonl` beside this file. No text of the reports is kept there: a quote
stands as its offsets, and is cut again from the corpus, whose text must hash as it did. How they were coded, and how well, is in
docs/experiments.md.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from jsonl import read

CODES = Path(__file__).with_name("further.jsonl")
CORPORA = ("advocacy_en_labour", "structured_tech_actions", "news_en_mention")


def coded(shared: Path) -> Iterator[tuple[dict, dict]]:
    """Each report (`id`, `text`, `published`) with its record. ValueError where the corpus holds another text than was coded."""
    kept = {line["document"]: line for line in read(CODES)} if CODES.exists() else {}
    for corpus in CORPORA if kept else ():
        for row in read(shared / "corpus" / f"{corpus}.jsonl"):
            if line := kept.get(row["id"]):
                if _hash(row["text"]) != line["text"]:
                    raise ValueError(f"{row['id']} in {corpus} is not the text that was coded")
                bare = {name: line[name] for name in ("document", "relevant", "disputes")}
                record = _turned(bare, partial(_quoted, text=row["text"]))
                yield {"id": row["id"], "text": row["text"], "published": line["published"]}, record


def _turned(node: object, turn: Callable[[list], list]) -> object:
    """The node with each piece of evidence in it turned into another form."""
    if isinstance(node, list):
        return [_turned(part, turn) for part in node]
    if not isinstance(node, dict):
        return node
    return {key: turn(value) if key == "evidence" else _turned(value, turn) for key, value in node.items()}


def _quoted(spans: list, text: str) -> list:
    return [{"start": start, "end": end, "quote": text[start:end]} for start, end in spans]


def _bare(spans: list) -> list:
    return [[span["start"], span["end"]] for span in spans]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def main(paths: list[Path]) -> None:
    kept = {line["document"]: line for line in read(CODES)} if CODES.exists() else {}
    for docs, anchored in zip(paths[::2], paths[1::2], strict=True):
        about = {d["id"]: d for d in read(docs)}
        for record in read(anchored):
            report = about[record["document"]]
            kept[report["id"]] = {**_turned(record, _bare), "published": report["published"], "text": _hash(report["text"])}
    lines = (json.dumps(kept[name], ensure_ascii=False, separators=(",", ":")) for name in sorted(kept))
    CODES.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(len(kept), "reports,", CODES.stat().st_size, "bytes")


if __name__ == "__main__":
    main([Path(p) for p in sys.argv[1:]])
